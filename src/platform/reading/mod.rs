//! What only reading needs: opening packs and what comes of a large locale, copying, saying whether an article helped. All of it is in the article part of the program; each way in is kept from being drawn into what calls it, and its future is boxed, so that
//! its caller's holds nothing of it.

mod clipboard;
mod feedback;

use std::pin::Pin;
use std::sync::Arc;

use guichet_bundle::Part;
use guichet_bundle::pack::{Pack, PackError};
use guichet_bundle::reach::Reach;
use guichet_wire::feedback::Feedback;
use web_sys::{Response, ShadowRoot};

use super::fetch::{inflated, json};
use super::json::Read;
use super::shapes;
use crate::state::{LoadError, PartContent};

/// What comes later.
type Later<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// What will be read of an answer.
pub(super) type Reading<T> = Later<'static, Read<T>>;

/// A pack.
#[inline(never)]
pub(super) fn pack(answer: Response) -> Reading<Arc<Pack>> {
    Box::pin(async move {
        let pack = Pack::open(inflated(answer).await?).map_err(|error| match error {
            PackError::Version { .. } => LoadError::TooNew,
            _ => LoadError::Damaged,
        })?;
        Ok(Arc::new(pack))
    })
}

/// A part of a large locale. Its name, and what stands in it, say that it belongs to the files that were verified.
#[inline(never)]
pub(super) fn part(answer: Response, part: Part) -> Reading<PartContent> {
    Box::pin(async move {
        Ok(match part {
            Part::Shard(_) => PartContent::Shard(inflated(answer).await?),
            Part::Page(_) => PartContent::Page(shapes::catalog_page(&json(answer).await?)?),
            Part::Ids(_) => PartContent::Ids(shapes::ids(&json(answer).await?)?),
        })
    })
}

/// What is known of the other locales.
#[inline(never)]
pub(super) fn reach(answer: Response) -> Reading<Arc<Reach>> {
    Box::pin(async move {
        let reach = Reach::open(&inflated(answer).await?);
        reach.map(Arc::new).map_err(|_| LoadError::Damaged)
    })
}

/// Puts a text into the clipboard; whether the browser did so.
#[inline(never)]
pub(super) fn copy<'a>(root: &'a ShadowRoot, text: &'a str) -> Later<'a, bool> {
    Box::pin(clipboard::copy(root, text))
}

/// Sends whether an article helped; whether the endpoint has it now.
#[inline(never)]
pub(super) fn tell(endpoint: String, feedback: Feedback) -> Later<'static, bool> {
    Box::pin(async move { feedback::send(&endpoint, &feedback).await })
}
