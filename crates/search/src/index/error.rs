//! What can be wrong with the bytes of a segment.

use thiserror::Error;

/// Why bytes were refused. Nothing of a refused segment is used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FormatError {
    /// The bytes do not begin as a segment does.
    #[error(
        "expected a search index, which begins with \"GSEG\", found {found:02x?}; check which file is served as the index"
    )]
    NotASegment {
        /// The first bytes, at most four.
        found: Vec<u8>,
    },
    /// The segment was written by a newer Guichet.
    #[error(
        "the search index has format version {found}, this reader knows up to {supported}; update the widget"
    )]
    NewerVersion {
        /// The version the bytes claim.
        found: u16,
        /// The newest version that this reader knows.
        supported: u16,
    },
    /// The segment was written before the first release, in a form that is no longer read.
    #[error(
        "the search index has format version {found}, which is no longer read; build the bundle again"
    )]
    OlderVersion {
        /// The version the bytes claim.
        found: u16,
    },
    /// The bytes end too early, or go on after the end.
    #[error("expected a search index of {expected} bytes, found {found}; transfer the file again")]
    WrongLength {
        /// The length that the segment states, or that of a header when not even that is there.
        expected: u64,
        /// The number of bytes at hand.
        found: u64,
    },
    /// The bytes were changed after they had been written.
    #[error(
        "the checksum of the search index should be {expected:08x} and is {found:08x}; transfer the file again"
    )]
    Checksum {
        /// The checksum that the segment states.
        expected: u32,
        /// The checksum of the bytes at hand.
        found: u32,
    },
    /// The bytes are those that were written, but what was written is no segment.
    #[error("the search index is not well formed at byte {offset}: {what}; build the bundle again")]
    Corrupt {
        /// Where in the segment the reader stopped.
        offset: usize,
        /// What is wrong there.
        what: Fault,
    },
}

/// What is wrong within a file whose bytes are those that were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// Its locale.
    #[error("the locale is not well formed")]
    Locale,
    /// Its alphabet.
    #[error("the alphabet is not well formed")]
    Alphabet,
    /// Its function words.
    #[error("the function words are not well formed")]
    FunctionWords,
    /// Its endings.
    #[error("the endings are not well formed")]
    Endings,
    /// Its articles and sections.
    #[error("the articles are not well formed")]
    Articles,
    /// Its terms.
    #[error("the dictionary is not well formed")]
    Dictionary,
    /// Its relations.
    #[error("the relations are not well formed")]
    Relations,
    /// Its codebook or its lists.
    #[error("the postings are not well formed")]
    Postings,
    /// The list of its shards.
    #[error("the shards are not well formed")]
    Shards,
    /// Its spellings.
    #[error("the spellings are not well formed")]
    Spellings,
    /// Something follows after its end.
    #[error("more follows than belongs to it")]
    End,
    /// A shard is of another index, or has another number.
    #[error("it is a shard of another index")]
    OtherIndex,
    /// A shard has other terms than its directory says.
    #[error("its terms are not those that the directory says")]
    OtherTerms,
}
