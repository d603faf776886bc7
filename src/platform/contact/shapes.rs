//! How tickets, receipts and the endpoint's answers look as JSON; the contact part's share of [`shapes`](super::super::shapes).

use guichet_wire::problem::{FieldCode, FieldProblem, Problem};
use guichet_wire::ticket::{
    Author, Context, NewTicket, Receipt, Reply, TicketId, TicketState, TicketStatus,
};
use wasm_bindgen::JsValue;

use crate::platform::json::{Json, Read, object};
use crate::state::{Delivery, LoadError};

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

fn id(json: &Json) -> Read<TicketId> {
    json.text("id")?.parse().map_err(|_| LoadError::Damaged)
}

pub(super) fn status(json: &Json) -> Read<TicketStatus> {
    Ok(TicketStatus {
        number: json.number("number")?,
        subject: json.text("subject")?,
        state: TicketState::from_name(&json.text("state")?).ok_or(LoadError::Damaged)?,
        created_at: json.text("createdAt")?,
        replies: json.list("replies", |json| {
            Ok(Reply {
                at: json.text("at")?,
                text: json.text("text")?,
                from: Author::default(),
            })
        })?,
        attachments: Vec::new(),
        rating: None,
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
    let texts = [
        ("id", &ticket.id.to_string()),
        ("name", &ticket.name),
        ("email", &ticket.email),
        ("subject", &ticket.subject),
        ("message", &ticket.message),
        ("locale", &ticket.locale),
        ("page", &ticket.page),
    ];
    object(&texts.map(|(name, text)| (name, JsValue::from_str(text))))
}

/// A delivery as the outbox keeps it.
pub(super) fn kept(delivery: &Delivery) -> JsValue {
    object(&[
        ("endpoint", JsValue::from_str(&delivery.endpoint)),
        ("ticket", ticket(&delivery.ticket)),
    ])
}

pub(super) fn delivery(json: &Json) -> Read<Delivery> {
    let ticket = json.get("ticket");
    Ok(Delivery {
        endpoint: json.text("endpoint")?,
        ticket: NewTicket {
            id: id(&ticket)?,
            name: ticket.text_or_empty("name"),
            email: ticket.text("email")?,
            subject: ticket.text("subject")?,
            message: ticket.text("message")?,
            locale: ticket.text_or_empty("locale"),
            page: ticket.text_or_empty("page"),
            answers: Vec::new(),
            context: Context::default(),
            seconds: None,
            website: String::new(),
        },
    })
}
