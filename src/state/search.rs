//! What only the search engine can tell. With the engine it is the search part of the program, which comes beside the index: nothing
//! here is called before [`Model::knowledge`] is ready. Each way in is kept from being drawn into what calls it.

use guichet_bundle::reach::is_weak;
use guichet_bundle::{Found, Locale, Part};
use guichet_search::{Match, Matcher};
use guichet_wire::manifest::FileRef;

use super::loading::want_pack;
use super::{Effect, Marked, Model, ResultItem, Route, later};

/// How many results are shown.
const LIMIT: usize = 8;
/// How many articles the contact form suggests.
const SUGGESTIONS: usize = 3;
/// How many results of a large locale have a snippet; below those stands what the article is about. A snippet costs a pack.
const SNIPPETS: usize = 3;

/// Answers what was typed into the search field, as far as the parts of a large locale are here.
#[inline(never)]
pub(super) fn answer(model: &mut Model, knowledge: &Locale) -> Vec<Effect> {
    let query = &model.results.query;
    model.results.progress = model
        .parts
        .progress(knowledge.wanted_by_search(query, LIMIT));
    if model.results.is_pending() {
        return Vec::new();
    }
    model.results.active = None;
    model.results.correction = knowledge.segment().correct(query);
    model.results.items = items(knowledge, query, LIMIT);
    later::fill_snippets(model);
    let mut effects = wanted_packs(model);
    effects.extend(elsewhere(model, knowledge));
    if model.results.items.is_empty() {
        effects.extend(later::likely(model));
    }
    effects
}

/// The articles that may answer what is being written in the contact form.
#[inline(never)]
pub(super) fn suggestions(knowledge: &Locale, query: &str) -> Vec<ResultItem> {
    items(knowledge, query, SUGGESTIONS)
}

fn items(knowledge: &Locale, query: &str, limit: usize) -> Vec<ResultItem> {
    let matcher = matcher(knowledge, query);
    let item = |(rank, found): (usize, Found)| {
        let mark = |text: &str| Marked {
            marks: matcher.highlight(text),
            text: text.to_owned(),
        };
        let section = found.section_entry();
        ResultItem {
            id: found.article.id.clone(),
            anchor: section
                .map(|section| section.anchor.clone())
                .unwrap_or_default(),
            title: mark(&found.article.title),
            heading: section.map(|section| mark(&section.heading)),
            snippet: (knowledge.is_large() && rank >= SNIPPETS)
                .then(|| mark(&found.article.description)),
            written_in: found.article.written_in.clone(),
            section: found.section,
            pack: found.pack.clone(),
        }
    };
    knowledge
        .search(query, limit)
        .into_iter()
        .enumerate()
        .map(item)
        .collect()
}

fn wanted_packs(model: &mut Model) -> Vec<Effect> {
    let items = model.results.items.iter();
    let items = items.filter(|item| item.snippet.is_none());
    let wanted: Vec<FileRef> = items.map(|item| item.pack.clone()).collect();
    // Of several results in one pack the first asks for it.
    let wanted = wanted.into_iter();
    wanted.filter_map(|file| want_pack(model, file)).collect()
}

/// What the query looks like in a text.
#[inline(never)]
pub(super) fn matcher<'a>(knowledge: &'a Locale, query: &str) -> Matcher<'a> {
    Matcher::new(knowledge.segment(), query)
}

/// Where it is in a text.
#[inline(never)]
pub(super) fn matches(matcher: &Matcher, text: &str) -> Vec<Match> {
    matcher.matches(text)
}

/// Finds the locales to offer for the query, or has that fetched which knows them.
#[inline(never)]
pub(super) fn elsewhere(model: &mut Model, knowledge: &Locale) -> Option<Effect> {
    model.results.elsewhere.clear();
    let file = model.manifest.ready()?.reach.clone()?;
    let query = &model.results.query;
    let known = knowledge.segment().known(query);
    if model.results.is_pending() || !is_weak(known) {
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

/// The parts of a large locale that what is shown needs and that are not in it.
#[inline(never)]
pub(super) fn needed(model: &Model, knowledge: &Locale) -> Vec<Part> {
    let mut needed = Vec::new();
    let is_settled = !model.parts.is_typing();
    if is_settled && model.results.is_searching() {
        needed.extend(knowledge.wanted_by_search(&model.results.query, LIMIT));
    }
    match model.history.current() {
        Route::Contact if is_settled => {
            needed.extend(knowledge.wanted_by_search(&model.form.query, SUGGESTIONS));
        }
        Route::Contact | Route::Requests | Route::Request(_) | Route::Outgoing(_) => {}
        Route::Home => {
            let ids = model.suggested().into_iter();
            needed.extend(ids.filter_map(|id| knowledge.wanted_by_article(id)));
        }
        Route::Category(id) => needed.extend(knowledge.wanted_by_category(id, model.listed())),
        Route::Article { id, .. } => {
            let related = model.entry(id).map_or(&[][..], |entry| &entry.related);
            let ids = std::iter::once(id).chain(related);
            needed.extend(ids.filter_map(|id| knowledge.wanted_by_article(id)));
        }
    }
    needed
}
