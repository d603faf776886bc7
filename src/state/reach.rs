//! What there is in other languages for a query of which the chosen one knows little. Asked from a small file of the bundle
//! that is fetched when it is first needed; without it nothing is offered, and nothing is said about that.

use std::sync::Arc;

use guichet_bundle::reach::Reach;

use super::{Effect, Focus, Model, knowledge, search};

pub(super) fn arrived(model: &mut Model, reach: Option<Arc<Reach>>) -> Vec<Effect> {
    model.reach = Some(reach);
    let knowledge = model.knowledge.ready().cloned();
    let asked = knowledge.and_then(|knowledge| search::elsewhere(model, &knowledge));
    asked.into_iter().collect()
}

/// The query goes along.
pub(super) fn go(model: &mut Model, tag: String) -> Vec<Effect> {
    let mut effects = knowledge::choose_locale(model, tag);
    effects.push(Effect::Focus(Focus::Heading)); // The button goes away.
    effects
}
