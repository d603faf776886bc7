//! Draws an article's blocks: one element for each node of the tree. The tree allows nothing that would not be safe to draw,
//! so nothing is checked here.

use super::child::{Child, IntoChild};
use super::contents::contents;
use super::element::html;
use super::inline::inlines;
use super::{Ui, copy, footnote, icon};
use guichet_bundle::pack::Article;
use guichet_wire::document::{Alignment, Block, CalloutKind, Inline, ListItem, Table};

/// The text of an article. A way into the article part, so it is never drawn into what calls it.
#[inline(never)]
pub fn document(ui: Ui, article: &Article) -> Child {
    let all = &article.document.blocks;
    let is_note = |block: &Block| matches!(block, Block::Footnote { .. });
    let (text, notes) = all.split_at(all.iter().position(is_note).unwrap_or(all.len()));
    let notes = (!notes.is_empty()).then(|| footnote::footnotes(ui, notes));
    let contents = contents(ui, &article.id, text);
    (contents, blocks(ui, text), notes).into_child()
}

/// Blocks, one below the other.
pub fn blocks(ui: Ui, blocks: &[Block]) -> Vec<Child> {
    blocks.iter().map(|block| self::block(ui, block)).collect()
}

fn block(ui: Ui, block: &Block) -> Child {
    match block {
        Block::Heading {
            level,
            anchor,
            content,
        } => heading(ui, *level, anchor.clone(), content),
        Block::Paragraph(content) => html::p().child(inlines(ui, content)).into_child(),
        Block::List { start, items } => list(ui, *start, items),
        Block::Table(table) => self::table(ui, table),
        Block::Code { text, .. } => code(ui, text),
        Block::Quote(content) => html::blockquote().child(blocks(ui, content)).into_child(),
        Block::Callout { kind, blocks } => callout(ui, *kind, blocks),
        Block::Details { summary, blocks } => details(ui, summary, blocks),
        Block::Footnote { .. } => footnote::footnotes(ui, core::slice::from_ref(block)),
        Block::Rule => html::hr().into_child(),
    }
}

/// The panel's heading is level 1 and the article's title level 2.
fn heading(ui: Ui, level: u8, anchor: String, content: &[Inline]) -> Child {
    let heading = match level {
        2 => html::h3(),
        3 => html::h4(),
        4 => html::h5(),
        _ => html::h6(),
    };
    heading
        .attr("data-anchor", anchor)
        .tabindex("-1")
        .child(inlines(ui, content))
        .into_child()
}

fn list(ui: Ui, start: Option<u32>, items: &[ListItem]) -> Child {
    let items: Vec<Child> = items.iter().map(|item| self::item(ui, item)).collect();
    match start {
        Some(start) => html::ol()
            .start(start.to_string())
            .child(items)
            .into_child(),
        None => html::ul().child(items).into_child(),
    }
}

fn item(ui: Ui, item: &ListItem) -> Child {
    let task = item.task.map(|done| {
        let label = if done {
            "article.done"
        } else {
            "article.to-do"
        };
        html::input()
            .r#type("checkbox")
            .disabled(true)
            .checked(done)
            .aria_label(ui.text(label))
    });
    html::li()
        .class(item.task.map(|_| "task"))
        .child((task, html::div().child(blocks(ui, &item.blocks))))
        .into_child()
}

fn table(ui: Ui, table: &Table) -> Child {
    let side = |column: usize| match table.columns.get(column) {
        Some(Alignment::Center) => "center",
        Some(Alignment::End) => "end",
        _ => "start",
    };
    let head = table.head.iter().enumerate().map(|(column, content)| {
        html::th()
            .scope("col")
            .attr("data-align", side(column))
            .child(inlines(ui, content))
    });
    let head = html::tr().child(head.collect::<Vec<_>>());
    let row = |row: &Vec<Vec<Inline>>| {
        let cell = |(column, content): (usize, &Vec<Inline>)| {
            html::td()
                .attr("data-align", side(column))
                .child(inlines(ui, content))
        };
        html::tr().child(row.iter().enumerate().map(cell).collect::<Vec<_>>())
    };
    let body = table.rows.iter().map(row).collect::<Vec<_>>();
    // Scrolls by itself where it is too wide; whoever uses the keyboard has to be able to focus it for that.
    html::div()
        .class("table")
        .role("group")
        .tabindex("0")
        .aria_label(ui.text("article.table"))
        .child(html::table().child((html::thead().child(head), html::tbody().child(body))))
        .into_child()
}

/// Scrolls by itself, as tables do.
fn code(ui: Ui, text: &str) -> Child {
    let shown = html::pre()
        .dir("ltr")
        .tabindex("0")
        .child(html::code().child(text));
    let text = text.to_owned();
    let copy = copy::button(ui, "article.copy", icon::sheets, move |_| text.clone());
    html::div().class("code").child((shown, copy)).into_child()
}

fn callout(ui: Ui, kind: CalloutKind, content: &[Block]) -> Child {
    let (name, icon, label) = match kind {
        CalloutKind::Note => ("note", icon::information(), "callout.note"),
        CalloutKind::Tip => ("tip", icon::bulb(), "callout.tip"),
        CalloutKind::Important => ("important", icon::flag(), "callout.important"),
        CalloutKind::Warning => ("warning", icon::triangle(), "callout.warning"),
        CalloutKind::Caution => ("caution", icon::octagon(), "callout.caution"),
    };
    let label = html::p().class("callout-label").child((
        icon,
        html::strong().lang(move || ui.tag()).child(ui.text(label)),
    ));
    html::div()
        .class("callout")
        .role("note")
        .attr("data-kind", name)
        .child((label, blocks(ui, content)))
        .into_child()
}

fn details(ui: Ui, summary: &[Inline], content: &[Block]) -> Child {
    let summary =
        html::summary().child((icon::forward(), html::span().child(inlines(ui, summary))));
    html::details()
        .child((summary, html::div().child(blocks(ui, content))))
        .into_child()
}
