//! The proof that no ticket is lost: `cargo xtask faults --runs N --seed S --browsers M --kills K`.
//!
//! `simulation` runs the widget's state in simulated tabs, `browser` the whole widget in Chromium behind a network that fails, `kills`
//! ends the desk's process under load; `check` judges. A failure is named with the command that shows it again.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod arguments;
mod browser;
mod check;
mod fault;
mod kills;
mod post;
mod process;
mod simulation;

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::Result;

use arguments::Arguments;
use simulation::{Desk, Figures};

/// A desk serves so many runs: with more, looking through all tickets would take longer than the run.
const RUNS_OF_A_DESK: u64 = 50;

fn main() -> ExitCode {
    match Arguments::read(std::env::args().skip(1)).and_then(prove) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether nothing was found.
fn prove(arguments: Arguments) -> Result<bool> {
    let in_browsers = arguments.browsers;
    let simulated = arguments.seed..arguments.seed + arguments.runs - in_browsers;
    let mut is_well = simulated.is_empty() || simulate(simulated)?;
    let runtime = tokio::runtime::Runtime::new()?;
    if in_browsers > 0 {
        is_well &= runtime.block_on(browser::run(in_browsers, arguments.seed))?;
    }
    if arguments.kills > 0 {
        is_well &= runtime.block_on(kills::run(arguments.kills, arguments.seed))?;
    }
    Ok(is_well)
}

/// The simulated runs, on every processor.
fn simulate(seeds: std::ops::Range<u64>) -> Result<bool> {
    let started = Instant::now();
    let (next, end, count) = (
        AtomicU64::new(seeds.start),
        seeds.end,
        seeds.end - seeds.start,
    );
    let workers = thread::available_parallelism().map_or(1, |cores| cores.get());
    let outcomes: Vec<Result<(Figures, u64)>> = thread::scope(|scope| {
        let workers = (0..workers).map(|_| scope.spawn(|| work(&next, end)));
        let workers: Vec<_> = workers.collect();
        let ended = workers.into_iter().map(|worker| worker.join());
        ended
            .map(|end| end.expect("a worker returns its errors"))
            .collect()
    });
    let (mut figures, mut failed) = (Figures::default(), 0);
    for outcome in outcomes {
        let (more, failures) = outcome?;
        figures.add(more);
        failed += failures;
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("{count} simulated runs in {seconds:.0} s: {failed} failed; {figures}");
    Ok(failed == 0)
}

fn work(next: &AtomicU64, end: u64) -> Result<(Figures, u64)> {
    let (mut figures, mut failed) = (Figures::default(), 0);
    let mut desk = Desk::new()?;
    for served in 1.. {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= end {
            break;
        }
        if served % RUNS_OF_A_DESK == 0 {
            desk = Desk::new()?;
        }
        let (outcome, same) = simulation::run(seed, desk, None)?;
        desk = same;
        figures.add(outcome.figures);
        if outcome.findings.is_empty() {
            continue;
        }
        failed += 1;
        println!("\n{}", outcome.story.join("\n"));
        for finding in outcome.findings {
            println!("FAILED: {finding}");
        }
        println!("Again: cargo xtask faults --runs 1 --browsers 0 --seed {seed}");
    }
    Ok((figures, failed))
}
