//! Any bytes are a reach that can be asked, or a typed error.

#![no_main]

use guichet_bundle::reach::Reach;
use guichet_fuzz::{REACH, within, words_of};
use guichet_search::Known;
use libfuzzer_sys::fuzz_target;

/// Bytes of memory for each byte of the file (docs/formats/fuzzing.md says where they go).
const FACTOR: usize = 1024;

const QUERIES: &[&str] = &[
    "",
    "how do I return a parcel",
    "l’écran",
    "返品",
    "PW-48 e-mail",
];

fuzz_target!(|file: &[u8]| {
    within(FACTOR, file, || {
        let _ = Reach::open(file);
        if let Some(Ok(reach)) = REACH.mend(file).map(|file| Reach::open(&file)) {
            ask(&reach, file);
        }
    });
});

fn ask(reach: &Reach, file: &[u8]) {
    let words = words_of(file);
    let queries = QUERIES
        .iter()
        .copied()
        .chain(words.iter().map(String::as_str));
    for query in queries {
        for here in [
            Known { words: 1, known: 0 },
            Known { words: 3, known: 2 },
            Known { words: 0, known: 0 },
        ] {
            for tag in reach.locales(query, "en", here) {
                assert!(tag != "en" && here.words > 0);
            }
        }
    }
}
