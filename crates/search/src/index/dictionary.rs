//! The terms of a segment: their forms, their roots, and the way from a word to them.
//!
//! When a segment is opened its terms are unpacked into two flat texts with a table of starts each: nothing is
//! allocated per term, and a lookup halves its way through plain memory.
//!
//! # How does an inflected word find the others?
//! A stemmer runs when the index is built, and nowhere else. It leaves two traces: for each term the length of its
//! *root*, the beginning that all forms of the word share, and a list of the *endings* that follow roots
//! in this language. Forms of one word have the same root and therefore stand close together. A word that the
//! index has never seen is tried without each ending that it has, the shortest first.

use std::collections::BTreeSet;

use super::bytes::{Cursor, push_varint};
use super::columns::{column, push_column};
use crate::analysis::{MAX_TERM_BYTES, fold};

/// The place of a term among the sorted terms.
pub(crate) type TermId = u32;

/// Shortest root, in characters, of which an ending is taken off: below, everything resembles everything.
const MIN_ROOT: usize = 3;

/// The unpacked terms.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    exact: FlatTexts,
    folded: FlatTexts,
    /// Bytes of the folded form after the root, by term.
    endings: Vec<u8>,
    /// The endings of the language, sorted.
    known_endings: Vec<String>,
    /// Which letters a term has: see [`letters`].
    letters: Vec<u64>,
}

/// Texts in one piece of memory.
#[derive(Clone, Debug, Default)]
struct FlatTexts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl FlatTexts {
    fn get(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start as usize..self.ends[at] as usize]
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    /// `None` if the texts are too long to be counted.
    fn end(&mut self) -> Option<()> {
        self.ends.push(u32::try_from(self.bytes.len()).ok()?);
        Some(())
    }
}

impl Dictionary {
    /// Reads the shared lengths, tails and endings of `terms` terms. Their lists of postings follow.
    pub(super) fn read(
        cursor: &mut Cursor<'_>,
        terms: usize,
        known_endings: &[&str],
    ) -> Option<Self> {
        let shared = cursor.take(terms)?;
        let mut dictionary = Self {
            known_endings: known_endings
                .iter()
                .map(|text| (*text).to_owned())
                .collect(),
            ..Self::default()
        };
        let (mut form, mut folded) = (Vec::new(), String::new());
        for shared in shared {
            let shared = usize::from(*shared);
            if shared > form.len() {
                return None;
            }
            form.truncate(shared);
            form.extend(cursor.take_until_zero()?);
            dictionary.push(&form, &mut folded)?;
        }
        dictionary.endings = cursor.take(terms)?.to_vec();
        let has_a_root = |(term, ending): (usize, &u8)| {
            let form = dictionary.folded.get(term);
            let root = form.len().checked_sub(usize::from(*ending));
            root.is_some_and(|root| root > 0 && is_char_start(form, root))
        };
        dictionary
            .endings
            .iter()
            .enumerate()
            .all(has_a_root)
            .then_some(dictionary)
    }

    /// The dictionary of terms that are being written.
    pub(super) fn of(terms: impl Iterator<Item = Term>, known_endings: &BTreeSet<String>) -> Self {
        let mut dictionary = Self {
            known_endings: known_endings.iter().cloned().collect(),
            ..Self::default()
        };
        let mut folded = String::new();
        for term in terms {
            dictionary
                .push(term.exact.as_bytes(), &mut folded)
                .expect("terms that are written are sorted and well formed");
            dictionary.endings.push(term.ending);
        }
        dictionary
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
        self.letters.push(letters(folded.as_bytes()));
        self.folded.bytes.extend(folded.as_bytes());
        self.folded.end()?;
        self.exact.bytes.extend(exact);
        self.exact.end()?;
        let last = self.len() - 1;
        let sorted = last == 0
            || (self.folded(last as u32 - 1), self.exact(last as u32 - 1))
                < (self.folded(last as u32), self.exact(last as u32));
        sorted.then_some(())
    }

    pub(crate) fn len(&self) -> usize {
        self.exact.len()
    }

    pub(crate) fn exact(&self, term: TermId) -> &[u8] {
        self.exact.get(term as usize)
    }

    pub(crate) fn folded(&self, term: TermId) -> &[u8] {
        self.folded.get(term as usize)
    }

    /// The beginning of the folded form that all forms of the word share.
    pub(crate) fn root(&self, term: TermId) -> &[u8] {
        let folded = self.folded(term);
        &folded[..folded.len() - usize::from(self.endings[term as usize])]
    }

