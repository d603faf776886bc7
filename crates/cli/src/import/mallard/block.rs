//! Reads what stands on its own lines: paragraphs, sections, lists, notes, tables.
//!
//! Topic lists, which the guides get from their topics, are in `topics`; tables in `table`.

use guichet_wire::document::{Block, CalloutKind, Inline, ListItem};
use roxmltree::Node;

use super::conditional::{children, elements};
use super::head::plain;
use super::inline::is_inline;
use super::reader::Reader;

/// Sections of the page itself; the title of the page is level 1.
const FIRST_LEVEL: u8 = 2;

impl Reader<'_> {
    /// The text of the page whose root element is `page`.
    pub fn page_text(&mut self, page: Node) -> Vec<Block> {
        self.section_text(page, "", FIRST_LEVEL)
    }

    /// What is in a page or section: its blocks, then the list of its topics if none of its blocks is that, then sections.
    fn section_text(&mut self, node: Node, id: &str, level: u8) -> Vec<Block> {
        let mut blocks = self.blocks_in(node, id);
        blocks.extend(self.remaining_topics(node, id));
        for section in elements(node, "section") {
            let id = section.attribute("id").unwrap_or_default();
            let title = elements(section, "title").next();
            let content = title.map(|title| self.text_of(title)).unwrap_or_default();
            let text = self.section_text(section, id, (level + 1).min(6));
            if content.is_empty() {
                blocks.extend(text);
            } else if !text.is_empty() || !content.is_empty() {
                blocks.push(Block::Heading {
                    level,
                    anchor: id.to_owned(),
                    content,
                });
                blocks.extend(text);
            }
        }
        blocks
    }

    /// The blocks in `node`; text that stands there without a paragraph gets one.
    pub(super) fn blocks(&mut self, node: Node) -> Vec<Block> {
        self.blocks_in(node, "")
    }

    fn blocks_in(&mut self, node: Node, section: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut loose = Vec::new();
        for child in children(node) {
            if child.is_text() || is_inline(child.tag_name().name()) {
                loose.push(child);
            } else {
                self.paragraph(&std::mem::take(&mut loose), &mut blocks);
                self.block(child, section, &mut blocks);
            }
        }
        self.paragraph(&loose, &mut blocks);
        blocks
    }

    fn paragraph(&mut self, nodes: &[Node], blocks: &mut Vec<Block>) {
        let line = self.line(nodes);
        if !line.is_empty() {
            blocks.push(Block::Paragraph(line));
        }
    }

    fn block(&mut self, node: Node, section: &str, blocks: &mut Vec<Block>) {
        match node.tag_name().name() {
            "p" => self.paragraph(&children(node), blocks),
            "steps" => self.list(node, Some(1), blocks),
            "list" => {
                let is_numbered = styles(node).any(|style| style == "numbered");
                self.list(node, is_numbered.then_some(1), blocks);
            }
            "terms" => self.list(node, None, blocks),
            "note" => self.note(node, blocks),
            "table" => self.table(node, blocks),
            "quote" => blocks.push(Block::Quote(self.titled(node))),
            "screen" | "code" => blocks.push(Block::Code {
                language: String::new(),
                text: preformatted(node),
            }),
            "media" => {
                let alt = plain(node, " ");
                let picture = self.picture(node, alt);
                blocks.extend(picture.map(|picture| Block::Paragraph(vec![picture])));
            }
            "figure" | "listing" => self.figure(node, blocks),
            "example" | "synopsis" | "div" => blocks.extend(self.titled(node)),
            "links" => blocks.extend(self.topic_list(node, section)),
            // Said elsewhere, or for those who write the help.
            "section" | "info" | "title" | "subtitle" | "desc" | "cite" | "comment" => {}
            name => {
                let message = format!("`{name}` is not known here");
                self.warn(node, message, "its text is kept without it");
                blocks.extend(self.blocks(node));
            }
        }
    }

    /// The blocks in `node` after its title.
    fn titled(&mut self, node: Node) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.title(node, &mut blocks);
        blocks.extend(self.blocks(node));
        blocks
    }

    /// The title of what is no section is a paragraph that stands out: it is no heading to jump to.
    pub(super) fn title(&mut self, node: Node, blocks: &mut Vec<Block>) {
        for title in elements(node, "title") {
            let text = self.text_of(title);
            if !text.is_empty() {
                blocks.push(Block::Paragraph(vec![Inline::Strong(text)]));
            }
        }
    }

    fn figure(&mut self, node: Node, blocks: &mut Vec<Block>) {
        blocks.extend(self.titled(node));
        for caption in elements(node, "desc") {
            let text = self.text_of(caption);
            if !text.is_empty() {
                blocks.push(Block::Paragraph(vec![Inline::Emphasis(text)]));
            }
        }
    }

    fn list(&mut self, node: Node, start: Option<u32>, blocks: &mut Vec<Block>) {
        self.title(node, blocks);
        let items: Vec<ListItem> = elements(node, "item")
            .map(|item| ListItem {
                task: None,
                blocks: self.titled(item),
            })
            .filter(|item| !item.blocks.is_empty())
            .collect();
        if !items.is_empty() {
            blocks.push(Block::List { start, items });
        }
    }

    fn note(&mut self, node: Node, blocks: &mut Vec<Block>) {
        let kind = |style: &str| match style {
            "tip" => Some(CalloutKind::Tip),
            "important" => Some(CalloutKind::Important),
            "warning" => Some(CalloutKind::Warning),
            "danger" => Some(CalloutKind::Caution),
            _ => None,
        };
        let text = self.titled(node);
        if !text.is_empty() {
            let kind = styles(node).find_map(kind).unwrap_or(CalloutKind::Note);
            blocks.push(Block::Callout { kind, blocks: text });
        }
    }
}

fn styles<'a>(node: Node<'a, '_>) -> impl Iterator<Item = &'a str> {
    node.attribute("style")
        .unwrap_or_default()
        .split_whitespace()
}

/// The text as it stands, without the line breaks at its ends.
fn preformatted(node: Node) -> String {
    let texts = node
        .descendants()
        .filter_map(|node| node.text().filter(|_| node.is_text()));
    let text: String = texts.collect();
    text.trim_start_matches('\n').trim_end().to_owned()
}
