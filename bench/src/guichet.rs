//! Guichet itself, in this process: what a browser does after it has fetched the bundle's files.

use std::io::{Read, Write};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use guichet_bundle::Locale;
use guichet_wire::manifest::FileRef;

use crate::columns::Query;
use crate::corpus::Corpus;
use crate::measures::LIMIT;

/// The ids of the answers to each query, best first.
pub fn answers(locale: &Locale, queries: &[Query]) -> Vec<Vec<String>> {
    queries
        .iter()
        .map(|query| search(locale, &query.text))
        .collect()
}

/// The ids of the answers, best first.
pub fn search(locale: &Locale, query: &str) -> Vec<String> {
    let found = locale.search(query, LIMIT);
    found
        .into_iter()
        .map(|found| found.article.id.clone())
        .collect()
}

/// What an index weighs, in bytes.
pub struct Size {
    /// As it lies on the server: gzip.
    pub shipped: u64,
    /// What Brotli makes of the segment, as of every peer's index.
    pub brotli: u64,
}

impl Size {
    /// Of the index of `tag`.
    pub fn of(corpus: &Corpus, tag: &str) -> Result<Self> {
        Ok(Self {
            shipped: index(corpus, tag)?.bytes,
            brotli: brotli(&segment(corpus, tag)?)?,
        })
    }
}

/// The bytes of the segment of `tag`, as a browser has them once they are inflated.
pub fn segment(corpus: &Corpus, tag: &str) -> Result<Vec<u8>> {
    let file = corpus.file(&index(corpus, tag)?.path)?;
    let mut segment = Vec::new();
    GzDecoder::new(file.as_slice()).read_to_end(&mut segment)?;
    Ok(segment)
}

fn index<'a>(corpus: &'a Corpus, tag: &str) -> Result<&'a FileRef> {
    let entry = corpus.bundle.manifest().locale(tag);
    let entry = entry.with_context(|| format!("the manifest lists no {tag}"))?;
    Ok(&entry.index)
}

/// How many bytes Brotli makes of `bytes` at quality 11, as good hosts and networks send a file.
pub fn brotli(bytes: &[u8]) -> Result<u64> {
    let mut compressor = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 24);
    compressor.write_all(bytes)?;
    Ok(compressor.into_inner().len() as u64)
}
