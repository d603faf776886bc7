//! Whether there is storage, and in it an outbox or requests that are remembered. What is written there is the contact part's business.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbFactory;

/// The outbox's database, there only while a ticket waits in it. The loader looks for this name too.
pub(super) const OUTBOX: &str = "guichet";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = IdbFactory)]
    type Listing;
    #[wasm_bindgen(method, catch)]
    fn databases(this: &Listing) -> Result<Promise, JsValue>;
}

/// Whether the browser has storage at all; asking writes nothing.
pub(super) fn is_offered() -> bool {
    factory().is_ok()
}

/// What is remembered of requests, there only while the person wants that.
pub(super) const REQUESTS: &str = "guichet-requests";

/// Whether requests are remembered.
pub(super) fn has_bookmarks() -> bool {
    let kept = texts().and_then(|texts| Reflect::get(&texts, &REQUESTS.into()));
    kept.is_ok_and(|kept| kept.is_string())
}

/// The origin's texts by name (`localStorage`); where it may have none, asking for them throws.
pub(super) fn texts() -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    Reflect::get(&window, &"localStorage".into())
}

pub(super) fn factory() -> Result<IdbFactory, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window.indexed_db()?.ok_or(JsValue::NULL)
}

/// Whether there is an outbox. Opening it just so would make it, and a visitor who sent nothing keeps nothing.
pub(super) async fn has_outbox() -> Result<bool, JsValue> {
    let factory = factory()?;
    let listing: &Listing = factory.unchecked_ref();
    let found: Array = JsFuture::from(listing.databases()?).await?.unchecked_into();
    let is_ours = |database: JsValue| {
        let name = Reflect::get(&database, &"name".into());
        name.is_ok_and(|name| name == OUTBOX)
    };
    Ok(found.iter().any(is_ours))
}
