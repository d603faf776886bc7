//! Writes a document as Markdown that `guichet build` reads back as the same document.
//!
//! The dialect is that of `docs/formats/knowledge-base.md`; reading it is the business of `crate::markdown`.

mod block;
mod escape;
mod inline;

use guichet_wire::document::Block;

/// Where a document stands, for its relative addresses.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    id: &'a str,
}

impl<'a> Place<'a> {
    /// The place of the article with this id.
    pub fn of(id: &'a str) -> Self {
        Self { id }
    }

    fn article(self, id: &str, anchor: &str) -> String {
        let path = if id == self.id && !anchor.is_empty() {
            String::new()
        } else {
            format!("{}{id}.md", self.up(0))
        };
        let hash = if anchor.is_empty() { "" } else { "#" };
        format!("{path}{hash}{anchor}")
    }

    fn image(self, path: &str) -> String {
        format!("{}{path}", self.up(1))
    }

    fn up(self, more: usize) -> String {
        "../".repeat(self.id.matches('/').count() + more)
    }
}

/// The document's Markdown, with a line break at its end.
pub fn write(blocks: &[Block], place: Place) -> String {
    let mut markdown = block::blocks(blocks, place);
    if !markdown.is_empty() {
        markdown.push('\n');
    }
    markdown
}

#[cfg(test)]
mod tests;
