//! Runs one engine over one language: `guichet-bench-native <engine> <folder>`. The files are those of ../run.mjs.
//! Which answer is right and what an index weighs is judged by the caller, the same for all engines.

mod analysis;
mod fuzzy_tantivy;
mod plain_tinysearch;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// How many answers are asked for.
const LIMIT: usize = 10;
/// A query is timed so often; the median counts.
const RUNS: usize = 5;

/// What readers of one language search.
#[derive(Deserialize)]
pub struct Language {
    pub tag: String,
    pub articles: Vec<Article>,
}

#[derive(Deserialize)]
pub struct Article {
    pub id: String,
    pub title: String,
    pub keywords: Vec<String>,
    pub description: String,
    pub sections: Vec<Section>,
}

#[derive(Deserialize)]
pub struct Section {
    pub heading: String,
    pub text: String,
}

/// An engine that has indexed a language.
pub trait Engine {
    /// The ids of the answers, best first.
    fn search(&self, query: &str, limit: usize) -> Result<Vec<String>>;
}

#[derive(Deserialize)]
struct Query {
    q: String,
}

#[derive(Serialize)]
struct Answer {
    ids: Vec<String>,
    us: f64,
}

#[derive(Serialize)]
struct Summary {
    version: &'static str,
    build_ms: f64,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [engine, folder] = arguments.as_slice() else {
        bail!("expected an engine and a folder, found {arguments:?}");
    };
    let folder = PathBuf::from(folder);
    let language: Language = serde_json::from_slice(&fs::read(folder.join("corpus.json"))?)?;
    let out = folder.join(engine);
    let index = out.join("index");
    if index.exists() {
        fs::remove_dir_all(&index)?;
    }
    fs::create_dir_all(&index)?;
    let start = Instant::now();
    let (engine, version): (Box<dyn Engine>, _) = match engine.as_str() {
        "tantivy" => (
            Box::new(fuzzy_tantivy::open(&language, &index)?),
            "tantivy 0.27.0",
        ),
        "tinysearch" => (
            Box::new(plain_tinysearch::open(&language, &index)?),
            "tinysearch 0.11.1",
        ),
        other => bail!("expected tantivy or tinysearch, found {other}"),
    };
    let build_ms = start.elapsed().as_secs_f64() * 1e3;
    answer(
        engine.as_ref(),
        &out.join("queries.jsonl"),
        &out.join("answers.jsonl"),
    )?;
    let summary = Summary { version, build_ms };
    fs::write(out.join("summary.json"), serde_json::to_vec(&summary)?)?;
    Ok(())
}

fn answer(engine: &dyn Engine, queries: &Path, answers: &Path) -> Result<()> {
    let text = fs::read_to_string(queries).with_context(|| queries.display().to_string())?;
    let mut lines = String::new();
    for line in text.lines() {
        let query: Query = serde_json::from_str(line)?;
        let ids = engine.search(&query.q, LIMIT)?;
        let mut times = [0.0; RUNS];
        for time in &mut times {
            let start = Instant::now();
            black_box(engine.search(black_box(&query.q), LIMIT)?);
            *time = start.elapsed().as_secs_f64() * 1e6;
        }
        times.sort_by(f64::total_cmp);
        let us = times[RUNS / 2];
        lines += &serde_json::to_string(&Answer { ids, us })?;
        lines.push('\n');
    }
    fs::write(answers, lines)?;
    Ok(())
}
