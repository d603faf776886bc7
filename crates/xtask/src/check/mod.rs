//! `cargo xtask check`: what must hold of the repository without running it. Every check runs, so that one look shows all
//! that is wrong. A check is a function that returns the problems it found.

mod edges;
mod files;

use anyhow::{Result, bail};

use crate::Options;
use crate::process::{self, command};
use crate::progress::{section, timed};
use crate::setup;

/// A sentence for each thing that is wrong.
type Problems = Vec<String>;

type Check = fn() -> Result<Problems>;

const CHECKS: &[(&str, Check)] = &[
    ("format", format),
    ("crate edges", edges::check),
    ("file heads", files::heads),
    ("file lengths", files::lengths),
    ("HTML sinks", files::html_sinks),
    ("machine paths", files::machine_paths),
    ("lock files", files::lock_files),
    ("clippy", clippy),
    ("clippy, wasm32", clippy_wasm),
    ("docs", docs),
];

/// The packages whose documentation is for others to read.
const DOCUMENTED: &[&str] = &[
    "guichet-search",
    "guichet-wire",
    "guichet-bundle",
    "guichet-cli",
    "guichet-desk",
];

/// The command.
pub fn run(_: &Options) -> Result<()> {
    setup::toolchain()?;
    all()
}

/// Runs all checks; the compiler's parts are there already.
pub fn all() -> Result<()> {
    timed("Checks", || {
        let mut failed = Vec::new();
        for (name, check) in CHECKS {
            section(name);
            let problems = check().unwrap_or_else(|error| vec![format!("{error:#}")]);
            for problem in &problems {
                println!("  {problem}");
            }
            if problems.is_empty() {
                println!("ok");
            } else {
                failed.push(*name);
            }
        }
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        Ok(())
    })
}

fn format() -> Result<Problems> {
    process::run(command("cargo").args(["fmt", "--all", "--check"]))?;
    let fuzz = ["--manifest-path", "fuzz/Cargo.toml"];
    process::run(command("cargo").args(["fmt", "--check"]).args(fuzz))?;
    Ok(Problems::new())
}

fn clippy() -> Result<Problems> {
    let packages = ["clippy", "--workspace", "--all-targets"];
    process::run(
        command("cargo")
            .args(packages)
            .args(["--", "-D", "warnings"]),
    )?;
    Ok(Problems::new())
}

/// The widget once more, for the target it is made for: what is behind `cfg(target_arch = "wasm32")` is linted only here.
fn clippy_wasm() -> Result<Problems> {
    let package = [
        "clippy",
        "--package",
        "guichet",
        "--target",
        "wasm32-unknown-unknown",
    ];
    process::run(
        command("cargo")
            .args(package)
            .args(["--", "-D", "warnings"]),
    )?;
    Ok(Problems::new())
}

fn docs() -> Result<Problems> {
    let doc = &mut command("cargo");
    doc.args(["doc", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings");
    for package in DOCUMENTED {
        doc.args(["--package", package]);
    }
    process::run(doc)?;
    Ok(Problems::new())
}
