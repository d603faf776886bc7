//! The contact form: what was typed, what becomes a ticket of it, and the articles that may already answer it. The owner's own
//! questions are in [`questions`], what is wrong with the draft in [`check`].

mod check;
mod questions;

use core::mem;

use guichet_wire::form::Question;
use guichet_wire::problem::{FieldCode, FieldProblem};
use guichet_wire::ticket::{MAX_NAME, NewTicket, TicketId};

pub use self::questions::{Words, with_choice};
pub(super) use self::questions::{form_arrived, want_form};
use super::{Delivery, Detail, Effect, File, Focus, Model, ResultItem, Secret, Standing};
use super::{attachments, context, outbox, secrets, suggestions};

/// A field of the form.
#[derive(Clone, Copy, Debug)]
pub enum Field {
    /// The person's name.
    Name,
    /// The address that the answer goes to.
    Email,
    /// The question in one line.
    Subject,
    /// The question in full.
    Message,
    /// One of the owner's own questions.
    Question(&'static Question),
    /// A field that people do not see.
    Website,
}

impl Field {
    /// The field's name in the ticket's JSON; a question's is its id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Subject => "subject",
            Self::Message => "message",
            Self::Question(question) => &question.id,
            Self::Website => "website",
        }
    }
}

/// No two fields have the same name.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

/// What became of the first version of a ticket while the draft that mends it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// It arrived as it was; the endpoint's number for it, if it has one.
    Sent(Option<u64>),
    /// Another tab has sent or discarded it.
    Gone,
}

/// The draft; in memory only, until it is sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The person's name.
    pub name: String,
    /// The address that the answer goes to.
    pub email: String,
    /// The question in one line.
    pub subject: String,
    /// The question in full.
    pub message: String,
    /// What was answered to the owner's own questions, by their ids.
    pub answers: Vec<(String, String)>,
    /// The files that the person has chosen.
    pub files: Vec<File>,
    /// The text of the field that people do not see.
    pub website: String,
    /// What is wrong with the fields that the person has left or sent.
    pub errors: Vec<(Field, FieldCode)>,
    /// The fields that were wrong when the form was last sent, if there were several.
    pub summary: Vec<Field>,
    /// The endpoint's words where it refused the ticket for no field in particular.
    pub refusal: Option<String>,
    /// What the suggested articles match: the subject or, where that finds nothing, how the message begins.
    pub query: String,
    /// Articles that may answer the question.
    pub suggestions: Vec<ResultItem>,
    /// An article has answered the question that was written before.
    pub solved: bool,
    /// What the person is asked about before it leaves, and where it is.
    pub secret: Option<(Secret, Field)>,
    /// The refused ticket that this draft mends.
    pub mends: Option<TicketId>,
    /// Why it mends none any more: sent, it is another ticket beside the first version of it.
    pub first: Option<First>,
    /// The fields in which something was typed or chosen.
    edited: Vec<Field>,
    /// Those whose answers do not have the form that was asked for.
    unfit: Vec<Field>,
    /// How often the message was changed.
    pub(super) changes: u32,
    /// How many articles had been opened when the form was first shown.
    pub(super) articles_before: Option<usize>,
    /// The second at which the form was first shown.
    shown_at: Option<u32>,
    /// For how many seconds it was shown before that, for the ticket that is mended.
    shown_for: u32,
}

impl Form {
    /// What is wrong with `field`.
    pub fn error(&self, field: Field) -> Option<FieldCode> {
        let error = self.errors.iter().find(|(other, _)| *other == field);
        error.map(|(_, code)| *code)
    }

    /// The text of `field`.
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Email => &self.email,
            Field::Subject => &self.subject,
            Field::Message => &self.message,
            Field::Question(question) => self.answer(question),
            Field::Website => &self.website,
        }
    }

    /// Whether nothing was typed or chosen that would be missed.
    pub fn is_empty(&self) -> bool {
        let answers = self.answers.iter().map(|(_, answer)| answer);
        let mut texts = [&self.subject, &self.message].into_iter().chain(answers);
        texts.all(|text| text.trim().is_empty()) && self.files.is_empty()
    }

    /// Makes room for the next question of the same person.
    pub(super) fn forget_question(&mut self) {
        *self = Self {
            name: mem::take(&mut self.name),
            email: mem::take(&mut self.email),
            ..Self::default()
        };
    }

    /// Whether the draft is what this ticket says.
    pub(super) fn is_of(&self, ticket: &NewTicket) -> bool {
        self.subject.trim() == ticket.subject && self.message.trim() == ticket.message
    }

    /// Whether all that the draft says is in this delivery, so that it would not be missed.
    pub(super) fn says_only(&self, delivery: &Delivery) -> bool {
        match self.mends == Some(delivery.ticket.id) {
            true => self.edited.is_empty() && self.files == delivery.files,
            false => self.is_of(&delivery.ticket),
        }
    }

    /// There is nothing to mend any more, and the person is told why.
    pub(super) fn stands_alone(&mut self, first: First) {
        self.mends = None;
        self.refusal = None;
        self.first = Some(first);
    }

    /// The draft of a ticket that was refused; what is wrong with it is [said](refuse) then.
    pub(super) fn mending(ticket: &NewTicket) -> Self {
        let answers = ticket.answers.iter();
        Self {
            name: ticket.name.clone(),
            email: ticket.email.clone(),
            subject: ticket.subject.clone(),
            message: ticket.message.clone(),
            answers: answers
                .map(|answer| (answer.id.clone(), answer.value.clone()))
                .collect(),
            mends: Some(ticket.id),
            shown_for: ticket.seconds.unwrap_or_default(),
            ..Self::default()
        }
    }

    fn text_mut(&mut self, field: Field) -> &mut String {
        match field {
            Field::Name => &mut self.name,
            Field::Email => &mut self.email,
            Field::Subject => &mut self.subject,
            Field::Message => &mut self.message,
            Field::Question(question) => self.answer_mut(question),
            Field::Website => &mut self.website,
        }
    }

    /// Says what is wrong with the draft as it was sent.
    fn blame(&mut self, errors: Vec<(Field, FieldCode)>) {
        let wrong = errors.iter().map(|(field, _)| *field);
        self.summary = match errors.len() {
            0 | 1 => Vec::new(),
            _ => wrong.collect(),
        };
        self.errors = errors;
    }
}

