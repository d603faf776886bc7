//! The WebAssembly module's entry: the loader calls `start` once.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use guichet::platform::Handover;

/// Mounts the widget; see [`guichet::mount`].
#[wasm_bindgen]
pub fn start(handover: &Handover) -> Result<js_sys::Function, JsValue> {
    guichet::mount(handover)
}

fn main() {}
