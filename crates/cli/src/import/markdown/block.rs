//! Blocks, with what stands in a block indented as Markdown wants it.

use guichet_wire::document::{Alignment, Block, CalloutKind, Inline, ListItem, Table};

use super::Place;
use super::escape::{self, Context};
use super::inline::line;

/// The blocks with an empty line between each two.
pub fn blocks(blocks: &[Block], place: Place) -> String {
    let mut written: Vec<String> = Vec::new();
    let mut is_alternate = false;
    for (number, block) in blocks.iter().enumerate() {
        // Two lists in a row are told apart by their marks.
        let follows_a_list = number > 0
            && matches!(
                (&blocks[number - 1], block),
                (Block::List { .. }, Block::List { .. })
            );
        is_alternate = follows_a_list && !is_alternate;
        written.push(self::block(block, place, is_alternate));
    }
    written.join("\n\n")
}

fn block(block: &Block, place: Place, is_alternate: bool) -> String {
    match block {
        Block::Heading {
            level,
            anchor,
            content,
        } => heading(*level, anchor, content, place),
        Block::Paragraph(content) => line(content, place, Context::Paragraph),
        Block::List { start, items } => list(*start, items, place, is_alternate),
        Block::Table(table) => self::table(table, place),
        Block::Code { language, text } => escape::code_block(language, text),
        Block::Quote(content) => quoted(&blocks(content, place)),
        Block::Callout {
            kind,
            blocks: content,
        } => quoted(&format!("[!{}]\n{}", name(*kind), blocks(content, place))),
        Block::Details {
            summary,
            blocks: content,
        } => {
            let summary = line(summary, place, Context::Paragraph);
            format!(
                "<details>\n<summary>{summary}</summary>\n\n{}\n\n</details>",
                blocks(content, place)
            )
        }
        Block::Footnote {
            number,
            blocks: content,
        } => {
            let mark = format!("[^{number}]: ");
            indented(&mark, "    ", &blocks(content, place))
        }
        Block::Rule => "***".to_owned(),
    }
}

fn heading(level: u8, anchor: &str, content: &[Inline], place: Place) -> String {
    let marks = "#".repeat(usize::from(level));
    let id = if anchor.is_empty() {
        String::new()
    } else {
        format!(" {{#{anchor}}}")
    };
    format!("{marks} {}{id}", line(content, place, Context::Heading))
}

fn list(start: Option<u32>, items: &[ListItem], place: Place, is_alternate: bool) -> String {
    let is_tight = items.iter().all(|item| item.blocks.len() <= 1);
    let written = items.iter().enumerate().map(|(number, item)| {
        let mark = match start {
            Some(start) => format!(
                "{}{} ",
                start as usize + number,
                if is_alternate { ')' } else { '.' }
            ),
            None => if is_alternate { "* " } else { "- " }.to_owned(),
        };
        let task = match item.task {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        };
        let text = format!("{task}{}", blocks(&item.blocks, place));
        indented(&mark, &" ".repeat(mark.len()), &text)
    });
    written
        .collect::<Vec<_>>()
        .join(if is_tight { "\n" } else { "\n\n" })
}

fn table(table: &Table, place: Place) -> String {
    let row = |cells: &[Vec<Inline>]| {
        let cells = cells.iter().map(|cell| line(cell, place, Context::Cell));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let columns = table.columns.iter().map(|column| match column {
        Alignment::Start => "---",
        Alignment::Center => ":-:",
        Alignment::End => "--:",
    });
    let columns = format!("| {} |", columns.collect::<Vec<_>>().join(" | "));
    let mut lines = vec![row(&table.head), columns];
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

fn name(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Note => "NOTE",
        CalloutKind::Tip => "TIP",
        CalloutKind::Important => "IMPORTANT",
        CalloutKind::Warning => "WARNING",
        CalloutKind::Caution => "CAUTION",
    }
}

fn quoted(text: &str) -> String {
    indented("> ", "> ", text)
}

/// `first` before the first line, `others` before all that are not empty; in a quotation, before all.
fn indented(first: &str, others: &str, text: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(number, line)| {
        let prefix = if number == 0 { first } else { others };
        let is_blank = line.is_empty();
        if is_blank {
            prefix.trim_end().to_owned()
        } else {
            format!("{prefix}{line}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
