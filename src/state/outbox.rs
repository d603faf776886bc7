//! Tickets on their way: saved, sent, waiting, accepted or in need of attention. What goes back and forth is in [`delivery`], what a
//! person does with a ticket that is not on its way in [`attention`].
//!
//! An entry leaves the browser's storage for one of three reasons only: the endpoint has confirmed this very ticket, an edited one has
//! taken its place there, or the person has discarded it.

mod attention;
mod delivery;

use guichet_wire::problem::Problem;
use guichet_wire::settings::EndpointKind;
use guichet_wire::ticket::{Receipt, TicketId};

use super::{Effect, First, Focus, Model, Route, requests};

pub(super) use attention::{discard_wanted, discarded, download_wanted, edit_wanted};
pub use delivery::{Answer, Delivery, Standing};

/// How far a ticket has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being written to the browser's storage.
    Saving,
    /// On its way to the endpoint.
    Sending,
    /// To be sent again later.
    Waiting,
    /// The endpoint refused it, or it is in the form again: kept until the person has decided.
    Attention,
}

/// A ticket that is not delivered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The ticket and where it goes.
    pub delivery: Delivery,
    /// How far it has come.
    pub stage: Stage,
    /// Whether the browser's storage holds it; if not, it is lost when the page is left.
    pub saved: bool,
    /// How much of it has left on this attempt, in percent; `None` while that is not known.
    pub progress: Option<u32>,
    attempt: u32,
    /// The endpoint may have it already: it was sent before, or by an earlier visit for all that is known.
    tried: bool,
    /// It is to take the place of another one in the browser's storage, and is not sent unless it does.
    replaces: bool,
    /// The person has turned to another question; the ticket goes on by itself.
    left_alone: bool,
}

impl Entry {
    fn new(delivery: Delivery) -> Self {
        Self {
            delivery,
            stage: Stage::Waiting,
            saved: true,
            progress: None,
            attempt: 0,
            tried: true,
            replaces: false,
            left_alone: false,
        }
    }

    /// The ticket's id.
    pub fn id(&self) -> TicketId {
        self.delivery.ticket.id
    }

    /// Whether nothing is being done with it, so that the person can decide what is to be done.
    pub fn is_at_rest(&self) -> bool {
        matches!(self.stage, Stage::Waiting | Stage::Attention)
    }

    /// What the endpoint said when it refused the ticket.
    pub fn problem(&self) -> Option<&Problem> {
        self.delivery.standing.problem.as_ref()
    }

    /// Whether sending it again may come to something: not where the endpoint has erased it for good.
    pub fn can_be_sent(&self) -> bool {
        let is_erased = self.problem().is_some_and(|problem| problem.status == 410);
        self.is_at_rest() && !is_erased
    }

    /// Whether it may become a draft again, which will have another id: only where the endpoint certainly does not have it.
    pub fn can_be_edited(&self) -> bool {
        match self.stage {
            Stage::Attention => !self.delivery.standing.unsure,
            Stage::Waiting => !self.tried,
            Stage::Saving | Stage::Sending => false,
        }
    }
}

/// A ticket that the endpoint has confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The number to name it by; `None` where the endpoint has none.
    pub number: Option<u64>,
    /// The desk's receipt; `None` where something else took the ticket, so that nobody can see what becomes of it.
    pub receipt: Option<Receipt>,
}

/// The tickets on their way, and the last one that arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    /// Not delivered yet, oldest first.
    pub entries: Vec<Entry>,
    /// Delivered last, while this page lives.
    pub sent: Option<Sent>,
    /// The ticket of which the person is asked whether they mean to discard it.
    pub discarding: Option<TicketId>,
}

impl Outbox {
    /// The ticket that the contact view has to speak about instead of showing the form.
    pub fn current(&self) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| !entry.left_alone)
    }

    /// The entry of this ticket.
    pub fn get(&self, id: TicketId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id() == id)
    }

    fn entry(&mut self, id: TicketId) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.id() == id)
    }

    fn remove(&mut self, id: TicketId) {
        self.entries.retain(|entry| entry.id() != id);
    }
}

