//! The index of one locale: what its bytes mean, how they are written and how they are read.
//!
//! Owns the format, and nothing about ranking. Titles and texts are not in here: articles and sections are
//! known by the ordinals in which they were added. `docs/formats/index.md` tells why the format is as it is.
//!
//! # What do the bytes mean?
//! `varint` is LEB128, at most 32 bits, in its shortest form; `u32` and `u16` are little-endian.
//!
//! ```text
//! segment     = "GSEG" version:u16 length:u32 checksum:u32 body
//!               length counts the whole segment; checksum is the CRC-32 (IEEE) of the body
//! body        = locale function-words articles sections dictionary
//! locale      = length:varint utf8-bytes                       BCP 47 tag, at most 64 bytes
//! function-words = count:varint (length:varint utf8-bytes)*     exact and folded forms, sorted, each once
//! articles    = count:varint article*
//! article     = sections:varint norm*3                         sections ≥ 1; norms of title, keywords, description
//! sections    = (norm*2)*                                      norms of heading, body; one pair a section
//! norm        = u8                                             see `fieldnorm`
//! dictionary  = terms:varint entries-length:varint postings-length:varint head* entries postings
//! head        = entry-offset:u32 postings-offset:u32           one for every 16 terms
//! entry       = shared:varint tail-and-marked:varint tail exact? postings-length:varint
//!               shared bytes are taken from the folded form before (0 in the first entry of a block);
//!               tail-and-marked is the tail's length × 2, plus 1 if the exact form differs from the folded
//! exact       = shared:varint length:varint tail               shared with this entry's folded form
//! postings    = per term: (section-delta:varint fields:u8 tf*)+
//!               deltas between section ordinals, the first from -1, so each is ≥ 1;
//!               fields: bit 0 title, 1 keywords, 2 description, 3 heading, 4 body; bits 5 to 7: the tf of the
//!               lowest field if it is 1 to 7, else 0 and it comes first in tf*
//! tf          = varint                                         1 to 65535, for each remaining field of the mask
//! ```
//!
//! Entries are sorted by folded form, then by exact form, both as bytes. Title, keywords and description are
//! posted to section 0 of their article, its lead.

mod bytes;
mod dictionary;
mod error;
mod fieldnorm;
mod layout;
mod postings;
mod segment;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use dictionary::Entry;
pub(crate) use postings::{FIELDS, Field, postings};

pub use bytes::checksum;
pub use error::FormatError;
pub use layout::VERSION;
pub use segment::Segment;
pub use writer::{ArticleText, SectionText, SegmentWriter};
