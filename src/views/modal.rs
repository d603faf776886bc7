//! The floating panel as a modal dialog: whether it covers the page, and the Tab key that then stays inside it.

use leptos::ev;

use leptos::html::Section;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::state::Mode;

/// Where the panel covers the page: the widths that style/panel.css gives the whole window.
const COVERED: &str = "(max-width: 1023px)";

/// What the Tab key reaches.
const TABBABLE: &str = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']";

/// The code of the Tab key, whose name WebKitGTK does not know while Shift is held.
pub const TAB: u32 = 9;

/// Whether the panel leaves nothing of the page to be used.
pub fn covers_page(mode: Mode) -> ReadSignal<bool> {
    let is_covered = move || mode == Mode::Floating && is_narrow();
    let (covers, set_covers) = signal(is_covered());
    window_event_listener(ev::resize, move |_| set_covers.set(is_covered()));
    covers
}

fn is_narrow() -> bool {
    let query = window().match_media(COVERED);
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Sends the focus from the last place in `frame` to the first and the other way round.
pub fn keep_focus(frame: NodeRef<Section>, event: &KeyboardEvent) {
    let places = frame
        .get_untracked()
        .map(|frame| tabbable(&frame))
        .unwrap_or_default();
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return;
    };
    let (edge, other) = if event.shift_key() {
        (first, last)
    } else {
        (last, first)
    };
    if event.target().as_ref() == Some(edge.as_ref()) {
        event.prevent_default();
        // An element that refuses the focus leaves it where it is.
        let _ = other.focus();
    }
}

fn tabbable(frame: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = frame.query_selector_all(TABBABLE) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok())
        .filter(is_seen)
        .collect()
}

fn is_seen(element: &HtmlElement) -> bool {
    let style = window().get_computed_style(element).ok().flatten();
    let visibility = style.and_then(|style| style.get_property_value("visibility").ok());
    element.offset_width() > 0 && visibility.as_deref() == Some("visible")
}
