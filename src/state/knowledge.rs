//! Getting the knowledge base: manifest, strings, catalog and index, packs; and choosing the locale.

use std::sync::Arc;

use guichet_bundle::pack::Pack;
use guichet_bundle::{Locale, accept};
use guichet_wire::locale::lookup;
use guichet_wire::manifest::Manifest;

use super::{Effect, LoadError, Loading, Model, Packs, Route, Strings, results, route};

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
            load_locale(model, tag)
        }
        Err(error) => {
            model.manifest = Loading::Failed(error);
            let wanted: Vec<&str> = model.shell.wanted.iter().map(String::as_str).collect();
            load_strings(model, &wanted)
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
    let wanted: Vec<&str> = core::iter::once(entry.tag.as_str())
        .chain(entry.fallback.iter().map(String::as_str))
        .collect();
    let mut effects = load_strings(model, &wanted);
    effects.push(Effect::LoadKnowledge(entry));
    effects
}

fn load_strings(model: &Model, wanted: &[&str]) -> Vec<Effect> {
    let available: Vec<&str> = model
        .shell
        .translations
        .iter()
        .map(String::as_str)
        .collect();
    let tag = lookup(wanted, &available).unwrap_or(SOURCE_LOCALE);
    if model.strings.tag == tag {
        return Vec::new();
    }
    vec![Effect::LoadStrings(tag.to_owned())]
}

pub(super) fn strings(model: &mut Model, result: Result<Strings, LoadError>) -> Vec<Effect> {
    if let Ok(strings) = result {
        model.strings = Arc::new(strings);
    }
    Vec::new()
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
            Vec::new()
        }
    }
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
    results::fill_snippets(model);
    match model.history.current() {
        Route::Article { anchor, .. } if !anchor.is_empty() => vec![Effect::Scroll(anchor.clone())],
        _ => Vec::new(),
    }
}

/// Asks again for whatever failed.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    if matches!(model.manifest, Loading::Failed(_)) {
        model.manifest = Loading::Pending;
        return vec![Effect::LoadManifest];
    }
    if matches!(model.knowledge, Loading::Failed(_)) {
        return load_locale(model, model.locale.clone());
    }
    let mut effects = route::wanted_pack(model);
    if model.strings.tag.is_empty() && model.manifest.ready().is_some() {
        effects.extend(load_strings(model, &[&model.locale]));
    }
    effects
}

pub(super) fn choose_locale(model: &mut Model, tag: String) -> Vec<Effect> {
    if tag == model.locale {
        return Vec::new();
    }
    load_locale(model, tag)
}
