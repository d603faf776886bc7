//! Delivers a ticket: when it is this tab's turn, and only as long as the outbox holds it. What the endpoint wants to hear is known to
//! [`endpoints`](super::endpoints).

use guichet_wire::ticket::TicketId;

use super::turn::Turn;
use super::upload::OnProgress;
use super::{endpoints, news, outbox};
use crate::state::{Answer, Delivery};

/// Sends a ticket, which the outbox holds if it is `saved`. Where the endpoint has confirmed it, it is removed from there before the next
/// tab has its turn: to most services a second delivery is a second ticket.
pub(super) async fn deliver(delivery: &Delivery, saved: bool, progress: OnProgress) -> Answer {
    let id = delivery.ticket.id;
    let _turn = Turn::wait_to_send(id).await;
    if saved && !outbox::holds(id).await {
        return Answer::Gone;
    }
    let answer = endpoints::send(delivery, progress).await;
    if confirms(&answer, id) {
        // What cannot be removed now is removed when the model asks for it.
        let _ = outbox::forget(id).await;
        news::tell(id, &answer);
    }
    answer
}

fn confirms(answer: &Answer, id: TicketId) -> bool {
    match answer {
        Answer::Accepted(receipt) => receipt.id == id,
        Answer::Taken(_) => true,
        Answer::Refused(_) | Answer::NotNow { .. } | Answer::Gone => false,
    }
}
