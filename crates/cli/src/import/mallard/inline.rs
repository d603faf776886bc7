//! Reads what flows in a line: names of buttons and menus, keys, links, small pictures.

use guichet_wire::document::Inline;
use roxmltree::Node;

use super::conditional::children;
use super::head::plain;
use super::reader::{Reader, separator};

/// Whether the element stands in a line. Inside of blocks, `code` and `media` are blocks.
pub fn is_inline(name: &str) -> bool {
    const NAMES: [&str; 15] = [
        "em", "gui", "guiseq", "key", "keyseq", "link", "app", "cmd", "file", "input", "output",
        "sys", "var", "span", "hi",
    ];
    NAMES.contains(&name)
}

impl Reader<'_> {
    /// The text of the nodes, without white space at its ends and between its parts only once.
    pub(super) fn line(&mut self, nodes: &[Node]) -> Vec<Inline> {
        let mut line = tidy(self.inlines(nodes));
        trim(&mut line);
        line
    }

    /// The text in the node.
    pub(super) fn text_of(&mut self, node: Node) -> Vec<Inline> {
        self.line(&children(node))
    }

    fn inlines(&mut self, nodes: &[Node]) -> Vec<Inline> {
        let mut found = Vec::new();
        for node in nodes {
            match node.text().filter(|_| node.is_text()) {
                Some(text) => found.push(Inline::Text(text.to_owned())),
                None => found.extend(self.linked(*node)),
            }
        }
        found
    }

    /// Any inline element may be a link.
    fn linked(&mut self, node: Node) -> Vec<Inline> {
        let is_link =
            !self.is_in_link && (node.has_attribute("xref") || node.has_attribute("href"));
        let target = if is_link { self.target(node) } else { None };
        let was_in_link = self.is_in_link;
        self.is_in_link |= target.is_some();
        let mut content = self.element(node);
        self.is_in_link = was_in_link;
        let Some((target, title)) = target else {
            return content;
        };
        if tidy(content.clone()).is_empty() {
            content = vec![Inline::Text(title)];
        }
        vec![Inline::Link { target, content }]
    }

    fn element(&mut self, node: Node) -> Vec<Inline> {
        match node.tag_name().name() {
            "em" | "app" | "var" => vec![Inline::Emphasis(self.inlines(&children(node)))],
            "gui" | "hi" => vec![Inline::Strong(self.inlines(&children(node)))],
            "key" => vec![Inline::Keyboard(plain(node, ""))],
            "code" | "cmd" | "file" | "input" | "output" | "sys" => self.code(node),
            "guiseq" => self.sequence(node, separator(self.language.tag)),
            "keyseq" => {
                let is_chord = node.attribute("type").is_none_or(|kind| kind == "combo");
                self.sequence(node, if is_chord { "+" } else { " " })
            }
            "media" => self.small_picture(node),
            "link" | "span" | "p" => self.inlines(&children(node)),
            "comment" | "info" | "title" | "desc" => Vec::new(),
            name => {
                let message = format!("`{name}` is not known within a line");
                self.warn(node, message, "its text is kept without it");
                self.inlines(&children(node))
            }
        }
    }

    /// Code holds no markup, so that a link in it wins over it.
    fn code(&mut self, node: Node) -> Vec<Inline> {
        let holds_link = |node: &Node| node.has_attribute("xref") || node.has_attribute("href");
        if !self.is_in_link && children(node).iter().any(holds_link) {
            return self.inlines(&children(node));
        }
        vec![Inline::Code(plain(node, separator(self.language.tag)))]
    }

    fn sequence(&mut self, node: Node, between: &str) -> Vec<Inline> {
        let mut found = Vec::new();
        for part in children(node).into_iter().filter(Node::is_element) {
            if !found.is_empty() {
                found.push(Inline::Text(between.to_owned()));
            }
            found.extend(self.linked(part));
        }
        found
    }

    fn small_picture(&mut self, media: Node) -> Vec<Inline> {
        let alt = plain(media, separator(self.language.tag));
        match self.picture(media, alt) {
            Some(picture) => vec![picture],
            None => self.inlines(&children(media)),
        }
    }
}

/// Collapses white space and moves it out of emphasis and links, where Markdown does not bear it.
pub(super) fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut tidied = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => push_text(&mut tidied, &collapsed(&text)),
            Inline::Emphasis(content) => hoist(&mut tidied, content, Inline::Emphasis),
            Inline::Strong(content) => hoist(&mut tidied, content, Inline::Strong),
            Inline::Link { target, content } => hoist(&mut tidied, content, |content| {
                Inline::Link { target, content }
            }),
            Inline::Code(text) | Inline::Keyboard(text) if text.is_empty() => {}
            other => tidied.push(other),
        }
    }
    tidied
}

/// Takes the space off both ends.
fn trim(line: &mut Vec<Inline>) -> (bool, bool) {
    let mut ends = [false; 2];
    if let Some(Inline::Text(text)) = line.first_mut()
        && let Some(rest) = text.strip_prefix(' ')
    {
        (*text, ends[0]) = (rest.to_owned(), true);
    }
    if let Some(Inline::Text(text)) = line.last_mut()
        && let Some(rest) = text.strip_suffix(' ')
    {
        (*text, ends[1]) = (rest.to_owned(), true);
    }
    line.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    (ends[0], ends[1])
}

fn hoist(tidied: &mut Vec<Inline>, content: Vec<Inline>, wrap: impl FnOnce(Vec<Inline>) -> Inline) {
    let mut content = tidy(content);
    let (before, after) = trim(&mut content);
    if before {
        push_text(tidied, " ");
    }
    if !content.is_empty() {
        tidied.push(wrap(content));
    }
    if after {
        push_text(tidied, " ");
    }
}

fn push_text(tidied: &mut Vec<Inline>, text: &str) {
    match tidied.last_mut() {
        Some(Inline::Text(before)) => {
            let text = if before.ends_with(' ') {
                text.trim_start_matches(' ')
            } else {
                text
            };
            before.push_str(text);
        }
        _ if text.is_empty() => {}
        _ => tidied.push(Inline::Text(text.to_owned())),
    }
}

/// Runs of XML's white space as one space; a space that must not break stays what it is.
fn collapsed(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if collapsed.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => collapsed.push(' '),
            c => collapsed.push(c),
        }
    }
    collapsed
}
