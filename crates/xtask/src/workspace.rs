//! What the repository says about itself: its root, its packages, its locked versions, its files.
//! Reads only; nothing here builds or writes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process;

/// The repository's root. Every program that xtask starts runs there.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask
        .ancestors()
        .nth(2)
        .expect("xtask lies in crates/ below the root")
}

/// The distribution: what a website would host, plus the demo page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// `cargo metadata` of the workspace's own packages, as JSON.
pub fn metadata() -> Result<Value> {
    let json = process::output(process::command("cargo").args([
        "metadata",
        "--no-deps",
        "--format-version=1",
    ]))?;
    serde_json::from_str(&json).context("`cargo metadata` did not print JSON")
}

/// Where Cargo puts its output, whatever the user's configuration says.
pub fn target_dir() -> Result<PathBuf> {
    metadata()?["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .context("`cargo metadata` names no target directory")
}

/// The version of a package in Cargo.lock.
pub fn locked_version(package: &str) -> Result<String> {
    let text = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let lock: toml::Table = text.parse().context("Cargo.lock")?;
    let packages = lock.get("package").and_then(|list| list.as_array());
    packages
        .into_iter()
        .flatten()
        .find(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package))
        .and_then(|entry| entry.get("version")?.as_str())
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock has no package `{package}`"))
}

/// Every file that is, or is about to be, in version control: paths relative to the root, sorted.
pub fn files() -> Result<Vec<String>> {
    let listing = process::output(process::command("git").args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let mut files: Vec<String> = listing.lines().map(str::to_owned).collect();
    files.retain(|path| root().join(path).is_file());
    files.sort();
    files.dedup();
    if files.is_empty() {
        bail!("`git ls-files` lists nothing; the checks need a git checkout");
    }
    Ok(files)
}
