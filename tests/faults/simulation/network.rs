//! The way of a post to the desk and back, with all that can happen on it. The client's half (time limit, what an answer that breaks
//! off means) is as in the widget's `platform/contact/upload.rs`.

use std::time::Duration;

use guichet::state::Delivery;
use guichet_wire::ticket::NewTicket;
use serde_json::Value;
use tokio::time::sleep;

use super::desk::{Post, Reply};
use super::disturbance::{Fault, Step};
use super::tab::Tab;
use super::world::World;

/// How long a client waits, in milliseconds; with files, for how long nothing may move.
const TIME_LIMIT: u64 = 30_000;
const STANDSTILL: u64 = 60_000;
const BOUNDARY: &str = "----the-boundary-of-a-simulated-browser";

/// Posts a ticket. `None` where no answer came, or none that a script may read.
pub async fn post(tab: &Tab, delivery: &Delivery, contents: &[Vec<u8>]) -> Option<Reply> {
    let world = &tab.world;
    let post = body(delivery, contents);
    world.moment().await;
    if !world.is_online.get() {
        return None;
    }
    if let Some(blow) = world.strikes(Step::MidBody) {
        world.post(post.clone(), Some(post.body.len() / 2));
        tab.suffer(blow).await;
        return None;
    }
    let fault = world.fault();
    if let Some(fault) = fault {
        world.tell(format!("tab {}: {fault:?}", tab.number));
    }
    let reply = carry(world, fault, post, delivery).await?;
    tab.step(Step::Committed).await;
    sleep(Duration::from_millis(world.below(200))).await;
    world.is_online.get().then_some(reply)
}

async fn carry(
    world: &World,
    fault: Option<Fault>,
    post: Post,
    delivery: &Delivery,
) -> Option<Reply> {
    let arrives = || world.happens(0.5);
    match fault {
        None => Some(world.post(post, None)),
        Some(Fault::Unreachable) => None,
        Some(Fault::CutBody) => {
            let cut = world.below(post.body.len() as u64) as usize;
            world.post(post, Some(cut));
            None
        }
        Some(Fault::LostAnswer) => {
            world.post(post, None);
            None
        }
        Some(Fault::Hang) => {
            if arrives() {
                world.post(post, None);
            }
            let limit = match delivery.files.is_empty() {
                true => TIME_LIMIT,
                false => STANDSTILL,
            };
            sleep(Duration::from_millis(limit)).await;
            None
        }
        Some(Fault::Late) => {
            let reply = world.post(post, None);
            sleep(Duration::from_millis(world.below(TIME_LIMIT))).await;
            Some(reply)
        }
        Some(Fault::Status(status)) => {
            if arrives() {
                world.post(post, None);
            }
            let retry_after = match status {
                429 | 503 => world.below(120) as u32,
                _ => 0,
            };
            let text = "<!doctype html><title>Error</title>".to_owned();
            Some(Reply { status, retry_after, text })
        }
        Some(Fault::DiskFull) => {
            let text = r#"{"type":"urn:guichet:problem:internal","title":"Failed","status":500}"#;
            let (status, retry_after) = (500, 0);
            Some(Reply { status, retry_after, text: text.to_owned() })
        }
        Some(Fault::CutAnswer) => {
            let mut reply = world.post(post, None);
            let end = world.below(reply.text.len() as u64 + 1) as usize;
            reply.text = reply.text.chars().take(end).collect();
            Some(reply)
        }
        Some(Fault::SentTwice) => {
            world.post(post.clone(), None);
            Some(world.post(post, None))
        }
        Some(Fault::OldAnswer) => {
            let reply = world.post(post, None);
            Some(world.swap_answer(reply.clone()).unwrap_or(reply))
        }
        Some(Fault::DeskKilled) => {
            if arrives() {
                world.post(post, None);
            }
            world.kill_desk();
            None
        }
    }
}

/// The body of a delivery, as `platform/contact/endpoints/guichet.rs` has the browser write it: a ticket alone as JSON, one with files as
/// a form.
fn body(delivery: &Delivery, contents: &[Vec<u8>]) -> Post {
    match delivery.files.is_empty() {
        true => Post {
            content_type: "application/json".to_owned(),
            body: serde_json::to_vec(&delivery.ticket).expect("a ticket is JSON"),
        },
        false => Post {
            content_type: format!("multipart/form-data; boundary={BOUNDARY}"),
            body: form(&delivery.ticket, delivery, contents),
        },
    }
}

fn form(ticket: &NewTicket, delivery: &Delivery, contents: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        body.extend_from_slice(format!("--{BOUNDARY}\r\ncontent-disposition: form-data; ").as_bytes());
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    let fields = serde_json::to_value(ticket).expect("a ticket is JSON");
    for (name, value) in fields.as_object().into_iter().flatten() {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        part(format!("name=\"{name}\""), text.as_bytes());
    }
    for (file, content) in delivery.files.iter().zip(contents) {
        let (name, media_type) = (&file.name, &file.media_type);
        let head = format!("name=\"attachment\"; filename=\"{name}\"\r\ncontent-type: {media_type}");
        part(head, content);
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}
