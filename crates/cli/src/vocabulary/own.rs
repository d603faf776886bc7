//! The owner's own synonyms: `[synonyms]` of `guichet.toml`.
//!
//! Their form is checked where the file is read.

use super::Relation;
use super::group::Group;

/// Almost a match of the word itself: the owner knows what customers mean. Not 1, so that an article with the very word
/// stands above one with its synonym. An arrow is as certain as a comma: the owner chose it.
const WEIGHT: f32 = 0.9;

/// The relations of the lines for one locale.
pub fn relations(lines: &[Group]) -> impl Iterator<Item = Relation> {
    lines.iter().map(|line| line.relation(WEIGHT, WEIGHT))
}
