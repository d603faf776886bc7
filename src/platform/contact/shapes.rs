//! How tickets, receipts and the endpoint's answers look as JSON; the contact part's share of [`shapes`](super::super::shapes).

use guichet_wire::problem::{FieldCode, FieldProblem, Problem};
use guichet_wire::settings::EndpointKind;
use guichet_wire::ticket::{
    Attachment, Author, Context, FormAnswer, NewReply, NewTicket, Rating, Receipt, Reply, TicketId,
    TicketState, TicketStatus,
};
use js_sys::{Array, ArrayBuffer, Reflect};
use wasm_bindgen::JsValue;

use super::files;
use crate::platform::clock;
use crate::platform::json::{Json, Read, object};
use crate::platform::shapes::item;
use crate::platform::timer::LONGEST_WISH;
use crate::state::{Bookmark, Delivery, File, LoadError, Standing};

/// The member of a kept delivery that says how it stands.
const STANDING: &str = "standing";

pub(super) fn receipt(json: &Json) -> Read<Receipt> {
    Ok(Receipt {
        id: id(json)?,
        number: json.number("number")?,
        status_url: web_address(json.text("statusUrl")?)?,
    })
}

/// An address that a link may carry: no other scheme can run a script.
fn web_address(text: String) -> Read<String> {
    let known = ["https://", "http://"];
    let is_one = known.iter().any(|scheme| text.starts_with(scheme));
    is_one.then_some(text).ok_or(LoadError::Damaged)
}

pub(super) fn id(json: &Json) -> Read<TicketId> {
    json.text("id")?.parse().map_err(|_| LoadError::Damaged)
}

pub(super) fn status(json: &Json) -> Read<TicketStatus> {
    Ok(TicketStatus {
        number: json.number("number")?,
        subject: json.text("subject")?,
        message: json.text_or_empty("message"),
        state: TicketState::from_name(&json.text("state")?).ok_or(LoadError::Damaged)?,
        created_at: json.text("createdAt")?,
        replies: json.list("replies", |json| {
            Ok(Reply {
                at: json.text("at")?,
                text: json.text("text")?,
                from: match &*json.text_or_empty("from") {
                    "customer" => Author::Customer,
                    _ => Author::Agent,
                },
            })
        })?,
        attachments: json.list("attachments", |json| {
            Ok(Attachment {
                name: json.text("name")?,
                media_type: json.text_or_empty("mediaType"),
                size: json.number("size")?,
            })
        })?,
        rating: Some(json.get("rating"))
            .filter(|json| !json.is_absent())
            .map(|json| said(&json)),
    })
}

/// A score that cannot be read is none.
fn said(json: &Json) -> Rating {
    let score = |name| json.number(name).ok()?.try_into().ok();
    Rating {
        csat: score("csat"),
        ces: score("ces"),
        nps: score("nps"),
        comment: json.text_or_empty("comment"),
    }
}

/// What a person says of the help, as the endpoint takes it.
pub(super) fn rating(rating: &Rating) -> JsValue {
    let score = |score: Option<u8>| score.map_or(JsValue::UNDEFINED, JsValue::from); // Not written.
    object(&[
        ("csat", score(rating.csat)),
        ("ces", score(rating.ces)),
        ("nps", score(rating.nps)),
        ("comment", JsValue::from_str(&rating.comment)),
    ])
}

/// A reply as the endpoint takes it.
pub(super) fn reply(reply: &NewReply) -> JsValue {
    object(&[
        ("id", JsValue::from(reply.id.to_string())),
        ("text", JsValue::from_str(&reply.text)),
    ])
}

/// A bookmark as the browser keeps it.
pub(super) fn kept_bookmark(bookmark: &Bookmark) -> JsValue {
    object(&[
        ("number", JsValue::from(bookmark.number as f64)),
        ("subject", JsValue::from_str(&bookmark.subject)),
        ("statusUrl", JsValue::from_str(&bookmark.status_url)),
    ])
}

pub(super) fn bookmark(json: &Json) -> Read<Bookmark> {
    Ok(Bookmark {
        number: json.number("number")?,
        subject: json.text("subject")?,
        status_url: web_address(json.text("statusUrl")?)?,
    })
}

/// A refusal is one whatever it looks like: what cannot be read is left out.
pub(super) fn problem(json: &Json, status: u16) -> Problem {
    Problem {
        kind: json.text_or_empty("type"),
        title: json.text_or_empty("title"),
        status,
        detail: json.text_or_empty("detail"),
        errors: json.list("errors", field_problem).unwrap_or_default(),
    }
}

fn field_problem(json: &Json) -> Read<FieldProblem> {
    Ok(FieldProblem {
        field: json.text("field")?,
        code: match &*json.text("code")? {
            "required" => FieldCode::Required,
            "too-long" => FieldCode::TooLong,
            _ => FieldCode::Malformed,
        },
        detail: json.text_or_empty("detail"),
    })
}

/// A ticket as the endpoint takes it.
pub(super) fn ticket(ticket: &NewTicket) -> JsValue {
    let text = JsValue::from_str;
    let seconds = ticket.seconds.map(JsValue::from);
    object(&[
        ("id", text(&ticket.id.to_string())),
        ("name", text(&ticket.name)),
        ("email", text(&ticket.email)),
        ("subject", text(&ticket.subject)),
        ("message", text(&ticket.message)),
        ("locale", text(&ticket.locale)),
        ("page", text(&ticket.page)),
        ("answers", answers(&ticket.answers)),
        ("context", context(&ticket.context)),
        ("seconds", seconds.unwrap_or(JsValue::UNDEFINED)), // Not written.
        ("website", text(&ticket.website)),
    ])
}

