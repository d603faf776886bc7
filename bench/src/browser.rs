//! How quickly a browser opens an index and answers a query: Guichet's engine as WebAssembly beside MiniSearch, in one page.
//!
//! The page and its server are bench/browser; here the files are made and the times are told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::columns::inflection::Forms;
use crate::columns::judged::Needs;
use crate::columns::queries;
use crate::corpus::{Corpus, LANGUAGES, work_folder};
use crate::guichet::{brotli, segment};
use crate::peers::{install_packages, run as succeed};
use crate::record;
use crate::sample::Sample;

const ENGINES: [&str; 2] = ["Guichet", "MiniSearch 7 (tuned)"];

/// As for the widget: what the compiler uses and every browser has.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

const METHOD: &str = "\
The engine is compiled as the widget is (profile `widget`, `wasm-opt -Oz`) and called from JavaScript; the queries are those of
`cargo xtask bench search`. A query's time is the median of five means, each over repetitions of a tenth of a millisecond in all, after
every query was answered once. Opening: the median of nine times from bytes in memory, inflated, to an index that answers; for
MiniSearch, from JSON.
";

/// What the page reports.
#[derive(Deserialize)]
struct Report {
    browser: String,
    languages: Vec<Times>,
}

#[derive(Deserialize)]
struct Times {
    tag: String,
    /// In the order of [`ENGINES`].
    engines: Vec<EngineTimes>,
}

#[derive(Deserialize)]
struct EngineTimes {
    opening_ms: f64,
    us: Vec<f64>,
}

/// Measures and records.
pub fn run() -> Result<()> {
    let machine = record::machine();
    let folder = work_folder().join("browser");
    let module = compile(&folder)?;
    let corpus = Corpus::new()?;
    write_tasks(&corpus, &folder)?;
    install_packages()?;
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/run.mjs");
    succeed(Command::new("node").arg(page).arg(&folder).args(LANGUAGES))?;
    let report: Report = serde_json::from_slice(&fs::read(folder.join("times.json"))?)?;
    let text = format!(
        "# Searching in a browser\n\n{machine}- Corpus: gnome-user-docs {}\n- Browser: {}\n\n{METHOD}\n{}\nThe engine alone is {:.1} kB of \
         WebAssembly after Brotli.\n",
        corpus.version,
        report.browser,
        table(&report),
        brotli(&fs::read(module)?)? as f64 / 1e3,
    );
    record::write("browser", &text)
}

/// The engine, compiled and optimised; its glue lies beside it.
fn compile(folder: &Path) -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = ["--profile", "widget", "--target", "wasm32-unknown-unknown"];
    let package = ["--package", "guichet-bench-browser"];
    let mut cargo = Command::new("cargo");
    succeed(
        cargo
            .arg("build")
            .args(target)
            .args(package)
            .current_dir(&root),
    )?;
    let compiled = "target/wasm32-unknown-unknown/widget/guichet_bench_browser.wasm";
    let shape = ["--target", "web", "--no-typescript", "--out-name", "index"];
    let mut bindgen = Command::new("wasm-bindgen");
    succeed(
        bindgen
            .arg(root.join(compiled))
            .args(shape)
            .arg("--out-dir")
            .arg(folder),
    )?;
    let module = folder.join("index_bg.wasm");
    let mut optimise = Command::new("wasm-opt");
    optimise.arg("-Oz").args(WASM_FEATURES).arg(&module);
    succeed(optimise.arg("--output").arg(&module))?;
    Ok(module)
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
        let segment = segment(corpus, language.tag);
        fs::write(folder.join("segment.bin"), segment.context(language.tag)?)?;
    }
    Ok(())
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
