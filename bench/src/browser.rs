//! How quickly a browser opens an index and answers a query: Guichet's engine as WebAssembly beside MiniSearch, in one page.
//!
//! The page and its server are bench/browser; xtask compiles the engine, as it does the widget. Here the other files are made and the times
//! are told.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::columns::inflection::Forms;
use crate::columns::judged::Needs;
use crate::columns::queries;
use crate::corpus::{Corpus, LANGUAGES, work_folder};
use crate::growth::Large;
use crate::guichet::{brotli, segment};
use crate::peers::{install_packages, run as succeed};
use crate::record;
use crate::sample::Sample;

const ENGINES: [&str; 2] = ["Guichet", "MiniSearch 7 (tuned)"];

const METHOD: &str = "\
The engine is compiled as the widget is and called from JavaScript; the queries are those of
`cargo xtask bench search`. A query's time is the median of five means, each over repetitions of a tenth of a millisecond in all, after
every query was answered once. Opening: the median of 49 times from bytes in memory, inflated, to an index that answers; for
MiniSearch, from JSON.
";

/// What the page reports.
#[derive(Deserialize)]
struct Report {
    browser: String,
    languages: Vec<Times>,
    /// Of the queries to the large index, in microseconds.
    large: Vec<f64>,
}

#[derive(Deserialize)]
struct Times {
    tag: String,
    /// In the order of [`ENGINES`].
    engines: Vec<EngineTimes>,
}

#[derive(Deserialize)]
struct EngineTimes {
    first_opening_ms: f64,
    opening_ms: f64,
    us: Vec<f64>,
}

/// Measures and records.
pub fn run() -> Result<()> {
    let machine = record::machine();
    let folder = work_folder().join("browser");
    let (engine, nothing) = (size(&folder, "index")?, size(&folder, "nothing")?);
    let corpus = Corpus::new()?;
    write_tasks(&corpus, &folder)?;
    write_large(&folder.join("large"))?;
    install_packages()?;
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/run.mjs");
    succeed(Command::new("node").arg(page).arg(&folder).args(LANGUAGES))?;
    let report: Report = serde_json::from_slice(&fs::read(folder.join("times.json"))?)?;
    let text = format!(
        "# Searching in a browser\n\n{machine}- Corpus: gnome-user-docs {}\n- Browser: {}\n\n{METHOD}\n{}\n{}\n\n{}\n\nThe engine is {:.1} kB of \
         WebAssembly after Brotli (asked: 30 at most): {:.1} as a module of its own, less {:.1} of one with the same exports and nothing behind them, whose \
         allocator and ways to JavaScript a widget has in any case.\n",
        corpus.version,
        report.browser,
        table(&report),
        first_openings(&report),
        large(report.large.into_iter().collect()),
        engine - nothing,
        engine,
        nothing,
    );
    record::write("browser", &text)
}

/// What a compiled module weighs, in kB of Brotli.
fn size(folder: &Path, name: &str) -> Result<f64> {
    let module = fs::read(folder.join(format!("{name}_bg.wasm")));
    let module =
        module.context("expected the compiled engine; `cargo xtask bench browser` makes it")?;
    Ok(brotli(&module)? as f64 / 1e3)
}

fn write_tasks(corpus: &Corpus, folder: &Path) -> Result<()> {
    let (forms, needs) = (Forms::of(corpus)?, Needs::of(corpus)?);
    for language in &corpus.languages {
        let folder = folder.join(language.tag);
        fs::create_dir_all(&folder)?;
        let queries = queries(language, &forms, &needs).into_iter();
        let texts: Vec<String> = queries.map(|query| query.text).collect();
        fs::write(folder.join("queries.json"), serde_json::to_vec(&texts)?)?;
        fs::write(folder.join("corpus.json"), serde_json::to_vec(language)?)?;
        let locale = corpus.bundle.locale(language.tag)?;
        let categories = locale.categories().iter();
        let articles: Vec<u32> = categories.map(|category| category.articles).collect();
        fs::write(
            folder.join("categories.json"),
            serde_json::to_vec(&articles)?,
        )?;
        let segment = segment(corpus, language.tag);
        fs::write(folder.join("segment.bin"), segment.context(language.tag)?)?;
    }
    Ok(())
}

fn write_large(folder: &Path) -> Result<()> {
    let Large { files, queries } = Large::new()?;
    let measured = |file: &Vec<u8>| [&(file.len() as u32).to_le_bytes(), &file[..]].concat();
    let index: Vec<u8> = files.iter().flat_map(measured).collect();
    fs::create_dir_all(folder)?;
    fs::write(folder.join("index.bin"), index)?;
    fs::write(folder.join("queries.json"), serde_json::to_vec(&queries)?)?;
    Ok(())
}

fn large(times: Sample) -> String {
    format!(
        "Guichet with all shards of 50,000 articles in memory, over the {} queries of `cargo xtask bench growth`: p50 {:.2} ms, p99 {:.2} ms (asked: \
         5 at most), the longest {:.2} ms.",
        times.values().len(),
        times.median() / 1e3,
        times.percentile(99) / 1e3,
        times.max() / 1e3,
    )
}

/// How long it takes before the browser has optimised any of the code, which it does while that runs.
fn first_openings(report: &Report) -> String {
    let first = report.languages.iter().take(1);
    let times = first.flat_map(|times| ENGINES.iter().zip(&times.engines));
    let times = times.map(|(name, times)| format!("{name} {:.1} ms", times.first_opening_ms));
    let times: Vec<String> = times.collect();
    format!(
        "The very first opening in the page, of the first language, before the browser has optimised the code: {}.",
        times.join(", ")
    )
}

fn table(report: &Report) -> String {
    let mut text = "| engine | language | queries | p50, µs | p99, µs | max, µs | opening, ms |\n|---|---|--:|--:|--:|--:|--:|\n".to_owned();
    for (place, name) in ENGINES.iter().enumerate() {
        let languages = || {
            report
                .languages
                .iter()
                .map(|times| (times.tag.as_str(), &times.engines[place]))
        };
        let all: Vec<f64> = languages()
            .flat_map(|(_, times)| &times.us)
            .copied()
            .collect();
        let openings: Sample = languages().map(|(_, times)| times.opening_ms).collect();
        text += &row(name, "all", all.into_iter().collect(), openings.median());
        for (tag, times) in languages() {
            text += &row(
                name,
                tag,
                times.us.iter().copied().collect(),
                times.opening_ms,
            );
        }
    }
    text
}

fn row(engine: &str, tag: &str, times: Sample, opening: f64) -> String {
    format!(
        "| {engine} | {tag} | {} | {:.0} | {:.0} | {:.0} | {opening:.2} |\n",
        times.values().len(),
        times.median(),
        times.percentile(99),
        times.max(),
    )
}
