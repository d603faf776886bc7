//! `cargo xtask test`: every check and every test, from a fresh clone. The widget is built once, as visitors get it, and
//! `cargo test` runs once over the workspace, so that nothing is compiled twice.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::Options;
use crate::process::{self, command};
use crate::progress::timed;
use crate::widget::{self, Mode};
use crate::{check, demo, faults, fuzz, setup, size};

/// The package with the tests that drive real browsers; they need a built dist/.
const BROWSER_TESTS: &str = "guichet-tests";

/// The command.
pub fn run(options: &Options) -> Result<()> {
    if options.has("--native") {
        setup::toolchain()?;
        return cargo_test("Native tests", &["--workspace", "--exclude", BROWSER_TESTS]);
    }
    setup::tests()?;
    if options.has("--browsers") {
        build_demo()?;
        return cargo_test("Browser tests", &["--package", BROWSER_TESTS]);
    }
    check::all()?;
    build_demo()?;
    size::measure()?;
    cargo_test("Tests, native and in browsers", &["--workspace"])?;
    faults::as_a_test()?;
    fuzz::as_a_test()
}

fn build_demo() -> Result<()> {
    widget::build(Mode::Release)?;
    demo::bundle()
}

/// Runs `cargo test` to its end, whatever fails, and sums up what the single test programs report.
fn cargo_test(title: &str, packages: &[&str]) -> Result<()> {
    timed(title, || {
        let test = &mut command("cargo");
        test.args(["test", "--no-fail-fast"]).args(packages);
        println!("$ {}", process::line(test));
        let mut child = test
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start cargo")?;
        let output = child
            .stdout
            .take()
            .context("cargo's output was not piped")?;
        let mut summary = Summary::default();
        for line in BufReader::new(output).lines() {
            let line = line?;
            println!("{line}");
            summary.add(&line);
        }
        println!("\n{} passed, {} failed", summary.passed, summary.failed);
        if !child.wait()?.success() {
            bail!(
                "`{}` failed; the failures are listed above",
                process::line(test)
            );
        }
        Ok(())
    })
}

/// The counts of lines such as `test result: ok. 12 passed; 0 failed; 0 ignored; …`.
#[derive(Default)]
struct Summary {
    passed: usize,
    failed: usize,
}

impl Summary {
    fn add(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix("test result: ") else {
            return;
        };
        let count = |what: &str| -> usize {
            let before = counts.split(what).next().unwrap_or_default();
            before
                .split_whitespace()
                .last()
                .and_then(|number| number.parse().ok())
                .unwrap_or(0)
        };
        self.passed += count(" passed");
        self.failed += count(" failed");
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn counts_of_several_test_programs_add_up() {
        let mut summary = Summary::default();
        summary.add("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
        summary.add("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured");
        summary.add("test reads_a_result ... ok");
        assert_eq!((summary.passed, summary.failed), (15, 2));
    }
}
