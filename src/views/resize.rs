//! The corner by which the panel is made larger or smaller where it floats: with the pointer or the arrow keys. The size is
//! forgotten with the page; how far it may go is the style sheet's business.

use guichet_wire::settings::Position;
use leptos::ev;
use leptos::html::Section;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

use super::Ui;
use super::child::{Child, IntoChild};
use super::element::html;

/// How far an arrow key moves the corner, in CSS pixels.
const STEP: i32 = 32;

/// The corner of `panel` that can be moved: the upper one, on the side away from the launcher.
pub fn corner(ui: Ui, panel: NodeRef<Section>) -> Child {
    let dragged = move |event: PointerEvent| {
        if event.buttons() == 1 {
            move_to(ui, panel, |_| (event.client_x(), event.client_y()));
        }
    };
    let pressed = move |event: web_sys::KeyboardEvent| {
        let (right, down) = match event.key().as_str() {
            "ArrowLeft" => (-STEP, 0),
            "ArrowRight" => (STEP, 0),
            "ArrowUp" => (0, -STEP),
            "ArrowDown" => (0, STEP),
            _ => return,
        };
        event.prevent_default();
        move_to(ui, panel, |(x, y)| (x + right, y + down));
    };
    html::button()
        .r#type("button")
        .class("corner")
        .aria_label(ui.text("panel.resize"))
        .on(ev::pointerdown, |event| {
            let corner: HtmlElement = event_target(&event);
            // Without it the corner could not be followed out of its own box; it would be smaller steps then.
            let _ = corner.set_pointer_capture(event.pointer_id());
        })
        .on(ev::pointermove, dragged)
        .on(ev::keydown, pressed)
        .into_child()
}

/// Moves the corner from where it is to what `place` makes of that, in CSS pixels of the window.
fn move_to(ui: Ui, panel: NodeRef<Section>, place: impl Fn((i32, i32)) -> (i32, i32)) {
    let Some(panel) = panel.get_untracked() else {
        return;
    };
    let panel: &HtmlElement = panel.unchecked_ref();
    let room = panel.get_bounding_client_rect();
    let stands_left = ui.peek(|model| model.position() == Position::Left);
    let (left, right) = (room.left() as i32, room.right() as i32);
    let (x, y) = place((if stands_left { right } else { left }, room.top() as i32));
    let width = if stands_left { x - left } else { right - x };
    let height = room.bottom() as i32 - y;
    for (name, pixels) in [("--panel-width", width), ("--panel-height", height)] {
        let set = panel.style().set_property(name, &format!("{pixels}px"));
        debug_assert!(set.is_ok(), "custom properties take any value");
    }
}
