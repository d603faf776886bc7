//! What the person searched for before, to be searched for again.

use leptos::ev;

use super::child::{Child, IntoChild};
use super::element::html;
use super::header::icon_button;
use super::{Ui, icon};
use crate::state::Msg;

/// The recent searches; nothing while there are none.
pub fn recent(ui: Ui) -> Child {
    let queries = ui.read(|model| model.recent.clone());
    let list = move |queries: Vec<String>| {
        let items = queries.into_iter().map(|query| search(ui, query));
        let list = html::ul()
            .aria_label(ui.text("search.recent"))
            .child(items.collect::<Vec<_>>());
        let forget = move || ui.send(Msg::RecentForgotten);
        let forget = icon_button(ui, "search.forget", icon::cross(), forget);
        html::div()
            .class("recent")
            .child((icon::clock(), list, forget))
    };
    let content = move || {
        Some(queries.get())
            .filter(|queries| !queries.is_empty())
            .map(list)
    };
    content.into_child()
}

fn search(ui: Ui, query: String) -> Child {
    let again = query.clone();
    let button = html::button()
        .r#type("button")
        .class("chip")
        .on(ev::click, move |_| {
            ui.send(Msg::SearchedAgain(again.clone()))
        })
        .child(html::bdi().child(query));
    html::li().child(button).into_child()
}
