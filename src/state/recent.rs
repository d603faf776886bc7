//! What the person searched for while this page lives. Nothing of it is stored, and it is sent only with a
//! ticket, where the person does not [leave it out](super::context).

use super::{Effect, Focus, Model, results};

/// How many searches are offered again.
const KEPT: usize = 4;

/// Remembers the query that the person leaves the results with: it led somewhere, or to a question.
pub(super) fn keep(model: &mut Model) {
    let query = model.results.query.trim();
    if query.is_empty() {
        return;
    }
    let query = query.to_owned();
    let recent = &mut model.recent;
    recent.retain(|known| *known != query);
    recent.insert(0, query);
    recent.truncate(KEPT);
}

/// Searches for it again.
pub(super) fn chosen(model: &mut Model, query: String) -> Vec<Effect> {
    let mut effects = results::typed(model, query);
    effects.push(Effect::Focus(Focus::Search)); // The button goes away.
    effects
}

pub(super) fn forget(model: &mut Model) -> Vec<Effect> {
    model.recent.clear();
    vec![Effect::Focus(Focus::Search)]
}
