//! Tickets as they travel: what a customer sends, what the endpoint answers, what can be seen of it later.
//!
//! The limits are here because both sides check them: the form before it sends, the desk before it stores. How a ticket is
//! kept (outbox, database) is the business of each side.

use serde::{Deserialize, Serialize};

use crate::feedback::MAX_COMMENT;
use crate::form::{MAX_ANSWER, MAX_QUESTION_ID, MAX_QUESTIONS};
pub use crate::id::{Id as TicketId, Id as ReplyId, IdError as TicketIdError};
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
/// Longest search of a [`Context`], in characters.
pub const MAX_SEARCH: usize = 200;
/// Most searches and most articles of a [`Context`].
pub const MAX_TRACES: usize = 20;

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
    /// The answers to the owner's own questions, in the form's order; those that were left open are not here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<FormAnswer>,
    /// What the customer did before, as far as they agree to tell it.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub context: Context,
    /// For how many seconds the form was shown before it was sent; `None` where nobody measured. A program needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// The text of a field that people do not see: what fills it in is a program.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub website: String,
}

/// An answer to a question of the owner's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormAnswer {
    /// The id of the [question](crate::form::Question).
    pub id: String,
    /// The question as the customer read it.
    pub label: String,
    /// The answer; of several choices one a line.
    pub value: String,
}

/// What the customer did before they wrote. Every part may be missing: they can leave it out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Context {
    /// The title of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What they searched for, the latest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub searches: Vec<String>,
    /// The ids of the articles they read, the latest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<String>,
    /// The widget's version.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Width and height of the window in CSS pixels: `390x844`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub viewport: String,
}

impl Context {
    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl NewTicket {
    /// A ticket that says what it must, and nothing else.
    pub fn new(id: TicketId, email: &str, subject: &str, message: &str) -> Self {
        Self {
            id,
            name: String::new(),
            email: email.to_owned(),
            subject: subject.to_owned(),
            message: message.to_owned(),
            locale: String::new(),
            page: String::new(),
            answers: Vec::new(),
            context: Context::default(),
            seconds: None,
            website: String::new(),
        }
    }

    /// What is wrong with the ticket, field by field; empty when it can be sent.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        limit(&mut problems, "name", &self.name, MAX_NAME);
        require(&mut problems, "email", &self.email, MAX_EMAIL);
        require(&mut problems, "subject", &self.subject, MAX_SUBJECT);
        require(&mut problems, "message", &self.message, MAX_MESSAGE);
        limit(&mut problems, "locale", &self.locale, MAX_NAME);
        limit(&mut problems, "page", &self.page, MAX_PAGE);
        limit(&mut problems, "website", &self.website, MAX_NAME);
        self.check_answers(&mut problems);
        self.context.check(&mut problems);
        if problems.iter().all(|problem| problem.field != "email") && !is_email(&self.email) {
            let detail = "expected an e-mail address such as name@example.org";
            problems.push(FieldProblem::new("email", FieldCode::Malformed, detail));
        }
        problems
    }

    /// An answer is at fault under its question's id.
    fn check_answers(&self, problems: &mut Vec<FieldProblem>) {
        count(problems, "answers", self.answers.len(), MAX_QUESTIONS);
        for answer in &self.answers {
            require(problems, "answers", &answer.id, MAX_QUESTION_ID);
            limit(problems, &answer.id, &answer.label, MAX_SUBJECT);
            limit(problems, &answer.id, &answer.value, MAX_ANSWER);
        }
    }
}

impl Context {
    fn check(&self, problems: &mut Vec<FieldProblem>) {
        const FIELD: &str = "context";
        limit(problems, FIELD, &self.title, MAX_SUBJECT);
        limit(problems, FIELD, &self.version, MAX_NAME);
        limit(problems, FIELD, &self.viewport, MAX_NAME);
        for traces in [&self.searches, &self.articles] {
            count(problems, FIELD, traces.len(), MAX_TRACES);
            for trace in traces {
                limit(problems, FIELD, trace, MAX_SEARCH);
            }
        }
    }
}

