//! What the search field holds and what it found.

use std::ops::Range;

use guichet_wire::manifest::FileRef;

use super::{Effect, Loading, Model, Route, parts, route, search};

/// The search field and what is below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// What was typed.
    pub query: String,
    /// The query with its misspelt words set right, lower case and decomposed; `None` where nothing seems misspelt.
    pub correction: Option<String>,
    /// What was found, best first.
    pub items: Vec<ResultItem>,
    /// Tags of the locales that probably have an answer, where this one knows little of the query.
    pub elsewhere: Vec<String>,
    /// How far the parts of a large locale have come that the query needs; while they are on their way, `items` are those of the
    /// query before.
    pub progress: Loading<()>,
    /// Which result the arrow keys are on.
    pub active: Option<usize>,
}

/// An article that answers the query.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultItem {
    /// The article's id.
    pub id: String,
    /// The anchor of the section that answers best; empty for the lead.
    pub anchor: String,
    /// The article's title.
    pub title: Marked,
    /// That section's heading; `None` for the lead.
    pub heading: Option<Marked>,
    /// The place in the section that answers; `None` until its pack is here.
    pub snippet: Option<Marked>,
    /// The locale of the text, where it is not the one chosen.
    pub written_in: Option<String>,
    /// Which section that is, counted from 0, the lead.
    pub(super) section: usize,
    /// The pack that holds the article.
    pub(super) pack: FileRef,
}

impl ResultItem {
    /// The result without its snippet: what is known of it at once.
    pub fn unread(&self) -> Self {
        Self {
            snippet: None,
            ..self.clone()
        }
    }

    /// The place that the result leads to.
    pub fn route(&self) -> Route {
        Route::Article {
            id: self.id.clone(),
            anchor: self.anchor.clone(),
        }
    }
}

/// A text with the parts that match the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Byte ranges in it, in order, not overlapping.
    pub marks: Vec<Range<usize>>,
}

impl Results {
    /// Whether there is something to search for.
    pub fn is_searching(&self) -> bool {
        !self.query.trim().is_empty()
    }

    /// Whether the answer is still to come.
    pub fn is_pending(&self) -> bool {
        self.progress == Loading::Pending
    }
}

pub(super) fn typed(model: &mut Model, query: String) -> Vec<Effect> {
    model.results.query = query;
    let mut effects = refresh(model);
    effects.extend(parts::typed(model));
    effects
}

/// Searches again, because the query or the locale changed.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    suggest(model);
    let knowledge = model.knowledge.ready().cloned();
    match knowledge.filter(|_| model.results.is_searching()) {
        Some(knowledge) => search::answer(model, &knowledge),
        None => {
            model.results = Results {
                query: core::mem::take(&mut model.results.query),
                progress: Loading::Ready(()),
                ..Results::default()
            };
            Vec::new()
        }
    }
}

/// The articles that may answer what is being written in the contact form.
pub(super) fn suggest(model: &mut Model) {
    let query = &model.form.query;
    model.form.suggestions = match model.knowledge.ready() {
        Some(knowledge) if !query.trim().is_empty() => search::suggestions(knowledge, query),
        _ => Vec::new(),
    };
}

pub(super) fn moved(model: &mut Model, step: isize) -> Vec<Effect> {
    let count = model.results.items.len() as isize;
    if count > 0 {
        let from = model
            .results
            .active
            .map_or(if step > 0 { -1 } else { count }, |at| at as isize);
        model.results.active = Some((from + step).rem_euclid(count) as usize);
    }
    Vec::new()
}

pub(super) fn opened(model: &mut Model) -> Vec<Effect> {
    if model.results.is_pending() {
        return Vec::new(); // What is shown was found for another query.
    }
    let at = model.results.active.unwrap_or(0);
    match model.results.items.get(at) {
        Some(item) => {
            let route = item.route();
            route::go(model, route)
        }
        None => Vec::new(),
    }
}
