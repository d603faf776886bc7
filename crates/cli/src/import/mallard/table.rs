//! Reads tables. An article's table is a grid of lines: blocks in a cell become lines, a cell that spans columns is followed
//! by empty ones.

use guichet_wire::document::{Alignment, Block, Inline, Table};
use roxmltree::Node;

use super::conditional::{children, elements};
use super::reader::Reader;

type Row = Vec<Vec<Inline>>;

impl Reader<'_> {
    pub(super) fn table(&mut self, node: Node, blocks: &mut Vec<Block>) {
        self.title(node, blocks);
        let mut head: Vec<Row> = Vec::new();
        let mut rows = Vec::new();
        for part in children(node).into_iter().filter(Node::is_element) {
            match part.tag_name().name() {
                "thead" => head.extend(elements(part, "tr").map(|row| self.row(row, true))),
                "tbody" | "tfoot" => {
                    rows.extend(elements(part, "tr").map(|row| self.row(row, false)))
                }
                "tr" if head.is_empty() && rows.is_empty() && is_heading(part) => {
                    head.push(self.row(part, true))
                }
                "tr" => rows.push(self.row(part, false)),
                _ => {}
            }
        }
        let mut head = head.into_iter();
        let mut table = Table {
            columns: Vec::new(),
            head: head.next().unwrap_or_default(),
            rows: head.chain(rows).collect(),
        };
        let width = table
            .rows
            .iter()
            .chain([&table.head])
            .map(Vec::len)
            .max()
            .unwrap_or_default();
        table.columns.resize(width, Alignment::Start);
        for row in table.rows.iter_mut().chain([&mut table.head]) {
            row.resize(width, Vec::new());
        }
        if width > 0 {
            blocks.push(Block::Table(table));
        }
    }

    /// A heading cell among others stands out by itself.
    fn row(&mut self, row: Node, is_head: bool) -> Row {
        let mut cells = Vec::new();
        for cell in children(row) {
            let name = cell.tag_name().name();
            if name != "td" && name != "th" {
                continue;
            }
            let mut content = lines(self.blocks(cell));
            if name == "th" && !is_head && !content.is_empty() {
                content = vec![Inline::Strong(content)];
            }
            cells.push(content);
            let span = cell.attribute("colspan").and_then(|span| span.parse().ok());
            cells.extend((1..span.unwrap_or(1).min(MAX_SPAN)).map(|_| Vec::new()));
        }
        cells
    }
}

/// More than any table has columns.
const MAX_SPAN: usize = 64;

fn is_heading(row: Node) -> bool {
    children(row)
        .iter()
        .filter(|cell| cell.is_element())
        .all(|cell| cell.tag_name().name() == "th")
}

/// Blocks as lines of one cell.
fn lines(blocks: Vec<Block>) -> Vec<Inline> {
    let mut cell = Vec::new();
    for block in blocks {
        let line = match block {
            Block::Paragraph(line) | Block::Heading { content: line, .. } => line,
            Block::Code { text, .. } => vec![Inline::Code(text)],
            Block::List { items, .. } => items
                .into_iter()
                .map(|item| bullet(item.blocks))
                .reduce(joined)
                .unwrap_or_default(),
            Block::Quote(blocks) | Block::Callout { blocks, .. } => lines(blocks),
            _ => continue,
        };
        cell = joined(cell, line);
    }
    cell
}

fn bullet(blocks: Vec<Block>) -> Vec<Inline> {
    let mut line = vec![Inline::Text("• ".to_owned())];
    line.extend(lines(blocks));
    line
}

fn joined(mut above: Vec<Inline>, below: Vec<Inline>) -> Vec<Inline> {
    if !above.is_empty() && !below.is_empty() {
        above.push(Inline::LineBreak);
    }
    above.extend(below);
    above
}
