//! Words by their ends. Whoever mistypes a word early writes something that stands far from it in the dictionary, and in another shard; but its
//! end is right. So an index in shards has its words once more, written backwards, in shards of their own.

use super::alphabet::Alphabet;
use super::bytes::Cursor;
use super::term_table::FormTable;

/// The words of one shard, backwards and sorted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spellings(FormTable);

impl Spellings {
    pub(super) fn read(cursor: &mut Cursor<'_>, alphabet: &Alphabet) -> Option<Self> {
        FormTable::read(cursor, alphabet).map(Self)
    }

    /// The words and their letters.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&[u8], u64)> {
        (0..self.0.len()).map(|at| (self.0.folded(at), self.0.letters(at)))
    }
}

/// A word backwards.
pub(crate) fn backwards(word: &str) -> String {
    word.chars().rev().collect()
}
