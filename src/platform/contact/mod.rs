//! The effects that only the contact part has: the outbox, sending tickets, asking what became of them. All of it is in the part of
//! the program that comes later, so nothing but `outcome` may be public here, and
//! `files`, `measure`, `page` and `zone`, which only the contact view knows.

mod download;
mod endpoints;
pub mod files;
mod form;
pub mod measure;
mod news;
mod outbox;
pub mod page;
mod requests;
mod shapes;
mod tickets;
mod turn;
mod upload;
pub mod zone;

use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen_futures::JsFuture;

use super::{Platform, knowledge, timer};
use crate::state::{Answer, Effect, LoadError, Msg, RequestEvent};

/// What comes of an effect, if anything does. A way into the contact part, so it is never drawn into what calls it; its future is
/// boxed, so that its caller's holds nothing of it.
#[inline(never)]
pub(super) fn outcome(
    platform: &Platform,
    effect: Effect,
) -> Pin<Box<dyn Future<Output = Option<Msg>> + '_>> {
    Box::pin(async move {
        Some(match effect {
            Effect::LoadContactStrings(tag) => {
                let file = format!("{}contact/{tag}.json", platform.handover.strings());
                let dressed = platform.handover.dressed();
                let strings = knowledge::strings(platform.loaded(file).await).await;
                // What is written needs its look.
                let dressed = JsFuture::from(dressed).await;
                let dressed = dressed.map_err(|_| LoadError::Unreachable);
                Msg::ContactStrings(dressed.and(strings))
            }
            Effect::LoadContactForm(file) => {
                Msg::ContactForm(form::load(&platform.bundle, &file).await)
            }
            Effect::LoadOutbox => {
                news::listen(platform);
                Msg::OutboxLoaded(outbox::load().await?)
            }
            Effect::AwaitPause(change) => {
                timer::linger().await;
                Msg::MessagePaused(change)
            }
            Effect::Save(delivery) => Msg::Saved {
                id: delivery.ticket.id,
                saved: outbox::save(&delivery).await.is_ok(),
            },
            Effect::Replace { old, delivery } => {
                let id = delivery.ticket.id;
                match outbox::replace(old, &delivery).await {
                    Some(saved) => Msg::Saved { id, saved },
                    None => Msg::Answered {
                        id,
                        answer: Answer::Gone,
                    },
                }
            }
            Effect::Forget(id) => {
                // A ticket that stays behind is sent again and confirmed again: its id makes that harmless.
                let _ = outbox::forget(id).await;
                return None;
            }
            Effect::LetGo(keys) => {
                files::let_go(&keys);
                return None;
            }
            Effect::Send { delivery, saved } => {
                news::listen(platform);
                let (id, send) = (delivery.ticket.id, Rc::clone(&platform.send));
                let progress = move |percent| send(Msg::Progress { id, percent });
                Msg::Answered {
                    id,
                    answer: tickets::deliver(&delivery, saved, Box::new(progress)).await,
                }
            }
            Effect::WriteMail(delivery) => {
                endpoints::mailto::write(&delivery);
                return None;
            }
            Effect::Download(delivery) => {
                download::start(&delivery).await;
                return None;
            }
            Effect::RetryLater {
                id,
                attempt,
                at_least,
            } => {
                timer::backoff(attempt, at_least).await;
                Msg::RetryDue { id, attempt }
            }
            Effect::LoadStatus(link) => Msg::Request {
                event: RequestEvent::Looked(requests::look(&link).await),
                link,
            },
            Effect::SendReply { link, reply } => Msg::Request {
                event: RequestEvent::Replied(reply.id, requests::reply(&link, &reply).await),
                link,
            },
            Effect::SendRating { link, rating } => Msg::Request {
                event: RequestEvent::Rated(requests::rate(&link, &rating).await),
                link,
            },
            Effect::LoadBookmarks => Msg::Bookmarks(requests::bookmarks()),
            Effect::Remember(bookmark) => Msg::Bookmarks(requests::remember(bookmark)),
            Effect::ForgetBookmark(link) => Msg::Bookmarks(requests::forget(&link)),
            _ => return None,
        })
    })
}
