//! Adds to a large locale what has come of it. That is read by the article part of the program, and this is in it too.

use std::sync::Arc;

use guichet_bundle::{Locale, Part};

use super::{LoadError, PartContent};

/// Adds a part. A way into the article part, so it is never drawn into what calls it.
#[inline(never)]
pub(super) fn add(
    knowledge: &mut Arc<Locale>,
    part: Part,
    content: PartContent,
) -> Result<(), LoadError> {
    let knowledge = Arc::make_mut(knowledge);
    let added = match (part, content) {
        (Part::Shard(number), PartContent::Shard(bytes)) => {
            knowledge.add_shard(number, &bytes).is_ok()
        }
        (Part::Page(number), PartContent::Page(page)) => knowledge.add_page(number, page).is_ok(),
        (Part::Ids(number), PartContent::Ids(ids)) => {
            knowledge.add_ids(number, ids);
            true
        }
        _ => false,
    };
    added.then_some(()).ok_or(LoadError::Damaged)
}
