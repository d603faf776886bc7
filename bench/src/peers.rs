//! The other engines: programs of their own that read a language's articles and queries and write what they answered. What is
//! right, and what an index weighs, is judged here, the same for all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::columns::Query;
use crate::corpus::{Language, work_folder};
use crate::guichet::brotli;
use crate::sample::Sample;

/// An engine of the results' table.
pub struct Peer {
    /// As the results call it.
    pub name: &'static str,
    /// As its program does.
    pub engine: &'static str,
    program: Program,
    /// Of the queries that are derived, it answers one in so many.
    one_in: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Program {
    /// `bench/peers/run.mjs`.
    Node,
    /// `bench/peers/native`.
    Native,
}

/// Every peer, in the order of the table. Fuse takes a tenth of a second and more for a query: all would take it an hour.
pub const PEERS: &[Peer] = &[
    Peer::new("MiniSearch 7 (tuned)", "minisearch", Program::Node, 1),
    Peer::new(
        "MiniSearch + stemmers, both forms",
        "minisearch-stemmed",
        Program::Node,
        1,
    ),
    Peer::new("Lunr + lunr-languages", "lunr", Program::Node, 1),
    Peer::new("FlexSearch 0.8", "flexsearch", Program::Node, 1),
    Peer::new("Orama 3", "orama", Program::Node, 1),
    Peer::new("Fuse 7", "fuse", Program::Node, 10),
    Peer::new("Pagefind 1.6", "pagefind", Program::Node, 1),
    Peer::new("tinysearch 0.11", "tinysearch", Program::Native, 1),
    Peer::new("tantivy 0.27, native, fuzzy", "tantivy", Program::Native, 1),
];

/// What an engine did with one language.
pub struct Outcome {
    /// For each query the ids of the answers, best first.
    pub found: Vec<Vec<String>>,
    /// Microseconds, one value a query.
    pub times: Sample,
    /// Of the index, Brotli.
    pub bytes: u64,
    /// As it lies on the server, where that is another figure.
    pub shipped: Option<u64>,
    /// How long the index took to build; of Guichet, whose index comes ready, to open.
    pub build_ms: f64,
    /// The packages that it is made of.
    pub version: String,
}

#[derive(Deserialize)]
struct Answer {
    ids: Vec<String>,
    us: f64,
}

#[derive(Deserialize)]
struct Summary {
    version: String,
    build_ms: f64,
}

/// Writes what every peer reads of a language.
pub fn write_corpus(language: &Language, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("corpus.json"), serde_json::to_vec(language)?)?;
    Ok(())
}

/// Where that is.
pub fn folder(tag: &str) -> PathBuf {
    work_folder().join("languages").join(tag)
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers")
}

/// Installs and compiles what the peers need, in the versions that their lock files name.
pub fn prepare(peers: &[&Peer]) -> Result<()> {
    install_packages()?;
    if peers.iter().all(|peer| peer.program == Program::Node) {
        return Ok(());
    }
    run(Command::new("cargo")
        .args(["build", "--release", "--locked", "--target-dir"])
        .arg(native_target())
        .current_dir(sources().join("native")))
}

/// Installs the packages that npm has. Not by `npm ci`: it insists on packages for every platform, and not every registry has
/// them.
pub fn install_packages() -> Result<()> {
    run(Command::new("npm")
        .args(["install", "--no-save", "--silent"])
        .current_dir(sources()))
}

fn native_target() -> PathBuf {
    work_folder().join("native")
}

impl Peer {
    const fn new(
        name: &'static str,
        engine: &'static str,
        program: Program,
        one_in: usize,
    ) -> Self {
        Self {
            name,
            engine,
            program,
            one_in,
        }
    }

    /// The queries that it answers: all that were judged, and its share of those that were derived.
    pub fn share(&self, queries: &[Query]) -> Vec<Query> {
        let numbered = queries.iter().enumerate();
        let share = numbered
            .filter(|(number, query)| query.column.is_judged() || number % self.one_in == 0);
        share.map(|(_, query)| query.clone()).collect()
    }

    /// Indexes a language whose corpus is written to `folder`, and answers the queries. Where `keep` is set and the same queries were
    /// answered before, those answers are taken.
    pub fn run(&self, folder: &Path, queries: &[Query], keep: bool) -> Result<Outcome> {
        let out = folder.join(self.engine);
        fs::create_dir_all(&out)?;
        let lines: Result<Vec<String>, _> = queries.iter().map(serde_json::to_string).collect();
        let (asked, lines) = (out.join("queries.jsonl"), lines?.join("\n"));
        let is_answered = || {
            let before = fs::read_to_string(&asked);
            before.is_ok_and(|before| before == lines) && out.join("summary.json").exists()
        };
        if !(keep && is_answered()) {
            fs::write(&asked, lines)?;
            self.answer(folder)?;
        }
        let outcome = Outcome::read(&out).with_context(|| {
            format!(
                "{} did not leave what was expected in {}",
                self.name,
                out.display()
            )
        })?;
        let (found, asked) = (outcome.found.len(), queries.len());
        ensure!(
            found == asked,
            "{} answered {found} of {asked} queries",
            self.name
        );
        Ok(outcome)
    }

    /// Runs the program. What it left before goes first: half of an answer must not pass for one.
    fn answer(&self, folder: &Path) -> Result<()> {
        let summary = folder.join(self.engine).join("summary.json");
        if summary.exists() {
            fs::remove_file(summary)?;
        }
        let mut command = match self.program {
            Program::Node => {
                let mut command = Command::new("node");
                // Node's own bound of memory is too low for fifty thousand articles.
                command.args(["--no-warnings", "--max-old-space-size=12288"]);
                command.arg(sources().join("run.mjs"));
                command
            }
            Program::Native => Command::new(native_target().join("release/guichet-bench-native")),
        };
        run(command.arg(self.engine).arg(folder))
    }
}

impl Outcome {
    fn read(out: &Path) -> Result<Self> {
        let lines = fs::read_to_string(out.join("answers.jsonl"))?;
        let answers: Result<Vec<Answer>, _> = lines.lines().map(serde_json::from_str).collect();
        let answers = answers?;
        let summary: Summary = serde_json::from_slice(&fs::read(out.join("summary.json"))?)?;
        let mut bytes = 0;
        for file in fs::read_dir(out.join("index"))? {
            bytes += brotli(&fs::read(file?.path())?)?;
        }
        Ok(Self {
            times: answers.iter().map(|answer| answer.us).collect(),
            found: answers.into_iter().map(|answer| answer.ids).collect(),
            bytes,
            shipped: None,
            build_ms: summary.build_ms,
            version: summary.version,
        })
    }
}

/// Runs a program that has to succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed: {status}");
    Ok(())
}
