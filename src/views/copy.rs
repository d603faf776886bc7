//! Buttons that copy. What was copied last says so for a moment, and is read out.

use leptos::ev;

use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, icon};
use crate::state::{Model, Msg};

/// A button called by the message `label` that copies what `text` says of the model.
pub fn button(
    ui: Ui,
    label: &'static str,
    icon: fn() -> Child,
    text: impl Fn(&Model) -> String + Clone + Send + Sync + 'static,
) -> Child {
    let copied = {
        let text = text.clone();
        ui.read(move |model| {
            model
                .reading
                .copied
                .as_ref()
                .is_some_and(|copied| *copied == text(model))
        })
    };
    let content = move || match copied.get() {
        true => (icon::check(), words(ui, "article.copied")),
        false => (icon(), words(ui, label)),
    };
    html::button()
        .r#type("button")
        .class("tool")
        .lang(move || ui.tag())
        .on(ev::click, move |_| {
            ui.send(Msg::CopyWanted(ui.peek(&text)));
        })
        .child(content)
        .into_child()
}

fn words(ui: Ui, key: &'static str) -> Child {
    html::span().child(ui.text(key)).into_child()
}

/// What is read out.
pub fn announcement(ui: Ui) -> Child {
    let copied = ui.read(|model| model.reading.copied.is_some());
    let words = move || match copied.get() {
        true => ui.say("article.copied"),
        false => String::new(),
    };
    html::p()
        .class("said-only")
        .role("status")
        .child(words)
        .into_child()
}
