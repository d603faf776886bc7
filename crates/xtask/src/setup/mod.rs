//! `cargo xtask setup`: installs what is missing, and is quick when nothing is.
//! Every version is pinned in this repository; nothing is left to a build step that would download by itself.

mod cargo_tools;
mod node;
mod system;
mod toolchain;

use anyhow::Result;

use crate::Options;
use crate::progress::section;

pub use toolchain::install as toolchain;

/// The command.
pub fn run(options: &Options) -> Result<()> {
    if options.has("--tests") {
        tests()?;
    } else {
        widget()?;
    }
    println!("Everything is in place.");
    Ok(())
}

/// What building the widget needs.
pub fn widget() -> Result<()> {
    toolchain()?;
    node::install()?;
    cargo_tools::ensure(&cargo_tools::wasm_bindgen()?)?;
    cargo_tools::ensure(&cargo_tools::trunk())
}

/// What the tests need on top of that: browsers, their drivers, fonts, and the real multilingual corpus.
pub fn tests() -> Result<()> {
    section("Setup");
    widget()?;
    system::install()?;
    cargo_tools::ensure(&cargo_tools::geckodriver())?;
    system::report_engines()
}
