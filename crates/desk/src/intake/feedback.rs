//! Reads feedback on an article out of a request, which is JSON, and checks it. Storing it is not done here.

use axum::extract::Request;
use guichet_wire::feedback::{Feedback, FeedbackId, Reason};
use guichet_wire::problem::{FieldCode, FieldProblem};
use serde::Deserialize;

use super::{from_json, id_problem, media_type, received};
use crate::answer::Refusal;
use crate::config::Limits;
use crate::plain_text;

/// The feedback in a request.
pub(crate) async fn feedback(request: Request, limits: &Limits) -> Result<Feedback, Refusal> {
    let (parts, body) = received(request, limits).await?;
    match media_type(&parts.headers).as_str() {
        "application/json" => from_json::<Draft>(&body, "feedback")?.check(),
        _ => Err(Refusal::NotJson),
    }
}

/// Feedback as it was sent, like the draft of a ticket.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Draft {
    id: String,
    article: String,
    locale: String,
    helpful: Option<bool>,
    ticket_avoided: bool,
    reason: Option<String>,
    comment: String,
}

impl Draft {
    /// The feedback, cleaned, if nothing is wrong with it.
    fn check(self) -> Result<Feedback, Refusal> {
        let id = self.id.parse();
        let named = self.reason.as_deref().filter(|reason| !reason.is_empty());
        let reason = named.and_then(Reason::from_name);
        let feedback = Feedback {
            // Where id or answer are at fault the feedback is refused below: these are never stored.
            id: id.clone().unwrap_or(FeedbackId([0; 16])),
            helpful: self.helpful.unwrap_or_default(),
            ticket_avoided: self.ticket_avoided,
            article: plain_text::single_line(&self.article),
            locale: plain_text::single_line(&self.locale),
            reason,
            comment: plain_text::lines(&self.comment),
        };
        let mut problems = Vec::from_iter(id.err().map(|error| id_problem(&self.id, &error)));
        problems.extend(feedback.problems());
        if self.helpful.is_none() {
            problems.push(FieldProblem {
                field: "helpful".to_owned(),
                code: FieldCode::Required,
                detail: "expected true or false".to_owned(),
            });
        }
        if named.is_some() && reason.is_none() {
            let known = Reason::ALL.map(Reason::as_str).join(", ");
            problems.push(FieldProblem {
                field: "reason".to_owned(),
                code: FieldCode::Malformed,
                detail: format!("expected one of {known}"),
            });
        }
        match problems.is_empty() {
            true => Ok(feedback),
            false => Err(Refusal::InvalidFeedback(problems)),
        }
    }
}
