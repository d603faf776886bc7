//! `cargo xtask faults`: builds the widget, the desk and the proof that no ticket is lost, and starts it. What is tried, and what counts
//! as lost, is told in tests/faults.

use anyhow::Result;

use crate::Options;
use crate::demo;
use crate::process::{self, command};
use crate::progress::timed;
use crate::setup;
use crate::widget::{self, Mode};

/// What the proof consists of when nobody says otherwise.
const WHOLE: [&str; 2] = ["--runs=10000", "--kills=1000"];
/// What `cargo xtask test` does of it.
const AS_A_TEST: [&str; 3] = ["--runs=200", "--browsers=10", "--kills=20"];

/// The command.
pub fn run(options: &Options) -> Result<()> {
    setup::tests()?;
    widget::build(Mode::Release)?;
    demo::bundle()?;
    match options.0.iter().any(|option| !option.starts_with("--seed")) {
        true => start(options.0.iter().map(String::as_str)),
        false => start(
            WHOLE
                .into_iter()
                .chain(options.0.iter().map(String::as_str)),
        ),
    }
}

/// The step of `cargo xtask test`, which has built the widget.
pub fn as_a_test() -> Result<()> {
    start(AS_A_TEST.into_iter())
}

fn start<'a>(arguments: impl Iterator<Item = &'a str>) -> Result<()> {
    timed("Disturbing tickets on their way", || {
        // The desk that is killed is the command beside it.
        process::run(command("cargo").args(["build", "--package=guichet-cli", "--bin=guichet"]))?;
        let proof = ["run", "--package=guichet-tests", "--bin=faults", "--"];
        process::run(command("cargo").args(proof).args(arguments))
    })
}
