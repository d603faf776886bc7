//! Packs: the documents of some articles of one locale in one file, fetched when the first of them is wanted.
//!
//! ```text
//! pack     = magic version length checksum body
//! magic    = "GUIP"
//! version  = u16 le                      1
//! length   = u32 le                      of the body, in bytes
//! checksum = u32 le                      CRC-32 (ISO-HDLC) of the body
//! body     = count article*              count: varint
//! article  = id locale title document    id, locale, title: string
//! document = size blocks                 size: varint, bytes of blocks
//! string   = size utf8                   size: varint
//! blocks   = count block*                the nodes' grammar heads `document`
//! varint   = LEB128, at most 5 bytes, at most u32::MAX
//! ```
//!
//! On disk a pack is gzipped; whoever reads it inflates it first (the browser's `DecompressionStream`, natively `flate2`).

mod bytes;
mod document;
mod error;
mod reader;
mod writer;

pub use error::PackError;
pub use reader::{Article, Pack};
pub use writer::PackWriter;

const MAGIC: [u8; 4] = *b"GUIP";
const VERSION: u16 = 1;
const HEADER: usize = 14;

#[cfg(test)]
mod tests;
