//! The table `[contact]`: where tickets go, and the form's own questions, files and hours.
//!
//! What a customer then sees of it is the widget's business; the shapes are `wire::settings` and `wire::form`.

mod answer;
mod attachments;
mod hours;
mod question;
mod question_checks;

use std::collections::BTreeSet;

use guichet_wire::form::{ContactForm, OpeningHours};
use guichet_wire::settings::{Contact, EndpointKind, FieldRule};
use guichet_wire::ticket::is_email;
use toml::Spanned;

use self::attachments::AttachmentTable;
use self::question::QuestionTable;
use super::super::diagnostic::Fault;
use super::checks::{Check, is_web_address};
use super::fields::{Fields, Shape};
use super::file::tables;

pub(super) struct ContactTable {
    endpoint: Option<Spanned<String>>,
    /// `None` where it is the usual one, or cannot be read.
    kind: Option<Spanned<EndpointKind>>,
    name: FieldRule,
    questions: Vec<QuestionTable>,
    attachments: Option<AttachmentTable>,
    hours: Option<OpeningHours>,
}

impl ContactTable {
    pub(super) fn read(mut fields: Fields, check: &mut Check) -> Self {
        let endpoint = Shape(
            "an address",
            "endpoint = \"https://desk.example.org/tickets\"",
        );
        let kind = Shape(
            "`guichet`, `form`, `zendesk`, `chatwoot`, `zammad` or `mailto`",
            "kind = \"guichet\"",
        );
        let name = Shape("`optional`, `required` or `hidden`", "name = \"optional\"");
        let table = Self {
            endpoint: fields.take("endpoint", endpoint, check),
            kind: fields.take("kind", kind, check),
            name: fields.take("name", name, check).unwrap_or_default(),
            questions: tables(fields.value("questions"), check, QuestionTable::read)
                .unwrap_or_default(),
            attachments: fields
                .value("attachments")
                .and_then(|value| AttachmentTable::read(value, check)),
            hours: fields
                .value("hours")
                .and_then(|value| hours::read(value, check)),
        };
        fields.finish(check);
        table
    }

    /// What travels in the manifest; the form's file is not written yet.
    pub(super) fn contact(&self) -> Contact {
        Contact {
            endpoint: self.endpoint.as_ref().map(|at| at.get_ref().clone()),
            kind: self.kind(),
            name: self.name,
            form: None,
        }
    }

    /// The rest of the form. A text for all languages is taken for one of `default_locale`.
    pub(super) fn form(self, default_locale: &str) -> ContactForm {
        let questions = self.questions.into_iter();
        ContactForm {
            questions: questions
                .map(|question| question.question(default_locale))
                .collect(),
            attachments: self.attachments.map(|table| table.rules),
            hours: self.hours,
        }
    }

    fn kind(&self) -> EndpointKind {
        self.kind
            .as_ref()
            .map(|kind| *kind.get_ref())
            .unwrap_or_default()
    }
}

impl Check<'_> {
    pub(super) fn contact(&mut self, contact: &ContactTable, tags: &BTreeSet<&str>) {
        if let Some(endpoint) = &contact.endpoint {
            self.tickets_can_go_to(endpoint, contact.kind());
        } else if let Some(kind) = &contact.kind {
            let cure = format!("add `endpoint = \"{}\"`", example(*kind.get_ref()));
            let fault = Fault::new("`contact` has a `kind` and no `endpoint`", cure);
            self.missing(kind.span().start, fault);
        }
        self.questions(&contact.questions, tags);
        if let Some(attachments) = &contact.attachments {
            self.files_are_taken(attachments, contact.kind());
        }
    }

    fn tickets_can_go_to(&mut self, endpoint: &Spanned<String>, kind: EndpointKind) {
        let address = endpoint.get_ref().as_str();
        let mail = address.strip_prefix("mailto:");
        let (is_right, expected) = match kind {
            EndpointKind::Mailto => (
                mail.is_some_and(|mail| is_email(mail) && !mail.contains('?')),
                "`mailto:` and an e-mail address",
            ),
            _ => (is_web_address(address), "an absolute web address"),
        };
        if is_right {
            return;
        }
        let message = format!("contact.endpoint should be {expected}, found `{address}`");
        let cure = match mail.is_some() && kind != EndpointKind::Mailto {
            true => "add `kind = \"mailto\"` to have customers write by their own mail program"
                .to_owned(),
            false => format!("write where tickets go, such as `{}`", example(kind)),
        };
        self.error(endpoint.span().start, Fault::new(message, cure));
    }
}

/// What the endpoint of a kind looks like.
fn example(kind: EndpointKind) -> &'static str {
    match kind {
        EndpointKind::Guichet => "https://desk.example.org/tickets",
        EndpointKind::Form => "https://forms.example.org/help",
        EndpointKind::Zendesk => "https://example.zendesk.com",
        EndpointKind::Chatwoot => "https://chat.example.org/public/api/v1/inboxes/…",
        EndpointKind::Zammad => "https://support.example.org",
        EndpointKind::Mailto => "mailto:help@example.org",
    }
}
