//! The way of a post to the desk and back, with all that can happen on it. The client's half (time limit, what an answer that breaks
//! off means) is as in the widget's `platform/contact/upload.rs`.

use guichet::state::Delivery;

use super::desk::Reply;
use super::disturbance::Step;
use super::tab::Tab;
use super::world::World;
use crate::check::Attached;
use crate::fault::{FAILED, Fault};
use crate::post::Post;

/// How long a client waits, in milliseconds; with files, for how long nothing may move.
const TIME_LIMIT: u64 = 30_000;
const STANDSTILL: u64 = 60_000;

/// Posts a ticket. `None` where no answer came, or none that a script may read.
pub async fn post(tab: &Tab, delivery: &Delivery, files: &[Attached]) -> Option<Reply> {
    let world = &tab.world;
    let post = Post::of(&delivery.ticket, files);
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
    world.pass(world.below(200)).await;
    world.is_online.get().then_some(reply)
}

async fn carry(
    world: &World,
    fault: Option<Fault>,
    post: Post,
    delivery: &Delivery,
) -> Option<Reply> {
    match fault {
        None => Some(world.post(post, None)),
        Some(Fault::Unreachable) => None,
        Some(Fault::CutBody) => {
            let cut = world.below(post.body.len() as u64) as usize;
            world.post(post, Some(cut));
            None
        }
        Some(Fault::LostAnswer | Fault::NoCors) => {
            world.post(post, None);
            None
        }
        Some(Fault::Hang) => {
            if world.happens(0.5) {
                world.post(post, None);
            }
            let limit = match delivery.files.is_empty() {
                true => TIME_LIMIT,
                false => STANDSTILL,
            };
            world.pass(limit).await;
            None
        }
        Some(Fault::Late) => {
            let reply = world.post(post, None);
            world.pass(world.below(TIME_LIMIT)).await;
            Some(reply)
        }
        Some(Fault::Status(status)) => Some(answer_of(world, status)),
        Some(Fault::StatusAfter(status)) => {
            world.post(post, None);
            Some(answer_of(world, status))
        }
        Some(Fault::DiskFull) => Some(Reply {
            status: 500,
            retry_after: 0,
            text: FAILED.to_owned(),
        }),
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
            world.kill_desk();
            None
        }
        Some(Fault::DeskKilledAfter) => {
            world.post(post, None);
            world.kill_desk();
            None
        }
    }
}

/// What something says that stands before the desk.
fn answer_of(world: &World, status: u16) -> Reply {
    let retry_after = match status {
        429 | 503 => world.below(120) as u32,
        _ => 0,
    };
    Reply {
        status,
        retry_after,
        text: "<!doctype html><title>Error</title>".to_owned(),
    }
}
