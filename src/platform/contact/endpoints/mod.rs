//! What can stand at the endpoint's address, a file each: how a ticket is put for it, and what its answers mean (`docs/endpoints.md`).
//! When a ticket is sent and what becomes of it then is not known here.

mod chatwoot;
mod encoding;
mod form;
mod guichet;
pub(super) mod mailto;
pub(super) mod words;
mod zammad;
mod zendesk;

use guichet_wire::settings::EndpointKind;
use wasm_bindgen::JsValue;
use web_sys::FormData;

use super::upload::{OnProgress, Reply, post};
use super::{files, shapes};
use crate::platform::json::written;
use crate::state::{Answer, Delivery, File};

const ACCEPT: (&str, &str) = ("accept", "application/json");
const NOT_NOW: Answer = Answer::NotNow { retry_after: 0 };

/// Sends a ticket. Whatever is neither a confirmation nor a final refusal means: not now.
pub(super) async fn send(delivery: &Delivery, progress: OnProgress) -> Answer {
    match delivery.kind {
        EndpointKind::Guichet => guichet::send(delivery, progress).await,
        EndpointKind::Form => form::send(delivery).await,
        EndpointKind::Zendesk => zendesk::send(delivery).await,
        EndpointKind::Chatwoot => chatwoot::send(delivery, progress).await,
        EndpointKind::Zammad => zammad::send(delivery).await,
        EndpointKind::Mailto => NOT_NOW, // Such a ticket is never kept, so it is never sent.
    }
}

/// What an answer means that does not say that all is well.
fn failure(reply: &Reply) -> Answer {
    if is_final(reply.status) {
        return Answer::Refused(shapes::problem(&reply.json(), reply.status));
    }
    Answer::NotNow {
        retry_after: reply.retry_after,
    }
}

/// The answers that say the ticket itself is at fault. A wrong address or a missing permission is the owner's to mend, and
/// the ticket waits for it.
fn is_final(status: u16) -> bool {
    matches!(status, 400 | 409 | 410 | 413 | 415 | 422)
}

/// Posts JSON.
async fn post_json(address: &str, value: &JsValue) -> Option<Reply> {
    let json = JsValue::from(written(value)?);
    post(
        address,
        &json,
        &[("content-type", "application/json")],
        None,
    )
    .await
}

/// Posts fields and files as a form does, each file as a `part`. Without word of its progress it needs no permission in advance either.
async fn post_form(
    address: &str,
    fields: &[(&str, &str)],
    (part, files): (&str, &[File]),
    progress: Option<OnProgress>,
) -> Option<Reply> {
    if files.is_empty() {
        return post_fields(address, fields).await;
    }
    let form = FormData::new().ok()?;
    for (name, text) in fields {
        form.append_with_str(name, text).ok()?;
    }
    files::append(&form, part, files)?;
    post(address, &form, &[ACCEPT], progress).await
}

/// Posts fields as a form does that has no files. Browsers ask no permission for that first, so it reaches services that give none.
async fn post_fields(address: &str, fields: &[(&str, &str)]) -> Option<Reply> {
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ACCEPT,
    ];
    let body = JsValue::from(encoding::fields(fields));
    post(address, &body, &headers, None).await
}

/// The address of something at the endpoint.
fn at(endpoint: &str, path: &str) -> String {
    endpoint.trim_end_matches('/').to_owned() + path
}
