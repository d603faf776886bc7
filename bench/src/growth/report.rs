//! The page of a run.

use super::build::Built;
use super::queries::Typed;
use super::visit::{Times, Visits, Weights};
use crate::corpus::{Article, Language};
use crate::peers::Outcome;
use crate::sample::Sample;

/// Everything that was measured.
pub struct Report {
    /// When Debian made the lists of packages.
    pub date: String,
    pub language: Language,
    pub queries: Vec<Typed>,
    pub built: Built,
    pub weights: Weights,
    pub visits: Visits,
    pub times: Times,
    pub peers: Vec<(&'static str, Outcome)>,
}

impl Report {
    pub fn markdown(&self, machine: &str) -> String {
        let texts = format!(
            "# A knowledge base of {} articles\n\n{machine}- Texts: Debian's descriptions of its packages, lists of {}: {:.0} words in {:.1} \
             sections an article\n- Queries: {}, of two or three words of a title; a third of them with the last word cut, a third with a word misspelt\n",
            self.built.articles,
            self.date,
            self.per_article(words),
            self.per_article(|article| article.sections.len()),
            self.queries.len(),
        );
        let aims = "Bytes as they go over the network, of the results alone: the texts for their snippets come after them. Times are native.";
        [
            texts,
            aims.to_owned(),
            self.costs(),
            self.on_disk(),
            self.beside(),
        ]
        .join("\n")
    }

    fn per_article(&self, count: impl Fn(&Article) -> usize) -> f64 {
        let articles = &self.language.articles;
        articles.iter().map(count).sum::<usize>() as f64 / articles.len() as f64
    }

    fn costs(&self) -> String {
        let Visits {
            heads,
            first,
            further,
            pages,
            snippets,
        } = &self.visits;
        let opening = self.times.opening;
        let rows = [
            ("building, s", format!("{:.1}", self.built.seconds), "60"),
            (
                "building, most memory, MiB",
                mebibytes(self.built.peak),
                "1,024",
            ),
            (
                "first results of a visit, kB: mean / p50 / p99",
                kilobytes(first),
                "100",
            ),
            (
                "of these, manifest and heads, kB",
                kilobyte(*heads as f64),
                "",
            ),
            (
                "each further query, kB: mean / p50 / p99",
                kilobytes(further),
                "30",
            ),
            ("of these, pages of the catalog, kB", kilobytes(pages), ""),
            (
                "texts for the snippets of a query, kB: mean / p50 / p99",
                kilobytes(snippets),
                "",
            ),
            ("opening the heads, ms", format!("{opening:.2}"), ""),
            (
                "searching, all in memory, ms: p50 / p99 / longest",
                milliseconds(&self.times.queries),
                "p99 5",
            ),
        ];
        let rows = rows.map(|(what, measured, aim)| format!("| {what} | {measured} | {aim} |"));
        format!(
            "\n| | measured | at most |\n|---|--:|--:|\n{}\n",
            rows.join("\n")
        )
    }

    fn on_disk(&self) -> String {
        let Weights {
            index,
            shards,
            catalog,
            packs,
            pages,
        } = &self.weights;
        let weight = |bytes: u64| kilobyte(bytes as f64);
        format!(
            "On disk: index {} and {} in {shards} shards, catalog {} and {}, packs {}, static pages {}; {} in all (kB).\n",
            weight(index[0]),
            weight(index[1]),
            weight(catalog[0]),
            weight(catalog[1]),
            weight(*packs),
            weight(*pages),
            weight(self.built.bytes),
        )
    }

    fn beside(&self) -> String {
        if self.peers.is_empty() {
            return String::new();
        }
        let mut table = "| engine | index, Brotli kB | building it, s | searching, ms: p50 / p99 / longest |\n|---|--:|--:|--:|\n".to_owned();
        for (name, outcome) in &self.peers {
            let times = outcome.times.values().iter().map(|time| time / 1e3);
            table += &format!(
                "| {name} ({}) | {} | {:.1} | {} |\n",
                outcome.version,
                kilobyte(outcome.bytes as f64),
                outcome.build_ms / 1e3,
                milliseconds(&times.collect()),
            );
        }
        table
    }
}

fn words(article: &Article) -> usize {
    article
        .texts()
        .map(|text| text.split_whitespace().count())
        .sum()
}

fn kilobyte(bytes: f64) -> String {
    format!("{:.1}", bytes / 1e3)
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.0}", bytes as f64 / f64::from(1 << 20))
}

fn kilobytes(sample: &Sample) -> String {
    let told = [sample.mean(), sample.median(), sample.percentile(99)];
    told.map(kilobyte).join(" / ")
}

fn milliseconds(sample: &Sample) -> String {
    let told = [sample.median(), sample.percentile(99), sample.max()];
    told.map(|time| format!("{time:.2}")).join(" / ")
}
