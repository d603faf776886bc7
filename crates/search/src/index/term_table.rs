//! The terms of one shard: their forms and their roots, unpacked.
//!
//! When a shard is opened its terms are unpacked into one flat text with a table of ends: nothing is allocated per term,
//! and a lookup halves its way through plain memory. The way from a word to terms is the business of `dictionary`.

use super::alphabet::{Alphabet, Spelled};
use super::bytes::Cursor;
use super::columns::{column, push_column};

/// Words in both their forms, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct FormTable {
    /// Of each word the folded form, and after it the exact one if that is another.
    bytes: Vec<u8>,
    /// Where the folded form of each word ends, and where the word does.
    ends: Vec<(u32, u32)>,
    /// Which letters a word has: see [`letters`].
    letters: Vec<u64>,
}

/// Unpacked terms, by their place in the shard.
#[derive(Clone, Debug, Default)]
pub(super) struct TermTable {
    pub(super) forms: FormTable,
    /// Bytes of the folded form after the root.
    endings: Vec<u8>,
}

impl FormTable {
    /// Reads words, sorted by their folded forms, then by their exact ones.
    pub(super) fn read(cursor: &mut Cursor<'_>, alphabet: &Alphabet) -> Option<Self> {
        let words = cursor.count()?;
        let mut table = Self::default();
        table.ends.reserve_exact(words);
        table.letters.reserve_exact(words);
        let mut word = Spelled::new(alphabet);
        for _ in 0..words {
            let shared = word.read(cursor)?;
            let (exact, folded) = (word.exact(), word.folded());
            if folded.is_empty() {
                return None;
            }
            if let Some(last) = table.len().checked_sub(1) {
                let before = &table.folded(last)[shared..];
                // Mostly the first letter that is not shared tells.
                let is_before = before.first() < folded[shared..].first() || {
                    let folded = before.cmp(&folded[shared..]);
                    folded.then_with(|| table.exact(last).cmp(exact)).is_lt()
                };
                is_before.then_some(())?;
            }
            let other = word.is_folded().then_some(exact);
            table.push(folded, other, word.letters())?;
        }
        Some(table)
    }

    /// `exact` is said only where it is another form.
    pub(super) fn push(&mut self, folded: &[u8], exact: Option<&[u8]>, letters: u64) -> Option<()> {
        self.bytes.extend(folded);
        let end = self.bytes.len() as u32;
        if let Some(exact) = exact {
            self.bytes.extend(exact);
        }
        self.ends.push((end, u32::try_from(self.bytes.len()).ok()?));
        self.letters.push(letters);
        Some(())
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn start(&self, at: usize) -> usize {
        at.checked_sub(1)
            .map_or(0, |before| self.ends[before].1 as usize)
    }

    pub(super) fn exact(&self, at: usize) -> &[u8] {
        match self.ends[at] {
            (folded, end) if folded < end => &self.bytes[folded as usize..end as usize],
            _ => self.folded(at),
        }
    }

    pub(super) fn folded(&self, at: usize) -> &[u8] {
        &self.bytes[self.start(at)..self.ends[at].0 as usize]
    }

    /// The letters of a word, as [`letters`] tells them.
    pub(super) fn letters(&self, at: usize) -> u64 {
        self.letters[at]
    }

    /// The words whose folded form begins with `prefix`.
    pub(super) fn with_prefix<'a>(&'a self, prefix: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let start = partition_point(self.len(), |at| self.folded(at) < prefix);
        (start..self.len()).take_while(move |at| self.folded(*at).starts_with(prefix))
    }

    /// The words with this folded form.
    pub(super) fn with_form<'a>(&'a self, folded: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let longer = self.with_prefix(folded);
        longer.take_while(|at| self.folded(*at).len() == folded.len())
    }
}

impl TermTable {
    /// Reads terms: their forms and endings. The lengths of their lists follow.
    fn read(cursor: &mut Cursor<'_>, alphabet: &Alphabet) -> Option<Self> {
        let forms = FormTable::read(cursor, alphabet)?;
        let endings = cursor.take(forms.len())?.to_vec();
        let has_a_root = |(term, ending): (usize, &u8)| {
            let form = forms.folded(term);
            let root = form.len().checked_sub(usize::from(*ending));
            root.is_some_and(|root| root > 0 && is_char_start(form, root))
        };
        let mut ended = endings
            .iter()
            .enumerate()
            .filter(|(_, ending)| **ending > 0);
        ended.all(has_a_root).then_some(Self { forms, endings })
    }

    /// The table of terms that are being written.
    pub(super) fn of(terms: impl Iterator<Item = Term>) -> Self {
        let mut table = Self::default();
        for Term {
            folded,
            exact,
            ending,
        } in terms
        {
            let (exact, folded) = (exact.as_bytes(), folded.as_bytes());
            let other = (exact != folded).then_some(exact);
            let pushed = table.forms.push(folded, other, letters(folded));
            pushed.expect("terms that are written are well formed");
            table.endings.push(ending);
        }
        table
    }

    /// The beginning of the folded form that all forms of the word share.
    pub(super) fn root(&self, at: usize) -> &[u8] {
        let folded = self.forms.folded(at);
        &folded[..folded.len() - usize::from(self.endings[at])]
    }
}

/// The place of the first of so many sorted texts that is not before.
pub(super) fn partition_point(count: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
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

/// Reads the columns of terms, and the lengths of their lists.
pub(super) fn read_terms(
    cursor: &mut Cursor<'_>,
    alphabet: &Alphabet,
) -> Option<(TermTable, Vec<u32>)> {
    let table = TermTable::read(cursor, alphabet)?;
    let lengths = column(cursor, table.forms.len())?;
    Some((table, lengths))
}

/// Writes what [`read_terms`] reads.
pub(super) fn push_terms(
    bytes: &mut Vec<u8>,
    terms: &[Term],
    lengths: &[u32],
    alphabet: &Alphabet,
) {
    alphabet.push_words(bytes, terms.iter().map(|term| term.exact.as_str()));
    bytes.extend(terms.iter().map(|term| term.ending));
    push_column(bytes, lengths);
}