/// The form is drawn, for the first time or anew.
pub(super) fn shown(model: &mut Model, now: u32) -> Vec<Effect> {
    let form = &mut model.form;
    let first = now.saturating_sub(form.shown_for);
    form.shown_at.get_or_insert(first);
    form.articles_before
        .get_or_insert(model.traces.articles.len());
    // What cannot be read as a number or a day went with the field that held it.
    let unfit = mem::take(&mut form.unfit).into_iter();
    form.unfit = unfit
        .filter(|field| !form.text(*field).is_empty())
        .collect();
    want_form(model).into_iter().collect()
}

/// A field says `text` now. What was wrong with it is not said any more once it is right.
pub(super) fn edited(model: &mut Model, field: Field, text: String, fits: bool) -> Vec<Effect> {
    let form = &mut model.form;
    *form.text_mut(field) = text;
    form.unfit.retain(|other| *other != field);
    if !fits {
        form.unfit.push(field);
    }
    if !form.edited.contains(&field) {
        form.edited.push(field);
    }
    if let Some(said) = form.error(field)
        && fault(model, field) != Some(said)
    {
        model.form.errors.retain(|(other, _)| *other != field);
    }
    if let Field::Question(_) = field {
        forget_unasked(model);
    }
    secrets::look_again(model);
    match field {
        Field::Subject => suggestions::subject_edited(model),
        Field::Message => suggestions::message_edited(model),
        _ => Vec::new(),
    }
}

/// Nothing is wrong with a question that is not asked any more.
fn forget_unasked(model: &mut Model) {
    let fields = check::fields(model);
    let form = &mut model.form;
    form.errors.retain(|(field, _)| fields.contains(field));
    form.summary.retain(|field| fields.contains(field));
}

/// The person has left a field. Nothing is wrong yet with one in which they did nothing.
pub(super) fn left(model: &mut Model, field: Field) -> Vec<Effect> {
    if model.form.edited.contains(&field)
        && let Some(code) = fault(model, field)
    {
        model.form.errors.retain(|(other, _)| *other != field);
        model.form.errors.push((field, code));
    }
    Vec::new()
}

fn fault(model: &Model, field: Field) -> Option<FieldCode> {
    let faults = check::faults(model, &ticket(model, TicketId([0; 16]), 0));
    let fault = faults.into_iter().find(|(other, _)| *other == field);
    fault.map(|(_, code)| code)
}

/// The form is to be sent: what is wrong with it is said first, and whether a secret is to leave is asked, unless the person has said so.
pub(super) fn submitted(model: &mut Model, id: TicketId, now: u32, anyway: bool) -> Vec<Effect> {
    let Some(endpoint) = model.endpoint() else {
        return Vec::new();
    };
    let ticket = ticket(model, id, now);
    let faults = check::faults(model, &ticket);
    model.form.refusal = None;
    model.form.blame(faults);
    if !model.form.errors.is_empty() {
        return vec![Effect::Focus(Focus::FieldError)];
    }
    if !anyway && let Some(question) = secrets::ask(model) {
        return vec![question];
    }
    let was_asked = model.form.secret.take().is_some();
    let delivery = Delivery {
        ticket,
        endpoint,
        kind: model.settings().contact.kind,
        files: attachments::attached(model),
        standing: Standing::default(),
    };
    let mut effects = outbox::take(model, delivery, model.form.mends);
    if was_asked {
        effects.push(Effect::Focus(Focus::Heading)); // The question goes away.
    }
    effects
}

/// The endpoint has refused the ticket that the draft mends: what it finds wrong is said at the fields and, where it means none of
/// them, in its own words.
pub(super) fn refuse(model: &mut Model, problems: &[FieldProblem], refusal: String) {
    let found = check::found(model, problems);
    model.form.refusal = found.is_empty().then_some(refusal);
    model.form.blame(found);
}

fn ticket(model: &Model, id: TicketId, now: u32) -> NewTicket {
    let form = &model.form;
    let told = |detail| model.told(detail).into_iter().next().unwrap_or_default();
    NewTicket {
        id,
        name: form.name.trim().to_owned(),
        email: form.email.trim().to_owned(),
        subject: form.subject.trim().to_owned(),
        message: form.message.trim().to_owned(),
        locale: told(Detail::Language),
        page: told(Detail::Page),
        answers: model.answers(),
        context: context::context(model),
        seconds: form.shown_at.map(|shown| now.saturating_sub(shown)),
        website: short(&form.website, MAX_NAME),
    }
}

/// At most `max` characters of `text`.
pub(super) fn short(text: &str, max: usize) -> String {
    text.chars().take(max).collect()
}