/// A list that is written down as one, whatever a page has taught its arrays: libraries of old give each a `toJSON`.
pub(super) fn list(elements: impl Iterator<Item = JsValue>) -> JsValue {
    let list: Array = elements.collect();
    let plain = Reflect::set(&list, &JsValue::from_str("toJSON"), &JsValue::UNDEFINED);
    debug_assert!(plain.is_ok(), "a fresh list takes any member");
    list.into()
}

fn answers(answers: &[FormAnswer]) -> JsValue {
    let answer = |answer: &FormAnswer| {
        object(&[
            ("id", JsValue::from_str(&answer.id)),
            ("label", JsValue::from_str(&answer.label)),
            ("value", JsValue::from_str(&answer.value)),
        ])
    };
    list(answers.iter().map(answer))
}

fn context(context: &Context) -> JsValue {
    let texts = |texts: &[String]| list(texts.iter().map(|text| JsValue::from_str(text)));
    object(&[
        ("title", JsValue::from_str(&context.title)),
        ("searches", texts(&context.searches)),
        ("articles", texts(&context.articles)),
        ("version", JsValue::from_str(&context.version)),
        ("viewport", JsValue::from_str(&context.viewport)),
    ])
}

/// A delivery as the outbox keeps it, with the bytes of its files.
pub(super) fn kept(delivery: &Delivery, contents: &[ArrayBuffer]) -> JsValue {
    let files = Array::new();
    for (file, content) in delivery.files.iter().zip(contents) {
        files.push(&object(&[
            ("name", JsValue::from_str(&file.name)),
            ("type", JsValue::from_str(&file.media_type)),
            ("content", content.into()),
        ]));
    }
    let kept = object(&[
        ("endpoint", JsValue::from_str(&delivery.endpoint)),
        ("kind", JsValue::from_str(delivery.kind.as_str())),
        ("ticket", ticket(&delivery.ticket)),
        ("files", files.into()),
    ]);
    note(&kept, &delivery.standing);
    kept
}

/// Writes into a delivery that the outbox keeps how it stands.
pub(super) fn note(kept: &JsValue, standing: &Standing) {
    let not_before = match standing.wait {
        0 => JsValue::UNDEFINED,
        wait => JsValue::from(clock::seconds() + wait.min(LONGEST_WISH)),
    };
    let problem = standing.problem.as_ref().map(kept_problem);
    let standing = object(&[
        ("problem", problem.unwrap_or(JsValue::UNDEFINED)),
        ("sure", JsValue::from(!standing.unsure)),
        ("notBefore", not_before),
    ]);
    let set = Reflect::set(kept, &JsValue::from_str(STANDING), &standing);
    debug_assert!(set.is_ok(), "what the outbox keeps takes any member");
}

/// How a delivery stands that the outbox keeps; earlier versions wrote nothing of it. By a clock that was set meanwhile, the moment to
/// wait for may be years away: no endpoint's wish is, so then it says nothing.
pub(super) fn standing(kept: &Json) -> Standing {
    let standing = kept.get(STANDING);
    let not_before = standing.number("notBefore").unwrap_or_default();
    let left = not_before.saturating_sub(clock::seconds().into());
    let left = Some(left as u32).filter(|_| left <= LONGEST_WISH.into());
    let problem = standing.get("problem");
    let status = problem.number("status").ok();
    let status = status.and_then(|status| status.try_into().ok());
    Standing {
        problem: status.map(|status| self::problem(&problem, status)),
        unsure: !standing.get("sure").is_true(),
        wait: left.unwrap_or_default(),
    }
}

/// Without the words that nobody is shown.
fn kept_problem(problem: &Problem) -> JsValue {
    let text = JsValue::from_str;
    let error = |error: &FieldProblem| {
        let code = match error.code {
            FieldCode::Required => "required",
            FieldCode::TooLong => "too-long",
            FieldCode::Malformed => "malformed",
        };
        object(&[("field", text(&error.field)), ("code", text(code))])
    };
    object(&[
        ("type", text(&problem.kind)),
        ("status", JsValue::from(problem.status)),
        ("detail", text(&problem.detail)),
        ("errors", list(problem.errors.iter().map(error))),
    ])
}

/// A file of a delivery; its content is held from now on.
fn file(json: &Json) -> Read<File> {
    let content = json.get("content").as_bytes();
    Ok(files::hold(
        json.text("name")?,
        json.text("type")?,
        Some(content.ok_or(LoadError::Damaged)?),
    ))
}

pub(super) fn delivery(json: &Json) -> Read<Delivery> {
    let ticket = json.get("ticket");
    Ok(Delivery {
        endpoint: json.text("endpoint")?,
        kind: EndpointKind::from_name(&json.text_or_empty("kind")),
        files: json.list("files", file)?,
        standing: standing(json),
        ticket: NewTicket {
            id: id(&ticket)?,
            name: ticket.text_or_empty("name"),
            email: ticket.text("email")?,
            subject: ticket.text("subject")?,
            message: ticket.text("message")?,
            locale: ticket.text_or_empty("locale"),
            page: ticket.text_or_empty("page"),
            answers: ticket.list("answers", answer)?,
            context: told(&ticket.get("context"))?,
            seconds: ticket.number("seconds").ok().map(|seconds| seconds as u32),
            website: ticket.text_or_empty("website"),
        },
    })
}

fn answer(json: &Json) -> Read<FormAnswer> {
    Ok(FormAnswer {
        id: json.text("id")?,
        label: json.text("label")?,
        value: json.text("value")?,
    })
}

fn told(json: &Json) -> Read<Context> {
    Ok(Context {
        title: json.text_or_empty("title"),
        searches: json.list("searches", item)?,
        articles: json.list("articles", item)?,
        version: json.text_or_empty("version"),
        viewport: json.text_or_empty("viewport"),
    })
}
