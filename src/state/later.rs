//! The parts of the program that come later: that for an article's text, fetched beside the first pack, and the contact part (form,
//! outbox, tickets), fetched when somebody may want to write. Whether they are here, and what waits for them. Which functions are
//! in them is said where they are cut off (`crates/xtask/src/split`).

use std::sync::Arc;

use super::{Effect, Focus, LoadError, Loading, Model, Msg, Route, Strings, contact, outbox};

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

/// The article part is here, or did not come.
pub(super) fn article_part_arrived(
    model: &mut Model,
    result: Result<(), LoadError>,
) -> Vec<Effect> {
    model.article_part = result.map_or_else(Loading::Failed, Loading::Ready);
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

/// Asks for the messages of the contact part, in the language of the others, unless they are here or on their way.
pub(super) fn want_strings(model: &mut Model) -> Option<Effect> {
    let tag = model.strings.tag.clone();
    let has_use = model.contact_part.ready().is_some() && !tag.is_empty();
    let wanted = has_use && !model.strings.with_contact;
    wanted.then(|| {
        model.contact_strings = Loading::Pending;
        Effect::LoadContactStrings(tag)
    })
}

/// Puts the messages of the contact part among the others; those of a language that was left meanwhile are dropped.
fn strings(model: &mut Model, result: Result<Strings, LoadError>) -> Vec<Effect> {
    match result {
        Ok(strings) if strings.tag == model.strings.tag && !model.strings.with_contact => {
            let all = Arc::make_mut(&mut model.strings);
            all.messages.extend(strings.messages);
            all.messages.sort();
            all.with_contact = true;
            model.contact_strings = Loading::Ready(());
        }
        Ok(_) => return Vec::new(),
        Err(error) => model.contact_strings = Loading::Failed(error),
    }
    outbox::turned(model, Focus::Heading).into_iter().collect()
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
            for msg in core::mem::take(&mut model.waiting) {
                effects.extend(react(model, msg));
            }
        }
        Err(error) => model.contact_part = Loading::Failed(error),
    }
    effects.extend(outbox::turned(model, Focus::Heading));
    effects
}

/// A way into the contact part, so it is never drawn into what calls it.
#[inline(never)]
fn react(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::ContactStrings(result) => strings(model, result),
        Msg::Edited(field, text) => contact::edited(model, field, text),
        Msg::Submitted(id) => contact::submitted(model, id),
        Msg::OutboxFound => vec![Effect::LoadOutbox],
        Msg::OutboxLoaded(tickets) => outbox::loaded(model, tickets),
        Msg::Saved { id, saved } => outbox::saved(model, id, saved),
        Msg::Answered { id, answer } => outbox::answered(model, id, answer),
        Msg::RetryDue { id, attempt } => outbox::retry_due(model, id, attempt),
        Msg::RetryWanted(id) => outbox::retry_wanted(model, id),
        Msg::Online => outbox::online(model),
        Msg::WriteAnother => outbox::write_another(model),
        Msg::StatusWanted => outbox::status_wanted(model),
        Msg::Status(result) => outbox::status(model, result),
        _ => Vec::new(),
    }
}
