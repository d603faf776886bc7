//! The links of a document that lead to articles, with the words that readers click on.

use guichet_wire::document::{Block, Document, Inline, LinkTarget, plain_text};

/// Calls `sink` with the id of the article and the link's text, for each link in the order of the text.
pub(super) fn to_articles<'a>(document: &'a Document, sink: &mut dyn FnMut(&'a str, String)) {
    in_blocks(&document.blocks, sink);
}

fn in_blocks<'a>(blocks: &'a [Block], sink: &mut dyn FnMut(&'a str, String)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => in_inlines(content, sink),
            Block::List { items, .. } => {
                items.iter().for_each(|item| in_blocks(&item.blocks, sink));
            }
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| in_inlines(cell, sink));
            }
            Block::Details { summary, blocks } => {
                in_inlines(summary, sink);
                in_blocks(blocks, sink);
            }
            Block::Quote(blocks)
            | Block::Callout { blocks, .. }
            | Block::Footnote { blocks, .. } => in_blocks(blocks, sink),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn in_inlines<'a>(content: &'a [Inline], sink: &mut dyn FnMut(&'a str, String)) {
    for inline in content {
        match inline {
            Inline::Link { target, content } => {
                if let LinkTarget::Article { id, .. } = target {
                    sink(id, plain_text(content));
                }
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content) => in_inlines(content, sink),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Keyboard(_)
            | Inline::Image(_)
            | Inline::FootnoteReference(_)
            | Inline::LineBreak => {}
        }
    }
}
