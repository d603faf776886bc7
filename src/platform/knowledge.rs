//! Fetches the parts of the knowledge base and opens them.

use std::sync::Arc;

use guichet_bundle::pack::{Pack, PackError};
use guichet_bundle::reach::Reach;
use guichet_bundle::{Locale, Part};
use guichet_search::{FormatError, Segment};
use guichet_wire::manifest::{FileRef, LocaleEntry, Manifest};
use js_sys::Promise;
use web_sys::{RequestInit, Response};

use super::fetch::{self, inflated, json, request, response, successful};
use super::json::Read;
use super::shapes;
use crate::state::{LoadError, PartContent, Strings};

/// The manifest.
pub(super) async fn manifest(answer: Read<Response>) -> Read<Manifest> {
    shapes::manifest(&json(successful(answer?)?).await?)
}

/// UI strings.
pub(super) async fn strings(answer: Read<Response>) -> Read<Strings> {
    shapes::strings(&json(successful(answer?)?).await?)
}

/// A locale, from the requests for its catalog and its index.
pub(super) async fn locale(
    entry: &LocaleEntry,
    [catalog, index]: [Read<Promise>; 2],
) -> Read<Arc<Locale>> {
    let (catalog, index) = (response(catalog?).await, response(index?).await);
    let catalog = json(successful(catalog?)?).await?;
    let index = inflated(successful(index?)?).await?;
    let segment = Segment::open(&index).map_err(|error| match error {
        FormatError::NewerVersion { .. } => LoadError::TooNew,
        _ => LoadError::Damaged,
    })?;
    let locale = Locale::new(entry, shapes::catalog(&catalog)?, segment);
    locale.map(Arc::new).map_err(|_| LoadError::Damaged)
}

/// A pack.
pub(super) async fn pack(bundle: &str, entry: &FileRef) -> Read<Arc<Pack>> {
    let pack = Pack::open(bytes(bundle, entry).await?).map_err(|error| match error {
        PackError::Version { .. } => LoadError::TooNew,
        _ => LoadError::Damaged,
    })?;
    Ok(Arc::new(pack))
}

/// A part of a large locale. Its name, and what stands in it, say that it belongs to the files that were verified.
pub(super) async fn part(bundle: &str, path: &str, part: Part) -> Read<PartContent> {
    let answer = request(&format!("{bundle}{path}"), &RequestInit::new()).await?;
    let answer = successful(answer)?;
    Ok(match part {
        Part::Shard(_) => PartContent::Shard(inflated(answer).await?),
        Part::Page(_) => PartContent::Page(shapes::catalog_page(&json(answer).await?)?),
        Part::Ids(_) => PartContent::Ids(shapes::ids(&json(answer).await?)?),
    })
}

/// What is known of the other locales.
pub(super) async fn reach(bundle: &str, entry: &FileRef) -> Read<Arc<Reach>> {
    let reach = Reach::open(&bytes(bundle, entry).await?);
    reach.map(Arc::new).map_err(|_| LoadError::Damaged)
}

async fn bytes(bundle: &str, file: &FileRef) -> Read<Vec<u8>> {
    let body = response(verified(bundle, file)?).await?;
    inflated(successful(body)?).await
}

fn verified(bundle: &str, file: &FileRef) -> Read<Promise> {
    fetch::verified(&format!("{bundle}{}", file.path), &file.integrity)
}
