//! The index of one locale: what its bytes mean, how they are written and how they are read.
//!
//! Owns the format, and nothing about ranking. Titles and texts are not in here: articles and sections are
//! known by the ordinals in which they were added. `docs/formats/index.md` tells why the format is as it is.
//!
//! # What do the bytes mean?
//! `varint` is LEB128, at most 32 bits, in its shortest form; `u32` and `u16` are little-endian. Numbers of one
//! kind stand together in *columns*: the file is compressed afterwards, and likes its neighbours alike.
//!
//! ```text
//! file        = magic version:u16 length:u32 checksum:u32 body
//!               length counts the whole file; checksum is the CRC-32 (IEEE) of the body
//! segment     = "GSEG", body: locale alphabet function-words endings articles sections dictionary relations codebook postings
//! locale      = text                                            BCP 47 tag, at most 64 bytes
//! text        = length:varint utf8-bytes
//! alphabet    = count:varint text*                              at most 64 letters, see `alphabet`
//! function-words = words                                        exact forms
//! endings     = words
//! words       = count:varint (letter* drop)*                    each once and sorted; see `alphabet`
//! articles    = count:varint sections:varint* norms*6 weight:u8*
//!               sections ≥ 1; a column of norms for each of title, keywords, questions, anchors, elsewhere,
//!               description; weight: 64 + 32 · log2 of it, 0 to 128
//! sections    = norms*2                                         columns of heading, body; one norm a section
//! norms       = u8*                                             see `fieldnorm`
//! dictionary  = words ending:u8* postings:varint*
//!               exact forms; of each term the bytes of its folded form that follow its root; the length of its list of postings
//! relations   = count:varint weight:u8* from:varint* to:varint* terms:varint* first:varint* phrases
//!               weight in 255ths, not 0; the number of phrases to search for and of those to find, where 0 stands for the ones
//!               to search for whose terms all have postings; the number of terms of each phrase, 1 to 32; the first term of each
//!               relation, as the distance from that of the one before
//! phrases     = term:varint*                                    ordinals; the first term of a phrase, unless it is that of its relation, is
//!               the distance from that of the phrase before, among those to search for and among those to find
//! codebook    = count:varint (fields:u8 tf:varint+)*            fields: bit 0 title, 1 keywords, 2 questions,
//!               3 anchors, 4 elsewhere, 5 description, 6 heading, 7 body; a tf (1 to 65535) for each set bit
//! postings    = bytes:varint gap:varint* code:varint*           two columns of the same length; bytes of the first
//!               lists stand in the order of their lengths, then of their terms; gap: sections left out since
//!               the posting before, in the order of `documents::by_length`; code: place in the codebook of what the section has of the term
//! ```
//!
//! An index in shards is a directory and a file for each shard:
//!
//! ```text
//! directory   = "GDIR", body: locale alphabet function-words endings count shards spellings relations
//! count       = articles:varint average:f32*8 weights           averages of the lengths of the eight fields, where there are any
//! weights     = count:varint (gap:varint weight:u8)*            of the articles of another weight than 1; gap: articles left out
//! shards      = set:u32 count:varint terms:varint* words        set: the same in every shard; how many terms each has; the folded
//!               form of the first term of each
//! spellings   = words                                           the first word of each shard of spellings
//! shard       = "GSHD", body: set:u32 number:varint (dictionary codebook scattered | words)
//!               numbers count the shards of terms, then those of spellings: of folded forms, their characters backwards
//! scattered   = bytes:varint gap:varint* bytes:varint section:varint* code:varint*
//!               as postings, but gap counts the articles since the posting before, and section, within one article, the sections left
//!               out since then; in the codebook each tf is followed by the norm:u8 of the field
//! ```
//!
//! Terms are sorted by folded form, then by exact form, both as bytes. What belongs to the whole article is posted to
//! its lead, section 0. Terms of one folded form are in one shard. A term without postings is named by a relation, or is a function word that was left out of the bodies.

mod alphabet;
mod bytes;
mod columns;
#[cfg(feature = "stemming")]
mod cutting;
mod dictionary;
mod documents;
mod error;
mod fieldnorm;
mod layout;
#[cfg(feature = "stemming")]
mod merging;
mod postings;
#[cfg(feature = "stemming")]
mod relating;
mod relations;
#[cfg(feature = "stemming")]
mod roots;
mod segment;
mod spellings;
mod term_table;
#[cfg(feature = "stemming")]
mod terms;
#[cfg(feature = "stemming")]
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use dictionary::{Ending, Lookup, TermId};
pub(crate) use postings::{FIELDS, Field};
pub(crate) use spellings::{Spellings, backwards};
pub(crate) use term_table::{chars, letters};

pub use bytes::checksum;
#[cfg(feature = "stemming")]
pub use cutting::{Cutting, Index};
pub use error::{Fault, FormatError};
pub use layout::VERSION;
pub use segment::Segment;
#[cfg(feature = "stemming")]
pub use writer::{ArticleText, SectionText, SegmentWriter};
