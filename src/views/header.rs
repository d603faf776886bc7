//! The strip at the panel's top: the way back, the knowledge base's name, the languages, and the way out.

use leptos::ev;
use leptos::prelude::*;

use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, icon};
use crate::state::{Mode, Msg};

/// The header.
pub fn header(ui: Ui) -> Child {
    let name = ui.read(|model| model.manifest.ready().map(|manifest| manifest.name.clone()));
    let name = move || name.get().unwrap_or_else(|| ui.say("panel.name"));
    let name = html::h1()
        .id("guichet-name")
        .class("name")
        .child(html::bdi().child(name));
    html::header()
        .class("bar")
        .child((back(ui), name, languages(ui), close(ui)))
        .into_child()
}

fn back(ui: Ui) -> impl IntoChild {
    let possible = ui.read(|model| model.history.can_go_back());
    move || {
        let button = || icon_button(ui, "panel.back", icon::back(), move || ui.send(Msg::Back));
        possible.get().then(button)
    }
}

fn close(ui: Ui) -> impl IntoChild {
    let floats = ui.peek(|model| model.shell.mode) == Mode::Floating;
    let action = move || ui.send(Msg::Closed);
    floats.then(|| icon_button(ui, "panel.close", icon::cross(), action))
}

/// A button that shows an icon and is called by the message `label`.
pub fn icon_button(ui: Ui, label: &'static str, icon: Child, action: impl Fn() + 'static) -> Child {
    html::button()
        .r#type("button")
        .class("icon-button")
        .aria_label(ui.text(label))
        .title(ui.text(label))
        .on(ev::click, move |_| action())
        .child(icon)
        .into_child()
}

fn languages(ui: Ui) -> impl IntoChild {
    let tags = ui.read(|model| -> Vec<String> {
        let manifest = model.manifest.ready();
        manifest
            .map(|manifest| manifest.tags().map(str::to_owned).collect())
            .unwrap_or_default()
    });
    move || {
        let tags = tags.get();
        (tags.len() > 1).then(|| language_switch(ui, tags))
    }
}

fn language_switch(ui: Ui, tags: Vec<String>) -> Child {
    let chosen = ui.read(|model| model.locale.clone());
    let option = |tag: String| {
        html::option()
            .value(tag.clone())
            .lang(tag.clone())
            .child(move || ui.language(&tag))
    };
    let select = html::select()
        .aria_label(ui.text("panel.language"))
        // The options first: only one of them can be chosen.
        .child(tags.into_iter().map(option).collect::<Vec<_>>())
        .prop("value", move || chosen.get())
        .on(ev::change, move |event| {
            ui.send(Msg::LocaleChosen(event_target_value(&event)))
        });
    html::div()
        .class("languages")
        .child((icon::globe(), select))
        .into_child()
}
