//! `cargo xtask <command>`: everything a developer or the CI does with this repository, one file a command.
//! This file holds the table of commands and reads their options; it does none of the work.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod assets;
mod bench;
mod check;
mod demo;
mod faults;
mod fuzz;
mod interface;
mod process;
mod progress;
mod pseudo;
mod setup;
mod size;
mod split;
mod test;
mod wasm;
mod widget;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

struct Command {
    name: &'static str,
    options: &'static [(&'static str, &'static str)],
    about: &'static str,
    run: fn(&Options) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        options: &[
            ("--release", "the optimised widget, as visitors get it"),
            ("--once", "build everything, start nothing"),
        ],
        about: "build the demo shop with its help centre and desk, serve both and print the address",
        run: demo::run,
    },
    Command {
        name: "test",
        options: &[
            ("--native", "only what needs no browser"),
            ("--browsers", "only the browser tests"),
        ],
        about: "run every check and every test, in the three browser engines too",
        run: test::run,
    },
    Command {
        name: "check",
        options: &[],
        about: "format, lints, edges between crates, docs, file heads, lock files",
        run: check::run,
    },
    Command {
        name: "size",
        options: &[("--as-is", "measure dist/ without building it first")],
        about: "weigh every shipped file (Brotli) against budget.toml",
        run: size::run,
    },
    Command {
        name: "widget",
        options: &[("--release", "optimised for size")],
        about: "build the widget and its loader into dist/",
        run: widget::run,
    },
    Command {
        name: "bench",
        options: bench::MEASUREMENTS,
        about: "measure, and record the figures in bench/results",
        run: bench::run,
    },
    Command {
        name: "fuzz",
        options: &[("--seconds=N", "how long for each target: 60 if not said")],
        about: "throw damaged indexes, packs, manifests and catalogs at their readers",
        run: fuzz::run,
    },
    Command {
        name: "faults",
        options: &[
            ("--runs=N", "how many runs: 10,000 if not said"),
            (
                "--browsers=N",
                "how many of them in Chromium: one in twenty",
            ),
            (
                "--kills=N",
                "SIGKILLs of the desk under load, with each database",
            ),
            (
                "--seed=N",
                "of the first run; that of a failure shows it again",
            ),
        ],
        about: "prove that no ticket is lost or doubled, whatever is killed, cut off or full",
        run: faults::run,
    },
    Command {
        name: "setup",
        options: &[("--tests", "browsers, drivers and the test corpus too")],
        about: "install what is missing (every other command calls this)",
        run: setup::run,
    },
];

/// The options given on the command line, already checked against the command's table entry.
struct Options(Vec<String>);

impl Options {
    fn has(&self, option: &str) -> bool {
        self.0.iter().any(|given| given == option)
    }

    /// What stands after the `=` of an option.
    fn value(&self, option: &str) -> Option<&str> {
        let given = self.0.iter().filter_map(|given| given.split_once('='));
        given
            .filter(|(name, _)| *name == option)
            .map(|(_, value)| value)
            .next()
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    match dispatch(&name, arguments.collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(name: &str, options: Vec<String>) -> Result<()> {
    let asks_for_help = |word: &str| ["", "help", "--help", "-h"].contains(&word);
    if asks_for_help(name) || options.iter().any(|option| asks_for_help(option)) {
        print_help();
        return Ok(());
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        bail!("there is no command `{name}`; `cargo xtask help` lists them");
    };
    let options = joined(command, options);
    for option in &options {
        if !command.options.iter().any(|(known, _)| is(known, option)) {
            bail!("`{name}` has no option `{option}`; `cargo xtask help` lists them");
        }
    }
    (command.run)(&Options(options))
}

/// The options with their values: `--seed 5` is `--seed=5`.
fn joined(command: &Command, words: Vec<String>) -> Vec<String> {
    let takes_value = |word: &str| {
        let mut known = command.options.iter();
        known.any(|(known, _)| known.split_once('=').is_some_and(|(name, _)| name == word))
    };
    let mut options: Vec<String> = Vec::new();
    for word in words {
        match options.last_mut().filter(|last| takes_value(last)) {
            Some(last) => *last += &format!("={word}"),
            None => options.push(word),
        }
    }
    options
}

/// Whether an option is the one that the table has: `--seconds=5` is `--seconds=N`.
fn is(known: &str, given: &str) -> bool {
    match (known.split_once('='), given.split_once('=')) {
        (Some((known, _)), Some((given, _))) => known == given,
        _ => known == given,
    }
}

fn print_help() {
    println!("cargo xtask <command> [options]\n");
    for command in COMMANDS {
        println!("  {:<12}{}", command.name, command.about);
        for (option, about) in command.options {
            println!("    {option:<12}{about}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, Options, is, joined};

    #[test]
    fn a_value_may_stand_after_its_option() {
        let faults = COMMANDS
            .iter()
            .find(|command| command.name == "faults")
            .unwrap();
        let words = ["--seed", "5", "--runs=3", "--kills"].map(str::to_owned);
        let options = joined(faults, words.to_vec());
        assert_eq!(options, ["--seed=5", "--runs=3", "--kills"]);
    }

    #[test]
    fn an_option_has_a_value_exactly_where_the_table_gives_it_one() {
        assert!(is("--seconds=N", "--seconds=5") && is("--release", "--release"));
        for (known, given) in [
            ("--seconds=N", "--seconds"),
            ("--seconds=N", "--minutes=5"),
            ("--release", "--release=yes"),
        ] {
            assert!(!is(known, given), "{given}");
        }
        let options = Options(vec!["--seconds=5".to_owned()]);
        assert_eq!(options.value("--seconds"), Some("5"));
    }
}
