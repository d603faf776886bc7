//! What has to be mended before the form can be sent, where that is more than one field: it takes the focus, and leads to each of them.

use leptos::ev;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

use super::field::name;
use crate::state::Field;
use crate::views::child::{Child, IntoChild};
use crate::views::element::html;
use crate::views::{Ui, icon};

/// The list. It stays as it is until the form is sent again, so that nothing moves under what the person types; what is mended is
/// crossed off.
pub fn summary(ui: Ui) -> Child {
    let wrong = ui.read(|model| model.form.summary.clone());
    let list = move |fields: Vec<Field>| {
        let title = html::p()
            .id("guichet-check")
            .class("strong")
            .child(ui.text("contact.check"));
        let links = fields.into_iter().map(|field| link(ui, field));
        let links = html::ul().child(links.collect::<Vec<_>>());
        html::div()
            .class("refusal check")
            .role("group")
            .aria_labelledby("guichet-check")
            .tabindex("-1")
            .child((icon::triangle(), html::div().child((title, links))))
    };
    let content = move || {
        let fields = wrong.get();
        (!fields.is_empty()).then(|| list(fields))
    };
    content.into_child()
}

fn link(ui: Ui, field: Field) -> Child {
    let is_mended = ui.read(move |model| model.form.error(field).is_none());
    let link = html::a()
        .href("#")
        .attr("data-mended", move || is_mended.get())
        .on(ev::click, move |event| {
            event.prevent_default();
            go_to(field, &event);
        })
        .child(name(ui, field));
    html::li().child(link).into_child()
}

/// Moves the focus to a field of the form that was clicked in: links to a fragment do not work inside a shadow root.
pub fn go_to(field: Field, event: &MouseEvent) {
    let origin = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let form = origin.and_then(|origin| origin.closest("form").ok().flatten());
    let control = ["[name='", field.name(), "']"].concat();
    let place = form.and_then(|form| form.query_selector(&control).ok().flatten());
    if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
        // An element that refuses the focus leaves it where it is.
        let _ = place.focus();
    }
}
