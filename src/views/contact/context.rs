//! What else goes with the ticket: folded, with all of it to be seen and each detail to be left out.

use leptos::ev;
use leptos::prelude::event_target;
use web_sys::HtmlInputElement;

use super::field::ticks;
use crate::platform::contact::page;
use crate::state::{Detail, Model, Msg};
use crate::views::child::{Child, IntoChild};
use crate::views::element::html;
use crate::views::{Ui, icon};

/// The details.
pub fn context(ui: Ui) -> Child {
    ui.send(Msg::PageSeen {
        title: page::title(),
        viewport: page::viewport(),
    });
    let told = ui.read(|model| {
        let details = Detail::ALL.into_iter();
        let told = details.filter(|detail| !model.told(*detail).is_empty());
        told.collect::<Vec<_>>()
    });
    // What is sent is named even while it is folded.
    let names = move || {
        let names = told.get().into_iter().map(|detail| ui.say(name(detail)));
        names.collect::<Vec<_>>().join(" · ")
    };
    let words = html::span().child((
        html::span()
            .class("strong")
            .child(ui.text("contact.context")),
        html::span().class("row-detail").child(names),
    ));
    let summary = html::summary().child((icon::forward(), words));
    let details = Detail::ALL.map(|detail| self::detail(ui, detail));
    let details = html::div()
        .role("group")
        .aria_label(ui.text("contact.context"))
        .child(Vec::from(details));
    html::details()
        .class("context")
        .child((summary, details))
        .into_child()
}

fn name(detail: Detail) -> &'static str {
    match detail {
        Detail::Page => "contact.page",
        Detail::Language => "panel.language",
        Detail::Searches => "contact.searches",
        Detail::Articles => "contact.articles",
        Detail::Window => "contact.window",
        Detail::Version => "contact.version",
    }
}

/// A detail, where there is something to tell of it.
fn detail(ui: Ui, detail: Detail) -> Child {
    let values = ui.read(move |model| values(model, detail));
    let is_told = ui.read(move |model| model.is_told(detail));
    let content = move || {
        let values = values.get();
        let line = |value: String| {
            let value = match detail {
                Detail::Language => ui.language(&value),
                _ => value,
            };
            let value = html::bdi().child(value);
            html::span().child(value).into_child()
        };
        let label = || {
            let input = html::input()
                .r#type("checkbox")
                .on(ev::change, move |event| {
                    let control: HtmlInputElement = event_target(&event);
                    let is_told = control.checked();
                    ui.send(Msg::DetailChosen { detail, is_told });
                });
            let name = html::span().child(ui.text(name(detail)));
            let values = values.iter().cloned().map(line).collect::<Vec<_>>();
            let values = html::span().class("row-detail").child(values);
            let words = html::span().child((name, values));
            html::label()
                .class("tick")
                .child((ticks(input, is_told), words))
        };
        (!values.is_empty()).then(label)
    };
    content.into_child()
}

/// What there is to tell, as people read it.
fn values(model: &Model, detail: Detail) -> Vec<String> {
    let values = model.detail(detail).into_iter();
    let shown = |value: String| match detail {
        Detail::Articles => model
            .entry(&value)
            .map_or(value, |entry| entry.title.clone()),
        Detail::Window => value.replace('x', " × "),
        _ => value,
    };
    values.map(shown).collect()
}
