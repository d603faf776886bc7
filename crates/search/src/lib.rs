//! The search engine: text in, a segment of bytes out, answers from those bytes.
//!
//! It owns the analysis of text, the index format and the ranking. It knows no DOM, no files, no clock and
//! no serde: whoever calls it brings the text and the bytes, and gets plain Rust types back. It never stores
//! what it indexed: articles and sections are known by the ordinals in which they were added, their titles
//! and texts are the bundle's business.
//!
//! ```
//! use guichet_search::{ArticleText, SectionText, Segment, SegmentWriter};
//!
//! let mut writer = SegmentWriter::new("en");
//! let lead = SectionText { heading: "", body: "See where your parcel is right now." };
//! writer.add_article(&ArticleText { title: "Track an order", sections: &[lead], ..ArticleText::default() });
//! let segment = Segment::open(&writer.finish())?;
//!
//! let hits = segment.search("where is my parc", 10);
//! assert_eq!((hits[0].article, hits[0].section), (0, 0));
//! # Ok::<(), guichet_search::FormatError>(())
//! ```
//!
//! # Where is what?
//! - [`analysis`]: text → tokens. ONE code for indexing and for querying.
//! - [`index`]: tokens → segment → postings. The byte grammar, writer and reader side by side.
//! - [`query`]: a typed line → ranked hits; snippets and highlights.

#![cfg_attr(test, allow(clippy::unwrap_used))]
// Each part of the format has its writer and its reader side by side; without the feature, the writers are idle and are not linked.
#![cfg_attr(not(feature = "stemming"), allow(dead_code))]

pub mod analysis;
pub mod index;
pub mod query;

#[cfg(test)]
mod random;

pub use analysis::{Analyzer, Token, TokenKind};
#[cfg(feature = "stemming")]
pub use index::{ArticleText, Cutting, Index, SectionText, SegmentWriter};
pub use index::{FormatError, Segment, checksum};
pub use query::{
    Explanation, FieldParams, Grade, Hit, Known, Match, Matcher, RankingParams, Snippet,
    TermExplanation, WordExplanation,
};
