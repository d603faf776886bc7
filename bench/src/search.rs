//! Guichet beside every other engine, over the same articles and queries in one run: right answers, sizes, times.

use std::hint::black_box;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::columns::inflection::Forms;
use crate::columns::judged::Needs;
use crate::columns::{Query, queries};
use crate::corpus::{Corpus, Language};
use crate::guichet;
use crate::peers::{self, Outcome, PEERS, Peer};
use crate::plots;
use crate::record;
use crate::report::{self, Engine, report};
use crate::sample::Sample;
use crate::table::Row;

/// How often a query is timed; its time is the median.
const RUNS: usize = 5;

/// What to measure. All of it, unless somebody works on one of the engines.
#[derive(Args, Debug)]
pub struct SearchArgs {
    /// Only these languages; nothing is recorded then
    #[arg(long, value_delimiter = ',')]
    locales: Vec<String>,
    /// Only these engines beside Guichet, by the names of their files in bench/peers; nothing is recorded then
    #[arg(long, value_delimiter = ',')]
    peers: Vec<String>,
}

impl SearchArgs {
    fn is_whole(&self) -> bool {
        self.locales.is_empty() && self.peers.is_empty()
    }
}

/// Measures, and records what is whole.
pub fn run(args: &SearchArgs) -> Result<()> {
    let machine = record::machine();
    let corpus = Corpus::new()?;
    let (forms, needs) = (Forms::of(&corpus)?, Needs::of(&corpus)?);
    let wanted =
        |name: &str, list: &[String]| list.is_empty() || list.iter().any(|wanted| wanted == name);
    let peers: Vec<&Peer> = PEERS
        .iter()
        .filter(|peer| wanted(peer.engine, &args.peers))
        .collect();
    peers::prepare()?;
    let languages = corpus.languages.iter();
    let asked: Vec<(&Language, Vec<Query>)> = languages
        .filter(|language| wanted(language.tag, &args.locales))
        .map(|language| (language, queries(language, &forms, &needs)))
        .collect();
    let mut engines = vec![Engine::new("Guichet")];
    for (language, queries) in &asked {
        peers::write_corpus(language)?;
        let outcome = guichet(&corpus, language, queries)?;
        engines[0].add(language.tag, queries, outcome);
    }
    for peer in peers {
        let mut engine = Engine::new(peer.name);
        for (language, queries) in &asked {
            eprintln!("{}: {}", peer.name, language.tag);
            let queries = peer.share(queries);
            engine.add(language.tag, &queries, peer.run(language.tag, &queries)?);
        }
        engines.push(engine);
    }
    let text = report(&engines, &corpus, &machine);
    if !args.is_whole() {
        println!("{text}");
        return Ok(());
    }
    let means: Vec<Row> = engines.iter().map(Engine::mean).collect();
    record::figures(&report::figures(&engines))?;
    record::plot("search-success", &plots::success(&means))?;
    record::plot("search-size", &plots::size(&means))?;
    record::write("search", &text)
}

/// Guichet's answers; the index is open and warm.
fn guichet(corpus: &Corpus, language: &Language, queries: &[Query]) -> Result<Outcome> {
    let start = Instant::now();
    let locale = corpus.bundle.locale(language.tag)?;
    let opening = start.elapsed().as_secs_f64() * 1e3;
    let time = |query: &Query| {
        let run = |_| {
            let start = Instant::now();
            black_box(guichet::search(&locale, black_box(&query.text)));
            start.elapsed().as_secs_f64() * 1e6
        };
        (0..RUNS).map(run).collect::<Sample>().median()
    };
    let size = guichet::Size::of(corpus, language.tag)?;
    Ok(Outcome {
        found: guichet::answers(&locale, queries),
        times: queries.iter().map(time).collect(),
        bytes: size.brotli,
        shipped: Some(size.shipped),
        build_ms: opening,
        version: format!("guichet {}", env!("CARGO_PKG_VERSION")),
    })
}
