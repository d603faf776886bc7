//! The links of a document that lead to articles, with the words that readers click on; and the document without mere lists of them.

use guichet_wire::document::{Block, Document, Inline, LinkTarget, ListItem, plain_text};

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

/// The document without the items of its lists that are a link to an article and nothing else: their words tell what that article is about,
/// and would lead to a mere overview of it.
pub(super) fn without_listed(document: &Document) -> Document {
    Document {
        blocks: document.blocks.iter().map(own).collect(),
    }
}

fn own(block: &Block) -> Block {
    let Block::List { start, items } = block else {
        return block.clone();
    };
    let items = items.iter().filter(|item| !is_link(item));
    let items = items.map(|item| ListItem {
        task: item.task,
        blocks: item.blocks.iter().map(own).collect(),
    });
    Block::List {
        start: *start,
        items: items.collect(),
    }
}

fn is_link(item: &ListItem) -> bool {
    let [Block::Paragraph(content)] = &*item.blocks else {
        return false;
    };
    let [Inline::Link { target, .. }] = &**content else {
        return false;
    };
    matches!(target, LinkTarget::Article { .. })
}

#[cfg(test)]
mod tests {
    use guichet_wire::document::sections;

    use super::*;
    use crate::markdown::compile;
    use crate::markdown::destination::Origin;

    #[test]
    fn an_overview_is_not_about_what_the_articles_that_it_lists_are_about() {
        let origin = Origin {
            locale: "en",
            path: "orders.md",
            id: "orders",
        };
        let overview = "All about orders. See [fees](fees.md).\n\n- [Track a parcel](track.md)\n- Returns:\n  - [Send it back](returns.md)\n\n\
                        ## Money\n\n1. [Pay](pay.md) in time.\n2. <https://example.com>\n";
        let own = without_listed(&compile(overview, 1, &origin).document);
        let texts: Vec<String> = sections(&own)
            .into_iter()
            .map(|section| section.text.trim().to_owned())
            .collect();
        let money = "Pay in time. https://example.com";
        assert_eq!(texts, ["All about orders. See fees. Returns:", money]);
    }
}
