//! Fetches the parts of the knowledge base and opens them.

use std::sync::Arc;

use guichet_bundle::Locale;
use guichet_bundle::pack::{Pack, PackError};
use guichet_search::{FormatError, Segment};
use guichet_wire::manifest::{FileRef, LocaleEntry, Manifest};
use js_sys::Promise;
use web_sys::{RequestInit, Response};

use super::fetch::{self, inflated, json, request, response, successful};
use super::json::Read;
use super::shapes;
use crate::state::{LoadError, Strings};

/// The manifest, from the request that the loader has sent or by a new one.
pub(super) async fn manifest(bundle: &str, under_way: Option<Promise>) -> Read<Manifest> {
    let answer = match under_way {
        Some(promise) => response(promise).await?,
        None => request(&format!("{bundle}manifest.json"), &RequestInit::new()).await?,
    };
    shapes::manifest(&json(successful(answer)?).await?)
}

/// UI strings.
pub(super) async fn strings(address: &str) -> Read<Strings> {
    let answer = request(address, &RequestInit::new()).await?;
    shapes::strings(&json(successful(answer)?).await?)
}

/// Catalog and index; both requests are under way before the first answer is waited for.
pub(super) async fn locale(bundle: &str, entry: &LocaleEntry) -> Read<Arc<Locale>> {
    let catalog = verified(bundle, &entry.catalog)?;
    let index = verified(bundle, &entry.index)?;
    let (catalog, index) = (response(catalog).await, response(index).await);
    let catalog = json(successful(catalog?)?).await?;
    let index = inflated(successful(index?)?).await?;
    let segment = Segment::open(&index).map_err(|error| match error {
        FormatError::NewerVersion { .. } => LoadError::TooNew,
        _ => LoadError::Damaged,
    })?;
    let locale = Locale::new(shapes::catalog(&catalog)?, segment);
    locale.map(Arc::new).map_err(|_| LoadError::Damaged)
}

/// A pack.
pub(super) async fn pack(bundle: &str, entry: &FileRef) -> Read<Arc<Pack>> {
    let body: Response = response(verified(bundle, entry)?).await?;
    let pack = Pack::open(inflated(successful(body)?).await?).map_err(|error| match error {
        PackError::Version { .. } => LoadError::TooNew,
        _ => LoadError::Damaged,
    })?;
    Ok(Arc::new(pack))
}

fn verified(bundle: &str, file: &FileRef) -> Read<Promise> {
    fetch::verified(&format!("{bundle}{}", file.path), &file.integrity)
}
