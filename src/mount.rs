//! Puts the widget together: one model, the views that read it, the platform that runs its effects, the loader's commands.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::platform::{self, Handover, Platform};
use crate::state::{Model, Msg, update};
use crate::views::{self, Ui};

/// Mounts the panel, closed, into the loader's shadow root. Returns a function `(command, text)` by which the loader passes
/// on what the page wants: `open`, `close`, `search`, `locale`.
pub fn mount(handover: &Handover) -> Result<Function, JsValue> {
    let container = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?
        .create_element("div")?;
    container.set_class_name("guichet");
    handover.root().append_child(&container)?;

    let (model, set_model) = signal(Model::new(platform::shell(handover)));
    let platform: Rc<OnceCell<Rc<Platform>>> = Rc::default();
    let send = {
        let platform = Rc::clone(&platform);
        move |msg: Msg| {
            let effects = set_model.try_update(|model| update(model, msg));
            if let Some(platform) = platform.get() {
                effects.into_iter().flatten().for_each(|effect| platform.run(effect));
            }
        }
    };
    let platform = platform.get_or_init(|| Platform::new(handover, send.clone()));
    platform.watch_network();

    let toggled = handover.toggled();
    let ui = Ui::new(model, UnsyncCallback::new(send.clone()));
    let owner = leptos::mount::mount_to(container.unchecked_into(), move || {
        Effect::watch(
            move || model.with(|model| model.open),
            move |open, before, _| {
                if Some(open) != before {
                    // The loader's own function; what it throws is nothing the panel could mend.
                    let _ = toggled.call1(&JsValue::NULL, &JsValue::from_bool(*open));
                }
            },
            false,
        );
        views::panel(ui)
    });
    owner.forget();

    send(Msg::Started);
    Ok(commands(send))
}

fn commands(send: impl Fn(Msg) + 'static) -> Function {
    let command = move |command: String, text: String| match command.as_str() {
        "open" => send(Msg::Opened),
        "close" => send(Msg::Closed),
        "search" => send(Msg::QueryTyped(text)),
        "locale" => send(Msg::LocaleChosen(text)),
        _ => {}
    };
    Closure::<dyn Fn(String, String)>::new(command)
        .into_js_value()
        .unchecked_into()
}
