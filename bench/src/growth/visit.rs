//! What a visitor's browser fetches, and how long it searches what it has. Bytes are counted as they go over the network: indexes and
//! packs are gzipped files, and hosts gzip JSON.

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use guichet_bundle::folder::{Folder, MANIFEST, gzipped};
use guichet_bundle::{Locale, Part};

use super::queries::Typed;
use crate::sample::Sample;

/// As many results as the widget shows.
const LIMIT: usize = 8;
/// How many of them get a snippet: those of the widget, in a large locale.
const SNIPPETS: usize = 3;
/// So many queries are asked in one visit.
const VISIT: usize = 5;
/// How often a query is timed; its time is the median.
const RUNS: usize = 5;

/// Bytes on the network, of each visit or query.
#[derive(Debug)]
pub struct Visits {
    /// The manifest, and the heads of catalog and index: the same for all.
    pub heads: u64,
    /// For the first results of a visit, the heads included.
    pub first: Sample,
    /// For the results of each further query.
    pub further: Sample,
    /// What of that is pages of the catalog.
    pub pages: Sample,
    /// For the texts of which the snippets of a query's results are cut; they come after the results.
    pub snippets: Sample,
}

/// Asks all queries, a few in each visit.
pub fn visits(bundle: &Folder, root: &Path, queries: &[Typed]) -> Result<Visits> {
    let entry = &bundle.manifest().locales[0];
    let opened = bundle.locale(&entry.tag)?;
    let heads = [MANIFEST, &entry.catalog.path, &entry.index.path];
    let heads = heads.iter().map(|path| sent(&root.join(path)));
    let heads: u64 = heads.sum::<Result<_>>()?;
    let (mut first, mut further) = (Vec::new(), Vec::new());
    let (mut pages, mut snippets) = (Vec::new(), Vec::new());
    for visit in queries.chunks(VISIT) {
        let mut locale = opened.clone();
        let mut packs = BTreeSet::new();
        for (number, query) in visit.iter().enumerate() {
            let [shards, entries] = fetch(bundle, root, &mut locale, &query.text)?;
            if number == 0 {
                first.push((heads + shards + entries) as f64);
            } else {
                further.push((shards + entries) as f64);
                pages.push(entries as f64);
            }
            let found = locale.search(&query.text, LIMIT);
            let new = found
                .iter()
                .take(SNIPPETS)
                .filter(|found| packs.insert(found.pack.path.clone()));
            snippets.push(new.map(|found| found.pack.bytes).sum::<u64>() as f64);
        }
    }
    Ok(Visits {
        heads,
        first: first.into_iter().collect(),
        further: further.into_iter().collect(),
        pages: pages.into_iter().collect(),
        snippets: snippets.into_iter().collect(),
    })
}

/// Adds what a search needs; the bytes of the index's shards and of the catalog's pages.
fn fetch(bundle: &Folder, root: &Path, locale: &mut Locale, query: &str) -> Result<[u64; 2]> {
    let mut bytes = [0; 2];
    loop {
        let wanted = locale.wanted_by_search(query, LIMIT);
        if wanted.is_empty() {
            return Ok(bytes);
        }
        for part in wanted {
            let of = usize::from(!matches!(part, Part::Shard(_)));
            bytes[of] += sent(&root.join(locale.path(part)))?;
            bundle.add(locale, part)?;
        }
    }
}

/// The bytes of a file on the network.
fn sent(path: &Path) -> Result<u64> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let is_json = path
        .extension()
        .is_some_and(|extension| extension == "json");
    let sent = if is_json { gzipped(&bytes) } else { bytes };
    Ok(sent.len() as u64)
}

/// Milliseconds.
pub struct Times {
    /// Opening the heads.
    pub opening: f64,
    /// Of each query, when everything is in memory.
    pub queries: Sample,
}

/// Times every query with all shards in memory.
pub fn times(bundle: &Folder, queries: &[Typed]) -> Result<Times> {
    let start = Instant::now();
    let mut locale = bundle.locale(&bundle.manifest().locales[0].tag)?;
    let opening = start.elapsed().as_secs_f64() * 1e3;
    for shard in 0..locale.segment().shard_count() {
        bundle.add(&mut locale, Part::Shard(shard))?;
    }
    for query in queries {
        bundle.add_for_search(&mut locale, &query.text, LIMIT)?;
    }
    let time = |query: &Typed| {
        let run = |_| {
            let start = Instant::now();
            black_box(locale.search(black_box(&query.text), LIMIT));
            start.elapsed().as_secs_f64() * 1e3
        };
        (0..RUNS).map(run).collect::<Sample>().median()
    };
    Ok(Times {
        opening,
        queries: queries.iter().map(time).collect(),
    })
}

/// What the parts of a bundle weigh on disk.
#[derive(Debug, Default)]
pub struct Weights {
    /// The head of the index, and its shards.
    pub index: [u64; 2],
    pub shards: usize,
    /// The head of the catalog, and its other files.
    pub catalog: [u64; 2],
    pub packs: u64,
    pub pages: u64,
}

impl Weights {
    /// Weighs the bundle in `root`.
    pub fn of(root: &Path) -> Result<Self> {
        let mut weights = Self::default();
        weights.add(root, root)?;
        Ok(weights)
    }

    fn add(&mut self, root: &Path, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                self.add(root, &entry.path())?;
                continue;
            }
            let path = entry.path();
            let path = path.strip_prefix(root)?.to_string_lossy();
            let bytes = entry.metadata()?.len();
            let parts: Vec<&str> = path.split('/').collect();
            match parts[..] {
                ["pages", ..] => self.pages += bytes,
                [_, file] if file.starts_with("pack-") => self.packs += bytes,
                [_, file] if file.starts_with("index-") => self.index[0] += bytes,
                [_, file] if file.starts_with("catalog-") => self.catalog[0] += bytes,
                [_, folder, _] if folder.starts_with("index-") => {
                    self.index[1] += bytes;
                    self.shards += 1;
                }
                [_, folder, _] if folder.starts_with("catalog-") => self.catalog[1] += bytes,
                _ => {}
            }
        }
        Ok(())
    }
}
