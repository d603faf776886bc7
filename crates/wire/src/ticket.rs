//! Tickets as they travel: what a customer sends, what the endpoint answers, what can be seen of it later.
//!
//! The limits are here because both sides check them: the form before it sends, the desk before it stores. How a ticket is
//! kept (outbox, database) is the business of each side.

use serde::{Deserialize, Serialize};

pub use crate::id::{Id as TicketId, IdError as TicketIdError};
use crate::problem::{FieldCode, FieldProblem, limit, require};

/// Longest name, in characters.
pub const MAX_NAME: usize = 200;
/// Longest e-mail address, in characters (RFC 5321, 4.5.3.1.3).
pub const MAX_EMAIL: usize = 254;
/// Longest subject, in characters.
pub const MAX_SUBJECT: usize = 300;
/// Longest message, in characters.
pub const MAX_MESSAGE: usize = 20_000;
/// Longest address and title of a page, in characters.
pub const MAX_PAGE: usize = 2_000;

/// What a customer sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewTicket {
    /// The ticket's id; sending the same one again is safe.
    pub id: TicketId,
    /// The customer's name; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// The question in one line.
    pub subject: String,
    /// The question in full, plain text.
    pub message: String,
    /// BCP 47 tag of the language the customer used.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub locale: String,
    /// Address of the page the widget stood on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
}

impl NewTicket {
    /// What is wrong with the ticket, field by field; empty when it can be sent.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        limit(&mut problems, "name", &self.name, MAX_NAME);
        require(&mut problems, "email", &self.email, MAX_EMAIL);
        require(&mut problems, "subject", &self.subject, MAX_SUBJECT);
        require(&mut problems, "message", &self.message, MAX_MESSAGE);
        limit(&mut problems, "locale", &self.locale, MAX_NAME);
        limit(&mut problems, "page", &self.page, MAX_PAGE);
        if problems.iter().all(|problem| problem.field != "email") && !is_email(&self.email) {
            let detail = "expected an e-mail address such as name@example.org";
            problems.push(FieldProblem::new("email", FieldCode::Malformed, detail));
        }
        problems
    }
}

/// Whether `text` can be an e-mail address: one `@` with something before it and a dotted name after it, no spaces or
/// control characters. Deliberately loose: only the mail server knows.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let clean = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    clean(local)
        && !local.contains('@')
        && clean(domain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.as_bytes().windows(2).any(|pair| pair == b"..")
}

/// The endpoint's answer to a ticket it has stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The id of the ticket that was stored: the proof that it was this one.
    pub id: TicketId,
    /// A short number to name it by in a conversation.
    pub number: u64,
    /// Unguessable address at which the ticket's [status](TicketStatus) can be read.
    pub status_url: String,
}

/// What the holder of the status link may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TicketStatus {
    /// The short number of the receipt.
    pub number: u64,
    /// The question in one line.
    pub subject: String,
    /// Where the ticket stands.
    pub state: TicketState,
    /// When the endpoint stored it, RFC 3339 in UTC.
    pub created_at: String,
    /// The agents' answers, oldest first.
    pub replies: Vec<Reply>,
    /// The files that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// A file that came with a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Its name on the customer's device.
    pub name: String,
    /// Its media type, as the customer's browser named it; may be empty.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TicketState {
    /// Waits for an agent.
    Open,
    /// An agent has answered; waits for the customer.
    Waiting,
    /// Finished.
    Solved,
}

impl TicketState {
    /// Every state, in the order in which a ticket usually passes them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Waiting, Self::Solved];

    /// The state's name as it is written in JSON and in the desk's database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Solved => "solved",
        }
    }

    /// The state that [`as_str`](Self::as_str) calls `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// An agent's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// When it was written, RFC 3339 in UTC.
    pub at: String,
    /// Plain text.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket() -> NewTicket {
        NewTicket {
            id: TicketId([7; 16]),
            name: String::new(),
            email: "ana@example.org".to_owned(),
            subject: "Late parcel".to_owned(),
            message: "Where is it?".to_owned(),
            locale: "en".to_owned(),
            page: String::new(),
        }
    }

    #[test]
    fn a_good_ticket_has_no_problems() {
        assert_eq!(ticket().problems(), []);
    }

    #[test]
    fn every_field_at_fault_is_named_once() {
        let mut ticket = ticket();
        ticket.email = "nobody".to_owned();
        ticket.subject = "  ".to_owned();
        ticket.message = "x".repeat(MAX_MESSAGE + 1);
        let found: Vec<_> = ticket
            .problems()
            .into_iter()
            .map(|problem| (problem.field, problem.code))
            .collect();
        assert_eq!(
            found,
            [
                ("subject".to_owned(), FieldCode::Required),
                ("message".to_owned(), FieldCode::TooLong),
                ("email".to_owned(), FieldCode::Malformed),
            ]
        );
    }

    #[test]
    fn addresses_that_mail_could_reach_are_told_from_those_it_could_not() {
        for good in ["a@b.lv", "jānis.ozols+help@pasts.example"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "", "a", "@b.lv", "a@b", "a b@c.lv", "a@b..lv", "a@.lv", "a@b.", "a@b@c.lv", "a\n@b.lv",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
