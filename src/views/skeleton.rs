//! What stands where a text will be: the same size, so that nothing moves when it comes.

use super::Ui;
use super::child::{Child, IntoChild};
use super::element::html;

/// The place of a list of rows.
pub fn rows(ui: Ui) -> Child {
    let row = || {
        html::div()
            .class("skeleton-row")
            .child((bar("title"), bar("detail")))
    };
    stand_in(ui, (0..6).map(|_| row().into_child()).collect())
}

/// The place of an article's text.
pub fn paragraphs(ui: Ui) -> Child {
    let lines = [
        "full", "full", "short", "heading", "full", "full", "full", "short",
    ];
    stand_in(ui, lines.into_iter().map(bar).collect())
}

/// The place of a title.
pub fn title(ui: Ui) -> Child {
    let said = html::span()
        .class("said-only")
        .child(ui.text("panel.loading"));
    let seen = html::span().class("skeleton").aria_hidden("true");
    (said, seen.child(bar("full"))).into_child()
}

fn bar(kind: &'static str) -> Child {
    html::span()
        .class("skeleton-bar")
        .attr("data-kind", kind)
        .into_child()
}

fn stand_in(ui: Ui, bars: Vec<Child>) -> Child {
    let said = html::p()
        .class("said-only")
        .role("status")
        .child(ui.text("panel.loading"));
    let seen = html::div()
        .class("skeleton")
        .aria_hidden("true")
        .child(bars);
    (said, seen).into_child()
}
