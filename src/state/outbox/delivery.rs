//! What the outbox keeps of a ticket, what an endpoint answers to it, and how it stands after that, as far as the next visit and the other
//! tabs have to know it. What is done about an answer is said in [`outbox`](super), how it is written down is the business of `platform`.

use guichet_wire::problem::Problem;
use guichet_wire::settings::EndpointKind;
use guichet_wire::ticket::{NewTicket, Receipt};

use crate::state::File;

/// A ticket and where it goes: what the outbox keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The ticket.
    pub ticket: NewTicket,
    /// Absolute address of the endpoint.
    pub endpoint: String,
    /// What stands there.
    pub kind: EndpointKind,
    /// The files that go with it, in the order in which they were chosen.
    pub files: Vec<File>,
    /// What the endpoint has said of it so far.
    pub standing: Standing,
}

/// What the endpoint said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has stored the ticket that the receipt names.
    Accepted(Receipt),
    /// It has stored the ticket and gives no receipt, because it is no desk; a number to name it by, if it has one.
    Taken(Option<u64>),
    /// It will never take the ticket as it is.
    Refused(Problem),
    /// It could not be reached, or has no time now.
    NotNow {
        /// What it asked to wait, in seconds; 0 when it said nothing.
        retry_after: u32,
    },
    /// It was not asked: the ticket is not in the outbox any more, because another tab has sent or discarded it.
    Gone,
}

/// What is known of a ticket that was not confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What the endpoint said when it refused the ticket: it is not sent again unless the person wants that.
    pub problem: Option<Problem>,
    /// Somebody may have stored it without this browser being told: an attempt came to no clear end.
    pub unsure: bool,
    /// For how many seconds the endpoint wants to be left alone: only the end of the wait or the person sends it again.
    pub wait: u32,
}

impl Standing {
    /// Whether nothing that was said keeps the ticket from being sent.
    pub fn is_open(&self) -> bool {
        self.problem.is_none() && self.wait == 0
    }

    /// How the ticket stands after this answer.
    pub fn after(&self, answer: &Answer) -> Self {
        match answer {
            Answer::Refused(problem) => Self {
                // Who says so in a problem document knows the ticket; what stands before the endpoint knows nothing of earlier attempts.
                unsure: self.unsure && problem.kind.is_empty(),
                problem: Some(problem.clone()),
                wait: 0,
            },
            other => Self {
                problem: None,
                unsure: true,
                wait: match other {
                    Answer::NotNow { retry_after } => *retry_after,
                    _ => 0,
                },
            },
        }
    }

    /// What another tab was answered and this one does not know yet, if the outbox keeps something like that.
    pub fn unheard(&self, kept: &Self) -> Option<Answer> {
        match &kept.problem {
            Some(problem) if self.problem.is_none() => Some(Answer::Refused(problem.clone())),
            None if self.wait == 0 && kept.wait > 0 => Some(Answer::NotNow {
                retry_after: kept.wait,
            }),
            _ => None,
        }
    }
}
