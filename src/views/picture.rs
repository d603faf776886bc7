//! Pictures of an article, and the dialog that shows one of them large.

use guichet_wire::document::Image;
use leptos::ev;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, MouseEvent};

use super::child::{Child, IntoChild};
use super::element::{El, follow, html};
use super::{Ui, icon, rows};
use crate::state::Msg;

/// The width in CSS pixels from which on a picture loses in a panel: what is smaller is seen whole.
const LARGE: u32 = 320;

/// The picture. Its size is known beforehand, so that nothing moves when it comes.
pub fn picture(ui: Ui, image: &Image) -> El {
    html::img()
        .loading("lazy")
        .decoding("async")
        .width(image.width.to_string())
        .height(image.height.to_string())
        .alt(image.alt.clone())
        .src(ui.peek(|model| model.shell.bundle.clone() + &image.path))
}

/// The picture, in a button that shows it large if it is worth that.
pub fn zoomable(ui: Ui, image: &Image) -> Child {
    let picture = picture(ui, image);
    if image.width < LARGE {
        return picture.into_child();
    }
    let image = image.clone();
    let enlarge = move |event: MouseEvent| {
        rows::focus(&event); // The dialog gives it back.
        ui.send(Msg::Enlarged(image.clone()));
    };
    let label = html::span()
        .class("said-only")
        .child(move || ui.say("article.enlarge") + ": ");
    html::button()
        .r#type("button")
        .class("zoom")
        .attr("aria-haspopup", "dialog")
        .on(ev::click, enlarge)
        .child((label, picture, icon::magnifier()))
        .into_child()
}

/// The dialog over the window that shows a picture large. A click anywhere, Escape and the way back put it away; the browser keeps
/// everything else out of reach and then gives the focus back.
pub fn enlarged(ui: Ui) -> Child {
    let shown = ui.read(|model| model.reading.picture.clone());
    let picture = move || {
        shown
            .get()
            .map(|image| picture(ui, &image).loading("eager"))
    };
    let close = html::button()
        .r#type("button")
        .class("icon-button")
        .aria_label(ui.text("panel.close"))
        .title(ui.text("panel.close"))
        .child(icon::cross());
    let alt = move || shown.with(|image| image.as_ref().map(|image| image.alt.clone()));
    let dialog = html::dialog()
        .class("picture")
        .aria_label(alt)
        .on(ev::click, move |_| ui.send(Msg::PictureClosed))
        .on(ev::close, move |_| ui.send(Msg::PictureClosed))
        .on(ev::keydown, move |event| {
            event.stop_propagation(); // The panel would be closed too.
            match event.key().as_str() {
                "Escape" => ui.send(Msg::PictureClosed),
                "Tab" => {} // There is one place only.
                _ => return,
            }
            event.prevent_default();
        })
        .child((close, picture));
    let element: HtmlDialogElement = dialog.node().clone().unchecked_into();
    follow(Box::new(move || {
        if shown.with(Option::is_some) {
            let opened = element.show_modal();
            debug_assert!(opened.is_ok(), "it stands in the page and is closed");
        } else {
            element.close();
        }
    }));
    dialog.into_child()
}
