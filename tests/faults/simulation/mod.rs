//! Simulated runs: the widget's real state in tabs whose storage, locks, network and clock are simulated, against the real desk. A run
//! is decided by its seed alone, and takes milliseconds however long it lasts in its world.
//!
//! `tab` says what is real and what is mirrored, there and in `outbox`; `world` holds the rest, `disturbance` what can go wrong, `person` who acts, `storage`,
//! `network` and `desk` what lies around. Here a run is put together and judged.

mod clock;
mod desk;
mod disturbance;
mod network;
mod outbox;
mod person;
mod storage;
mod tab;
mod world;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use anyhow::{Context, Result};
use futures::executor::LocalPool;
use guichet::state::{Msg, Stage};

pub use desk::{Desk, question};
pub use disturbance::Figures;
pub use world::Sabotage;

use self::clock::Clock;
use self::person::Person;
use self::storage::Kept;
use self::world::World;
use crate::check::{Finding, Question};

/// More than every wait that an endpoint may ask for, in milliseconds.
const HOURS: u64 = 5 * 3_600_000;

/// What came of a run.
pub struct Outcome {
    /// What went wrong.
    pub findings: Vec<Finding>,
    /// What happened in it, to be counted.
    pub figures: Figures,
    /// What happened in it, line by line.
    pub story: Vec<String>,
}

/// Runs once, and gives the desk back.
pub fn run(seed: u64, desk: Desk, sabotage: Option<Sabotage>) -> Result<(Outcome, Desk)> {
    let (pool, time) = (LocalPool::new(), Rc::new(Clock::default()));
    let world = World::new(seed, desk, sabotage, Rc::clone(&time), pool.spawner());
    let findings = clock::run(pool, &time, live(Rc::clone(&world)))??;
    let mut figures = world.figures.take();
    figures.questions = world.ledger.borrow().promises();
    let story = world.story.take();
    let desk = world.into_desk().context("a tab outlived its run")?;
    let outcome = Outcome {
        findings,
        figures,
        story,
    };
    Ok((outcome, desk))
}

/// The run, then three looks: at what is there when everything has just been killed, at what the next visit says of it, and at what has
/// arrived once nothing is in the way.
async fn live(world: Rc<World>) -> Result<Vec<Finding>> {
    let mut person = Person::new(&world);
    person.act().await;
    person.close_browser();
    world.heal();
    let mut findings = judge(&world)?;

    // The program is in the browser's cache; the network goes as soon as the page is there.
    world.is_online.set(true);
    let tab = person.open_tab();
    world.is_online.set(false);
    tab.send(Msg::ContactPart(Ok(())));
    tab.send(Msg::Offline);
    world.pass(1_000).await;
    for kept in world.storage.entries() {
        let entry = tab.entry(kept.delivery.ticket.id);
        if !entry.is_some_and(|entry| entry.saved && entry.stage != Stage::Saving) {
            findings.push(Finding::Unsaid(kept.delivery.ticket.subject));
        }
    }

    person.go_online(true);
    world.pass(HOURS).await;
    findings.extend(judge(&world)?);
    for kept in world.storage.entries() {
        let entry = tab.entry(kept.delivery.ticket.id);
        if !entry.is_some_and(|entry| entry.stage == Stage::Attention) {
            findings.push(Finding::Stuck(kept.delivery.ticket.subject));
        }
    }
    findings.dedup();
    Ok(findings)
}

fn judge(world: &World) -> Result<Vec<Finding>> {
    let of_this_run = format!("Question {}-", world.run);
    let arrived = world.desk().questions(&of_this_run)?;
    let outbox = world.storage.entries();
    let outbox: Vec<Question> = outbox.iter().map(Kept::question).collect();
    Ok(world.ledger.borrow().findings(&arrived, &outbox))
}
