//! The page around the panel: focus, scrolling, the network's coming back.

use guichet_wire::settings::Position;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ShadowRoot};

use crate::state::Focus;

/// The address of the page, without what stands behind `#` or `?`: those can carry secrets.
pub(super) fn page_address() -> String {
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

/// Moves the launcher into a corner.
pub(super) fn place(root: &ShadowRoot, position: Position) {
    let name = match position {
        Position::Left => "left",
        Position::Right => "right",
    };
    let placed = root.host().set_attribute(POSITION, name);
    debug_assert!(placed.is_ok(), "the attribute's name is one");
}

/// Moves the keyboard focus once the view is drawn.
pub(super) fn focus(root: &ShadowRoot, focus: Focus) {
    let selector = match focus {
        Focus::Launcher => ".launcher",
        Focus::Search => "#guichet-search",
        Focus::Heading => "#guichet-heading",
        Focus::FieldError => "[aria-invalid=true]",
    };
    let root = root.clone();
    after_drawing(move || {
        let element = find::<HtmlElement>(&root, selector).or_else(|| find(&root, ".panel"));
        if let Some(element) = element {
            // An element that cannot be focused now keeps the focus where it is.
            let _ = element.focus();
        }
    });
}

/// Shows the heading with `anchor`, or the top where it is empty, once the view is drawn.
pub(super) fn scroll(root: &ShadowRoot, anchor: String) {
    let root = root.clone();
    after_drawing(move || {
        let heading = root
            .query_selector_all("[data-anchor]")
            .ok()
            .and_then(|all| {
                (0..all.length())
                    .filter_map(|place| all.get(place)?.dyn_into::<Element>().ok())
                    .find(|heading| {
                        heading.get_attribute("data-anchor").as_deref() == Some(&anchor)
                    })
            });
        match heading {
            Some(heading) => {
                let options = ScrollIntoViewOptions::new();
                options.set_behavior(ScrollBehavior::Instant);
                heading.scroll_into_view_with_scroll_into_view_options(&options);
            }
            None => {
                if let Some(pane) = find::<Element>(&root, "[data-scroll]") {
                    pane.set_scroll_top(0);
                }
            }
        }
    });
}

/// Calls `then` whenever the browser says that there is a network again, as long as the page lives.
pub(super) fn on_online(then: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(then).into_js_value();
    if let Some(window) = web_sys::window() {
        let added = window.add_event_listener_with_callback("online", listener.unchecked_ref());
        debug_assert!(added.is_ok(), "a function of ours is a listener");
    }
}

/// The browser draws between a timer's two turns; frames do not come at all while the page is in the background.
fn after_drawing(then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    if let Some(window) = web_sys::window() {
        let asked = window.set_timeout_with_callback(then.unchecked_ref());
        debug_assert!(asked.is_ok(), "a function of ours is a callback");
    }
}

fn find<T: JsCast>(root: &ShadowRoot, selector: &str) -> Option<T> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}
