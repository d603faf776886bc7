//! The disturbances of a run: at which step of a ticket's way something happens, and what. One of each is planned, so that a few
//! hundred runs have been through all of them; chance adds others. What happens to requests is listed in `fault`.

use std::collections::BTreeMap;
use std::fmt;

use crate::fault::Fault;

/// A moment on a ticket's way at which a tab can be struck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The transaction that saves is about to begin.
    BeforeSave,
    /// It is committed, but the tab does not know yet.
    Saved,
    /// It is this tab's turn to send, and the outbox still holds the ticket.
    BeforePost,
    /// Half of the body has left.
    MidBody,
    /// The desk has stored the ticket, and its answer is on the way.
    Committed,
    /// The answer is here, and the entry is about to be deleted.
    BeforeForget,
    /// The entry is deleted, but the tab does not know yet.
    Forgotten,
    /// An earlier visit's outbox is about to be read.
    BeforeLoad,
    /// It is read, and what is in it is about to be sent.
    Loaded,
    /// The wait before the next attempt begins.
    Backoff,
}

/// What strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blow {
    /// The tab is gone at once.
    TabKilled,
    /// All tabs are.
    BrowserKilled,
    /// The network goes away, and the browser says so.
    Offline,
    /// The desk's process is killed and started again.
    DeskKilled,
    /// Every write to the browser's storage fails from now on.
    StorageFull,
    /// The computer's clock is set ten years forward or back.
    ClockSet,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::BeforeSave,
        Self::Saved,
        Self::BeforePost,
        Self::MidBody,
        Self::Committed,
        Self::BeforeForget,
        Self::Forgotten,
        Self::BeforeLoad,
        Self::Loaded,
        Self::Backoff,
    ];
}

impl Blow {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::TabKilled,
        Self::BrowserKilled,
        Self::Offline,
        Self::DeskKilled,
        Self::StorageFull,
        Self::ClockSet,
    ];
}

/// How often what happened, over all runs.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Blows by the step that they struck.
    pub blows: BTreeMap<(Step, Blow), usize>,
    /// Faults of requests.
    pub faults: BTreeMap<Fault, usize>,
    /// Requests, disturbed or not.
    pub requests: usize,
    /// Questions of which something was promised.
    pub questions: usize,
}

impl Figures {
    /// Adds those of other runs.
    pub fn add(&mut self, other: Self) {
        for (at, count) in other.blows {
            *self.blows.entry(at).or_default() += count;
        }
        for (fault, count) in other.faults {
            *self.faults.entry(fault).or_default() += count;
        }
        self.requests += other.requests;
        self.questions += other.questions;
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} questions, {} requests",
            self.questions, self.requests
        )?;
        write!(f, "\n| Step |")?;
        for blow in Blow::ALL {
            write!(f, " {blow:?} |")?;
        }
        writeln!(f, "\n|---|{}", "---:|".repeat(Blow::ALL.len()))?;
        for step in Step::ALL {
            write!(f, "| {step:?} |")?;
            for blow in Blow::ALL {
                write!(f, " {} |", self.blows.get(&(step, blow)).unwrap_or(&0))?;
            }
            writeln!(f)?;
        }
        writeln!(f, "\n| Fault of a request | Times |\n|---|---:|")?;
        for fault in Fault::ALL {
            writeln!(
                f,
                "| {fault:?} | {} |",
                self.faults.get(&fault).unwrap_or(&0)
            )?;
        }
        Ok(())
    }
}
