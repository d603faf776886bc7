//! Writes a reach.

use std::collections::BTreeSet;

use guichet_search::{Analyzer, TokenKind, checksum};
use xorf::Xor8;

use super::{Kind, MAGIC, VERSION, key};

/// Collects the words of some locales and makes a reach of them.
#[derive(Clone, Debug, Default)]
pub struct ReachWriter {
    filters: Vec<u8>,
}

impl ReachWriter {
    /// Adds a locale by its BCP 47 tag (of at most 255 bytes): the function words of its language, with white space between
    /// them, and the texts by which its articles are found.
    pub fn add<'a>(
        &mut self,
        tag: &str,
        function_words: &str,
        texts: impl IntoIterator<Item = &'a str>,
    ) {
        let filter = Xor8::from(&keys(tag, function_words, texts));
        let size = u8::try_from(tag.len()).expect("a tag is short");
        self.filters.push(size);
        self.filters.extend(tag.as_bytes());
        self.filters.extend(filter.seed.to_le_bytes());
        self.filters
            .extend(u32_of(filter.block_length).to_le_bytes());
        self.filters.extend(&filter.fingerprints);
    }

    /// The reach's bytes, not yet gzipped; the same for the same locales in the same order.
    pub fn finish(self) -> Vec<u8> {
        let mut reach = MAGIC.to_vec();
        reach.extend(VERSION.to_le_bytes());
        reach.extend(u32_of(self.filters.len()).to_le_bytes());
        reach.extend(checksum(&self.filters).to_le_bytes());
        reach.extend(self.filters);
        reach
    }
}

/// Each once, as the filter's construction demands.
fn keys<'a>(tag: &str, function_words: &str, texts: impl IntoIterator<Item = &'a str>) -> Vec<u64> {
    let analyzer = Analyzer::for_locale(tag);
    let mut functions = BTreeSet::new();
    analyzer.analyze(function_words, &mut |token| {
        functions.insert(token.folded.to_owned());
    });
    let function_keys = functions.iter().map(|word| key(tag, Kind::Function, word));
    let mut keys: BTreeSet<u64> = function_keys.collect();
    for text in texts {
        analyzer.analyze(text, &mut |token| {
            if token.kind != TokenKind::Tail && !functions.contains(token.folded) {
                keys.insert(key(tag, Kind::Telling, token.folded));
            }
        });
    }
    keys.into_iter().collect()
}

fn u32_of(size: usize) -> u32 {
    u32::try_from(size).expect("the words of a knowledge base are far less than 4 GiB")
}
