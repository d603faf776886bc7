//! Reads what a customer says of a ticket after they sent it, and checks it: a reply, a rating. Either comes as JSON from a program or
//! as a form post from the status page. Storing it is not done here.

use axum::extract::Request;
use guichet_wire::ticket::{NewReply, Rating, ReplyId};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{from_form, from_json, id_problem, media_type, received};
use crate::answer::Refusal;
use crate::config::Limits;
use crate::plain_text;

/// How something was sent, which decides how it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    /// As JSON, by a program.
    Json,
    /// As a form post, by a person who looks at the status page.
    Form,
}

/// The reply in a request.
pub(crate) async fn reply(request: Request, limits: &Limits) -> Result<(NewReply, Sent), Refusal> {
    let (draft, sent) = draft::<ReplyDraft>(request, limits, "a reply").await?;
    Ok((draft.check()?, sent))
}

/// The rating in a request.
pub(crate) async fn rating(request: Request, limits: &Limits) -> Result<(Rating, Sent), Refusal> {
    let (draft, sent) = draft::<RatingDraft>(request, limits, "a rating").await?;
    Ok((draft.check()?, sent))
}

async fn draft<T: DeserializeOwned>(
    request: Request,
    limits: &Limits,
    what: &'static str,
) -> Result<(T, Sent), Refusal> {
    let (parts, body) = received(request, limits).await?;
    match media_type(&parts.headers).as_str() {
        "application/json" => Ok((from_json(&body, what)?, Sent::Json)),
        "application/x-www-form-urlencoded" => Ok((from_form(&body, what)?, Sent::Form)),
        _ => Err(Refusal::NotJsonOrForm),
    }
}

/// A reply as it was sent, like the draft of a ticket.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ReplyDraft {
    id: String,
    text: String,
}

impl ReplyDraft {
    /// The reply, cleaned, if nothing is wrong with it.
    fn check(self) -> Result<NewReply, Refusal> {
        let id = self.id.parse();
        let reply = NewReply {
            // If the id is at fault the reply is refused below: this one is never stored.
            id: id.clone().unwrap_or(ReplyId([0; 16])),
            text: plain_text::lines(&self.text).trim().to_owned(),
        };
        let mut problems = Vec::from_iter(id.err().map(|error| id_problem(&self.id, &error)));
        problems.extend(reply.problems());
        match problems.is_empty() {
            true => Ok(reply),
            false => Err(Refusal::InvalidReply(problems)),
        }
    }
}

/// A rating as it was sent.
#[derive(Default, Deserialize)]
#[serde(default)]
struct RatingDraft {
    csat: Option<i64>,
    ces: Option<i64>,
    nps: Option<i64>,
    comment: String,
}

impl RatingDraft {
    /// The rating, cleaned, if nothing is wrong with it.
    fn check(self) -> Result<Rating, Refusal> {
        // What is no byte is beyond every scale, as 255 is.
        let score = |score: Option<i64>| score.map(|score| u8::try_from(score).unwrap_or(u8::MAX));
        let rating = Rating {
            csat: score(self.csat),
            ces: score(self.ces),
            nps: score(self.nps),
            comment: plain_text::lines(&self.comment).trim().to_owned(),
        };
        let problems = rating.problems();
        match problems.is_empty() {
            true => Ok(rating),
            false => Err(Refusal::InvalidRating(problems)),
        }
    }
}
