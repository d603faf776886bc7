//! What was measured → the page that is recorded. Knows what the figures mean, not where they come from.

use std::fmt::Write;

use anyhow::Result;

use crate::columns::Query;
use crate::corpus::Corpus;
use crate::peers::Outcome;
use crate::sample::Sample;
use crate::table::{Row, mean, table, worst};

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

    /// The mean over the languages.
    pub fn mean(&self) -> Row {
        let mut row = mean(&self.rows());
        row.name = self.name.to_owned();
        row
    }

    fn rows(&self) -> Vec<Row> {
        self.languages.iter().map(|language| language.row.clone()).collect()
    }

    /// The times of all queries of all languages.
    fn times(&self) -> Sample {
        let values = self.languages.iter().flat_map(|language| language.outcome.times.values());
        values.copied().collect()
    }
}

impl Measured {
    pub fn new(tag: &'static str, queries: &[Query], outcome: Outcome) -> Self {
        Self {
            tag,
            row: Row::new(tag, queries, &outcome.found, outcome.bytes),
            outcome,
        }
    }
}

/// The page.
pub fn report(engines: &[Engine], corpus: &Corpus, machine: &str) -> Result<String> {
    let mut text = format!("# Searching GNOME's help\n\n{machine}- Corpus: gnome-user-docs {}\n", corpus.version);
    for engine in engines {
        if let Some(language) = engine.languages.first() {
            writeln!(text, "- {}: {}", engine.name, language.outcome.version)?;
        }
    }
    let means: Vec<Row> = engines.iter().map(Engine::mean).collect();
    write!(text, "\n## Right answers, mean over the languages\n\n{}", table("engine", &means))?;
    let mut guichet = engines[0].rows();
    guichet.extend([mean(&guichet), worst(&guichet)]);
    write!(text, "\n## Guichet in each language\n\n{}", table("language", &guichet))?;
    write!(text, "\n## Sizes\n\n{}", sizes(engines)?)?;
    write!(text, "\n## Times\n\n{}", times(engines)?)?;
    Ok(text)
}

/// A row for each language, a column for each engine.
fn sizes(engines: &[Engine]) -> Result<String> {
    let mut text = "| language | Guichet, as shipped |".to_owned();
    for engine in engines {
        write!(text, " {} |", engine.name)?;
    }
    writeln!(text, "\n|---|--:|{}", "--:|".repeat(engines.len()))?;
    for (place, language) in engines[0].languages.iter().enumerate() {
        let shipped = language.outcome.shipped.unwrap_or_default();
        write!(text, "| {} | {:.1} |", language.tag, shipped as f64 / 1e3)?;
        for engine in engines {
            write!(text, " {:.1} |", engine.languages[place].outcome.bytes as f64 / 1e3)?;
        }
        writeln!(text)?;
    }
    Ok(text)
}

fn times(engines: &[Engine]) -> Result<String> {
    let mut text = "| engine | p50, µs | p99, µs | build or open, ms |\n|---|--:|--:|--:|\n".to_owned();
    for engine in engines {
        let times = engine.times();
        let builds: Sample = engine.languages.iter().map(|language| language.outcome.build_ms).collect();
        writeln!(
            text,
            "| {} | {:.0} | {:.0} | {:.1} |",
            engine.name,
            times.median(),
            times.percentile(99),
            builds.median()
        )?;
    }
    Ok(text)
}