/// Takes a new ticket in: it is saved first and sent then. One that it mends is not sent from now on. Where there is nothing to send it to but the person's own mail program, that
/// gets it, and the draft stays: nobody knows what becomes of it there.
pub(super) fn take(model: &mut Model, delivery: Delivery, mends: Option<TicketId>) -> Vec<Effect> {
    if delivery.kind == EndpointKind::Mailto {
        return vec![Effect::WriteMail(delivery)];
    }
    let mended = mends.and_then(|old| model.outbox.get(old));
    if mended.is_some_and(|mended| !mended.is_at_rest()) {
        return Vec::new(); // It is being sent as it was: the answer decides.
    }
    // One that was given up here for an edited one, and could not be replaced, may be there still.
    let kept = mends.filter(|_| mended.is_none_or(|mended| mended.saved));
    if let Some(old) = mends {
        model.outbox.remove(old);
    }
    model.outbox.sent = None;
    model.outbox.entries.push(Entry {
        stage: Stage::Saving,
        saved: false,
        tried: false,
        replaces: kept.is_some(),
        ..Entry::new(delivery.clone())
    });
    let save = match kept {
        Some(old) => Effect::Replace { old, delivery },
        None => Effect::Save(delivery),
    };
    vec![save, Effect::Focus(Focus::Heading)]
}

/// What is in the browser's storage now. What is not there any more was sent or discarded by another tab: this one forgets it too.
pub(super) fn loaded(model: &mut Model, deliveries: Vec<Delivery>) -> Vec<Effect> {
    let is_kept = |id| deliveries.iter().any(|delivery| delivery.ticket.id == id);
    let entries = model.outbox.entries.iter();
    let lost = entries.filter(|entry| entry.saved && entry.is_at_rest() && !is_kept(entry.id()));
    let lost: Vec<TicketId> = lost.map(Entry::id).collect();
    let mut effects: Vec<Effect> = lost
        .into_iter()
        .flat_map(|id| gone(model, id, Some(First::Gone)))
        .collect();
    for delivery in deliveries {
        if model.outbox.get(delivery.ticket.id).is_none() {
            effects.extend(take_up(model, delivery));
        }
    }
    effects.extend(wake(model));
    effects
}

/// Goes on with a ticket of an earlier visit where that left off.
fn take_up(model: &mut Model, mut delivery: Delivery) -> Option<Effect> {
    let id = delivery.ticket.id;
    let standing = &mut delivery.standing;
    let (wait, is_refused) = (standing.wait, standing.problem.is_some());
    // Unless the endpoint was heard to refuse it, nobody knows how the last attempt ended.
    standing.unsure |= !is_refused;
    model.outbox.entries.push(Entry {
        stage: match is_refused {
            true => Stage::Attention,
            false => Stage::Waiting,
        },
        // Nobody is interrupted who is writing.
        left_alone: !model.form.is_empty(),
        ..Entry::new(delivery)
    });
    (wait > 0).then_some(Effect::RetryLater {
        id,
        attempt: 0,
        at_least: wait,
    })
}

pub(super) fn saved(model: &mut Model, id: TicketId, saved: bool) -> Vec<Effect> {
    if let Some(entry) = model.outbox.entry(id) {
        if entry.replaces && !saved {
            // The old one is still there, and is what counts; the edited one is still in the form.
            model.outbox.remove(id);
            return vec![Effect::LoadOutbox];
        }
        entry.saved = saved;
        entry.stage = Stage::Waiting;
    }
    // Offline by the browser's own word, it is not even tried: so it can still be edited.
    match model.is_offline {
        true => Vec::new(),
        false => retry(model, id),
    }
}

/// The wait is over, unless another attempt was made meanwhile, which has a wait of its own.
pub(super) fn retry_due(model: &mut Model, id: TicketId, attempt: u32) -> Vec<Effect> {
    let latest = model.outbox.entry(id).map(|entry| entry.attempt);
    if latest == Some(attempt) {
        retry(model, id)
    } else {
        Vec::new()
    }
}

pub(super) fn retry_wanted(model: &mut Model, id: TicketId) -> Vec<Effect> {
    if let Some(entry) = model.outbox.entry(id)
        && entry.can_be_sent()
    {
        entry.stage = Stage::Waiting;
    }
    let mut effects = retry(model, id);
    effects.push(Effect::Focus(Focus::Heading)); // The button goes away.
    effects
}

/// Sends a waiting ticket.
fn retry(model: &mut Model, id: TicketId) -> Vec<Effect> {
    match model.outbox.entry(id) {
        Some(entry) if entry.stage == Stage::Waiting => {
            entry.stage = Stage::Sending;
            entry.progress = None;
            entry.attempt += 1;
            entry.tried = true;
            vec![Effect::Send {
                delivery: entry.delivery.clone(),
                saved: entry.saved,
            }]
        }
        _ => Vec::new(),
    }
}

pub(super) fn progress(model: &mut Model, id: TicketId, percent: u32) -> Vec<Effect> {
    if let Some(entry) = model.outbox.entry(id) {
        entry.progress = Some(percent);
    }
    Vec::new()
}

