//! The clipboard: written on a click only, never read.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, HtmlTextAreaElement, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    type Clipboard;
    #[wasm_bindgen(method, js_name = writeText)]
    fn write_text(this: &Clipboard, text: &str) -> Promise;

    #[wasm_bindgen(extends = Document)]
    type Editor;
    #[wasm_bindgen(method, catch, js_name = execCommand)]
    fn exec_command(this: &Editor, command: &str) -> Result<bool, JsValue>;
}

/// Puts `text` into the clipboard; whether the browser did so.
pub(super) async fn copy(root: &ShadowRoot, text: &str) -> bool {
    match clipboard() {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => copy_from_field(root, text).unwrap_or(false),
    }
}

/// Pages without HTTPS have none.
fn clipboard() -> Option<Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &JsValue::from("clipboard")).ok()?;
    (!clipboard.is_undefined()).then(|| clipboard.unchecked_into())
}

/// The old way: a field that is there for a moment, with all of it marked.
fn copy_from_field(root: &ShadowRoot, text: &str) -> Option<bool> {
    let document = web_sys::window()?.document()?;
    let field = document.create_element("textarea").ok()?;
    let field: HtmlTextAreaElement = field.unchecked_into();
    field.set_class_name("said-only");
    field.set_value(text);
    let focused = root.active_element();
    root.query_selector(".panel")
        .ok()??
        .append_child(&field)
        .ok()?;
    field.select();
    let editor: Editor = document.unchecked_into();
    let copied = editor.exec_command("copy").ok();
    field.remove();
    if let Some(focused) = focused {
        // What had the focus a moment ago takes it again.
        let _ = focused.unchecked_into::<HtmlElement>().focus();
    }
    copied
}
