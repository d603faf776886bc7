//! Measures Guichet and records what came out: `cargo run --release -p guichet-bench -- <measurement>`.
//!
//! This file holds the table of measurements. Nothing in this package judges a time: whether the code is right is the
//! tests' business, and a slow machine is no fault.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod build;
mod corpus;
mod queries;
mod record;
mod sample;
mod scan;
mod search;

use anyhow::{Result, bail};

type Measurement = fn() -> Result<()>;

const MEASUREMENTS: &[(&str, Measurement)] = &[("search", search::run), ("build", build::run)];

fn main() -> Result<()> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let Some((_, run)) = MEASUREMENTS.iter().find(|(name, _)| *name == wanted) else {
        let names: Vec<&str> = MEASUREMENTS.iter().map(|(name, _)| *name).collect();
        bail!(
            "expected the name of a measurement ({}), found {wanted:?}",
            names.join(", ")
        );
    };
    if cfg!(debug_assertions) {
        bail!(
            "only optimised code is worth measuring: cargo run --release -p guichet-bench -- {wanted}"
        );
    }
    run()
}
