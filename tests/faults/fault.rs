//! What can go wrong with a request on its way to the desk and back: one list for both networks, the simulated one
//! (`simulation/network.rs`) and the one before Chromium (`browser/proxy.rs`), which bring it about.

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The connection is refused, or reset before anything arrives.
    Unreachable,
    /// The body breaks off.
    CutBody,
    /// The desk has the ticket, and the connection is closed.
    LostAnswer,
    /// The desk has the ticket, and the page may not read its answer.
    NoCors,
    /// Nothing comes back until the client gives up; the desk may have the ticket.
    Hang,
    /// The answer comes, but late.
    Late,
    /// Something before the desk answers with a status of its own.
    Status(u16),
    /// The same, but it has passed the ticket on.
    StatusAfter(u16),
    /// The disk is full: the desk says that it has failed.
    DiskFull,
    /// The answer is cut off.
    CutAnswer,
    /// The request arrives twice.
    SentTwice,
    /// The answer is one that was given before, to another ticket.
    OldAnswer,
    /// The desk is killed before it has the ticket.
    DeskKilled,
    /// It is killed after it has stored the ticket.
    DeskKilledAfter,
}

/// What a desk says that cannot write.
pub const FAILED: &str = r#"{"type":"urn:guichet:problem:internal","title":"Failed","status":500}"#;

impl Fault {
    /// All of them. Their number is prime, so that seeds combine each with every step and blow.
    pub const ALL: [Self; 23] = [
        Self::Unreachable,
        Self::CutBody,
        Self::LostAnswer,
        Self::NoCors,
        Self::Hang,
        Self::Late,
        Self::Status(408),
        Self::Status(413),
        Self::Status(429),
        Self::Status(500),
        Self::Status(502),
        Self::Status(503),
        Self::Status(504),
        Self::StatusAfter(408),
        Self::StatusAfter(429),
        Self::StatusAfter(502),
        Self::StatusAfter(504),
        Self::DiskFull,
        Self::CutAnswer,
        Self::SentTwice,
        Self::OldAnswer,
        Self::DeskKilled,
        Self::DeskKilledAfter,
    ];

    /// The one of a seed.
    pub fn of(seed: u64) -> Self {
        Self::ALL[(seed % Self::ALL.len() as u64) as usize]
    }
}
