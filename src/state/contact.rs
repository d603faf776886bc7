//! The contact form: what was typed, what is wrong with it, and the articles that may already answer it.

use guichet_wire::problem::{FieldCode, FieldProblem};
use guichet_wire::settings::FieldRule;
use guichet_wire::ticket::{Context, MAX_PAGE, NewTicket, TicketId};

use super::outbox;
use super::{Delivery, Effect, Focus, Model, ResultItem, parts, results};

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The person's name.
    Name,
    /// The address that the answer goes to.
    Email,
    /// The question in one line.
    Subject,
    /// The question in full.
    Message,
}

impl Field {
    /// All fields, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Name, Self::Email, Self::Subject, Self::Message];

    /// The field's name in the ticket's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Subject => "subject",
            Self::Message => "message",
        }
    }
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
    /// What is wrong, by field, since the form was last sent.
    pub errors: Vec<(Field, FieldCode)>,
    /// The endpoint's words where it refused the ticket for no field in particular.
    pub refusal: Option<String>,
    /// Articles that match the subject.
    pub suggestions: Vec<ResultItem>,
    /// The refused ticket that this draft mends.
    pub mends: Option<TicketId>,
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
        }
    }

    /// Whether nothing was typed that would be missed.
    pub fn is_empty(&self) -> bool {
        [Field::Subject, Field::Message]
            .iter()
            .all(|field| self.text(*field).trim().is_empty())
    }

    /// Makes room for the next question of the same person.
    pub(super) fn forget_question(&mut self) {
        *self = Self {
            name: core::mem::take(&mut self.name),
            email: core::mem::take(&mut self.email),
            ..Self::default()
        };
    }

    /// Whether the draft is what this ticket says.
    pub(super) fn is_of(&self, ticket: &NewTicket) -> bool {
        self.subject.trim() == ticket.subject && self.message.trim() == ticket.message
    }

    /// The draft of a ticket that was refused, with what is wrong with it.
    pub(super) fn mending(ticket: &NewTicket, problems: &[FieldProblem], refusal: String) -> Self {
        let errors = fields_of(problems);
        Self {
            name: ticket.name.clone(),
            email: ticket.email.clone(),
            subject: ticket.subject.clone(),
            message: ticket.message.clone(),
            refusal: errors.is_empty().then_some(refusal),
            errors,
            suggestions: Vec::new(),
            mends: Some(ticket.id),
        }
    }

    fn text_mut(&mut self, field: Field) -> &mut String {
        match field {
            Field::Name => &mut self.name,
            Field::Email => &mut self.email,
            Field::Subject => &mut self.subject,
            Field::Message => &mut self.message,
        }
    }
}

fn fields_of(problems: &[FieldProblem]) -> Vec<(Field, FieldCode)> {
    let field_of = |name: &str| Field::ALL.into_iter().find(|field| field.name() == name);
    problems
        .iter()
        .filter_map(|problem| Some((field_of(&problem.field)?, problem.code)))
        .collect()
}

pub(super) fn edited(model: &mut Model, field: Field, text: String) -> Vec<Effect> {
    *model.form.text_mut(field) = text;
    model.form.errors.retain(|(other, _)| *other != field);
    if field == Field::Subject {
        results::suggest(model);
        return parts::typed(model).into_iter().collect();
    }
    Vec::new()
}

pub(super) fn submitted(model: &mut Model, id: TicketId) -> Vec<Effect> {
    let Some(endpoint) = model.endpoint() else {
        return Vec::new();
    };
    let ticket = ticket(model, id);
    let mut errors = fields_of(&ticket.problems());
    let needs_name = model.settings().contact.name == FieldRule::Required;
    if needs_name && ticket.name.is_empty() {
        errors.insert(0, (Field::Name, FieldCode::Required));
    }
    model.form.errors = errors;
    model.form.refusal = None;
    if !model.form.errors.is_empty() {
        return vec![Effect::Focus(Focus::FieldError)];
    }
    let mends = model.form.mends;
    outbox::take(model, Delivery { ticket, endpoint }, mends)
}

fn ticket(model: &Model, id: TicketId) -> NewTicket {
    let form = &model.form;
    NewTicket {
        id,
        name: form.name.trim().to_owned(),
        email: form.email.trim().to_owned(),
        subject: form.subject.trim().to_owned(),
        message: form.message.trim().to_owned(),
        locale: model.strings.tag.clone(),
        page: model.shell.page.chars().take(MAX_PAGE).collect(),
        answers: Vec::new(),
        context: Context::default(),
        seconds: None,
        website: String::new(),
    }
}
