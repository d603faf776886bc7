//! Measures Guichet and records what came out: `cargo run --release -p guichet-bench -- <measurement>`.
//!
//! This file holds the table of measurements. Nothing in this package judges a time: whether the code is right is the
//! tests' business, and a slow machine is no fault.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod browser;
mod columns;
mod corpus;
mod desk;
mod growth;
mod guichet;
mod measures;
mod peers;
mod plots;
mod quality;
mod reach;
mod record;
mod report;
mod sample;
mod search;
mod table;
mod widget;

use anyhow::{Result, ensure};
use clap::{Parser, Subcommand};

/// Measures Guichet.
#[derive(Parser)]
struct Bench {
    #[command(subcommand)]
    measurement: Measurement,
}

#[derive(Subcommand)]
enum Measurement {
    /// Right answers of Guichet alone, in seconds; nothing is recorded
    Quality(quality::QualityArgs),
    /// Right answers, sizes and times of Guichet and every other engine
    Search(search::SearchArgs),
    /// Times in a browser, of Guichet's engine and MiniSearch
    Browser,
    /// How often the filters know what there is in other languages, and what they cost
    Reach,
    /// A knowledge base of 50,000 articles: building it, and searching it
    Growth(growth::GrowthArgs),
    /// What the widget costs a page, and how soon it answers
    Widget,
    /// Tickets a second, slow connections and memory of the desk, beside a bare insert
    Desk,
    /// The bare insert that `desk` measures beside the desk
    #[command(hide = true)]
    BareDesk(desk::BareArgs),
    /// A build that `growth` watches
    #[command(hide = true)]
    BuildAlone(growth::BuildAloneArgs),
}

fn main() -> Result<()> {
    let bench = Bench::parse();
    ensure!(
        !cfg!(debug_assertions),
        "only optimised code is worth measuring: cargo run --release -p guichet-bench"
    );
    match bench.measurement {
        Measurement::Quality(args) => quality::run(&args),
        Measurement::Search(args) => search::run(&args),
        Measurement::Browser => browser::run(),
        Measurement::Reach => reach::run(),
        Measurement::Growth(args) => growth::run(&args),
        Measurement::Widget => widget::run(),
        Measurement::Desk => desk::run(),
        Measurement::BareDesk(args) => desk::run_alone(&args),
        Measurement::BuildAlone(args) => growth::run_alone(&args),
    }
}
