//! `cargo xtask <command>`: everything a developer or the CI does with this repository, one file a command.
//! This file holds the table of commands and reads their options; it does none of the work.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod assets;
mod bench;
mod check;
mod demo;
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
    for option in &options {
        if !command.options.iter().any(|(known, _)| is(known, option)) {
            bail!("`{name}` has no option `{option}`; `cargo xtask help` lists them");
        }
    }
    (command.run)(&Options(options))
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
    use super::{Options, is};

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
