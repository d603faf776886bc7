//! Brings the part of the program that comes later: a module of its own that shares this one's memory, table and functions and, by
//! being there, fills the places in the table through which this one calls it.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestInit;

use super::fetch::{request, successful};
use super::json::Read;
use crate::state::LoadError;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = WebAssembly)]
    fn instantiate(module: &JsValue, imports: &Object) -> Promise;
}

/// The name by which the later module imports what the first one exports.
const FIRST: &str = "first";

/// Brings it from `address`; without one, as in debug builds, nothing was split off.
pub(super) async fn load(address: Option<&str>) -> Read<()> {
    let Some(address) = address else {
        return Ok(());
    };
    let response = successful(request(address, &RequestInit::new()).await?)?;
    let loaded = async {
        let module = JsFuture::from(response.array_buffer()?).await?;
        let imports = Object::new();
        Reflect::set(&imports, &FIRST.into(), &wasm_bindgen::exports())?;
        JsFuture::from(instantiate(&module, imports.unchecked_ref())).await
    };
    loaded.await.map(drop).map_err(|_| LoadError::Damaged)
}
