//! Runs in a real browser: the built widget in Chromium, a network that fails, the desk as a process. Tab, browser and desk are really
//! killed, storage is really full or absent. A seed decides what happens; at which instruction it strikes, the machine decides too.
//!
//! `plan` says what a seed decides, `person` who acts in the panel, `house` what lies around them; here runs are started and counted.

mod devtools;
mod house;
mod person;
mod plan;
mod proxy;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::Result;

use self::house::House;
use self::plan::Plan;

/// How often a run is begun anew because the browser could not be driven.
const TRIES: usize = 3;

/// How often what happened.
#[derive(Default)]
struct Figures {
    done: u64,
    failed: u64,
    repeated: u64,
    promised: usize,
    counts: BTreeMap<String, usize>,
}

/// Runs so often from this seed on, in two browsers side by side; whether nothing was found.
pub async fn run(runs: u64, seed: u64) -> Result<bool> {
    let started = Instant::now();
    let next = Arc::new(AtomicU64::new(seed));
    let workers = (0..runs.min(2)).map(|_| {
        let next = Arc::clone(&next);
        tokio::spawn(async move { work(&next, seed + runs).await })
    });
    let workers: Vec<_> = workers.collect();
    let mut all = Figures::default();
    for worker in workers {
        let figures = worker.await??;
        all.done += figures.done;
        all.failed += figures.failed;
        all.repeated += figures.repeated;
        all.promised += figures.promised;
        for (what, count) in figures.counts {
            *all.counts.entry(what).or_default() += count;
        }
    }
    println!(
        "{} runs in Chromium in {:.0} s: {} failed; {} begun anew because the browser could not be driven; \
         something was promised in {}\n\n| What | Runs |\n|---|---:|",
        all.done,
        started.elapsed().as_secs_f64(),
        all.failed,
        all.repeated,
        all.promised,
    );
    for (what, count) in &all.counts {
        println!("| {what} | {count} |");
    }
    Ok(all.failed == 0)
}

async fn work(next: &AtomicU64, end: u64) -> Result<Figures> {
    let mut figures = Figures::default();
    let mut house = House::open().await?;
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= end {
            house.browser.kill().await?;
            return Ok(figures);
        }
        let plan = Plan::of(seed);
        let mut tries = 0;
        let (person, findings) = loop {
            match house.live(&plan).await {
                Ok(lived) => break lived,
                Err(error) if tries < TRIES => {
                    eprintln!("run {seed} is begun anew: {error:#}");
                    tries += 1;
                    figures.repeated += 1;
                    house.browser.kill().await?;
                    house = House::open().await?;
                }
                Err(error) => return Err(error.context(format!("run {seed}: {plan:?}"))),
            }
        };
        figures.done += 1;
        figures.promised += person.ledger.promises();
        let mut count = |what: String| *figures.counts.entry(what).or_default() += 1;
        count(format!("{:?}", plan.blow));
        count(format!("storage {:?}", plan.storage));
        count(format!("{} tabs", plan.tabs));
        count(format!("clock {:+} years", plan.clock.signum() * 10));
        count(format!("first post: {:?}", plan.faults[0]));
        count(format!("network {:?}", plan.network));
        for (deed, at) in person.deeds {
            count(format!("{deed:?} {at:?}"));
        }
        if !findings.is_empty() {
            figures.failed += 1;
            println!("\n{plan:?}");
            for finding in findings {
                println!("FAILED: {finding}");
            }
            println!("Again: cargo xtask faults --runs 1 --browsers 1 --seed {seed}");
        }
    }
}
