//! `cargo xtask widget`: builds what a website hosts, into dist/. Trunk compiles the wasm and writes the host page into a
//! staging folder; `assets` optimises and names the files. dist/ changes only when everything has succeeded.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::Options;
use crate::assets;
use crate::process::{self, command};
use crate::progress::timed;
use crate::setup;
use crate::wasm;
use crate::workspace::{dist, root};

/// Where the demo's bundle lives inside dist/; `demo` owns it, so building the widget leaves it alone.
pub const BUNDLE: &str = "bundle";

/// How much time the build spends on making the files small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Quick to build; large.
    Debug,
    /// What visitors download.
    Release,
}

/// The command.
pub fn run(options: &Options) -> Result<()> {
    build(Mode::of(options))
}

impl Mode {
    /// Release when asked for by `--release`.
    pub fn of(options: &Options) -> Self {
        if options.has("--release") {
            Self::Release
        } else {
            Self::Debug
        }
    }
}

/// Sets up the tools and builds dist/, except for dist/bundle.
pub fn build(mode: Mode) -> Result<()> {
    setup::widget()?;
    let title = match mode {
        Mode::Debug => "Widget (debug)",
        Mode::Release => "Widget (release)",
    };
    timed(title, || {
        fetch_dependencies(mode)?;
        trunk(mode)?;
        // Beside dist/, so that the finished files can be moved there; Trunk.toml names the first.
        let [staged, finished] = ["target/trunk", "target/dist"].map(|folder| root().join(folder));
        recreate(&finished)?;
        assets::assemble(mode, &staged, &finished)?;
        publish(&finished, &dist())
    })
}

/// Trunk.toml keeps Trunk off the network, and cargo with it, so what it compiles has to be on disk before.
fn fetch_dependencies(mode: Mode) -> Result<()> {
    let version = process::output(command("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("`rustc -vV` names no host")?;
    let targets = ["--target=wasm32-unknown-unknown", "--target", host];
    process::run(command("cargo").arg("fetch").args(targets))?;
    if mode == Mode::Release {
        wasm::fetch_standard_library()?;
    }
    Ok(())
}

/// Never `--release`: that would make Trunk run wasm-opt, which `assets` does. The profile alone decides how cargo builds.
fn trunk(mode: Mode) -> Result<()> {
    let build = &mut command("trunk");
    build.arg("build");
    if mode == Mode::Release {
        build.args(["--cargo-profile", "widget"]);
        wasm::build_small(build)?;
    }
    process::run(build)
}

/// Replaces everything in dist/ but the bundle.
fn publish(finished: &Path, dist: &Path) -> Result<()> {
    fs::create_dir_all(dist)?;
    for entry in fs::read_dir(dist)? {
        let entry = entry?;
        if entry.file_name() == BUNDLE {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    for entry in fs::read_dir(finished)? {
        let entry = entry?;
        fs::rename(entry.path(), dist.join(entry.file_name()))?;
    }
    Ok(())
}

fn recreate(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}