/// A moment at which sending may succeed that failed before: sends what waits, except where an endpoint has asked for patience.
pub(super) fn wake(model: &mut Model) -> Vec<Effect> {
    let entries = model.outbox.entries.iter();
    let open = entries.filter(|entry| entry.delivery.standing.is_open());
    let ids: Vec<TicketId> = open.map(Entry::id).collect();
    ids.into_iter().flat_map(|id| retry(model, id)).collect()
}

/// What an endpoint has answered, to this tab or to another. A ticket that is known here no more was answered before.
pub(super) fn answered(model: &mut Model, id: TicketId, answer: Answer) -> Vec<Effect> {
    let Some(entry) = model.outbox.entry(id) else {
        return Vec::new();
    };
    entry.delivery.standing = entry.delivery.standing.after(&answer);
    match answer {
        Answer::Accepted(receipt) if receipt.id == id => {
            accepted(model, id, Some(receipt.number), Some(receipt))
        }
        // A receipt for another ticket confirms nothing about this one.
        Answer::Accepted(_) => answered(model, id, Answer::NotNow { retry_after: 0 }),
        Answer::Taken(number) => accepted(model, id, number, None),
        Answer::Refused(problem) => attention::refused(model, id, &problem),
        Answer::NotNow { retry_after } => not_now(model, id, retry_after),
        Answer::Gone => gone(model, id, Some(First::Gone)),
    }
}

fn accepted(
    model: &mut Model,
    id: TicketId,
    number: Option<u64>,
    receipt: Option<Receipt>,
) -> Vec<Effect> {
    let mut effects = vec![Effect::Forget(id)];
    if let Some(entry) = model.outbox.get(id) {
        let subject = entry.delivery.ticket.subject.clone();
        if let Some(receipt) = &receipt {
            effects.extend(requests::sent(model, receipt, subject));
        }
    }
    effects.extend(gone(model, id, Some(First::Sent(number))));
    // Nobody is interrupted who is writing.
    if model.form.is_empty() {
        model.outbox.sent = Some(Sent { number, receipt });
    }
    effects
}

/// A ticket is in this browser no more, and the draft that says the same is done with. One that mends it stays, and the person is told
/// what became of the `first` version; without that, they have discarded both.
fn gone(model: &mut Model, id: TicketId, first: Option<First>) -> Vec<Effect> {
    let Some(entry) = model.outbox.get(id) else {
        return Vec::new();
    };
    let focus = turned_from(model, id, Focus::Heading);
    let form = &mut model.form;
    let mends = form.mends == Some(id);
    // The edited one itself, which is in the form still: the one that it was to replace is not there any more.
    let is_in_vain = entry.replaces && entry.stage == Stage::Saving;
    match first {
        Some(first) if is_in_vain || (mends && !form.says_only(&entry.delivery)) => {
            form.stands_alone(first);
        }
        _ if mends || form.is_of(&entry.delivery.ticket) => form.forget_question(),
        _ => {}
    }
    model.outbox.remove(id);
    focus.into_iter().collect()
}

/// The view of a ticket is about to turn over, or has just done so.
fn turned_from(model: &Model, id: TicketId, focus: Focus) -> Option<Effect> {
    let shown = match model.history.current() {
        Route::Outgoing(shown) => Some(*shown),
        _ => model.outbox.current().map(Entry::id),
    };
    turned(model, focus).filter(|_| shown == Some(id))
}

/// The contact view has turned over, and what had the focus in it is gone; elsewhere the focus is left alone.
pub(super) fn turned(model: &Model, focus: Focus) -> Option<Effect> {
    let shows_it = matches!(model.history.current(), Route::Contact | Route::Outgoing(_));
    (model.open && shows_it).then_some(Effect::Focus(focus))
}

fn not_now(model: &mut Model, id: TicketId, at_least: u32) -> Vec<Effect> {
    match model.outbox.entry(id) {
        Some(entry) => {
            entry.stage = Stage::Waiting;
            vec![Effect::RetryLater {
                id,
                attempt: entry.attempt,
                at_least,
            }]
        }
        None => Vec::new(),
    }
}

pub(super) fn write_another(model: &mut Model) -> Vec<Effect> {
    model.outbox.sent = None;
    model.form.solved = false;
    for entry in &mut model.outbox.entries {
        entry.left_alone = true;
    }
    if model
        .outbox
        .entries
        .iter()
        .any(|entry| model.form.is_of(&entry.delivery.ticket))
    {
        model.form.forget_question();
    }
    vec![Effect::Focus(Focus::Heading)]
}
