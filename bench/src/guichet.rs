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
    inflated(&corpus.file(&index(corpus, tag)?.path)?)
}

/// What a file of the bundle is without gzip.
pub fn inflated(file: &[u8]) -> Result<Vec<u8>> {
    let mut inflated = Vec::new();
    GzDecoder::new(file).read_to_end(&mut inflated)?;
    Ok(inflated)
}

fn index<'a>(corpus: &'a Corpus, tag: &str) -> Result<&'a FileRef> {
    let entry = corpus.bundle.manifest().locale(tag);
    let entry = entry.with_context(|| format!("the manifest lists no {tag}"))?;
    Ok(&entry.index)
}

/// Of more bytes than this, Brotli's best takes minutes.
const MANY: usize = 16 << 20;

/// How many bytes Brotli makes of `bytes` at quality 11, as good hosts and networks send a file; of many, at quality 9.
pub fn brotli(bytes: &[u8]) -> Result<u64> {
    let quality = if bytes.len() > MANY { 9 } else { 11 };
    let mut compressor = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 24);
    compressor.write_all(bytes)?;
    Ok(compressor.into_inner().len() as u64)
}
