//! What npm brings: esbuild (minifies), binaryen (wasm-opt) and axe-core (accessibility checks), by the lock file.

use std::fs;

use anyhow::{Context, Result};

use crate::process::command;
use crate::progress::quietly;
use crate::workspace::root;

/// Runs `npm ci` when node_modules/ is not what package-lock.json describes. Install scripts stay off: none is needed.
pub fn install() -> Result<()> {
    let lock = fs::read(root().join("package-lock.json")).context("package-lock.json")?;
    let stamp = root().join("node_modules/.installed-from");
    if fs::read(&stamp).is_ok_and(|installed_from| installed_from == lock) {
        return Ok(());
    }
    let npm = &mut command("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    quietly("Installing the npm packages", "a few seconds", npm).context(
        "npm could not install the build tools; Node.js 18 or newer with npm is needed (https://nodejs.org, or `apt-get install nodejs npm`)",
    )?;
    fs::write(&stamp, lock).with_context(|| stamp.display().to_string())
}
