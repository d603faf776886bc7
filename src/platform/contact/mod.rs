//! The effects that only the contact part has: the outbox, sending tickets, asking what became of them. All of it is in the part of
//! the program that comes later, so nothing but `outcome` may be public here.

mod outbox;
mod shapes;
mod tickets;
mod turn;

use std::pin::Pin;

use super::{Platform, knowledge, timer};
use crate::state::{Effect, Msg};

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
                Msg::ContactStrings(knowledge::strings(platform.loaded(file).await).await)
            }
            Effect::LoadOutbox => Msg::OutboxLoaded(outbox::load().await),
            Effect::Save(delivery) => Msg::Saved {
                id: delivery.ticket.id,
                saved: outbox::save(&delivery).await.is_ok(),
            },
            Effect::Forget(id) => {
                // A ticket that stays behind is sent again and confirmed again: its id makes that harmless.
                let _ = outbox::forget(id).await;
                return None;
            }
            Effect::Send { endpoint, ticket } => Msg::Answered {
                id: ticket.id,
                answer: tickets::send(&endpoint, &ticket).await,
            },
            Effect::RetryLater {
                id,
                attempt,
                at_least,
            } => {
                timer::backoff(attempt, at_least).await;
                Msg::RetryDue { id, attempt }
            }
            Effect::LoadStatus(address) => Msg::Status(tickets::status(&address).await),
            _ => return None,
        })
    })
}
