//! Tickets on their way: saved, sent, waiting, accepted or refused.
//!
//! An entry leaves the browser's storage for one of two reasons only: the endpoint has confirmed this very ticket, or a
//! mended one has taken its place there.

use guichet_wire::problem::Problem;
use guichet_wire::ticket::{NewTicket, Receipt, TicketId, TicketStatus};

use super::{Effect, Focus, Form, Model, Route};

/// A ticket and where it goes: what the outbox keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The ticket.
    pub ticket: NewTicket,
    /// Absolute address of the endpoint.
    pub endpoint: String,
}

/// What the endpoint said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has stored the ticket that the receipt names.
    Accepted(Receipt),
    /// It will never take the ticket as it is.
    Refused(Problem),
    /// It could not be reached, or has no time now.
    NotNow {
        /// What it asked to wait, in seconds; 0 when it said nothing.
        retry_after: u32,
    },
}

/// How far a ticket has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being written to the browser's storage.
    Saving,
    /// On its way to the endpoint.
    Sending,
    /// To be sent again later.
    Waiting,
    /// The endpoint refused it; kept until it is mended.
    Refused,
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
    attempt: u32,
    mends: Option<TicketId>,
    /// The person has turned to another question; the ticket goes on by itself.
    left_alone: bool,
}

impl Entry {
    fn new(delivery: Delivery) -> Self {
        Self {
            delivery,
            stage: Stage::Waiting,
            saved: true,
            attempt: 0,
            mends: None,
            left_alone: false,
        }
    }
}

/// A ticket that the endpoint has confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The endpoint's receipt.
    pub receipt: Receipt,
    /// Where the ticket stands, once it was looked up.
    pub status: Option<TicketStatus>,
}

/// The tickets on their way, and the last one that arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    /// Not delivered yet, oldest first.
    pub entries: Vec<Entry>,
    /// Delivered last, while this page lives.
    pub sent: Option<Sent>,
}

impl Outbox {
    /// The ticket that the contact view has to speak about instead of showing the form.
    pub fn current(&self) -> Option<&Entry> {
        let pending = |entry: &&Entry| entry.stage != Stage::Refused && !entry.left_alone;
        self.entries.iter().rev().find(pending)
    }

    fn entry(&mut self, id: TicketId) -> Option<&mut Entry> {
        let is_it = |entry: &&mut Entry| entry.delivery.ticket.id == id;
        self.entries.iter_mut().find(is_it)
    }

    fn remove(&mut self, id: TicketId) {
        self.entries.retain(|entry| entry.delivery.ticket.id != id);
    }
}

/// Takes a new ticket in: it is saved first and sent then.
pub(super) fn take(model: &mut Model, delivery: Delivery, mends: Option<TicketId>) -> Vec<Effect> {
    model.outbox.sent = None;
    model.outbox.entries.push(Entry {
        stage: Stage::Saving,
        saved: false,
        mends,
        ..Entry::new(delivery.clone())
    });
    vec![Effect::Save(delivery), Effect::Focus(Focus::Heading)]
}

pub(super) fn loaded(model: &mut Model, deliveries: Vec<Delivery>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for delivery in deliveries {
        let id = delivery.ticket.id;
        if model.outbox.entry(id).is_none() {
            model.outbox.entries.push(Entry::new(delivery));
            effects.extend(retry(model, id));
        }
    }
    effects
}

pub(super) fn saved(model: &mut Model, id: TicketId, saved: bool) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(entry) = model.outbox.entry(id) {
        entry.saved = saved;
        entry.stage = Stage::Waiting;
        if saved && let Some(mended) = entry.mends.take() {
            model.outbox.remove(mended);
            effects.push(Effect::Forget(mended));
        }
    }
    effects.extend(retry(model, id));
    effects
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
    let mut effects = retry(model, id);
    effects.push(Effect::Focus(Focus::Heading)); // The button goes away.
    effects
}

/// Sends a waiting ticket.
fn retry(model: &mut Model, id: TicketId) -> Vec<Effect> {
    match model.outbox.entry(id) {
        Some(entry) if entry.stage == Stage::Waiting => {
            entry.stage = Stage::Sending;
            entry.attempt += 1;
            vec![Effect::Send {
                endpoint: entry.delivery.endpoint.clone(),
                ticket: entry.delivery.ticket.clone(),
            }]
        }
        _ => Vec::new(),
    }
}

pub(super) fn online(model: &mut Model) -> Vec<Effect> {
    let ids: Vec<TicketId> = model
        .outbox
        .entries
        .iter()
        .map(|entry| entry.delivery.ticket.id)
        .collect();
    ids.into_iter().flat_map(|id| retry(model, id)).collect()
}

pub(super) fn answered(model: &mut Model, id: TicketId, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Accepted(receipt) if receipt.id == id => accepted(model, receipt),
        // A receipt for another ticket confirms nothing about this one.
        Answer::Accepted(_) => not_now(model, id, 0),
        Answer::Refused(problem) => refused(model, id, problem),
        Answer::NotNow { retry_after } => not_now(model, id, retry_after),
    }
}

fn accepted(model: &mut Model, receipt: Receipt) -> Vec<Effect> {
    let id = receipt.id;
    let mut effects = vec![Effect::Forget(id)];
    if let Some(entry) = model.outbox.entry(id) {
        effects.extend(entry.mends.map(Effect::Forget));
        if model.form.is_of(&entry.delivery.ticket) {
            model.form.forget_question();
        }
    }
    model.outbox.remove(id);
    effects.push(Effect::LoadStatus(receipt.status_url.clone()));
    model.outbox.sent = Some(Sent {
        receipt,
        status: None,
    });
    effects.extend(turned(model, Focus::Heading));
    effects
}

/// The contact view has turned over, and what had the focus in it is gone; elsewhere the focus is left alone.
pub(super) fn turned(model: &Model, focus: Focus) -> Option<Effect> {
    let seen = model.open && *model.history.current() == Route::Contact;
    seen.then_some(Effect::Focus(focus))
}

fn refused(model: &mut Model, id: TicketId, problem: Problem) -> Vec<Effect> {
    let Some(entry) = model.outbox.entry(id) else {
        return Vec::new();
    };
    entry.stage = Stage::Refused;
    let ticket = entry.delivery.ticket.clone();
    let form = &mut model.form;
    // Another draft is not overwritten: the refused ticket stays in storage and comes up at the next visit.
    if !form.is_empty() && !form.is_of(&ticket) {
        return Vec::new();
    }
    *form = Form::mending(&ticket, &problem.errors, problem.detail);
    let focus = if form.errors.is_empty() {
        Focus::Heading
    } else {
        Focus::FieldError
    };
    turned(model, focus).into_iter().collect()
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

pub(super) fn status_wanted(model: &mut Model) -> Vec<Effect> {
    let sent = model.outbox.sent.as_ref();
    sent.map(|sent| Effect::LoadStatus(sent.receipt.status_url.clone()))
        .into_iter()
        .collect()
}

pub(super) fn status(model: &mut Model, status: Option<TicketStatus>) -> Vec<Effect> {
    if let (Some(sent), Some(status)) = (&mut model.outbox.sent, status)
        && sent.receipt.number == status.number
    {
        sent.status = Some(status);
    }
    Vec::new()
}
