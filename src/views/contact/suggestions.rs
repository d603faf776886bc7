//! Articles that may answer the question while it is still being written, and the way out for whom one of them did.

use leptos::ev;

use super::heading;
use super::ticket::another;
use crate::platform::random;
use crate::state::{Field, Msg, ResultItem};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};
use crate::views::{Ui, icon, rows};

/// The articles that match `field`; below it, so that nothing moves under what the person types.
pub fn suggestions(ui: Ui, field: Field) -> Child {
    let items = ui.read(move |model| match model.suggested_for() == field {
        true => model.form.suggestions.clone(),
        false => Vec::new(),
    });
    let content = move || {
        let items = items.get();
        (!items.is_empty()).then(|| list(ui, &items))
    };
    html::div().role("status").child(content).into_child()
}

fn list(ui: Ui, items: &[ResultItem]) -> El {
    let heading = html::p()
        .class("strong")
        .child(ui.text("contact.suggestions"));
    let links = items.iter().map(|item| suggestion(ui, item));
    let links = html::ul().child(links.collect::<Vec<_>>());
    let has_read = ui.read(|model| model.read_meanwhile().is_some());
    let solved = move || has_read.get().then(|| solves(ui));
    html::div()
        .class("suggestions")
        .child((heading, links, solved))
}

fn suggestion(ui: Ui, item: &ResultItem) -> Child {
    let title = html::bdi().child(item.title.text.clone());
    let content = (icon::book(), title).into_child();
    let link = rows::link(ui, "link", item.id.clone(), item.anchor.clone(), content);
    html::li()
        .lang(item.written_in.clone())
        .child(link)
        .into_child()
}

fn solves(ui: Ui) -> El {
    let words = html::span().child(ui.text("contact.solved"));
    html::button()
        .r#type("button")
        .class("button solved")
        .on(ev::click, move |_| ui.send(Msg::Solved(random::id())))
        .child((icon::check(), words))
}

/// What is said to whom an article has helped.
pub fn solved(ui: Ui) -> Child {
    html::div()
        .class("outcome")
        .child((
            html::div().class("sign done").child(icon::check()),
            heading(ui, ui.text("contact.solved-thanks")),
            html::div().class("actions").child(another(ui)),
        ))
        .into_child()
}
