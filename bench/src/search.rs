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
use crate::report::{self, Engine, Measured, report};
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
    let mut engines = vec![Engine::new("Guichet")];
    engines.extend(peers.iter().map(|peer| Engine::new(peer.name)));
    for language in corpus
        .languages
        .iter()
        .filter(|language| wanted(language.tag, &args.locales))
    {
        let queries = queries(language, &forms, &needs);
        peers::write_corpus(language)?;
        let outcome = guichet(&corpus, language, &queries)?;
        engines[0]
            .languages
            .push(Measured::new(language.tag, &queries, outcome));
        for (peer, engine) in peers.iter().zip(&mut engines[1..]) {
            eprintln!("{}: {}", language.tag, peer.name);
            let queries = peer.share(&queries);
            let outcome = peer.run(language.tag, &queries)?;
            engine
                .languages
                .push(Measured::new(language.tag, &queries, outcome));
        }
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
    let size = guichet::Size::of(&corpus.bundle, language.tag)?;
    Ok(Outcome {
        found: guichet::answers(&locale, queries),
        times: queries.iter().map(time).collect(),
        bytes: size.brotli,
        shipped: Some(size.shipped),
        build_ms: opening,
        version: format!("guichet {}", env!("CARGO_PKG_VERSION")),
    })
}
