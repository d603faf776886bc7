//! The browser tests: what a customer does, told as stories and seen in real engines at three sizes.
//!
//! `cargo xtask test` builds what they need; a part is run by a piece of its name, such as `cargo test -p guichet-tests --
//! webkit/phone`. An engine that is missing is named; under `CI=true` that is a failure.

#![allow(clippy::unwrap_used, missing_docs)]

mod accessibility;
mod apg;
mod article;
mod attachments;
mod bad_input;
mod before_interest;
mod customer;
mod devices;
mod endpoints;
mod form;
mod help_first;
mod input_method;
mod journey;
mod keyboard;
mod languages;
mod large;
mod layout;
mod locales;
mod modes;
mod outbox;
mod outgoing;
mod pages;
mod pictures;
mod pseudo;
mod reflow;
mod requests;
mod status_page;
mod story;
mod targets;
mod texts;
mod tour;

use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use guichet_tests::Engine;
use libtest_mimic::{Arguments, Trial};

use story::{House, Story};

fn stories() -> Vec<Story> {
    let modules = [
        journey::STORIES,
        layout::STORIES,
        devices::STORIES,
        article::STORIES,
        keyboard::STORIES,
        apg::STORIES,
        input_method::STORIES,
        locales::STORIES,
        languages::STORIES,
        pseudo::STORIES,
        before_interest::STORIES,
        pages::STORIES,
        modes::STORIES,
        bad_input::STORIES,
        large::STORIES,
        form::STORIES,
        help_first::STORIES,
        outbox::STORIES,
        outgoing::STORIES,
        endpoints::STORIES,
        attachments::STORIES,
        requests::STORIES,
        status_page::STORIES,
        accessibility::STORIES,
        targets::STORIES,
        reflow::STORIES,
        pictures::STORIES,
    ];
    modules.concat()
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    let runtime =
        tokio::runtime::Runtime::new().expect("a machine that runs browsers can run threads");
    let mut houses = Vec::new();
    let mut tests = Vec::new();
    for engine in Engine::ALL {
        match engine.programs() {
            Ok(programs) => {
                let house = House::new(engine, programs);
                tests.push(house.trials(&stories(), runtime.handle()));
                houses.push(house);
            }
            Err(missing) => {
                eprintln!("NOT TESTED: {missing}");
                tests.push(vec![absent(engine, missing.to_string())]);
            }
        }
    }
    // Each engine tells one story at a time, so more threads would only wait.
    arguments.test_threads.get_or_insert(Engine::ALL.len());
    let conclusion = libtest_mimic::run(&arguments, interleaved(tests));
    runtime.block_on(close(houses));
    conclusion.exit_code()
}

/// A run on CI must not pass by testing less than it claims; elsewhere the summary counts the engine as ignored.
fn absent(engine: Engine, missing: String) -> Trial {
    let on_ci = env::var_os("CI").is_some_and(|value| value == "true");
    Trial::test(format!("{engine}/is_installed"), || Err(missing.into())).with_ignored_flag(!on_ci)
}

/// The engines' tests spread evenly over the run, so that all of them have work until the end.
fn interleaved(tests: Vec<Vec<Trial>>) -> Vec<Trial> {
    let mut placed: Vec<(f64, Trial)> = Vec::new();
    for tests in tests {
        let count = tests.len() as f64;
        let place = |(at, test)| (at as f64 / count, test);
        placed.extend(tests.into_iter().enumerate().map(place));
    }
    placed.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    placed.into_iter().map(|(_, test)| test).collect()
}

async fn close(houses: Vec<Arc<House>>) {
    for house in houses {
        if let Err(failure) = house.close().await {
            eprintln!("A browser did not end well: {failure}");
        }
    }
}
