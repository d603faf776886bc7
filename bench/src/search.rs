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
    /// Take what the other engines answered in the run before, where the queries are the same
    #[arg(long)]
    keep_peers: bool,
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
    let engines = measure(&corpus, args)?;
    let text = report(&engines, &corpus, &machine, args.keep_peers);
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

/// Guichet first, then each peer.
fn measure(corpus: &Corpus, args: &SearchArgs) -> Result<Vec<Engine>> {
    let (forms, needs) = (Forms::of(corpus)?, Needs::of(corpus)?);
    let wanted =
        |name: &str, list: &[String]| list.is_empty() || list.iter().any(|wanted| wanted == name);
    let languages = corpus.languages.iter();
    let asked: Vec<(&Language, Vec<Query>)> = languages
        .filter(|language| wanted(language.tag, &args.locales))
        .map(|language| (language, queries(language, &forms, &needs)))
        .collect();
    let mut guichet = Engine::new("Guichet");
    for (language, queries) in &asked {
        peers::write_corpus(language, &peers::folder(language.tag))?;
        guichet.add(language.tag, queries, answers(corpus, language, queries)?);
    }
    let peers = PEERS.iter().filter(|peer| wanted(peer.engine, &args.peers));
    let peers: Vec<&Peer> = peers.collect();
    peers::prepare(&peers)?;
    let mut engines = vec![guichet];
    for peer in peers {
        let mut engine = Engine::new(peer.name);
        for (language, queries) in &asked {
            eprintln!("{}: {}", peer.name, language.tag);
            let queries = peer.share(queries);
            let outcome = peer.run(&peers::folder(language.tag), &queries, args.keep_peers)?;
            engine.add(language.tag, &queries, outcome);
        }
        engines.push(engine);
    }
    Ok(engines)
}

/// Guichet's answers; the index is open and warm.
fn answers(corpus: &Corpus, language: &Language, queries: &[Query]) -> Result<Outcome> {
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