/// Adds a problem where there are more than `max` entries.
fn count(problems: &mut Vec<FieldProblem>, field: &str, found: usize, max: usize) {
    if found > max {
        let detail = format!("expected at most {max} entries, found {found}");
        problems.push(FieldProblem::new(field, FieldCode::TooLong, &detail));
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
    /// The question in full, plain text; empty where an endpoint of old does not tell it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// Where the ticket stands.
    pub state: TicketState,
    /// When the endpoint stored it, RFC 3339 in UTC.
    pub created_at: String,
    /// What agents and the customer have written since, oldest first.
    pub replies: Vec<Reply>,
    /// The files that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What the customer said of the help they got.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

impl TicketStatus {
    /// All that was said, oldest first: what the customer asked, then the replies.
    pub fn conversation(&self) -> Vec<Reply> {
        let asked = (!self.message.is_empty()).then(|| Reply {
            at: self.created_at.clone(),
            text: self.message.clone(),
            from: Author::Customer,
        });
        let mut said = Vec::from_iter(asked);
        said.extend_from_slice(&self.replies);
        said
    }
}

/// What a customer says of the help they got: the three questions that support measures itself by. Each may stay open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rating {
    /// Customer satisfaction: 1 (very dissatisfied) to 5 (very satisfied).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub csat: Option<u8>,
    /// Customer effort score: 1 (very difficult) to 7 (very easy).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ces: Option<u8>,
    /// Net promoter score: 0 (not at all likely to recommend) to 10 (extremely likely).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nps: Option<u8>,
    /// In the customer's own words, plain text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

impl Rating {
    /// What is wrong with the rating, field by field; empty when it can be sent.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        let scales = [
            ("csat", self.csat, 1..=5),
            ("ces", self.ces, 1..=7),
            ("nps", self.nps, 0..=10),
        ];
        for (field, score, scale) in scales {
            if score.is_some_and(|score| !scale.contains(&score)) {
                let (low, high) = scale.into_inner();
                let detail = format!("expected a whole number from {low} to {high}");
                problems.push(FieldProblem::new(field, FieldCode::Malformed, &detail));
            }
        }
        limit(&mut problems, "comment", &self.comment, MAX_COMMENT);
        problems
    }
}

/// What a customer adds to a ticket. On a solved one it opens the ticket again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewReply {
    /// The reply's id; sending the same one again is safe.
    pub id: ReplyId,
    /// Plain text.
    pub text: String,
}

impl NewReply {
    /// What is wrong with the reply, field by field; empty when it can be sent.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        require(&mut problems, "text", &self.text, MAX_MESSAGE);
        problems
    }
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

/// What somebody wrote about a ticket after it was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// When it was written, RFC 3339 in UTC.
    pub at: String,
    /// Plain text.
    pub text: String,
    /// Who wrote it.
    #[serde(default)]
    pub from: Author,
}

/// Who wrote a reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Author {
    /// Somebody who answers tickets.
    #[default]
    Agent,
    /// Who sent the ticket.
    Customer,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket() -> NewTicket {
        NewTicket {
            locale: "en".to_owned(),
            ..NewTicket::new(
                TicketId([7; 16]),
                "ana@example.org",
                "Late parcel",
                "Where is it?",
            )
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
    fn answers_and_context_have_limits_too() {
        let mut ticket = ticket();
        let answer = |id: &str, value: String| FormAnswer {
            id: id.to_owned(),
            label: "Order number".to_owned(),
            value,
        };
        ticket.answers = vec![
            answer("order", "x".repeat(MAX_ANSWER + 1)),
            answer("", String::new()),
        ];
        ticket.context.searches = vec![String::new(); MAX_TRACES + 1];
        let problems = ticket.problems();
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.field.as_str(), problem.code))
            .collect();
        assert_eq!(
            found,
            [
                ("order", FieldCode::TooLong),
                ("answers", FieldCode::Required),
                ("context", FieldCode::TooLong),
            ]
        );
    }

    #[test]
    fn a_conversation_begins_with_what_was_asked_where_the_endpoint_tells_it() {
        let told = r#"{"number":1001,"subject":"Late parcel","message":"Where is it?","state":"waiting",
            "createdAt":"2026-03-01T09:30:00Z","replies":[{"at":"2026-03-01T10:05:00Z","text":"Here."}]}"#;
        let said = |json: &str| {
            let status: TicketStatus = serde_json::from_str(json).unwrap();
            let said = status.conversation().into_iter();
            Vec::from_iter(said.map(|reply| (reply.from, reply.at, reply.text)))
        };
        let entry = |from, at: &str, text: &str| (from, at.to_owned(), text.to_owned());
        let answer = entry(Author::Agent, "2026-03-01T10:05:00Z", "Here.");
        let asked = entry(Author::Customer, "2026-03-01T09:30:00Z", "Where is it?");
        assert_eq!(said(told), [asked, answer.clone()]);
        let old = told.replace(r#""message":"Where is it?","#, "");
        assert_eq!(said(&old), [answer]);
    }

    #[test]
    fn a_score_beyond_its_scale_is_refused() {
        let good = Rating {
            csat: Some(5),
            ces: Some(1),
            nps: Some(0),
            comment: String::new(),
        };
        assert_eq!(good.problems(), []);
        let bad = Rating {
            csat: Some(0),
            ces: Some(8),
            nps: Some(11),
            comment: "x".repeat(MAX_COMMENT + 1),
        };
        assert_eq!(bad.problems().len(), 4);
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
