//! Sends tickets to the endpoint and reads what became of them (`docs/formats/tickets.md`).

use guichet_wire::ticket::{NewTicket, TicketStatus};
use wasm_bindgen::JsValue;
use web_sys::{Headers, RequestInit, Response};

use super::shapes;
use crate::platform::fetch::{json, request, successful};
use crate::platform::json::{Json, written};
use crate::state::Answer;

const NOT_NOW: Answer = Answer::NotNow { retry_after: 0 };

/// Sends a ticket. Whatever is not a receipt or a final refusal means: not now.
pub(super) async fn send(endpoint: &str, ticket: &NewTicket) -> Answer {
    let Some(init) = post(ticket) else {
        return NOT_NOW;
    };
    match request(endpoint, &init).await {
        Ok(response) if response.ok() => {
            let receipt = json(response).await.and_then(|json| shapes::receipt(&json));
            receipt.map_or(NOT_NOW, Answer::Accepted)
        }
        Ok(response) if is_final(response.status()) => refusal(response).await,
        Ok(response) => Answer::NotNow {
            retry_after: retry_after(&response),
        },
        Err(_) => NOT_NOW,
    }
}

fn post(ticket: &NewTicket) -> Option<RequestInit> {
    let body = written(&shapes::ticket(ticket))?;
    let headers = Headers::new().ok()?;
    headers.set("content-type", "application/json").ok()?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from(body));
    Some(init)
}

/// The answers that say the ticket itself is at fault. A wrong address or a missing permission is the owner's to mend, and
/// the ticket waits for it.
fn is_final(status: u16) -> bool {
    matches!(status, 400 | 409 | 413 | 415 | 422)
}

async fn refusal(response: Response) -> Answer {
    let status = response.status();
    let json = json(response).await;
    let json = json.unwrap_or(Json::new(JsValue::UNDEFINED));
    Answer::Refused(shapes::problem(&json, status))
}

/// The header in its form with seconds; a date is read as "no wish", and the backoff decides.
fn retry_after(response: &Response) -> u32 {
    let header = response.headers().get("retry-after").ok().flatten();
    header
        .and_then(|seconds| seconds.trim().parse().ok())
        .unwrap_or(0)
}

/// Where a ticket stands; `None` when that cannot be had now.
pub(super) async fn status(address: &str) -> Option<TicketStatus> {
    let headers = Headers::new().ok()?;
    headers.set("accept", "application/json").ok()?;
    let init = RequestInit::new();
    init.set_headers(&headers);
    let answer = request(address, &init).await.ok()?;
    shapes::status(&json(successful(answer).ok()?).await.ok()?).ok()
}
