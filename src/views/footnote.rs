//! Footnotes: marks in the text, the notes at its end, and the way between them. Links to a fragment do not work inside a
//! shadow root, so buttons move the focus, and the page scrolls after it.

use guichet_wire::document::Block;
use leptos::ev;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

use super::child::{Child, IntoChild};
use super::document::blocks;
use super::element::html;
use super::{Ui, icon};

/// The mark of note `number` in the text.
pub fn mark(ui: Ui, number: u32) -> Child {
    let label = move || ui.fill("article.note", &number.to_string());
    let button = html::button()
        .r#type("button")
        .class("note-mark")
        .attr("data-note-mark", number.to_string())
        .aria_label(label)
        .on(ev::click, move |event| {
            jump(&event, &format!("[data-note='{number}']"))
        })
        .child(number.to_string());
    html::sup().child(button).into_child()
}

/// The notes.
pub fn footnotes(ui: Ui, notes: &[Block]) -> Child {
    let note = |block: &Block| match block {
        Block::Footnote { number, blocks } => Some(footnote(ui, *number, blocks)),
        _ => None,
    };
    html::ol()
        .class("notes")
        .child(notes.iter().filter_map(note).collect::<Vec<_>>())
        .into_child()
}

fn footnote(ui: Ui, number: u32, content: &[Block]) -> Child {
    let back = html::button()
        .r#type("button")
        .class("note-back")
        .aria_label(ui.text("article.note-back"))
        .on(ev::click, move |event| {
            jump(&event, &format!("[data-note-mark='{number}']"))
        })
        .child(icon::returning());
    html::li()
        .value(number.to_string())
        .tabindex("-1")
        .attr("data-note", number.to_string())
        .child((blocks(ui, content), back))
        .into_child()
}

fn jump(event: &MouseEvent, selector: &str) {
    let origin = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let article = origin.and_then(|origin| origin.closest("article").ok().flatten());
    let place = article.and_then(|article| article.query_selector(selector).ok().flatten());
    if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
        // An element that refuses the focus leaves it where it is.
        let _ = place.focus();
    }
}
