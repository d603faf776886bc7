//! Inlines as plain text, trimmed, or several blocks put into one line.

use guichet_wire::document::{Block, Document, Inline, sections};

/// The text of inlines without their meaning, as the search index has it.
pub(super) fn plain(content: &[Inline]) -> String {
    let document = Document {
        blocks: vec![Block::Paragraph(content.to_vec())],
    };
    let mut sections = sections(&document);
    sections.remove(0).text
}

/// The text of code, line breaks included.
pub(super) fn verbatim(content: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::LineBreak => "\n".to_owned(),
        Inline::Text(text) => text.clone(),
        other => plain(std::slice::from_ref(other)),
    };
    content.iter().map(text).collect()
}

/// Without white space and line breaks at both ends.
pub(super) fn trimmed(mut content: Vec<Inline>) -> Vec<Inline> {
    while let Some(first) = content.first_mut() {
        match first {
            Inline::Text(text) if text.trim().is_empty() => content.remove(0),
            Inline::LineBreak => content.remove(0),
            Inline::Text(text) => {
                *text = text.trim_start().to_owned();
                break;
            }
            _ => break,
        };
    }
    while let Some(last) = content.last_mut() {
        match last {
            Inline::Text(text) if text.trim().is_empty() => content.pop(),
            Inline::LineBreak => content.pop(),
            Inline::Text(text) => {
                text.truncate(text.trim_end().len());
                break;
            }
            _ => break,
        };
    }
    fitted(content)
}

/// Without the room that was left for growing: all documents of a knowledge base are in memory at once.
pub(super) fn fitted(mut content: Vec<Inline>) -> Vec<Inline> {
    for inline in &mut content {
        if let Inline::Text(text) = inline {
            text.shrink_to_fit();
        }
    }
    content.shrink_to_fit();
    content
}

/// Puts blocks into one line, where only a line has room: a line break between two of them.
pub(super) fn flatten(blocks: Vec<Block>, line: &mut Vec<Inline>) {
    for block in blocks {
        if !line.is_empty() && line.last() != Some(&Inline::LineBreak) {
            line.push(Inline::LineBreak);
        }
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => line.extend(content),
            Block::List { items, .. } => {
                items
                    .into_iter()
                    .for_each(|item| flatten(item.blocks, line));
            }
            Block::Table(table) => {
                let rows = std::iter::once(table.head).chain(table.rows).flatten();
                flatten(rows.map(Block::Paragraph).collect(), line);
            }
            Block::Code { text, .. } => line.push(Inline::Code(text.replace('\n', " "))),
            Block::Details { summary, blocks } => {
                line.extend(summary);
                flatten(blocks, line);
            }
            Block::Quote(blocks)
            | Block::Callout { blocks, .. }
            | Block::Footnote { blocks, .. } => {
                flatten(blocks, line);
            }
            Block::Rule => {}
        }
    }
}
