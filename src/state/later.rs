//! The parts of the program that come later: that for an article's text, fetched beside the first pack, and the contact part (form,
//! outbox, tickets), fetched when somebody may want to write. Whether they are here, and what waits for them. Which functions are
//! in them is said where they are cut off (`crates/xtask/src/split`). The search part is not told of here: it comes with the index.

use std::sync::Arc;

use super::{
    Effect, Focus, LoadError, Loading, Model, Msg, Route, Strings, attachments, contact, context,
    outbox, requests, snippets, suggestions,
};

/// Asks for the contact part unless it is here or on its way.
pub(super) fn want(model: &mut Model) -> Option<Effect> {
    wanted(&mut model.contact_part, Effect::LoadContactPart)
}

/// Asks for the article part unless it is here or on its way.
pub(super) fn want_article_part(model: &mut Model) -> Option<Effect> {
    wanted(&mut model.article_part, Effect::LoadArticlePart)
}

fn wanted(part: &mut Loading<()>, effect: Effect) -> Option<Effect> {
    if !part.is_wanted() {
        return None;
    }
    *part = Loading::Pending;
    Some(effect)
}

/// Cuts the snippets whose packs have come, once the article part is here.
pub(super) fn fill_snippets(model: &mut Model) {
    if model.article_part.ready().is_some() {
        snippets::fill(model);
    }
}

/// The article part is here, or did not come.
pub(super) fn article_part_arrived(
    model: &mut Model,
    result: Result<(), LoadError>,
) -> Vec<Effect> {
    model.article_part = result.map_or_else(Loading::Failed, Loading::Ready);
    fill_snippets(model);
    match model.history.current() {
        // The heading to show has only now been drawn.
        Route::Article { anchor, .. } if !anchor.is_empty() => {
            vec![Effect::ShowSection(anchor.clone())]
        }
        _ => Vec::new(),
    }
}

/// Asks for it in advance: the person seems to be about to write.
pub(super) fn likely(model: &mut Model) -> Vec<Effect> {
    let possible = model.endpoint().is_some();
    let wanted = possible.then(|| want(model)).flatten();
    wanted.into_iter().collect()
}

/// Asks for the messages of the contact part, in the language of the others, unless they are here.
pub(super) fn want_strings(model: &mut Model) -> Option<Effect> {
    let tag = model.strings.tag.clone();
    let has_use = model.contact_part.ready().is_some() && !tag.is_empty();
    let own = model.contact_strings.ready();
    let wanted = has_use && own.is_none_or(|own| own.tag != tag);
    wanted.then(|| {
        model.contact_strings = Loading::Pending;
        Effect::LoadContactStrings(tag)
    })
}

/// The messages of the contact part are here, or did not come; those of a language that was left meanwhile are dropped.
fn strings(model: &mut Model, result: Result<Strings, LoadError>) -> Vec<Effect> {
    model.contact_strings = match result {
        Ok(strings) if strings.tag != model.strings.tag => return Vec::new(),
        Ok(strings) => Loading::Ready(Arc::new(strings)),
        Err(error) => Loading::Failed(error),
    };
    drawn(model).into_iter().collect()
}

/// Does what only the contact part can do: now or, where it is not here yet, as soon as it is.
pub(super) fn with_contact_part(model: &mut Model, msg: Msg) -> Vec<Effect> {
    if model.contact_part.ready().is_some() {
        return react(model, msg);
    }
    model.waiting.push(msg);
    want(model).into_iter().collect()
}

/// The contact part is here, or did not come; what waits for it then goes on waiting.
pub(super) fn arrived(model: &mut Model, result: Result<(), LoadError>) -> Vec<Effect> {
    let mut effects = Vec::new();
    match result {
        Ok(()) => {
            model.contact_part = Loading::Ready(());
            effects.extend(want_strings(model));
            effects.extend(react(model, Msg::ContactPart(result)));
            for msg in core::mem::take(&mut model.waiting) {
                effects.extend(react(model, msg));
            }
        }
        Err(error) => model.contact_part = Loading::Failed(error),
    }
    effects.extend(drawn(model));
    effects
}

/// The heading of a place of the contact part has only now been drawn.
fn drawn(model: &Model) -> Option<Effect> {
    let seen = model.open && model.history.current().is_of_contact_part();
    seen.then_some(Effect::Focus(Focus::Heading))
}

/// A way into the contact part, so it is never drawn into what calls it.
#[inline(never)]
fn react(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let named = attachments::named(model, Some(&msg));
    let mut effects = handle(model, msg);
    effects.extend(attachments::let_go(model, named));
    effects
}

fn handle(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::ContactStrings(result) => strings(model, result),
        Msg::ContactPart(_) => contact::want_form(model).into_iter().collect(),
        Msg::FormShown(now) => contact::shown(model, now),
        Msg::ContactForm(result) => contact::form_arrived(model, result),
        Msg::Edited { field, text, fits } => contact::edited(model, field, text, fits),
        Msg::FieldLeft(field) => contact::left(model, field),
        Msg::Submitted { id, now } => contact::submitted(model, id, now, false),
        Msg::SentAnyway { id, now } => contact::submitted(model, id, now, true),
        Msg::PageSeen { title, viewport } => context::seen(model, title, viewport),
        Msg::DetailChosen { detail, is_told } => context::chosen(model, detail, is_told),
        Msg::MessagePaused(change) => suggestions::message_paused(model, change),
        Msg::Solved(id) => suggestions::solved(model, id),
        Msg::FilesAdded(files) => attachments::added(model, files),
        Msg::FileRemoved(key) => attachments::removed(model, key),
        Msg::OutboxFound | Msg::Seen => vec![Effect::LoadOutbox],
        Msg::OutboxLoaded(tickets) => outbox::loaded(model, tickets),
        Msg::Saved { id, saved } => outbox::saved(model, id, saved),
        Msg::Progress { id, percent } => outbox::progress(model, id, percent),
        Msg::Answered { id, answer } => outbox::answered(model, id, answer),
        Msg::RetryDue { id, attempt } => outbox::retry_due(model, id, attempt),
        Msg::RetryWanted(id) => outbox::retry_wanted(model, id),
        Msg::EditWanted(id) => outbox::edit_wanted(model, id),
        Msg::DownloadWanted(id) => outbox::download_wanted(model, id),
        Msg::DiscardWanted(id) => outbox::discard_wanted(model, id),
        Msg::Discarded(id) => outbox::discarded(model, id),
        Msg::Online => outbox::wake(model),
        Msg::WriteAnother => outbox::write_another(model),
        Msg::RequestsShown => requests::shown(model),
        Msg::Bookmarks(bookmarks) => requests::bookmarks(model, bookmarks),
        Msg::Request { link, event } => requests::happened(model, &link, event),
        _ => Vec::new(),
    }
}
