//! Getting the knowledge base: manifest, strings, catalog and index, packs; and choosing the locale.

use std::sync::Arc;

use guichet_bundle::pack::Pack;
use guichet_bundle::{Locale, accept};
use guichet_wire::locale::lookup;
use guichet_wire::manifest::Manifest;

use super::{
    Effect, Focus, LoadError, Loading, Mode, Model, Packs, Parts, Route, Strings, later, results,
    route,
};

/// The locale of last resort for the UI's strings: the one they are written in first.
const SOURCE_LOCALE: &str = "en";

pub(super) fn manifest(model: &mut Model, result: Result<Manifest, LoadError>) -> Vec<Effect> {
    let checked = result.and_then(|manifest| {
        accept(manifest.format).map_err(|_| LoadError::TooNew)?;
        // A manifest without locales has nothing to show: not one that guichet wrote.
        manifest.locales.first().ok_or(LoadError::Damaged)?;
        Ok(manifest)
    });
    match checked {
        Ok(manifest) => {
            let tag = wanted_locale(model, &manifest);
            model.manifest = Loading::Ready(Arc::new(manifest));
            model.reach = None;
            let mut effects = load_locale(model, tag);
            effects.push(Effect::Dress {
                position: model.position(),
                accent: model.settings().theme.accent,
            });
            effects
        }
        Err(error) => {
            model.manifest = Loading::Failed(error);
            let mut effects = failed(model);
            effects.extend(load_strings(model));
            effects
        }
    }
}

/// What the person chose on this page before, else what the page and the browser want, else the bundle's default.
fn wanted_locale(model: &Model, manifest: &Manifest) -> String {
    let chosen = Some(model.locale.as_str()).filter(|tag| !tag.is_empty());
    let wanted: Vec<&str> = chosen
        .into_iter()
        .chain(model.shell.wanted.iter().map(String::as_str))
        .collect();
    let available: Vec<&str> = manifest.tags().collect();
    lookup(&wanted, &available)
        .or_else(|| {
            available
                .contains(&manifest.default_locale.as_str())
                .then_some(&*manifest.default_locale)
        })
        .unwrap_or(available[0])
        .to_owned()
}

fn load_locale(model: &mut Model, tag: String) -> Vec<Effect> {
    let Some(entry) = model
        .manifest
        .ready()
        .and_then(|manifest| manifest.locale(&tag))
        .cloned()
    else {
        return Vec::new();
    };
    model.locale = tag;
    model.knowledge = Loading::Pending;
    model.packs = Packs::default();
    model.parts = Parts::default();
    // Nothing is found until the new index is here.
    let mut effects = results::refresh(model);
    effects.extend(load_strings(model));
    effects.push(Effect::LoadKnowledge(entry));
    effects
}

/// The translation for the locale that is shown or, without a manifest, for what the visitor wants.
fn wanted_strings(model: &Model) -> &str {
    let manifest = model.manifest.ready();
    let entry = manifest.and_then(|manifest| manifest.locale(&model.locale));
    let wanted: Vec<&str> = match entry {
        Some(entry) => core::iter::once(&entry.tag)
            .chain(&entry.fallback)
            .map(String::as_str)
            .collect(),
        None => model.shell.wanted.iter().map(String::as_str).collect(),
    };
    let available = model.shell.translations.iter().map(String::as_str);
    lookup(&wanted, &available.collect::<Vec<_>>()).unwrap_or(SOURCE_LOCALE)
}

fn load_strings(model: &Model) -> Option<Effect> {
    let tag = wanted_strings(model);
    (model.strings.tag != tag).then(|| Effect::LoadStrings(tag.to_owned()))
}

pub(super) fn strings(model: &mut Model, result: Result<Strings, LoadError>) -> Vec<Effect> {
    // Those of a language that was left meanwhile are dropped.
    if let Ok(strings) = result
        && strings.tag == wanted_strings(model)
    {
        model.strings = Arc::new(strings);
    }
    later::want_strings(model).into_iter().collect()
}

pub(super) fn knowledge(
    model: &mut Model,
    locale: &str,
    result: Result<Arc<Locale>, LoadError>,
) -> Vec<Effect> {
    if locale != model.locale {
        return Vec::new(); // The person has chosen another language meanwhile.
    }
    match result {
        Ok(knowledge) => {
            model.knowledge = Loading::Ready(knowledge);
            let mut effects = results::refresh(model);
            effects.extend(route::wanted_pack(model));
            effects
        }
        Err(error) => {
            model.knowledge = Loading::Failed(error);
            failed(model)
        }
    }
}

/// The search field goes away, and with it the focus, which an opened panel has: it is sent to what is said instead.
fn failed(model: &Model) -> Vec<Effect> {
    let opened = model.open && model.shell.mode == Mode::Floating;
    let focused = opened && *model.history.current() == Route::Home;
    focused
        .then_some(Effect::Focus(Focus::Heading))
        .into_iter()
        .collect()
}

pub(super) fn pack(
    model: &mut Model,
    file: &str,
    result: Result<Arc<Pack>, LoadError>,
) -> Vec<Effect> {
    let pack = match result {
        Ok(pack) => Loading::Ready(pack),
        Err(error) => Loading::Failed(error),
    };
    model.packs.set(file, pack);
    later::fill_snippets(model);
    match model.history.current() {
        // The heading to show has only now been drawn.
        Route::Article { id, anchor }
            if !anchor.is_empty() && model.pack_of(id).is_some_and(|pack| pack.path == file) =>
        {
            vec![Effect::ShowSection(anchor.clone())]
        }
        _ => Vec::new(),
    }
}

/// Asks again for whatever failed.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    if matches!(model.manifest, Loading::Failed(_)) || matches!(model.knowledge, Loading::Failed(_))
    {
        // A deploy may have replaced the files: only a fresh manifest names those that are there.
        model.manifest = Loading::Pending;
        model.knowledge = Loading::Pending;
        return vec![Effect::LoadManifest];
    }
    model.parts.forget_failures();
    let mut effects = route::wanted_pack(model);
    if model.strings.tag.is_empty() && model.manifest.ready().is_some() {
        effects.extend(load_strings(model));
    }
    effects
}

pub(super) fn choose_locale(model: &mut Model, tag: String) -> Vec<Effect> {
    let Some(manifest) = model.manifest.ready() else {
        model.locale = tag; // The manifest, when it comes, is asked for it first.
        return Vec::new();
    };
    let available: Vec<&str> = manifest.tags().collect();
    match lookup(&[&tag], &available).map(str::to_owned) {
        Some(tag) if tag != model.locale => load_locale(model, tag),
        _ => Vec::new(),
    }
}
