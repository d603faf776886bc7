//! Sends whether an article helped (`docs/formats/feedback.md`). What the endpoint answers is of no interest to the person.

use guichet_wire::feedback::Feedback;
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Headers, RequestInit};

use super::super::fetch::{request, successful};
use super::super::json::{object, written};

/// Sends feedback; whether the endpoint has it now.
pub(super) async fn send(endpoint: &str, feedback: &Feedback) -> bool {
    let Some(init) = post(feedback) else {
        return false;
    };
    request(endpoint, &init).await.and_then(successful).is_ok()
}

fn post(feedback: &Feedback) -> Option<RequestInit> {
    let headers = Headers::new().ok()?;
    headers.set("content-type", "application/json").ok()?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from(written(&shape(feedback))?));
    // It goes on when the person leaves the page.
    Reflect::set(&init, &JsValue::from("keepalive"), &JsValue::TRUE).ok()?;
    Some(init)
}

fn shape(feedback: &Feedback) -> JsValue {
    let reason = feedback.reason.map(|reason| JsValue::from(reason.as_str()));
    let avoided = feedback.ticket_avoided.then_some(JsValue::TRUE);
    object(&[
        ("id", JsValue::from(feedback.id.to_string())),
        ("article", JsValue::from(&*feedback.article)),
        ("locale", JsValue::from(&*feedback.locale)),
        ("helpful", JsValue::from(feedback.helpful)),
        ("ticketAvoided", avoided.unwrap_or(JsValue::UNDEFINED)), // Not written.
        ("reason", reason.unwrap_or(JsValue::UNDEFINED)),         // Not written.
        ("comment", JsValue::from(&*feedback.comment)),
    ])
}
