//! How quickly a query is answered over 290 articles in six languages, how often by the right article, and how large the
//! files are. Each query is answered by the index and by a plain scan, in the same process.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use anyhow::{Context, Result};
use guichet_bundle::Locale;

use crate::corpus::Corpus;
use crate::queries::{Kind, Query};
use crate::record;
use crate::sample::Sample;
use crate::scan::Scan;

const LOCALES: [&str; 6] = ["en", "de", "fr", "hu", "vi", "ja"];
/// How many articles are asked for.
const LIMIT: usize = 10;
/// How often each query is timed; before that, it is answered once untimed.
const RUNS: usize = 5;

const METHOD: &str = "\
Queries are derived from the articles: each title; each title with 60 % of its last word; the two or three words of each article
that the fewest articles have (in Japanese: pairs of characters). The index is open and warm. A query is answered once untimed and
then five times; its time is the median. *Worst run* is the slowest of all single runs, in which the operating system may have
interrupted it.

The scan looks for each word of the query in the lower-cased text of every section (`bench/src/scan.rs`); *ratio* is its median
time over that of the index. An answer is right when its title is the one that the query was made from: easier than what people
ask, and kind to whatever prefers titles, the scan included.
";

/// Debian's tool knows which version of the corpus it installed.
const CORPUS_VERSION: &str = "dpkg-query --show --showformat=${Version} gnome-user-docs";

/// What was measured of one locale and one kind of query.
struct Row {
    tag: &'static str,
    kind: Kind,
    index: Answers,
    scan: Answers,
}

/// What one way of searching came to.
struct Answers {
    /// Microseconds, one value a query.
    times: Sample,
    /// The same of every single run.
    runs: Sample,
    /// Of the queries, the part that was answered right by the first answer, and by one of the first five.
    success: [f64; 2],
}

/// Measures and records.
pub fn run() -> Result<()> {
    let machine = record::machine();
    let version = record::said_by(CORPUS_VERSION);
    let corpus = Corpus::new(&LOCALES)?;
    let mut rows = Vec::new();
    let mut sizes = String::new();
    for tag in LOCALES {
        let (locale, opening) = open(&corpus, tag)?;
        rows.extend(measure(&corpus, tag, &locale)?);
        writeln!(sizes, "{}", size(&corpus, tag, &locale, opening)?)?;
    }
    let mut text = format!(
        "# Searching GNOME's help\n\n{machine}- Corpus: gnome-user-docs {version}\n\n{METHOD}\n## Time\n\n"
    );
    text += &overall(&rows);
    text += "\nMicroseconds a query:\n\n\
             | locale | queries | count | p50 | p99 | max | worst run | scan p50 | scan p99 | ratio |\n\
             |---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    text.extend(rows.iter().map(time));
    text += "\n## Right answers\n\n| locale | queries | first | first five | scan: first | scan: first five |\n\
             |---|---|--:|--:|--:|--:|\n";
    let judged = rows.iter().filter(|row| row.kind != Kind::RareWords);
    text.extend(judged.map(success));
    text += "\n## Sizes\n\nBytes as shipped: indexes and packs are gzip streams, the catalog is plain JSON. Opening reads, verifies and \
             inflates the index, checks every byte of it, and parses the catalog.\n\n\
             | locale | articles | sections | index | catalog | packs | opening, ms |\n|---|--:|--:|--:|--:|--:|--:|\n";
    text += &sizes;
    writeln!(
        text,
        "\n`guichet build` of all six: {:.1} s.",
        corpus.build_time.as_secs_f64()
    )?;
    record::write("search", &text)
}

/// The locale, and the median time of opening it in milliseconds.
fn open(corpus: &Corpus, tag: &str) -> Result<(Locale, f64)> {
    let locale = corpus.bundle.locale(tag)?;
    let times: Result<Vec<f64>> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(corpus.bundle.locale(tag)?);
            Ok(start.elapsed().as_secs_f64() * 1e3)
        })
        .collect();
    Ok((locale, times?.into_iter().collect::<Sample>().median()))
}

