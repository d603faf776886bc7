//! Delivers a ticket: when it is this tab's turn, and only as long as the outbox holds it. What the endpoint wants to hear is known to
//! [`endpoints`](super::endpoints).

use guichet_wire::ticket::TicketId;

use super::turn::Turn;
use super::upload::OnProgress;
use super::{endpoints, news, outbox};
use crate::state::{Answer, Delivery, Standing};

/// Sends a ticket, which the outbox holds if it is `saved`. Where the endpoint has confirmed it, it is removed from there before the next
/// tab has its turn: to most services a second delivery is a second ticket. What keeps it from being sent again is noted there too, and
/// told to a tab that does not know it yet instead of sending.
pub(super) async fn deliver(delivery: &Delivery, saved: bool, progress: OnProgress) -> Answer {
    let id = delivery.ticket.id;
    let _turn = Turn::wait_to_send(id).await;
    if saved {
        let kept = match outbox::standing(id).await {
            Ok(None) => return Answer::Gone,
            Ok(Some(kept)) => kept,
            Err(_) => Standing::default(),
        };
        if let Some(answer) = delivery.standing.unheard(&kept) {
            return answer;
        }
        if !(kept.unsure && kept.is_open()) {
            // From now on it may have arrived, whatever was said before and becomes of this attempt: no edited one takes its place.
            let begun = Standing {
                unsure: true,
                ..Standing::default()
            };
            let _ = outbox::note(id, begun).await;
        }
    }
    let answer = endpoints::send(delivery, progress).await;
    if confirms(&answer, id) {
        // What cannot be removed now is removed when the model asks for it.
        let _ = outbox::forget(id).await;
        news::tell(id, &answer);
        return answer;
    }
    let standing = delivery.standing.after(&answer);
    if saved && !standing.is_open() {
        // What cannot be noted costs the endpoint one more request after the next visit.
        let _ = outbox::note(id, standing).await;
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
