//! The edges between our crates, as docs/architecture.md draws them. Dependencies of tests and build scripts are free.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Problems;
use crate::workspace;

/// Each package, and those of ours that it may depend on.
const ALLOWED: &[(&str, &[&str])] = &[
    ("guichet-search", &[]),
    ("guichet-wire", &[]),
    ("guichet-bundle", &["guichet-search", "guichet-wire"]),
    ("guichet-desk", &["guichet-wire"]),
    (
        "guichet-cli",
        &[
            "guichet-bundle",
            "guichet-search",
            "guichet-wire",
            "guichet-desk",
        ],
    ),
    (
        "guichet",
        &["guichet-bundle", "guichet-search", "guichet-wire"],
    ),
    ("xtask", &[]),
];

pub fn check() -> Result<Problems> {
    let metadata = workspace::metadata()?;
    let packages = metadata["packages"]
        .as_array()
        .context("`cargo metadata` lists no packages")?;
    let ours: Vec<&str> = packages
        .iter()
        .filter_map(|package| package["name"].as_str())
        .collect();
    let mut problems = Problems::new();
    for (package, allowed) in ALLOWED {
        let Some(found) = packages.iter().find(|found| found["name"] == *package) else {
            problems.push(format!(
                "package `{package}` is not in the workspace; the table in check/edges.rs names it"
            ));
            continue;
        };
        for dependency in normal_dependencies(found).filter(|name| ours.contains(name)) {
            if !allowed.contains(&dependency) {
                problems.push(format!(
                    "`{package}` depends on `{dependency}`; it may depend on: {}",
                    if allowed.is_empty() {
                        "none of ours".to_owned()
                    } else {
                        allowed.join(", ")
                    }
                ));
            }
        }
    }
    Ok(problems)
}

/// `cargo metadata` marks a normal dependency by `"kind": null`.
fn normal_dependencies(package: &Value) -> impl Iterator<Item = &str> {
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    let normal = dependencies.filter(|dependency| dependency["kind"].is_null());
    normal.filter_map(|dependency| dependency["name"].as_str())
}
