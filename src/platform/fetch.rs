//! The network: requests with a time limit and, where a hash is known, verified bytes.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableWritablePair, RequestInit, Response};

use super::json::{Json, Read};
use crate::state::LoadError;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = ReadableWritablePair)]
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// How long a request may take, in milliseconds: a hanging host must not look like a slow one for ever.
const TIME_LIMIT: u32 = 30_000;

/// Asks for `address`. An answer of any status is an answer; no answer is an error.
pub(super) async fn request(address: &str, init: &RequestInit) -> Read<Response> {
    response(start(address, init)?).await
}

/// Asks for the bytes at `address`, which the browser refuses unless they have the hash `integrity`: it reports wrong bytes and
/// no network alike.
pub(super) fn verified(address: &str, integrity: &str) -> Read<Promise> {
    let init = RequestInit::new();
    init.set_integrity(integrity);
    start(address, &init)
}

/// Sends a request.
pub(super) fn start(address: &str, init: &RequestInit) -> Read<Promise> {
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT)));
    let window = web_sys::window().ok_or(LoadError::Unreachable)?;
    Ok(window.fetch_with_str_and_init(address, init))
}

/// Waits for a request that is under way.
pub(super) async fn response(promise: Promise) -> Read<Response> {
    let response = JsFuture::from(promise).await;
    response
        .ok()
        .and_then(|value| value.dyn_into().ok())
        .ok_or(LoadError::Unreachable)
}

/// Only a 2xx answer is the file.
pub(super) fn successful(response: Response) -> Read<Response> {
    if response.ok() {
        Ok(response)
    } else {
        Err(LoadError::Unreachable)
    }
}

/// The body as JSON.
pub(super) async fn json(response: Response) -> Read<Json> {
    let body = response.json().map_err(|_| LoadError::Damaged)?;
    let value = JsFuture::from(body).await.map_err(|_| LoadError::Damaged)?;
    Ok(Json::new(value))
}

/// The body, inflated from gzip.
pub(super) async fn inflated(response: Response) -> Read<Vec<u8>> {
    inflate(&response).await.map_err(|_| LoadError::Damaged)
}

async fn inflate(response: &Response) -> Result<Vec<u8>, JsValue> {
    let body = response.body().ok_or(JsValue::NULL)?;
    let inflater = DecompressionStream::new("gzip")?;
    let stream = body.pipe_through(&inflater);
    let inflated = Response::new_with_opt_readable_stream(Some(&stream))?;
    let buffer = JsFuture::from(inflated.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
