//! `cargo xtask bench`: starts the measurements of bench/, optimised. What they measure and record is told there.

use anyhow::{Result, bail};

use crate::Options;
use crate::process::{self, command};
use crate::setup;

/// The measurements, all but the last over the corpus that the tests use too, as bench/src/main.rs names them.
pub const MEASUREMENTS: &[(&str, &str)] = &[
    (
        "search",
        "Guichet and nine other engines over GNOME's help in ten languages",
    ),
    (
        "browser",
        "times in Chromium: Guichet's engine and MiniSearch in one page",
    ),
    (
        "reach",
        "how often a bundle knows which other language has an answer",
    ),
    (
        "growth",
        "a knowledge base of 50,000 articles: building it, and searching it",
    ),
];

/// The command.
pub fn run(options: &Options) -> Result<()> {
    let wanted = MEASUREMENTS.iter().filter(|(name, _)| options.has(name));
    let wanted: Vec<&str> = wanted.map(|(name, _)| *name).collect();
    if wanted.is_empty() {
        bail!("`bench` needs to know what to measure; `cargo xtask help` lists it");
    }
    if wanted.iter().any(|name| *name != "growth") {
        setup::tests()?;
    }
    for name in wanted {
        let bench = ["run", "--release", "--package", "guichet-bench", "--", name];
        process::run(command("cargo").args(bench))?;
    }
    Ok(())
}
