//! What the widget costs a page, and how soon it answers, in Chromium: the built distribution with the demo's bundle and, for typing, that
//! of GNOME's help. The visits themselves are bench/widget; here they are started, and `report` tells what came of them.

mod report;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use serde::Deserialize;

use crate::corpus::{Corpus, work_folder};
use crate::peers::run as succeed;
use crate::record;

/// What bench/widget/run.mjs writes. Times are in milliseconds.
#[derive(Deserialize)]
struct Visits {
    browser: String,
    /// How much slower the processor was made.
    slower: u32,
    network: Network,
    before: Vec<Uninterested>,
    /// Everything that was sent until nothing more was asked for.
    opening: Vec<Sent>,
    coming: Coming,
    typing: Typing,
}

/// As Chromium's DevTools know it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Network {
    latency: f64,
    /// Bytes a second.
    download_throughput: f64,
    upload_throughput: f64,
}

/// What the tag did to a page whose visitor wants nothing of it.
#[derive(Deserialize)]
struct Uninterested {
    sent: Vec<Sent>,
    /// Bytes and entries.
    stored: u64,
    cookies: u64,
    /// Of the main thread: in scripts, and in all.
    scripts: f64,
    all: f64,
}

/// The body of an answer, as it went over the network.
#[derive(Deserialize)]
struct Sent {
    path: String,
    bytes: u64,
}

/// The ways in which visitors come to the panel.
#[derive(Deserialize)]
struct Coming {
    cold: Vec<Opening>,
    hovered: Vec<Opening>,
    briefly: Vec<Opening>,
    again: Vec<Opening>,
}

/// How long after the click things were there.
#[derive(Deserialize)]
struct Opening {
    /// The panel's own field, with the focus.
    field: f64,
    /// That, and all it takes to answer what is typed.
    usable: f64,
    /// From a first letter to its painted results.
    letter: f64,
    /// The longest task, 0 if none was longer than 50 ms.
    longest: f64,
}

#[derive(Deserialize)]
struct Typing {
    demo: Vec<Letter>,
    larger: Vec<Letter>,
}

/// What came of a letter that was typed.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Letter {
    /// From the key to its results in the document.
    drawn: f64,
    /// From the next frame's beginning to its painted end.
    frame: f64,
    /// From the key to that end, with the wait for the frame.
    painted: f64,
    /// Whether that frame had the results that were there in the end.
    at_once: bool,
}

/// Measures and records.
pub fn run() -> Result<()> {
    let machine = record::machine();
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dist = package.join("../dist");
    ensure!(
        dist.join("bundle/manifest.json").is_file() && dist.join("guichet.js").is_file(),
        "expected the built widget and its demo in dist/; `cargo xtask bench widget` makes them"
    );
    let corpus = Corpus::new()?;
    let out = work_folder().join("widget.json");
    let visits = &mut Command::new("node");
    visits.arg(package.join("widget/run.mjs")).arg(&dist);
    succeed(visits.arg(corpus.path()).arg(&out))?;
    let visits: Visits = serde_json::from_slice(&fs::read(&out)?)?;
    let articles = corpus.languages[0].articles.len();
    let text = report::report(&visits, &machine, &corpus.version, articles);
    record::write("widget", &text)
}
