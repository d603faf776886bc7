//! Proves the hand-made decomposition table against Unicode's own: composed and decomposed spellings are the
//! same words.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use super::{Analyzer, collect};
use crate::random::Random;

/// What the table covers: Han without the compatibility ideographs.
const COVERED: &[RangeInclusive<u32>] = &[
    0x20..=0x24f,
    0x300..=0x52f,
    0x590..=0x5c7,
    0x5d0..=0x6ff,
    0x900..=0xeff,
    0x1000..=0x11ff,
    0x1780..=0x17ff,
    0x1e00..=0x1fbc,
    0x1fc2..=0x1fcc,
    0x1fd0..=0x1fdb,
    0x1fe0..=0x1fec,
    0x1ff2..=0x1ffc,
    0x3040..=0x30ff,
    0x4e00..=0x4fff,
    0xac00..=0xd7a3,
];

fn forms(analyzer: &Analyzer, text: &str) -> Vec<(String, String, u32)> {
    collect(analyzer, text, |token| {
        (
            token.folded.to_owned(),
            token.exact.to_owned(),
            token.position,
        )
    })
}

fn assert_same_tokens(analyzer: &Analyzer, text: &str) {
    let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
    let expected = forms(analyzer, text);
    assert_eq!(forms(analyzer, &composed), expected, "NFC {text:?}");
    assert_eq!(forms(analyzer, &decomposed), expected, "NFD {text:?}");
}

#[test]
fn composed_and_decomposed_characters_are_the_same_word() {
    let analyzers = ["en", "tr"].map(Analyzer::for_locale);
    for c in COVERED.iter().cloned().flatten().filter_map(char::from_u32) {
        for analyzer in &analyzers {
            assert_same_tokens(analyzer, &format!("a{c}b {c}e{c} {c}"));
        }
    }
}

#[test]
fn composed_and_decomposed_texts_are_the_same_words() {
    let mut random = Random::seeded(3);
    let analyzer = Analyzer::for_locale("en");
    for _ in 0..10_000 {
        let text: String = (0..12)
            .map(|_| {
                let range = &COVERED[random.below(COVERED.len())];
                let code = *range.start() + random.below(range.clone().count()) as u32;
                // Spaces keep most words short of the longest term, where spellings could be cut differently.
                char::from_u32(code)
                    .filter(|_| random.below(6) > 0)
                    .unwrap_or(' ')
            })
            .collect();
        assert_same_tokens(&analyzer, &text);
    }
}
