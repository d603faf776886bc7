//! The plain text of a document, section by section: what is indexed and what snippets are cut from.
//!
//! Builder and widget both call this, so that the index's section ordinals mean the same on both sides.

use super::{Block, Document, Inline};

/// What stands below one top-level heading, or before the first one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading's anchor; empty for the lead.
    pub anchor: String,
    /// The heading's plain text; empty for the lead.
    pub heading: String,
    /// The plain text of the blocks, a space between two of them.
    pub text: String,
}

/// The sections of `document`: the lead first (empty where the document starts with a heading), then one for each top-level
/// heading, whatever its level. A section's place in the list is its ordinal in the search index. Footnotes belong to the
/// section in which they stand: the last.
pub fn sections(document: &Document) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    for block in &document.blocks {
        if let Block::Heading {
            anchor, content, ..
        } = block
        {
            let mut heading = String::new();
            inlines(content, &mut heading);
            sections.push(Section {
                anchor: anchor.clone(),
                heading,
                text: String::new(),
            });
        } else if let Some(section) = sections.last_mut() {
            blocks(core::slice::from_ref(block), &mut section.text);
        }
    }
    sections
}

/// The text of inlines as a reader sees it, without its marks.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    inlines(content, &mut text);
    text
}

fn blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        separate(text);
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => inlines(content, text),
            Block::List { items, .. } => {
                for item in items {
                    self::blocks(&item.blocks, text);
                }
            }
            Block::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    separate(text);
                    inlines(cell, text);
                }
            }
            Block::Code { text: code, .. } => lines(code, text),
            Block::Details { summary, blocks } => {
                inlines(summary, text);
                self::blocks(blocks, text);
            }
            Block::Quote(blocks)
            | Block::Callout { blocks, .. }
            | Block::Footnote { blocks, .. } => self::blocks(blocks, text),
            Block::Rule => {}
        }
    }
}

fn inlines(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Keyboard(words) => {
                text.push_str(words);
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Link { content, .. } => inlines(content, text),
            Inline::Image(image) => text.push_str(&image.alt),
            Inline::LineBreak => separate(text),
            Inline::FootnoteReference(_) => {}
        }
    }
}

fn lines(code: &str, text: &mut String) {
    for line in code.lines() {
        separate(text);
        text.push_str(line.trim());
    }
}

fn separate(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Document, Inline, ListItem};
    use super::*;

    fn say(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    fn heading(anchor: &str, text: &str) -> Block {
        Block::Heading {
            level: 2,
            anchor: anchor.to_owned(),
            content: say(text),
        }
    }

    #[test]
    fn a_document_that_starts_with_a_heading_has_an_empty_lead() {
        let document = Document {
            blocks: vec![heading("fees", "Fees"), Block::Paragraph(say("None."))],
        };
        let found = sections(&document);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], Section::default());
        assert_eq!(found[1].text, "None.");
    }

    #[test]
    fn words_of_neighbouring_blocks_never_run_together() {
        let item = |text| ListItem {
            task: None,
            blocks: vec![Block::Paragraph(say(text))],
        };
        let document = Document {
            blocks: vec![
                Block::List {
                    start: None,
                    items: vec![item("one"), item("two")],
                },
                Block::Paragraph(vec![
                    Inline::Strong(say("three")),
                    Inline::LineBreak,
                    Inline::Code("four".to_owned()),
                ]),
            ],
        };
        assert_eq!(sections(&document)[0].text, "one two three four");
    }
}
