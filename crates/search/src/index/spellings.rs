//! Words by their ends. Whoever mistypes a word early writes something that stands far from it in the dictionary, and in another shard; but its
//! end is right. So an index in shards has its words once more, written backwards, in shards of their own.

use std::sync::Arc;

use super::bytes::Cursor;
use super::term_table::{FlatTexts, letters, read_tail};

/// The words of one shard, backwards and sorted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spellings {
    words: FlatTexts,
    letters: Vec<u64>,
}

/// Where such a shard stands.
#[derive(Clone, Debug)]
pub(crate) struct SpellingsPlace {
    /// Its first word.
    pub(super) first: String,
    /// `None` until it is fetched.
    pub(super) spellings: Option<Arc<Spellings>>,
}

impl Spellings {
    /// Reads the words to the end of the bytes.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Self> {
        let mut spellings = Self::default();
        let mut word = Vec::new();
        let count = cursor.count()?;
        for shared in cursor.take(count)? {
            let before = word.clone();
            read_tail(cursor, usize::from(*shared), &mut word)?;
            str::from_utf8(&word).ok().filter(|_| before < word)?;
            spellings.words.push(&word)?;
            spellings.letters.push(letters(&word));
        }
        Some(spellings)
    }

    /// The words and their letters.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&[u8], u64)> {
        let letters = self.letters.iter().copied();
        (0..self.words.len())
            .map(|at| self.words.get(at))
            .zip(letters)
    }
}

/// A word backwards.
pub(crate) fn backwards(word: &str) -> String {
    word.chars().rev().collect()
}
