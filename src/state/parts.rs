//! The parts of a large locale: which of them what is shown needs, and how far they have come. A small locale has none.

use guichet_bundle::Part;
use guichet_wire::catalog::{CatalogPage, IdFile};

use super::{Effect, LoadError, Loading, Model, large, results, route, search};

/// How far the parts of one locale have come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    states: Vec<(Part, Loading<()>)>,
    /// How often something was typed.
    typed: u32,
    /// Nothing is fetched for a word that is still being typed.
    is_typing: bool,
}

/// What a part holds.
#[derive(Clone, Debug, PartialEq)]
pub enum PartContent {
    /// The bytes of a shard, inflated.
    Shard(Vec<u8>),
    /// A page of the catalog.
    Page(CatalogPage),
    /// Some articles' places in the catalog.
    Ids(IdFile),
}

impl Parts {
    fn state(&self, part: Part) -> Loading<()> {
        let found = self.states.iter().find(|(other, _)| *other == part);
        found.map_or(Loading::Absent, |(_, state)| state.clone())
    }

    /// How far something has come that needs this.
    pub(super) fn progress(&self, wanted: impl IntoIterator<Item = Part>) -> Loading<()> {
        let states = wanted.into_iter().map(|part| self.state(part));
        states.fold(Loading::Ready(()), |all, state| match (&all, &state) {
            (_, Loading::Absent | Loading::Pending) => Loading::Pending,
            (Loading::Ready(()), Loading::Failed(_)) => state,
            _ => all,
        })
    }

    /// Whether a word is still being typed.
    pub(super) fn is_typing(&self) -> bool {
        self.is_typing
    }

    fn set(&mut self, part: Part, state: Loading<()>) {
        self.states.retain(|(other, _)| *other != part);
        self.states.push((part, state));
    }

    /// Whatever failed may be tried again.
    pub(super) fn forget_failures(&mut self) {
        self.states
            .retain(|(_, state)| !matches!(state, Loading::Failed(_)));
    }
}

/// A search or a subject was typed: what it needs is fetched after a pause.
pub(super) fn typed(model: &mut Model) -> Option<Effect> {
    model.parts.forget_failures();
    let is_large = model
        .knowledge
        .ready()
        .is_some_and(|knowledge| knowledge.is_large());
    is_large.then(|| {
        model.parts.is_typing = true;
        model.parts.typed += 1;
        Effect::Pause(model.parts.typed)
    })
}

/// Nothing was typed for a moment, unless it was meanwhile.
pub(super) fn paused(model: &mut Model, typed: u32) -> Vec<Effect> {
    model.parts.is_typing &= model.parts.typed != typed;
    Vec::new()
}

/// Asks for the parts that are needed for what is shown, each once.
pub(super) fn fetch(model: &mut Model) -> Vec<Effect> {
    let Some(knowledge) = model.knowledge.ready().cloned() else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    for part in search::needed(model, &knowledge) {
        if model.parts.state(part) == Loading::Absent {
            model.parts.set(part, Loading::Pending);
            effects.push(Effect::LoadPart {
                locale: model.locale.clone(),
                path: knowledge.path(part),
                part,
            });
        }
    }
    effects
}

pub(super) fn arrived(
    model: &mut Model,
    locale: &str,
    part: Part,
    result: Result<PartContent, LoadError>,
) -> Vec<Effect> {
    let Loading::Ready(knowledge) = &mut model.knowledge else {
        return Vec::new();
    };
    if locale != model.locale {
        return Vec::new(); // The person has chosen another language meanwhile.
    }
    let added = result.and_then(|content| large::add(knowledge, part, content));
    let state = match added {
        Ok(()) => Loading::Ready(()),
        Err(error) => Loading::Failed(error),
    };
    model.parts.set(part, state);
    let mut effects = results::refresh(model);
    effects.extend(route::wanted_pack(model));
    effects
}
