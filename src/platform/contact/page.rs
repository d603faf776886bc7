//! What can be told of the page around the panel.

use wasm_bindgen::JsValue;

/// The page's title.
pub fn title() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    document
        .map(|document| document.title())
        .unwrap_or_default()
}

/// Width and height of the window in CSS pixels: `390x844`.
pub fn viewport() -> String {
    let Some(window) = web_sys::window() else {
        return String::new();
    };
    let pixels = |length: Result<JsValue, JsValue>| {
        let length = length.ok().and_then(|length| length.as_f64());
        (length.unwrap_or(0.0) as u32).to_string()
    };
    pixels(window.inner_width()) + "x" + &pixels(window.inner_height())
}