    /// The letters of a term, as [`letters`] tells them.
    pub(crate) fn letters(&self, term: TermId) -> u64 {
        self.letters[term as usize]
    }

    /// The terms whose folded form begins with `prefix`.
    pub(crate) fn with_prefix<'a>(&'a self, prefix: &'a [u8]) -> impl Iterator<Item = TermId> + 'a {
        let start = self.partition_point(|folded| folded < prefix) as TermId;
        (start..self.len() as TermId).take_while(move |term| self.folded(*term).starts_with(prefix))
    }

    /// The terms with this folded form.
    pub(crate) fn with_form<'a>(&'a self, folded: &'a [u8]) -> impl Iterator<Item = TermId> + 'a {
        self.with_prefix(folded)
            .take_while(move |term| self.folded(*term).len() == folded.len())
    }

    fn partition_point(&self, is_before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self.folded.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The terms that have this root: the forms of a word.
    pub(crate) fn with_root<'a>(&'a self, root: &'a [u8]) -> impl Iterator<Item = TermId> + 'a {
        self.with_prefix(root)
            .filter(move |term| self.root(*term).len() == root.len())
    }

    /// The root of a word, whether or not the index has it in this form: a beginning of `folded` that is the
    /// root of some term, with an ending of the language after it. `None` if there is no such term.
    ///
    /// With `is_unfinished` the ending may itself be unfinished.
    pub(crate) fn root_of<'w>(&self, folded: &'w [u8], is_unfinished: bool) -> Option<&'w [u8]> {
        if let Some(term) = self.with_form(folded).next() {
            return Some(&folded[..self.root(term).len()]);
        }
        let is_root = |root: &&'w [u8]| self.with_root(root).next().is_some();
        let cuts = (1..=folded.len()).rev();
        cuts.filter(|cut| is_char_start(folded, *cut))
            .take_while(|cut| chars(&folded[..*cut]) >= MIN_ROOT)
            .filter(|cut| self.is_ending(&folded[*cut..], is_unfinished))
            .map(|cut| &folded[..cut])
            .find(is_root)
    }

    fn is_ending(&self, ending: &[u8], is_unfinished: bool) -> bool {
        if ending.is_empty() {
            return true;
        }
        let at = self
            .known_endings
            .partition_point(|known| known.as_bytes() < ending);
        self.known_endings.get(at).is_some_and(|known| {
            known.as_bytes() == ending || is_unfinished && known.as_bytes().starts_with(ending)
        })
    }
}

/// A bit for each letter that a word has, by the last byte of the letter. Letters share bits, so different sets may look equal,
/// but words that are one edit apart differ in at most one bit each way.
pub(crate) fn letters(folded: &[u8]) -> u64 {
    let next = folded.iter().skip(1).chain(&[0]);
    let last_bytes = folded
        .iter()
        .zip(next)
        .filter(|(_, next)| *next & 0xc0 != 0x80);
    last_bytes.fold(0, |letters, (last, _)| letters | 1 << (last & 63))
}

/// The characters of UTF-8 text: every byte that does not continue one.
pub(crate) fn chars(utf8: &[u8]) -> usize {
    utf8.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

fn is_char_start(utf8: &[u8], at: usize) -> bool {
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

/// Writes the columns of sorted terms, without their count.
pub(super) fn push_terms(bytes: &mut Vec<u8>, terms: &[Term]) {
    let exact = |at: usize| terms[at].exact.as_bytes();
    let shared = |at: usize| {
        let before = at.checked_sub(1).map_or(&[][..], exact);
        let same = before.iter().zip(exact(at));
        same.take_while(|(a, b)| a == b).count()
    };
    bytes.extend((0..terms.len()).map(|at| shared(at) as u8));
    for at in 0..terms.len() {
        bytes.extend(&exact(at)[shared(at)..]);
        bytes.push(0);
    }
    bytes.extend(terms.iter().map(|term| term.ending));
}

/// Reads the count of terms and the columns that `push_terms` and the lists' lengths are.
pub(super) fn read_terms(
    cursor: &mut Cursor<'_>,
    known_endings: &[&str],
) -> Option<(Dictionary, Vec<u32>)> {
    let terms = cursor.count()?;
    let dictionary = Dictionary::read(cursor, terms, known_endings)?;
    Some((dictionary, column(cursor, terms)?))
}

/// Writes what [`read_terms`] reads.
pub(super) fn push_dictionary(bytes: &mut Vec<u8>, terms: &[Term], lengths: &[u32]) {
    push_varint(bytes, terms.len() as u32);
    push_terms(bytes, terms);
    push_column(bytes, lengths);
}
