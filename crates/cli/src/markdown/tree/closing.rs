//! What an open element becomes when it is closed, and where it goes.

use guichet_wire::document::{Alignment, Block, Image, Inline, ListItem, Table};

use super::text::{fitted, plain, verbatim};
use super::{Element, Open, Row, Tree};

impl Tree {
    /// Closes the innermost element. The document itself stays open.
    pub(in crate::markdown) fn close(&mut self) {
        if self.open.len() == 1 {
            return;
        }
        let Some(mut open) = self.open.pop() else {
            return;
        };
        match std::mem::replace(&mut open.element, Element::Group) {
            Element::Dropped => {}
            Element::Group => self.push_blocks(open.into_blocks()),
            Element::Heading { level, anchor } => self.close_heading(level, anchor, open),
            Element::List { start } => self.close_list(start, open),
            Element::Item => self.close_item(open),
            Element::Table { columns } => self.close_table(columns, open),
            Element::Row => self.close_row(open),
            Element::Cell { heading } => self.close_cell(heading, open),
            Element::Code { language } => {
                let text = verbatim(&open.inlines).trim_end_matches('\n').to_owned();
                self.push_blocks(vec![Block::Code { language, text }]);
            }
            Element::Quote => self.push_container(open, Block::Quote),
            Element::Callout(kind) => {
                self.push_container(open, |blocks| Block::Callout { kind, blocks });
            }
            Element::Details => {
                let summary = std::mem::take(&mut open.summary);
                let blocks = open.into_blocks();
                self.push_blocks(vec![Block::Details { summary, blocks }]);
            }
            Element::Summary => self.close_summary(open),
            Element::Footnote(number) => self.footnotes.push((number, open.into_blocks())),
            inline => self.close_inline(inline, open),
        }
    }

    fn push_container(&mut self, open: Open, container: impl FnOnce(Vec<Block>) -> Block) {
        let blocks = open.into_blocks();
        if !blocks.is_empty() {
            self.push_blocks(vec![container(blocks)]);
        }
    }

    fn close_heading(&mut self, level: u8, anchor: Option<String>, open: Open) {
        let content = open.into_inlines();
        if content.is_empty() {
            return;
        }
        let anchor = anchor.unwrap_or_else(|| self.anchors.make(&plain(&content)));
        self.push_blocks(vec![Block::Heading {
            level,
            anchor,
            content,
        }]);
    }

    fn close_list(&mut self, start: Option<u32>, mut open: Open) {
        let mut items = std::mem::take(&mut open.items);
        let stray = open.into_blocks();
        if !stray.is_empty() {
            items.push(ListItem {
                task: None,
                blocks: stray,
            });
        }
        if !items.is_empty() {
            items.shrink_to_fit();
            self.push_blocks(vec![Block::List { start, items }]);
        }
    }

    fn close_item(&mut self, open: Open) {
        let task = open.task;
        let blocks = open.into_blocks();
        let around = self.innermost_mut();
        if matches!(around.element, Element::List { .. }) {
            around.items.push(ListItem { task, blocks });
        } else {
            self.push_blocks(blocks);
        }
    }

    fn close_cell(&mut self, heading: bool, open: Open) {
        if self.innermost().element == Element::Row {
            let content = open.into_inlines();
            let row = self.innermost_mut();
            row.cells.push(content);
            row.all_headings &= heading;
        } else {
            self.push_blocks(open.into_blocks());
        }
    }

    fn close_row(&mut self, mut open: Open) {
        let cells = std::mem::take(&mut open.cells);
        let heading = open.all_headings;
        let stray = open.into_blocks();
        let around = self.innermost_mut();
        if matches!(around.element, Element::Table { .. }) {
            around.rows.push(Row { heading, cells });
            around.blocks.extend(stray);
        } else {
            let cells = cells.into_iter().map(Block::Paragraph);
            self.push_blocks(cells.chain(stray).collect());
        }
    }

    /// Makes every row as long as the longest. What stands in a table but in no cell, such as a caption, goes before it.
    fn close_table(&mut self, mut columns: Vec<Alignment>, mut open: Open) {
        let mut rows = std::mem::take(&mut open.rows);
        self.push_blocks(open.into_blocks());
        let longest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        columns.resize(longest.max(columns.len()), Alignment::Start);
        if columns.is_empty() {
            return;
        }
        let headed = rows.first().is_some_and(|row| row.heading);
        let mut head = if headed {
            rows.remove(0).cells
        } else {
            Vec::new()
        };
        head.resize(columns.len(), Vec::new());
        let rows = rows.into_iter().map(|mut row| {
            row.cells.resize(columns.len(), Vec::new());
            row.cells
        });
        let rows = rows.collect();
        self.push_blocks(vec![Block::Table(Table {
            columns,
            head,
            rows,
        })]);
    }

    fn close_summary(&mut self, open: Open) {
        if self.innermost().element == Element::Details {
            self.innermost_mut().summary = open.into_inlines();
        } else {
            self.push_blocks(open.into_blocks());
        }
    }

    fn close_inline(&mut self, element: Element, open: Open) {
        if !open.blocks.is_empty() {
            self.push_blocks(open.into_blocks());
            return;
        }
        let content = fitted(open.inlines);
        let inline = match element {
            Element::Image { path } => Inline::Image(Image {
                path,
                alt: plain(&content),
                width: 0,
                height: 0,
            }),
            _ if content.is_empty() => return,
            Element::Emphasis => Inline::Emphasis(content),
            Element::Strong => Inline::Strong(content),
            Element::Strikethrough => Inline::Strikethrough(content),
            Element::InlineCode => Inline::Code(plain(&content)),
            Element::Keyboard => Inline::Keyboard(plain(&content)),
            Element::Link(target) => Inline::Link { target, content },
            _ => {
                content.into_iter().for_each(|inline| self.push(inline));
                return;
            }
        };
        self.push(inline);
    }
}
