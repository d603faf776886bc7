//! What makes a ticket look like the work of a program. A suspicion is a mark for agents and nothing else: a person whose browser
//! fills in every field it finds must not lose a ticket.

use guichet_wire::ticket::NewTicket;
use serde::Serialize;

/// Nobody reads a form and writes a message in fewer seconds.
const LEAST_SECONDS: u32 = 3;

/// Why a ticket may be spam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suspicion {
    /// A field that people do not see was filled in.
    HiddenField,
    /// The form was sent sooner than anybody can write.
    TooFast,
}

impl Suspicion {
    /// Every reason.
    const ALL: [Self; 2] = [Self::HiddenField, Self::TooFast];

    /// What speaks against a ticket, the stronger reason first.
    pub(crate) fn of(ticket: &NewTicket) -> Option<Self> {
        if !ticket.website.is_empty() {
            return Some(Self::HiddenField);
        }
        let too_fast = |seconds| seconds < LEAST_SECONDS;
        ticket
            .seconds
            .is_some_and(too_fast)
            .then_some(Self::TooFast)
    }

    /// The reason's name as it is written in JSON and in the desk's database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HiddenField => "hidden-field",
            Self::TooFast => "too-fast",
        }
    }

    /// The reason that [`as_str`](Self::as_str) calls `name`.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}
