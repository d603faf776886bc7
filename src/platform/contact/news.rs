//! Tells the other tabs of the website what an endpoint has confirmed, so that each shows the same, and hears it from them.

use std::cell::OnceCell;
use std::rc::Rc;

use guichet_wire::ticket::TicketId;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::shapes;
use crate::platform::Platform;
use crate::platform::json::{Json, object};
use crate::platform::storage::OUTBOX;
use crate::state::{Answer, Msg};

thread_local! {
    static CHANNEL: OnceCell<Option<BroadcastChannel>> = const { OnceCell::new() };
}

/// From now on what other tabs hear from an endpoint is heard here too. A page without an outbox has no use for that.
pub(super) fn listen(platform: &Platform) {
    CHANNEL.with(|channel| {
        channel.get_or_init(|| {
            let channel = BroadcastChannel::new(OUTBOX).ok()?;
            let send = Rc::clone(&platform.send);
            let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(msg) = heard(&Json::new(event.data())) {
                    send(msg);
                }
            });
            channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
            Some(channel)
        });
    });
}

fn heard(news: &Json) -> Option<Msg> {
    let id = shapes::id(news).ok()?;
    let number = news.number("number").ok();
    let receipt = shapes::receipt(news);
    let answer = receipt.map_or(Answer::Taken(number), Answer::Accepted);
    Some(Msg::Answered { id, answer })
}

/// Tells that a ticket was confirmed; anything else is no news.
pub(super) fn tell(id: TicketId, answer: &Answer) {
    let (number, link) = match answer {
        Answer::Accepted(receipt) => (Some(receipt.number), Some(&receipt.status_url)),
        Answer::Taken(number) => (*number, None),
        Answer::Refused(_) | Answer::NotNow { .. } | Answer::Gone => return,
    };
    let number = number.map(|number| JsValue::from(number as f64));
    let news = object(&[
        ("id", JsValue::from(id.to_string())),
        ("number", number.unwrap_or(JsValue::UNDEFINED)),
        (
            "statusUrl",
            link.map_or(JsValue::UNDEFINED, |link| JsValue::from(&**link)),
        ),
    ]);
    CHANNEL.with(|channel| {
        if let Some(Some(channel)) = channel.get() {
            // Who is not told finds out when it looks.
            let _ = channel.post_message(&news);
        }
    });
}
