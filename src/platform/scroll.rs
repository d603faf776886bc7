//! Where in the panel the person is: how far its panes are scrolled, which heading is shown, and which link leads to a place.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollLogicalPosition, ShadowRoot};

use super::host::{after_drawing, find, focus_place, focus_quietly, reveal};
use crate::state::{Focus, Pane, Spot};

/// What a heading is called, and the place that a link leads to ([`Route::name`](crate::state::Route::name)).
const HEADING: &str = "data-anchor";
const LINK: &str = "data-to";

/// How `pane` stands now.
pub(super) fn spot(root: &ShadowRoot, pane: Pane) -> Spot {
    let focused = root.active_element();
    let is_focused = |link: &HtmlElement| Some(link.as_ref()) == focused.as_ref();
    let links = found(root, pane).map(|pane| marked(&pane, LINK));
    let link = links.and_then(|links| links.iter().position(is_focused));
    Spot {
        top: found(root, pane).map_or(0, |pane| pane.scroll_top()),
        link: link.map(|link| link as u32),
    }
}

/// Scrolls `pane` once the view is drawn.
pub(super) fn scroll(root: &ShadowRoot, pane: Pane, top: i32) {
    let root = root.clone();
    after_drawing(move || {
        if let Some(pane) = found(&root, pane) {
            pane.set_scroll_top(top);
        }
    });
}

/// Shows the heading with `anchor` once the view is drawn, and moves the focus there; while it is not there, to the title.
pub(super) fn show_section(root: &ShadowRoot, anchor: String) {
    let root = root.clone();
    after_drawing(move || {
        let headings = found(&root, Pane::Detail).map(|pane| marked(&pane, HEADING));
        let mut headings = headings.into_iter().flatten();
        // No selector is made of the anchor, since an author wrote it.
        let place =
            headings.find(|heading| heading.get_attribute(HEADING).as_ref() == Some(&anchor));
        if let Some(place) = place.or_else(|| focus_place(&root, Focus::Heading)) {
            focus_quietly(&place);
            reveal(&place, ScrollLogicalPosition::Start);
        }
    });
}

/// Moves the focus to what leads to the place called `to`: the link of this number or, if that leads elsewhere now, the first that does.
pub(super) fn focus_link(
    root: &ShadowRoot,
    pane: Pane,
    link: Option<u32>,
    to: String,
    otherwise: Focus,
) {
    let root = root.clone();
    after_drawing(move || {
        let links = found(&root, pane).map_or_else(Vec::new, |pane| marked(&pane, LINK));
        let leads_there =
            |link: &&HtmlElement| link.get_attribute(LINK).as_deref() == Some(to.as_str());
        let used = link.and_then(|link| links.get(link as usize));
        let used = used.filter(leads_there);
        let place = used.or_else(|| links.iter().find(leads_there)).cloned();
        if let Some(place) = place.or_else(|| focus_place(&root, otherwise)) {
            focus_quietly(&place);
        }
    });
}

fn found(root: &ShadowRoot, pane: Pane) -> Option<HtmlElement> {
    let selector = match pane {
        Pane::List => ".list",
        Pane::Detail => ".detail",
    };
    find(root, selector)
}

/// The elements in `pane` that have an attribute.
fn marked(pane: &HtmlElement, name: &str) -> Vec<HtmlElement> {
    let Ok(all) = pane.query_selector_all(&["[", name, "]"].concat()) else {
        return Vec::new();
    };
    (0..all.length())
        .filter_map(|place| all.get(place)?.dyn_into().ok())
        .collect()
}
