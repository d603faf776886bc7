//! Reach: what there is in the other languages, asked from a few kilobytes instead of their indexes.
//!
//! One file of the bundle holds an Xor filter for each locale (Graf and Lemire, *Xor Filters: Faster and Smaller Than Bloom and
//! Cuckoo Filters*, 2020, as the crate `xorf` builds them) over the words by which its articles are found. A filter says of any word
//! whether the locale knows it: always if it does, and once in 256 times if it does not. It knows no articles and ranks nothing.
//!
//! ```text
//! reach    = magic version length checksum filter*
//! magic    = "GREA"
//! version  = u16 le                      1
//! length   = u32 le                      of the filters, in bytes
//! checksum = u32 le                      CRC-32 (ISO-HDLC) of the filters
//! filter   = size:u8 tag seed:u64 le block:u32 le fingerprints
//!            size: bytes of the tag; block: not 0; fingerprints: 3 · block bytes
//! ```
//!
//! # What is a key?
//! The locale's tag (so that filters err each on its own words), a byte that tells what the word is, and the word as the locale's
//! analyzer folds it; of all that the 64-bit FNV-1a hash. The byte is 0 for a word that says what an article is about, which is
//! cut after its fifth letter, and 1 for a function word of the language, such as `how` and `my`. The widget has no stemmers;
//! cut words did better than stems that are guessed (`docs/decisions/0008-other-languages.md`).
//!
//! # When does a filter have a key?
//! ```text
//! hash   = mix(key + seed)                                 mix: the finalizer of MurmurHash3, 64 bits
//! at(i)  = i · block + (low32(rotl(hash, 21 · i)) · block >> 32)
//! has it   if low8(hash ^ hash >> 32) = fingerprints[at(0)] ^ fingerprints[at(1)] ^ fingerprints[at(2)]
//! ```
//!
//! # When is another language offered?
//! When [little of the query is known](is_weak) where the person is, and the other locale understands three fifths of its words, more
//! than this one, and at least one that is no function word.

mod error;
mod reader;
mod writer;

#[cfg(test)]
mod tests;

pub use error::ReachError;
pub use reader::{Reach, is_weak};
pub use writer::ReachWriter;

const MAGIC: [u8; 4] = *b"GREA";
const VERSION: u16 = 1;
const HEADER: usize = 14;

/// How many letters of a word count: few enough that most forms of a word are one, enough that few words are.
const CUT: usize = 5;

/// What a word is to its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It says what a text is about.
    Telling = 0,
    /// It holds a sentence together.
    Function = 1,
}

/// The key of a word, as the filters have it.
fn key(tag: &str, kind: Kind, folded: &str) -> u64 {
    let end = match kind {
        Kind::Telling => folded.char_indices().nth(CUT).map(|(end, _)| end),
        Kind::Function => None,
    };
    let word = &folded[..end.unwrap_or(folded.len())];
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for part in [tag.as_bytes(), &[kind as u8], word.as_bytes()] {
        for byte in part {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
