//! What was measured → the page that is recorded. Knows what the figures mean, not where they come from.

use crate::columns::{Column, Query};
use crate::corpus::{Corpus, LANGUAGES};
use crate::peers::Outcome;
use crate::sample::Sample;
use crate::table::{Row, mean, table, worst};

const METHOD: &str = "\
All engines index the same articles and answer the same queries; `docs/search-quality.md` tells how the queries were made. Success at 1
in percent, the mean over the languages that have the column, each counting the same. Indexes: Brotli, quality 11, of what the engine
writes. Fuse, which scans every text for every query, answers a tenth of the derived queries.
";

const KEPT: &str = "\
Guichet was measured in this run; the others were asked the same queries in an earlier one, on the same machine.
";

const TIMES: &str = "\
A query is answered once untimed and then five times; its time is the median (an engine that takes over 5 ms is timed once). Guichet,
tinysearch and tantivy ran as native code here, the others in Node. Guichet's index comes ready and is opened; the others are built.
";

/// What one engine came to.
pub struct Engine {
    pub name: &'static str,
    /// In the order of the corpus.
    pub languages: Vec<Measured>,
}

/// What one engine came to in one language.
pub struct Measured {
    pub tag: &'static str,
    pub row: Row,
    pub outcome: Outcome,
}

impl Engine {
    pub fn new(name: &'static str) -> Self {
        let languages = Vec::new();
        Self { name, languages }
    }

    /// Judges what was found in one language.
    pub fn add(&mut self, tag: &'static str, queries: &[Query], outcome: Outcome) {
        self.languages.push(Measured {
            tag,
            row: Row::new(tag, queries, &outcome.found, outcome.bytes),
            outcome,
        });
    }

    /// The mean over the languages; of the indexes, the English and the Hungarian one, of little and of much inflection.
    pub fn mean(&self) -> Row {
        let shown = self
            .languages
            .iter()
            .filter(|language| ["en", "hu"].contains(&language.tag));
        Row {
            name: self.name.to_owned(),
            bytes: shown.map(|language| language.outcome.bytes).collect(),
            ..mean(&self.rows())
        }
    }

    fn rows(&self) -> Vec<Row> {
        self.languages
            .iter()
            .map(|language| language.row.clone())
            .collect()
    }

    /// The times of all queries of all languages.
    fn times(&self) -> Sample {
        let values = self
            .languages
            .iter()
            .flat_map(|language| language.outcome.times.values());
        values.copied().collect()
    }
}

/// The page. The first engine is Guichet; `kept` says that the others were asked in an earlier run.
pub fn report(engines: &[Engine], corpus: &Corpus, machine: &str, kept: bool) -> String {
    let version = |engine: &Engine| {
        let language = engine.languages.first()?;
        Some(format!("- {}: {}\n", engine.name, language.outcome.version))
    };
    let versions: String = engines.iter().filter_map(version).collect();
    let means: Vec<Row> = engines.iter().map(Engine::mean).collect();
    let mut guichet = engines[0].rows();
    guichet.extend([mean(&guichet), worst(&guichet)]);
    [
        format!("# Searching GNOME's help\n\n{machine}- Corpus: gnome-user-docs {}\n{versions}", corpus.version),
        if kept { KEPT } else { "" }.to_owned(),
        format!("{METHOD}\n{}", table("engine", &means, "index en / hu, kB")),
        format!("Queries asked: {}.\n", asked(&means[0])),
        format!("## Guichet in each language\n\n{}", table("language", &guichet, "index, kB")),
        format!("## Natural questions in each language, success at 1\n\n{}", natural(engines)),
        format!("## Sizes\n\nIndexes in kB; Guichet's also as it lies on the server, a gzip stream.\n\n{}", sizes(engines)),
        format!("## Times\n\n{TIMES}\n{}", times(engines)),
        format!("`guichet build` of all ten languages: {:.1} s.\n", corpus.build_time.as_secs_f64()),
    ]
    .join("\n")
}

/// What docs/search-quality.md tells of it: each engine's mean, and Guichet's worst language.
pub fn figures(engines: &[Engine]) -> String {
    let mut rows: Vec<Row> = engines.iter().map(Engine::mean).collect();
    let worst = Row {
        name: "Guichet, worst language".to_owned(),
        bytes: Vec::new(),
        ..worst(&engines[0].rows())
    };
    rows.insert(1, worst);
    table("engine", &rows, "index en / hu, kB")
}

fn asked(row: &Row) -> String {
    let counts = row.quality.iter();
    let counts =
        counts.map(|(column, quality)| format!("{} {}", column.heading(), quality.queries));
    counts.collect::<Vec<_>>().join(", ")
}

/// A row for each engine, a column for each language that has judged questions.
fn natural(engines: &[Engine]) -> String {
    let asked = |tag: &&str| {
        let mut languages = engines[0].languages.iter();
        languages.any(|language| {
            language.tag == *tag && language.row.quality.contains_key(&Column::Natural)
        })
    };
    let tags: Vec<&str> = LANGUAGES.into_iter().filter(asked).collect();
    let row = |engine: &Engine| {
        let languages = engine.languages.iter();
        let cells: String = languages
            .filter_map(|language| language.row.quality.get(&Column::Natural))
            .map(|quality| format!(" {:.0} |", quality.success_at_1 * 100.0))
            .collect();
        format!("| {} |{cells}\n", engine.name)
    };
    head(&["engine"], &tags) + &engines.iter().map(row).collect::<String>()
}

/// A row for each language, a column for each engine.
fn sizes(engines: &[Engine]) -> String {
    let names: Vec<&str> = engines.iter().map(|engine| engine.name).collect();
    let row = |(place, language): (usize, &Measured)| {
        let shipped = language.outcome.shipped.unwrap_or_default();
        let sizes = engines
            .iter()
            .map(|engine| engine.languages[place].outcome.bytes);
        let cells: String = std::iter::once(shipped)
            .chain(sizes)
            .map(|bytes| format!(" {:.1} |", bytes as f64 / 1e3))
            .collect();
        format!("| {} |{cells}\n", language.tag)
    };
    let rows = engines[0].languages.iter().enumerate().map(row);
    head(&["language", "Guichet, as shipped"], &names) + &rows.collect::<String>()
}

fn times(engines: &[Engine]) -> String {
    let row = |engine: &Engine| {
        let times = engine.times();
        let builds = engine
            .languages
            .iter()
            .map(|language| language.outcome.build_ms);
        format!(
            "| {} | {:.0} | {:.0} | {:.0} | {:.1} |\n",
            engine.name,
            times.median(),
            times.percentile(99),
            times.max(),
            builds.collect::<Sample>().median(),
        )
    };
    let columns = ["p50, µs", "p99, µs", "max, µs", "build or open, ms"];
    head(&["engine"], &columns) + &engines.iter().map(row).collect::<String>()
}

/// The first of `left` is a column of names, all others are figures.
fn head(left: &[&str], right: &[&str]) -> String {
    let all = [left, right].concat();
    format!(
        "| {} |\n|---|{}\n",
        all.join(" | "),
        "--:|".repeat(all.len() - 1)
    )
}
