//! What must hold of the text of files: heads that say what a file owns, lengths, no HTML sinks in what runs on a
//! customer's page, nothing that names one machine or one registry. Reads every file that version control knows of.

use std::fs;

use anyhow::{Context, Result};

use super::Problems;
use crate::workspace::{self, root};

const LOOK_AGAIN_LINES: usize = 400;
const MOST_LINES: usize = 500;

/// Rust under these folders begins with `//!`, scripts and styles under them with a comment.
const HEADED: &[&str] = &[
    "src/", "crates/", "tests/", "bench/", "fuzz/", "loader/", "style/", "demo/",
];

/// Ways to make elements out of text. The widget builds its elements one by one, so that no article can run a script and
/// the page may forbid all of these (Trusted Types).
const HTML_SINKS: &[&str] = &[
    "innerHTML",
    "inner_html",
    "outerHTML",
    "outer_html",
    "insertAdjacentHTML",
    "insert_adjacent_html",
    "setHTMLUnsafe",
    "createContextualFragment",
    "create_contextual_fragment",
    "document.write",
    "srcdoc",
    "eval(",
];

pub fn heads() -> Result<Problems> {
    let mut problems = Problems::new();
    for path in in_folders(HEADED)? {
        let wanted: &[&str] = match path.rsplit('.').next() {
            Some("rs") => &["//!"],
            Some("js" | "mjs" | "ts" | "css") => &["//", "/*"],
            _ => continue,
        };
        let text = read(&path)?;
        if !wanted.iter().any(|head| text.starts_with(head)) {
            problems.push(format!(
                "{path} must begin with `{}` and say what the file owns",
                wanted.join("` or `")
            ));
        }
    }
    Ok(problems)
}

pub fn lengths() -> Result<Problems> {
    let mut problems = Problems::new();
    for path in in_folders(HEADED)? {
        if !path.ends_with(".rs") {
            continue;
        }
        let lines = read(&path)?.lines().count();
        if lines > MOST_LINES {
            problems.push(format!(
                "{path} has {lines} lines; split it ({MOST_LINES} at most)"
            ));
        } else if lines > LOOK_AGAIN_LINES {
            println!("  note: {path} has {lines} lines; look again whether it is one thing");
        }
    }
    Ok(problems)
}

pub fn html_sinks() -> Result<Problems> {
    find_in(
        &in_folders(&["src/", "loader/"])?,
        HTML_SINKS,
        "is an HTML sink",
    )
}

/// People's homes, and the folder of this very checkout (unless it is one like `/app`, whose name says nothing).
pub fn machine_paths() -> Result<Problems> {
    let mut patterns = ["home", "root", "Users"]
        .map(|folder| format!("/{folder}/"))
        .to_vec();
    let here = root().canonicalize()?;
    if here.components().count() > 2 {
        patterns.push(here.display().to_string());
    }
    let patterns: Vec<&str> = patterns.iter().map(String::as_str).collect();
    find_in(&workspace::files()?, &patterns, "is a path of one machine")
}

/// Lock files name versions and checksums, so that every machine can use the registry it is told to use.
pub fn lock_files() -> Result<Problems> {
    let mut problems = Problems::new();
    if read("package-lock.json")?.contains("\"resolved\"") {
        problems.push(
            "package-lock.json names a registry; make it again with `npm install`, which reads .npmrc".to_owned(),
        );
    }
    let public = "registry+https://github.com/rust-lang/crates.io-index";
    let mut locks = workspace::files()?;
    locks.retain(|path| path.rsplit('/').next() == Some("Cargo.lock"));
    for lock in locks {
        for line in read(&lock)?.lines() {
            if let Some(source) = line.strip_prefix("source = ")
                && source.trim_matches('"') != public
            {
                problems.push(format!(
                    "{lock} has a package from {source}; expected crates.io"
                ));
            }
        }
    }
    Ok(problems)
}

/// A problem for each line in which one of the patterns occurs. Files that are not text are passed over.
fn find_in(paths: &[String], patterns: &[&str], what: &str) -> Result<Problems> {
    let mut problems = Problems::new();
    for path in paths {
        let Ok(text) = String::from_utf8(fs::read(root().join(path))?) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for pattern in patterns.iter().filter(|pattern| line.contains(**pattern)) {
                problems.push(format!("{path}:{}: `{pattern}` {what}", number + 1));
            }
        }
    }
    Ok(problems)
}

fn in_folders(folders: &[&str]) -> Result<Vec<String>> {
    let mut files = workspace::files()?;
    files.retain(|path| folders.iter().any(|folder| path.starts_with(folder)));
    Ok(files)
}

fn read(path: &str) -> Result<String> {
    fs::read_to_string(root().join(path)).with_context(|| path.to_owned())
}
