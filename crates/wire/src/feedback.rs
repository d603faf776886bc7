//! Feedback as it travels: whether an article helped, and if not, why.
//!
//! Like a ticket, it is checked on both sides: before it is sent and before it is stored.

use serde::{Deserialize, Serialize};

pub use crate::id::Id as FeedbackId;
use crate::problem::{FieldCode, FieldProblem, limit, require};

/// Longest article id and locale tag, in characters.
pub const MAX_ARTICLE: usize = 300;
/// Longest comment, in characters.
pub const MAX_COMMENT: usize = 2_000;

/// What a person says about an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Feedback {
    /// The feedback's id. Sending the same one again replaces what was said before: a person first says "no", then why.
    pub id: FeedbackId,
    /// Id of the article.
    pub article: String,
    /// BCP 47 tag of the language the person read it in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub locale: String,
    /// Whether the article answered the question.
    pub helpful: bool,
    /// Whether it did so for somebody who was writing a ticket, which was not sent then. Only what is helpful avoids one.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub ticket_avoided: bool,
    /// Why it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// In the person's own words, plain text; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

impl Feedback {
    /// What is wrong with the feedback, field by field; empty when it can be sent.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        require(&mut problems, "article", &self.article, MAX_ARTICLE);
        limit(&mut problems, "locale", &self.locale, MAX_ARTICLE);
        limit(&mut problems, "comment", &self.comment, MAX_COMMENT);
        if self.ticket_avoided && !self.helpful {
            let detail = "expected true only where helpful is true";
            problems.push(FieldProblem::new(
                "ticketAvoided",
                FieldCode::Malformed,
                detail,
            ));
        }
        problems
    }
}

/// Why an article did not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Something is missing in it.
    Incomplete,
    /// It is hard to understand.
    Unclear,
    /// It says something that is not so.
    Wrong,
    /// It is not about what the person looked for.
    Unrelated,
}

impl Reason {
    /// Every reason, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Incomplete,
        Self::Unclear,
        Self::Wrong,
        Self::Unrelated,
    ];

    /// The reason's name as it is written in JSON and in the desk's database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Unclear => "unclear",
            Self::Wrong => "wrong",
            Self::Unrelated => "unrelated",
        }
    }

    /// The reason that [`as_str`](Self::as_str) calls `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feedback() -> Feedback {
        Feedback {
            id: FeedbackId([7; 16]),
            article: "orders/track-an-order".to_owned(),
            locale: "lv".to_owned(),
            helpful: false,
            ticket_avoided: false,
            reason: Some(Reason::Unclear),
            comment: String::new(),
        }
    }

    #[test]
    fn a_reason_has_the_same_name_in_json_and_in_the_database() {
        for reason in Reason::ALL {
            let json = serde_json::to_value(reason).unwrap();
            assert_eq!(json, reason.as_str());
            assert_eq!(Reason::from_name(reason.as_str()), Some(reason));
        }
        assert_eq!(Reason::from_name("Wrong"), None);
    }

    #[test]
    fn what_was_not_said_is_not_sent_and_what_is_unknown_is_ignored() {
        let text = serde_json::to_string(&feedback()).unwrap();
        assert_eq!(
            text,
            r#"{"id":"07070707070707070707070707070707","article":"orders/track-an-order","locale":"lv","helpful":false,"reason":"unclear"}"#
        );
        let newer = text.replacen('{', r#"{"fromTheFuture":[1],"#, 1);
        assert_eq!(
            serde_json::from_str::<Feedback>(&newer).unwrap(),
            feedback()
        );
    }

    #[test]
    fn that_a_ticket_was_avoided_is_said_only_where_it_was() {
        let solved = Feedback {
            helpful: true,
            ticket_avoided: true,
            reason: None,
            ..feedback()
        };
        let text = serde_json::to_string(&solved).unwrap();
        assert!(text.contains(r#""ticketAvoided":true"#), "{text}");
        assert_eq!(serde_json::from_str::<Feedback>(&text).unwrap(), solved);
        assert_eq!(solved.problems(), []);
    }

    #[test]
    fn every_field_at_fault_is_named_once() {
        assert_eq!(feedback().problems(), []);
        let wrong = Feedback {
            article: " ".to_owned(),
            locale: "x".repeat(MAX_ARTICLE + 1),
            comment: "ā".repeat(MAX_COMMENT + 1),
            ticket_avoided: true,
            ..feedback()
        };
        let found: Vec<_> = wrong
            .problems()
            .into_iter()
            .map(|problem| (problem.field, problem.code))
            .collect();
        assert_eq!(
            found,
            [
                ("article".to_owned(), FieldCode::Required),
                ("locale".to_owned(), FieldCode::TooLong),
                ("comment".to_owned(), FieldCode::TooLong),
                ("ticketAvoided".to_owned(), FieldCode::Malformed),
            ]
        );
    }
}
