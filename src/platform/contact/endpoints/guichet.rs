//! Our desk, and whatever answers like it (`docs/formats/tickets.md`). It stores an id once, so it can be asked again as often as it takes.

use js_sys::{Array, Object};
use wasm_bindgen::JsCast;
use web_sys::FormData;

use super::{NOT_NOW, failure, post_json};
use crate::platform::contact::upload::{OnProgress, Reply, post};
use crate::platform::contact::{files, shapes};
use crate::platform::json::written;
use crate::state::{Answer, Delivery};

pub(super) async fn send(delivery: &Delivery, progress: OnProgress) -> Answer {
    match posted(delivery, progress).await {
        Some(reply) if reply.ok() => {
            shapes::receipt(&reply.json()).map_or(NOT_NOW, Answer::Accepted)
        }
        Some(reply) => failure(&reply),
        None => NOT_NOW,
    }
}

/// A ticket alone goes as JSON, one with files as a form.
async fn posted(delivery: &Delivery, progress: OnProgress) -> Option<Reply> {
    let fields = shapes::ticket(&delivery.ticket);
    if delivery.files.is_empty() {
        return post_json(&delivery.endpoint, &fields).await;
    }
    let form = FormData::new().ok()?;
    for field in Object::entries(fields.unchecked_ref()).iter() {
        let field = Array::from(&field);
        let name = field.get(0).as_string()?;
        let value = field.get(1);
        let text = value.as_string().or_else(|| written(&value))?;
        form.append_with_str(&name, &text).ok()?;
    }
    files::append(&form, "attachment", &delivery.files)?;
    post(&delivery.endpoint, &form, &[], Some(progress)).await
}
