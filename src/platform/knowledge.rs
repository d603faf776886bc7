//! Reads what the panel opens with: manifest, strings, and a locale's catalog and index.

use std::sync::Arc;

use guichet_bundle::Locale;
use guichet_search::{FormatError, Segment};
use guichet_wire::manifest::{LocaleEntry, Manifest};
use js_sys::Promise;
use web_sys::Response;

use super::fetch::{inflated, json, response, successful};
use super::json::{Json, Read};
use super::shapes;
use crate::state::{LoadError, Strings};

/// The manifest.
pub(super) async fn manifest(answer: Read<Response>) -> Read<Manifest> {
    shapes::manifest(&json(successful(answer?)?).await?)
}

/// UI strings.
pub(super) async fn strings(answer: Read<Response>) -> Read<Strings> {
    shapes::strings(&json(successful(answer?)?).await?)
}

/// A locale, from the requests for its catalog and its index, and the search part of the program, on its way.
pub(super) async fn locale(
    entry: &LocaleEntry,
    [catalog, index]: [Read<Promise>; 2],
    search_part: impl Future<Output = Read<()>>,
) -> Read<Arc<Locale>> {
    let (catalog, index) = (response(catalog?).await, response(index?).await);
    let catalog = json(successful(catalog?)?).await?;
    let index = inflated(successful(index?)?).await?;
    search_part.await?;
    opened(entry, &catalog, &index)
}

/// Opens a locale. A way into the search part, so it is never drawn into what calls it.
#[inline(never)]
fn opened(entry: &LocaleEntry, catalog: &Json, index: &[u8]) -> Read<Arc<Locale>> {
    let segment = Segment::open(index).map_err(|error| match error {
        FormatError::NewerVersion { .. } => LoadError::TooNew,
        _ => LoadError::Damaged,
    })?;
    let locale = Locale::new(entry, shapes::catalog(catalog)?, segment);
    locale.map(Arc::new).map_err(|_| LoadError::Damaged)
}
