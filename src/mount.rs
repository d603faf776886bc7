//! Puts the widget together: one model, the views that read it, the platform that runs its effects, the loader's commands.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::platform::{self, Handover, Platform};
use crate::state::{Model, Msg, Route, update};
use crate::views::{self, Ui};

/// Makes the widget ready in the loader's shadow root. Returns a function `(command, text)` by which the loader passes on what is wanted: first `draw`, once, which
/// draws the panel, closed unless it is part of the page; then what the page wants: `open`, `close`, `search`, `locale`.
pub fn mount(handover: &Handover) -> Result<Function, JsValue> {
    let container = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?
        .create_element("div")?;
    container.set_class_name("guichet");
    handover.root().append_child(&container)?;

    let (model, set_model) = signal(Model::new(platform::shell(handover)));
    let platform: Rc<OnceCell<Rc<Platform>>> = Rc::default();
    let send: Rc<dyn Fn(Msg)> = {
        let platform = Rc::clone(&platform);
        Rc::new(move |msg| {
            let effects = set_model.try_update(|model| update(model, msg));
            if let Some(platform) = platform.get() {
                effects
                    .into_iter()
                    .flatten()
                    .for_each(|effect| platform.run(effect));
            }
        })
    };
    let platform = platform.get_or_init(|| Platform::new(handover, Rc::clone(&send)));
    platform.watch_network();

    let said = Rc::clone(&send);
    let ui = Ui::new(model, UnsyncCallback::new(move |msg| said(msg)));
    let draw =
        move || leptos::mount::mount_to_renderer(&container, move || views::panel(ui)).forget();

    Ok(commands(send, draw))
}

fn commands(send: Rc<dyn Fn(Msg)>, draw: impl Fn() + 'static) -> Function {
    let command = move |command: String, text: String| match command.as_str() {
        "draw" => {
            draw();
            send(Msg::Started);
        }
        "open" => {
            send(Msg::At(platform::page_address()));
            send(Msg::Opened);
        }
        "close" => send(Msg::Closed),
        "back" => send(Msg::Retreated),
        "search" => {
            send(Msg::Go(Route::Home));
            send(Msg::QueryTyped(text));
        }
        "locale" => send(Msg::LocaleChosen(text)),
        _ => {}
    };
    Closure::<dyn Fn(String, String)>::new(command)
        .into_js_value()
        .unchecked_into()
}
