//! What a large knowledge base costs: time and memory of its build, bytes and time of a search in it. Debian's descriptions of its
//! packages are the texts.

mod articles;
mod build;
mod packages;
mod queries;
mod report;
mod visit;

use std::fs;
use std::iter;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;
use guichet_bundle::Part;
use guichet_bundle::folder::Folder;

use self::report::Report;
use crate::corpus::{Language, read, work_folder};
use crate::guichet::inflated;
use crate::peers::{self, Outcome, PEERS, Peer};
use crate::record;

pub use self::build::{BuildAloneArgs, run_alone};

/// What to measure.
#[derive(Args, Debug)]
pub struct GrowthArgs {
    /// These engines too, by the names of their files in bench/peers; minutes each, and gigabytes of memory
    #[arg(long, value_delimiter = ',')]
    peers: Vec<String>,
}

/// Makes the corpus, builds it, searches it and records what that took.
pub fn run(args: &GrowthArgs) -> Result<()> {
    let machine = record::machine();
    let base = knowledge_base()?;
    let folder = tempfile::tempdir_in(work_folder())?;
    let built = build::measure(&base, folder.path())?;
    let language = Language::new("en", &read(&base)?)?;
    let queries = queries::queries(&language);
    let bundle = Folder::open(folder.path())?;
    let report = Report {
        date: packages::date()?,
        weights: visit::Weights::of(folder.path())?,
        visits: visit::visits(&bundle, folder.path(), &queries)?,
        times: visit::times(&bundle, &queries)?,
        peers: peers(args, &language, &queries)?,
        language,
        queries,
        built,
    };
    record::write("growth", &report.markdown(&machine))
}

/// The index of the knowledge base, for others to search it, and what they are to ask.
pub struct Large {
    /// Its head, then its shards by their number.
    pub files: Vec<Vec<u8>>,
    pub queries: Vec<String>,
}

impl Large {
    /// Builds it.
    pub fn new() -> Result<Self> {
        let base = knowledge_base()?;
        let folder = tempfile::tempdir_in(work_folder())?;
        build::measure(&base, folder.path())?;
        let bundle = Folder::open(folder.path())?;
        let entry = &bundle.manifest().locales[0];
        let locale = bundle.locale(&entry.tag)?;
        let shards =
            (0..locale.segment().shard_count()).map(|shard| locale.path(Part::Shard(shard)));
        let paths = iter::once(entry.index.path.clone()).chain(shards);
        let files = paths.map(|path| inflated(&fs::read(folder.path().join(path))?));
        let queries = queries::queries(&Language::new("en", &read(&base)?)?);
        Ok(Self {
            files: files.collect::<Result<_>>()?,
            queries: queries.into_iter().map(|query| query.text).collect(),
        })
    }
}

/// The folder of the knowledge base, which is made once. Whoever wants newer texts deletes it, and `apt` beside it.
fn knowledge_base() -> Result<PathBuf> {
    let base = work_folder().join("kb-packages");
    if !base.exists() {
        let partial = work_folder().join("kb-packages.partial");
        if partial.exists() {
            fs::remove_dir_all(&partial)?;
        }
        articles::write(&packages::packages()?, &partial)?;
        fs::rename(&partial, &base)?;
    }
    Ok(base)
}

fn peers(
    args: &GrowthArgs,
    language: &Language,
    queries: &[queries::Typed],
) -> Result<Vec<(&'static str, Outcome)>> {
    let is_wanted = |peer: &&Peer| args.peers.iter().any(|name| name == peer.engine);
    let wanted: Vec<&Peer> = PEERS.iter().filter(is_wanted).collect();
    let known = wanted.len() == args.peers.len();
    ensure!(
        known,
        "--peers names an engine that bench/peers has not got"
    );
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let folder = work_folder().join("languages/packages");
    peers::write_corpus(language, &folder)?;
    peers::prepare(&wanted)?;
    let queries: Vec<_> = queries.iter().map(queries::Typed::query).collect();
    let outcome = |peer: &Peer| Ok((peer.name, peer.run(&folder, &queries, false)?));
    wanted.into_iter().map(outcome).collect()
}
