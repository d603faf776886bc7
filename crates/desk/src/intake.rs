//! Reads a ticket out of a request, in each of the forms it may be sent in, and checks it; `conversation` does the same with what
//! the customer says of it later, `feedback` with what is said of an article.
//!
//! JSON, form post and multipart come to one [`Draft`], so that a field means the same in all of them. Storing the ticket is
//! not done here.

mod conversation;
mod feedback;
mod multipart;

use std::fmt;
use std::marker::PhantomData;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use guichet_wire::problem::{FieldCode, FieldProblem};
use guichet_wire::ticket::{Context, FormAnswer, MAX_NAME, NewTicket, TicketId, TicketIdError};
use http_body_util::BodyExt;
use serde::de::value::{MapAccessDeserializer, MapDeserializer};
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

pub(crate) use self::conversation::{Sent, rating, reply};
pub(crate) use self::feedback::feedback;
use crate::answer::Refusal;
use crate::attachments::{Attachments, Received};
use crate::config::Limits;
use crate::plain_text;

/// A body this many times over the limit is not read to its end.
const DRAIN: usize = 16;

/// The fields that are no texts. In a form they hold JSON.
const JSON_FIELDS: [&str; 6] = ["answers", "context", "seconds", "csat", "ces", "nps"];

/// The ticket in a request, and its files.
pub(crate) async fn ticket(
    request: Request,
    limits: &Limits,
    attachments: Option<&Attachments>,
) -> Result<(NewTicket, Vec<Received>), Refusal> {
    if media_type(request.headers()) == "multipart/form-data" {
        let time = match attachments {
            Some(_) => limits.upload_timeout,
            None => limits.body_timeout,
        };
        let form = tokio::time::timeout(time, multipart::form(request, limits, attachments));
        let (pairs, files) = form.await.map_err(|_| Refusal::BodyTimeout)??;
        return Ok((from_pairs::<Draft>(pairs, "a ticket")?.check()?, files));
    }
    let (parts, body) = received(request, limits).await?;
    let draft = match media_type(&parts.headers).as_str() {
        "application/json" => from_json::<Draft>(&body, "a ticket")?,
        "application/x-www-form-urlencoded" => from_form::<Draft>(&body, "a ticket")?,
        _ => return Err(Refusal::UnsupportedMediaType),
    };
    Ok((draft.check()?, Vec::new()))
}

/// The request's head, and its body once that has arrived.
pub(crate) async fn received(request: Request, limits: &Limits) -> Result<(Parts, Bytes), Refusal> {
    let (parts, body) = request.into_parts();
    let body = tokio::time::timeout(limits.body_timeout, read(body, limits.body))
        .await
        .map_err(|_| Refusal::BodyTimeout)??;
    Ok((parts, body))
}

/// Reads a body of at most `limit` bytes. What is over the limit is thrown away but still read, within reason: a client that
/// is cut off while sending sees a broken connection instead of the answer.
async fn read(mut body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| malformed("The body of the request broke off."))?;
        let Some(data) = frame.data_ref() else {
            continue;
        };
        seen += data.len();
        if seen <= limit {
            bytes.extend_from_slice(data);
        } else if seen > limit.saturating_mul(DRAIN) {
            break;
        }
    }
    if seen > limit {
        return Err(Refusal::TooLarge(limit));
    }
    Ok(bytes.into())
}

pub(crate) fn media_type(headers: &HeaderMap) -> String {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = value
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Reads an object that should be `what`.
fn from_json<T: DeserializeOwned>(body: &[u8], what: &'static str) -> Result<T, Refusal> {
    let mut json = serde_json::Deserializer::from_slice(body);
    json.deserialize_map(Object(what, PhantomData))
        .and_then(|draft| json.end().map(|()| draft))
        .map_err(|error| malformed(format!("Not {what}: {error}.")))
}

/// Reads a draft from named members alone: serde's structs would also accept a list of values without names.
struct Object<T>(&'static str, PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a JSON object with the fields of {}", self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(members))
    }
}

/// Reads a form post that should be `what`.
fn from_form<T: DeserializeOwned>(body: &[u8], what: &str) -> Result<T, Refusal> {
    from_pairs(form_urlencoded::parse(body).into_owned().collect(), what)
}

/// Reads the fields of a form as if they were the members of an object.
fn from_pairs<T: DeserializeOwned>(pairs: Vec<(String, String)>, what: &str) -> Result<T, Refusal> {
    let mut members = Vec::with_capacity(pairs.len());
    for (name, text) in pairs {
        let value = match JSON_FIELDS.contains(&name.as_str()) {
            true if text.trim().is_empty() => continue,
            true => serde_json::from_str(&text)
                .map_err(|error| malformed(format!("Not {what}: {name}: {error}.")))?,
            false => Value::String(text),
        };
        members.push((name, value));
    }
    T::deserialize(MapDeserializer::new(members.into_iter()))
        .map_err(|error: serde_json::Error| malformed(format!("Not {what}: {error}.")))
}

fn malformed(detail: impl Into<String>) -> Refusal {
    Refusal::Malformed(detail.into())
}

/// A ticket as it was sent: every field may be missing, none has been looked at. Unknown fields are ignored, so that an older
/// desk understands a newer widget.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Draft {
    id: String,
    name: String,
    email: String,
    subject: String,
    message: String,
    locale: String,
    page: String,
    answers: Vec<FormAnswer>,
    context: Context,
    seconds: Option<i64>,
    website: String,
}

impl Draft {
    /// The ticket, cleaned, if nothing is wrong with it.
    fn check(self) -> Result<NewTicket, Refusal> {
        let id = self.id.parse();
        let ticket = NewTicket {
            // If the id is at fault the ticket is refused below: this one is never stored.
            id: id.clone().unwrap_or(TicketId([0; 16])),
            name: plain_text::single_line(&self.name),
            email: plain_text::single_line(&self.email),
            subject: plain_text::single_line(&self.subject),
            message: plain_text::lines(&self.message),
            locale: plain_text::single_line(&self.locale),
            page: plain_text::single_line(&self.page),
            answers: self.answers.into_iter().map(clean_answer).collect(),
            context: clean_context(self.context),
            seconds: self
                .seconds
                .map(|seconds| seconds.clamp(0, u32::MAX.into()) as u32),
            // Nobody is refused for the length of a field that they do not see.
            website: plain_text::single_line(&self.website)
                .chars()
                .take(MAX_NAME)
                .collect(),
        };
        let mut problems = Vec::from_iter(id.err().map(|error| id_problem(&self.id, &error)));
        problems.extend(ticket.problems());
        match problems.is_empty() {
            true => Ok(ticket),
            false => Err(Refusal::Fields(problems)),
        }
    }
}

fn clean_answer(answer: FormAnswer) -> FormAnswer {
    FormAnswer {
        id: plain_text::single_line(&answer.id),
        label: plain_text::single_line(&answer.label),
        value: plain_text::lines(&answer.value),
    }
}

fn clean_context(context: Context) -> Context {
    let lines = |traces: Vec<String>| {
        let traces = traces.iter().map(|trace| plain_text::single_line(trace));
        traces.collect()
    };
    Context {
        title: plain_text::single_line(&context.title),
        searches: lines(context.searches),
        articles: lines(context.articles),
        version: plain_text::single_line(&context.version),
        viewport: plain_text::single_line(&context.viewport),
    }
}

fn id_problem(id: &str, error: &TicketIdError) -> FieldProblem {
    FieldProblem {
        field: "id".to_owned(),
        code: match id.is_empty() {
            true => FieldCode::Required,
            false => FieldCode::Malformed,
        },
        detail: error.to_string(),
    }
}
