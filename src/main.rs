//! The WebAssembly module's entry: the loader calls `start` once.

// Rust's own entry would set up standard output, threads' names and all that, for nobody.
#![cfg_attr(target_family = "wasm", no_main)]

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use guichet::platform::Handover;

/// Mounts the widget; see [`guichet::mount`].
#[wasm_bindgen]
pub fn start(handover: &Handover) -> Result<js_sys::Function, JsValue> {
    guichet::mount(handover)
}

#[cfg(not(target_family = "wasm"))]
fn main() {}
