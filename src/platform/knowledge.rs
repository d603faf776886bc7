//! Fetches the parts of the knowledge base and opens them.

use std::sync::Arc;

use guichet_bundle::Locale;
use guichet_bundle::pack::{Pack, PackError};
use guichet_search::{FormatError, Segment};
use guichet_wire::catalog::Catalog;
use guichet_wire::manifest::{FileRef, FormatVersion, LocaleEntry, Manifest};
use js_sys::Promise;
use serde::Deserialize;
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestInit;

use super::fetch::{inflated, json, request, response, successful, verified};
use crate::state::{LoadError, Strings};

/// The manifest, from the request that the loader has sent or by a new one.
pub(super) async fn manifest(
    bundle: &str,
    under_way: Option<Promise>,
) -> Result<Manifest, LoadError> {
    let answer = match under_way {
        Some(promise) => response(promise).await?,
        None => request(&format!("{bundle}manifest.json"), &RequestInit::new()).await?,
    };
    let body = successful(answer)?;
    let value = JsFuture::from(body.json().map_err(|_| LoadError::Damaged)?)
        .await
        .map_err(|_| LoadError::Damaged)?;
    serde_wasm_bindgen::from_value(value.clone()).map_err(|_| too_new(value))
}

/// A manifest of a later major version need not have the shape of ours: only its version is looked at.
fn too_new(value: wasm_bindgen::JsValue) -> LoadError {
    #[derive(Deserialize)]
    struct Versioned {
        format: FormatVersion,
    }
    match serde_wasm_bindgen::from_value::<Versioned>(value) {
        Ok(manifest) if guichet_bundle::accept(manifest.format).is_err() => LoadError::TooNew,
        _ => LoadError::Damaged,
    }
}

/// UI strings.
pub(super) async fn strings(address: &str) -> Result<Strings, LoadError> {
    let answer = request(address, &RequestInit::new()).await?;
    json(&successful(answer)?).await
}

/// Catalog and index, fetched side by side.
pub(super) async fn locale(bundle: &str, entry: &LocaleEntry) -> Result<Arc<Locale>, LoadError> {
    let catalog = async {
        let body = file(bundle, &entry.catalog).await?;
        json::<Catalog>(&body).await
    };
    let index = async {
        let body = file(bundle, &entry.index).await?;
        Segment::open(inflated(&body).await?).map_err(|error| match error {
            FormatError::NewerVersion { .. } => LoadError::TooNew,
            _ => LoadError::Damaged,
        })
    };
    let (catalog, segment) = futures::future::try_join(catalog, index).await?;
    let locale = Locale::new(catalog, segment).map_err(|_| LoadError::Damaged)?;
    Ok(Arc::new(locale))
}

/// A pack.
pub(super) async fn pack(bundle: &str, entry: &FileRef) -> Result<Arc<Pack>, LoadError> {
    let body = file(bundle, entry).await?;
    let pack = Pack::open(inflated(&body).await?).map_err(|error| match error {
        PackError::Version { .. } => LoadError::TooNew,
        _ => LoadError::Damaged,
    })?;
    Ok(Arc::new(pack))
}

async fn file(bundle: &str, file: &FileRef) -> Result<web_sys::Response, LoadError> {
    verified(&format!("{bundle}{}", file.path), &file.integrity).await
}
