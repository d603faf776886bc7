//! The page around the panel: focus, the launcher's corner, the network's coming back.

use guichet_wire::settings::Position;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, ShadowRoot,
};

use super::json::object;
use crate::state::{Focus, Mode};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    type Focusable;
    #[wasm_bindgen(method, js_name = focus)]
    fn focus_with(this: &Focusable, options: &JsValue);
}

/// The address of the page, without what stands behind `#` or `?`: those can carry secrets.
pub fn page_address() -> String {
    let location = web_sys::window().map(|window| window.location());
    let parts = location.and_then(|place| Some((place.origin().ok()?, place.pathname().ok()?)));
    parts
        .map(|(origin, path)| origin + &path)
        .unwrap_or_default()
}

/// The loader's element says in which corner it stands; without a word it is the right one.
const POSITION: &str = "data-position";

/// The corner that the tag asked for.
pub(super) fn position(root: &ShadowRoot) -> Option<Position> {
    let asked = root.host().get_attribute(POSITION)?;
    Some(if asked == "left" {
        Position::Left
    } else {
        Position::Right
    })
}

/// Where the panel stands: the loader's own element is `floating`, one of the page's own says something else or nothing.
pub(super) fn mode(root: &ShadowRoot) -> Mode {
    match root.host().get_attribute("mode").as_deref() {
        Some("floating") => Mode::Floating,
        _ => Mode::Embedded,
    }
}

/// Gives the launcher its corner and its colour.
pub(super) fn dress(root: &ShadowRoot, position: Position, accent: &str) {
    let name = match position {
        Position::Left => "left",
        Position::Right => "right",
    };
    let host = root.host();
    let placed = host.set_attribute(POSITION, name);
    debug_assert!(placed.is_ok(), "the attribute's name is one");
    if let Some(host) = host.dyn_ref::<HtmlElement>() {
        let coloured = host.style().set_property("--accent", accent);
        debug_assert!(coloured.is_ok(), "custom properties take any value");
    }
}

/// Moves the keyboard focus once the view is drawn.
pub(super) fn focus(root: &ShadowRoot, focus: Focus) {
    let root = root.clone();
    after_drawing(move || {
        if let Some(element) = focus_place(&root, focus) {
            focus_quietly(&element);
            reveal(&element, ScrollLogicalPosition::Nearest);
        }
    });
}

/// Focuses without scrolling.
pub(super) fn focus_quietly(place: &HtmlElement) {
    let options = object(&[("preventScroll", JsValue::TRUE)]);
    place.unchecked_ref::<Focusable>().focus_with(&options);
}

/// Scrolls until the place can be seen. At once: WebKit scrolls to what gets the focus a moment later, and over what was scrolled since.
pub(super) fn reveal(place: &HtmlElement, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Instant);
    options.set_block(block);
    place.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The element that is meant; the panel where it is not there.
pub(super) fn focus_place(root: &ShadowRoot, focus: Focus) -> Option<HtmlElement> {
    let selector = match focus {
        Focus::Search => "#guichet-search",
        Focus::Heading => "#guichet-heading",
        Focus::FieldError => ".check, [data-wrong] :is(input, select, textarea)",
        Focus::Verdict => ".feedback [aria-pressed=true]",
        Focus::Question => ":is(.discarding, .secret) .button",
        Focus::Reply => "#guichet-answer",
    };
    find(root, selector).or_else(|| find(root, ".panel"))
}

/// Whether the page is shown, and not in a tab behind another.
pub(super) fn is_seen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| !document.hidden())
}

/// Calls `then` for each event of a kind that the window gets, as long as the page lives.
pub(super) fn on(event: &str, then: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(then).into_js_value();
    if let Some(window) = web_sys::window() {
        let added = window.add_event_listener_with_callback(event, listener.unchecked_ref());
        debug_assert!(added.is_ok(), "a function of ours is a listener");
    }
}

/// The browser draws between a timer's two turns; frames do not come at all while the page is in the background.
pub(super) fn after_drawing(then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    if let Some(window) = web_sys::window() {
        let asked = window.set_timeout_with_callback(then.unchecked_ref());
        debug_assert!(asked.is_ok(), "a function of ours is a callback");
    }
}

pub(super) fn find<T: JsCast>(root: &ShadowRoot, selector: &str) -> Option<T> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}
