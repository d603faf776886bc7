//! The terms of one shard: their forms and their roots, unpacked.
//!
//! When a shard is opened its terms are unpacked into two flat texts with a table of starts each: nothing is allocated per term,
//! and a lookup halves its way through plain memory. The way from a word to terms is the business of `dictionary`.

use super::bytes::{Cursor, push_varint};
use super::columns::{column, push_column};
use crate::analysis::{MAX_TERM_BYTES, fold};

/// Unpacked terms, by their place in the shard.
#[derive(Clone, Debug, Default)]
pub(super) struct TermTable {
    exact: FlatTexts,
    folded: FlatTexts,
    /// Bytes of the folded form after the root.
    endings: Vec<u8>,
    /// Which letters a term has: see [`letters`].
    letters: Vec<u64>,
}

/// Texts in one piece of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct FlatTexts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl FlatTexts {
    pub(super) fn get(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start as usize..self.ends[at] as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// `None` if the texts are too long to be counted.
    pub(super) fn push(&mut self, text: &[u8]) -> Option<()> {
        self.bytes.extend(text);
        self.ends.push(u32::try_from(self.bytes.len()).ok()?);
        Some(())
    }

    /// The place of the first text that is not before, in a sorted table.
    pub(super) fn partition_point(&self, is_before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl TermTable {
    /// Reads the shared lengths, tails and endings of `terms` terms. The lengths of their lists follow.
    fn read(cursor: &mut Cursor<'_>, terms: usize) -> Option<Self> {
        let shared = cursor.take(terms)?;
        let mut table = Self::default();
        let (mut form, mut folded) = (Vec::new(), String::new());
        for shared in shared {
            read_tail(cursor, usize::from(*shared), &mut form)?;
            table.push(&form, &mut folded)?;
        }
        table.endings = cursor.take(terms)?.to_vec();
        let has_a_root = |(term, ending): (usize, &u8)| {
            let form = table.folded.get(term);
            let root = form.len().checked_sub(usize::from(*ending));
            root.is_some_and(|root| root > 0 && is_char_start(form, root))
        };
        let mut endings = table.endings.iter().enumerate();
        endings.all(has_a_root).then_some(table)
    }

    /// The table of terms that are being written.
    pub(super) fn of(terms: impl Iterator<Item = Term>) -> Self {
        let mut table = Self::default();
        let mut folded = String::new();
        for term in terms {
            table
                .push(term.exact.as_bytes(), &mut folded)
                .expect("terms that are written are sorted and well formed");
            table.endings.push(term.ending);
        }
        table
    }

    fn push(&mut self, exact: &[u8], folded: &mut String) -> Option<()> {
        if exact.is_empty() || exact.len() > MAX_TERM_BYTES {
            return None;
        }
        folded.clear();
        fold(str::from_utf8(exact).ok()?, folded);
        if folded.is_empty() {
            return None;
        }
        let folded = folded.as_bytes();
        if let Some(last) = self.len().checked_sub(1) {
            let before = self.folded(last).cmp(folded);
            let before = before.then_with(|| self.exact(last).cmp(exact));
            before.is_lt().then_some(())?;
        }
        self.letters.push(letters(folded));
        self.folded.push(folded)?;
        self.exact.push(exact)
    }

    pub(super) fn len(&self) -> usize {
        self.exact.len()
    }

    pub(super) fn exact(&self, at: usize) -> &[u8] {
        self.exact.get(at)
    }

    pub(super) fn folded(&self, at: usize) -> &[u8] {
        self.folded.get(at)
    }

    /// The beginning of the folded form that all forms of the word share.
    pub(super) fn root(&self, at: usize) -> &[u8] {
        let folded = self.folded(at);
        &folded[..folded.len() - usize::from(self.endings[at])]
    }

    /// The letters of a term, as [`letters`] tells them.
    pub(super) fn letters(&self, at: usize) -> u64 {
        self.letters[at]
    }

    /// The terms whose folded form begins with `prefix`.
    pub(super) fn with_prefix<'a>(&'a self, prefix: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let start = self.folded.partition_point(|folded| folded < prefix);
        (start..self.len()).take_while(move |at| self.folded(*at).starts_with(prefix))
    }
}

/// Replaces what `form` does not share with the text before it.
pub(super) fn read_tail(cursor: &mut Cursor<'_>, shared: usize, form: &mut Vec<u8>) -> Option<()> {
    if shared > form.len() {
        return None;
    }
    form.truncate(shared);
    form.extend(cursor.take_until_zero()?);
    Some(())
}

/// A bit for each letter that a word has, by the last byte of the letter. Letters share bits, so different sets may look equal,
/// but words that are one edit apart differ in at most one bit each way.
pub(crate) fn letters(folded: &[u8]) -> u64 {
    let Some((first, rest)) = folded.split_first() else {
        return 0;
    };
    let (mut letters, mut last) = (0, *first);
    for byte in rest {
        if byte & 0xc0 != 0x80 {
            letters |= 1 << (last & 63);
        }
        last = *byte;
    }
    letters | 1 << (last & 63)
}

/// The characters of UTF-8 text: every byte that does not continue one.
pub(crate) fn chars(utf8: &[u8]) -> usize {
    utf8.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

pub(super) fn is_char_start(utf8: &[u8], at: usize) -> bool {
    utf8.get(at).is_none_or(|byte| byte & 0xc0 != 0x80)
}

/// A term that is being written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    pub(super) folded: String,
    pub(super) exact: String,
    /// Bytes of the folded form after the root.
    pub(super) ending: u8,
}

/// Reads the count of terms, the columns of their forms, and the lengths of their lists.
pub(super) fn read_terms(cursor: &mut Cursor<'_>) -> Option<(TermTable, Vec<u32>)> {
    let terms = cursor.count()?;
    let table = TermTable::read(cursor, terms)?;
    Some((table, column(cursor, terms)?))
}

/// Writes what [`read_terms`] reads.
pub(super) fn push_terms(bytes: &mut Vec<u8>, terms: &[Term], lengths: &[u32]) {
    push_varint(bytes, terms.len() as u32);
    push_sorted(bytes, terms.iter().map(|term| term.exact.as_bytes()));
    bytes.extend(terms.iter().map(|term| term.ending));
    push_column(bytes, lengths);
}

/// Writes the columns of shared lengths and of tails.
pub(super) fn push_sorted<'a>(bytes: &mut Vec<u8>, texts: impl Iterator<Item = &'a [u8]> + Clone) {
    let before = std::iter::once(&[][..]).chain(texts.clone());
    let shared = before.zip(texts.clone()).map(|(before, text)| {
        let same = before.iter().zip(text);
        same.take_while(|(a, b)| a == b).count()
    });
    bytes.extend(shared.clone().map(|shared| shared as u8));
    for (text, shared) in texts.zip(shared) {
        bytes.extend(&text[shared..]);
        bytes.push(0);
    }
}
