//! What becomes of a ticket that is not on its way: the endpoint refused it, or the person wants to edit, download or discard it.

use guichet_wire::problem::Problem;
use guichet_wire::ticket::TicketId;

use super::{Stage, gone, turned, turned_from};
use crate::state::{Effect, Focus, Form, Model, Route, contact, route, suggestions};

/// Where fields are at fault, the ticket goes back into the form with what is wrong with it; else the person is told, and decides.
pub(super) fn refused(model: &mut Model, id: TicketId, problem: &Problem) -> Vec<Effect> {
    let Some(entry) = model.outbox.entry(id) else {
        return Vec::new();
    };
    entry.stage = Stage::Attention;
    let has_fields = !problem.errors.is_empty() && entry.can_be_edited();
    if has_fields && is_form_free(model, id) {
        let focus = edit(model, id);
        let mut effects = suggestions::subject_edited(model);
        effects.extend(turned(model, focus));
        return effects;
    }
    let focus = turned_from(model, id, Focus::Heading);
    focus.into_iter().collect()
}

/// The ticket becomes a draft again. It stays in storage until the edited one, which has an id of its own, is there.
pub(in crate::state) fn edit_wanted(model: &mut Model, id: TicketId) -> Vec<Effect> {
    if !model.can_edit(id) {
        return Vec::new();
    }
    model.outbox.sent = None;
    let focus = edit(model, id);
    let mut effects = match model.history.current() {
        Route::Contact => Vec::new(),
        _ => route::go(model, Route::Contact),
    };
    effects.extend(suggestions::subject_edited(model));
    effects.push(Effect::Focus(focus));
    effects
}

impl Model {
    /// Whether a ticket of the outbox may become a draft again: no other draft is overwritten for it.
    pub fn can_edit(&self, id: TicketId) -> bool {
        let entry = self.outbox.get(id);
        entry.is_some_and(|entry| entry.can_be_edited()) && is_form_free(self, id)
    }
}

fn is_form_free(model: &Model, id: TicketId) -> bool {
    let entry = model.outbox.get(id);
    let is_in_it = entry.is_some_and(|entry| model.form.says_only(&entry.delivery));
    model.form.is_empty() || is_in_it
}

/// Puts the ticket into the form; where the focus belongs then.
fn edit(model: &mut Model, id: TicketId) -> Focus {
    let Some(entry) = model.outbox.entry(id) else {
        return Focus::Heading;
    };
    // Neither sent while it is in the form nor in its way.
    entry.stage = Stage::Attention;
    entry.left_alone = true;
    let delivery = entry.delivery.clone();
    model.form = Form::mending(&delivery.ticket);
    model.form.files = delivery.files;
    if let Some(problem) = delivery.standing.problem {
        contact::refuse(model, &problem.errors, problem.detail);
    }
    match model.form.errors.is_empty() {
        true => Focus::Heading,
        false => Focus::FieldError,
    }
}

pub(in crate::state) fn download_wanted(model: &mut Model, id: TicketId) -> Vec<Effect> {
    let entry = model.outbox.get(id);
    let download = entry.map(|entry| Effect::Download(entry.delivery.clone()));
    download.into_iter().collect()
}

/// The person is asked whether they mean it; or, with `None`, they did not.
pub(in crate::state) fn discard_wanted(model: &mut Model, id: Option<TicketId>) -> Vec<Effect> {
    model.outbox.discarding = id;
    let focus = match id {
        Some(_) => Focus::Question,
        None => Focus::Heading, // The button goes away.
    };
    vec![Effect::Focus(focus)]
}

pub(in crate::state) fn discarded(model: &mut Model, id: TicketId) -> Vec<Effect> {
    model.outbox.discarding = None;
    let is_at_rest = model.outbox.get(id).is_some_and(|entry| entry.is_at_rest());
    if !is_at_rest {
        return Vec::new(); // It was sent meanwhile: the answer decides.
    }
    model.outbox.sent = None; // What was sent before is not what becomes of this one.
    let mut effects = vec![Effect::Forget(id)];
    gone(model, id, None);
    effects.push(Effect::Focus(Focus::Heading));
    effects
}
