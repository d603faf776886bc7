//! What there is in other languages for a query of which the chosen one knows little. Asked from a small file of the bundle
//! that is fetched when it is first needed; without it nothing is offered, and nothing is said about that.

use std::sync::Arc;

use guichet_bundle::reach::{Reach, is_weak};

use super::{Effect, Focus, Model, knowledge};

/// Finds the locales to offer for the query, or has that fetched which knows them.
pub(super) fn ask(model: &mut Model) -> Option<Effect> {
    model.results.elsewhere.clear();
    let knowledge = model
        .knowledge
        .ready()
        .filter(|_| !model.results.is_pending())?;
    let file = model.manifest.ready()?.reach.clone()?;
    let query = &model.results.query;
    let known = knowledge.segment().known(query);
    if !is_weak(known) {
        return None;
    }
    let Some(reach) = &model.reach else {
        model.reach = Some(None);
        return Some(Effect::LoadReach(file));
    };
    if let Some(reach) = reach {
        let tags = reach.locales(query, &model.locale, known);
        model.results.elsewhere = tags.map(str::to_owned).collect();
    }
    None
}

pub(super) fn arrived(model: &mut Model, reach: Option<Arc<Reach>>) -> Vec<Effect> {
    model.reach = Some(reach);
    ask(model).into_iter().collect()
}

/// The query goes along.
pub(super) fn go(model: &mut Model, tag: String) -> Vec<Effect> {
    let mut effects = knowledge::choose_locale(model, tag);
    effects.push(Effect::Focus(Focus::Heading)); // The button goes away.
    effects
}