fn measure(corpus: &Corpus, tag: &'static str, locale: &Locale) -> Result<Vec<Row>> {
    let articles = corpus.articles(locale)?;
    let scan = Scan::new(&articles);
    let row = |kind: Kind| {
        let queries = kind.queries(&articles, locale.segment().analyzer());
        Row {
            tag,
            kind,
            index: answers(
                &queries,
                |query| locale.search(query, LIMIT),
                |found| found.article.title.as_str(),
            ),
            scan: answers(
                &queries,
                |query| scan.search(query, LIMIT),
                |ordinal| articles[*ordinal].title.as_str(),
            ),
        }
    };
    Ok(Kind::ALL.map(row).into())
}

/// Times `search` and judges its answers.
fn answers<'a, T: 'a>(
    queries: &[Query<'_>],
    search: impl Fn(&str) -> Vec<T>,
    title: impl Fn(&T) -> &'a str,
) -> Answers {
    let mut ranks = Vec::new();
    for query in queries {
        let found = search(&query.text);
        ranks.push(found.iter().position(|found| title(found) == query.title));
    }
    let runs = queries.iter().map(|query| {
        let run = |_| {
            let start = Instant::now();
            black_box(search(black_box(&query.text)));
            start.elapsed().as_secs_f64() * 1e6
        };
        (0..RUNS).map(run).collect::<Sample>()
    });
    let runs: Vec<Sample> = runs.collect();
    let within = |limit: usize| {
        let right = ranks.iter().flatten().filter(|rank| **rank < limit).count();
        right as f64 / ranks.len() as f64
    };
    Answers {
        times: runs.iter().map(Sample::median).collect(),
        runs: runs.iter().flat_map(Sample::values).copied().collect(),
        success: [within(1), within(5)],
    }
}

fn overall(rows: &[Row]) -> String {
    let all = |part: fn(&Answers) -> &Sample| -> Sample {
        let values = rows.iter().flat_map(|row| part(&row.index).values());
        values.copied().collect()
    };
    let (times, runs) = (all(|answers| &answers.times), all(|answers| &answers.runs));
    let slow = |sample: &Sample| {
        sample
            .values()
            .iter()
            .filter(|time| **time >= 1000.0)
            .count()
    };
    format!(
        "All {} queries: p50 {:.0} µs, p99 {:.0} µs, max {:.0} µs, {} of a millisecond or more. All {} single runs: p99 {:.0} µs, \
         max {:.0} µs, {} of a millisecond or more.\n",
        times.values().len(),
        times.median(),
        times.percentile(99),
        times.max(),
        slow(&times),
        runs.values().len(),
        runs.percentile(99),
        runs.max(),
        slow(&runs),
    )
}

fn time(row: &Row) -> String {
    let (index, scan) = (&row.index.times, &row.scan.times);
    format!(
        "| {} | {} | {} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} | {:.1} |\n",
        row.tag,
        row.kind.name(),
        index.values().len(),
        index.median(),
        index.percentile(99),
        index.max(),
        row.index.runs.max(),
        scan.median(),
        scan.percentile(99),
        scan.median() / index.median(),
    )
}

fn success(row: &Row) -> String {
    let [first, five] = row.index.success.map(|part| part * 100.0);
    let [scan_first, scan_five] = row.scan.success.map(|part| part * 100.0);
    format!(
        "| {} | {} | {first:.1} % | {five:.1} % | {scan_first:.1} % | {scan_five:.1} % |\n",
        row.tag,
        row.kind.name(),
    )
}

fn size(corpus: &Corpus, tag: &str, locale: &Locale, opening: f64) -> Result<String> {
    let entry = corpus.bundle.manifest().locale(tag);
    let entry = entry.with_context(|| format!("the manifest lists no {tag}"))?;
    let catalog = locale.catalog();
    let sections: usize = catalog
        .articles
        .iter()
        .map(|article| article.sections.len() + 1)
        .sum();
    let packs: u64 = catalog.packs.iter().map(|pack| pack.bytes).sum();
    Ok(format!(
        "| {tag} | {} | {sections} | {} | {} | {packs} | {opening:.1} |",
        catalog.articles.len(),
        entry.index.bytes,
        entry.catalog.bytes,
    ))
}
