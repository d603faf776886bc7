//! `cargo xtask bench`: starts the measurements of bench/, optimised. What they measure and record is told there.

use std::fs;

use anyhow::{Result, bail};

use crate::Options;
use crate::demo;
use crate::process::{self, command};
use crate::setup;
use crate::wasm;
use crate::widget::{self, Mode};
use crate::workspace::root;

/// The measurements, most of them over the corpus that the tests use too, as bench/src/main.rs names them.
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
    (
        "widget",
        "what the widget costs a page, and how soon it answers, in Chromium",
    ),
    (
        "desk",
        "tickets a second, slow connections and memory of the desk, beside a bare insert",
    ),
];

/// Those that need neither the corpus nor a browser.
const OF_THEIR_OWN: [&str; 2] = ["growth", "desk"];

/// The command.
pub fn run(options: &Options) -> Result<()> {
    let wanted = MEASUREMENTS.iter().filter(|(name, _)| options.has(name));
    let wanted: Vec<&str> = wanted.map(|(name, _)| *name).collect();
    if wanted.is_empty() {
        bail!("`bench` needs to know what to measure; `cargo xtask help` lists it");
    }
    if wanted.iter().any(|name| !OF_THEIR_OWN.contains(name)) {
        setup::tests()?;
    }
    if wanted.contains(&"browser") {
        compile_engine()?;
    }
    if wanted.contains(&"widget") {
        widget::build(Mode::Release)?;
        demo::bundle()?;
    }
    if wanted.contains(&"desk") {
        let desk = ["build", "--release", "--package", "guichet-cli"];
        process::run(command("cargo").args(desk))?;
    }
    for name in wanted {
        let bench = ["run", "--release", "--package", "guichet-bench", "--", name];
        process::run(command("cargo").args(bench))?;
    }
    Ok(())
}

/// Compiles bench/browser, the engine alone, as the widget is compiled, and leaves it with its glue where the measurement looks for it. Beside it
/// the same without the engine, which tells what that weighs.
fn compile_engine() -> Result<()> {
    wasm::fetch_standard_library()?;
    let folder = root().join("target/bench/browser");
    fs::create_dir_all(&folder)?;
    for (target, compiled, name) in [
        ("--lib", "guichet_bench_browser.wasm", "index"),
        ("--examples", "examples/nothing.wasm", "nothing"),
    ] {
        let build = &mut command("cargo");
        build.args(["build", "--profile", "widget", target]);
        build.args(["--target", "wasm32-unknown-unknown"]);
        build.args(["--package", "guichet-bench-browser"]);
        wasm::build_small(build)?;
        process::run(build)?;
        let compiled = format!("target/wasm32-unknown-unknown/widget/{compiled}");
        let bindgen = &mut command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", name]);
        process::run(bindgen.arg("--out-dir").arg(&folder).arg(compiled))?;
        let module = folder.join(format!("{name}_bg.wasm"));
        process::run(&mut wasm::optimise(&module, &module))?;
    }
    Ok(())
}
