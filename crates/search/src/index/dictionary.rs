//! The way from a word to the terms of an index, over all its shards.
//!
//! # How does an inflected word find the others?
//! A stemmer runs when the index is built, and nowhere else. It leaves two traces: for each term the length of its
//! *root*, the beginning that all forms of the word share, and a list of the *endings* that follow roots
//! in this language. Forms of one word have the same root and therefore stand close together. A word that the
//! index has never seen is tried without each ending that it has, the shortest first. Where that finds nothing, two endings
//! may be one after the other.
//!
//! # What if a shard is not here?
//! A large index is cut between terms, and a reader has only the shards that it fetched. A [`Lookup`] answers from those, and notes which others
//! it would have asked. It never asks more than a word is worth, also where all are at hand: what is found must not depend
//! on what was searched for before.

use std::cell::RefCell;
use std::sync::Arc;

use super::postings::Postings;
use super::spellings::Spellings;
use super::term_table::{FormTable, TermTable, chars, is_char_start, partition_point};

/// The place of a term among the sorted terms of all shards.
pub(crate) type TermId = u32;

/// Shortest root, in characters, of which an ending is taken off: below, everything resembles everything.
const MIN_ROOT: usize = 3;
/// The first of two endings has fewer bytes.
const MOST_OF_DOUBLE: usize = 20;
/// Most shards that are asked for what begins with a few letters: one for each letter beyond the first, up to this many. With one or two letters nobody
/// has said what is looked for.
const MOST_SHARDS: usize = 3;
/// Most shards that are asked for the forms of a word: these stand close together.
const MOST_SHARDS_OF_A_WORD: usize = 2;

/// All terms, as far as they are here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    shards: Vec<Place>,
    /// Of each shard the folded form of its first term; for the first one anything that is not after it.
    firsts: FormTable,
    spellings: SpellingsPlaces,
    /// The endings of the language, sorted.
    known_endings: FormTable,
}

/// Some of the terms of an index and their postings. An index in one piece has one shard; of a large one each is a file of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Shard {
    pub(super) terms: TermTable,
    pub(super) postings: Postings,
}

/// The shards of spellings of an index in shards; their numbers go on after those of the others.
#[derive(Clone, Debug, Default)]
pub(super) struct SpellingsPlaces {
    /// The first word of each.
    pub(super) firsts: FormTable,
    /// `None` until it is fetched.
    pub(super) shards: Vec<Option<Arc<Spellings>>>,
}

/// Where a shard stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Its first term.
    pub(super) start: TermId,
    /// The first term after it.
    pub(super) end: TermId,
    /// `None` until it is fetched.
    pub(super) shard: Option<Arc<Shard>>,
}

impl Place {
    /// The place of a shard that has everything.
    pub(super) fn whole(shard: Shard) -> Self {
        Self {
            start: 0,
            end: shard.terms.forms.len() as TermId,
            shard: Some(Arc::new(shard)),
        }
    }
}

impl Dictionary {
    pub(super) fn new(
        shards: Vec<Place>,
        firsts: FormTable,
        spellings: SpellingsPlaces,
        known_endings: FormTable,
    ) -> Self {
        Self {
            shards,
            firsts,
            spellings,
            known_endings,
        }
    }

    /// A dictionary in one piece.
    pub(super) fn whole(shard: Shard, known_endings: FormTable) -> Self {
        let mut firsts = FormTable::default();
        firsts.push(b"", None, 0).expect("it is the only one");
        let spellings = SpellingsPlaces::default();
        Self::new(vec![Place::whole(shard)], firsts, spellings, known_endings)
    }

    /// How many shards there are, of terms and of spellings.
    pub(super) fn shard_count(&self) -> usize {
        self.shards.len() + self.spellings.shards.len()
    }

    /// Whether a number is that of a shard of spellings.
    pub(super) fn are_spellings(&self, number: u32) -> bool {
        number as usize >= self.shards.len()
    }

    /// Whether a shard has the terms that it must have.
    pub(super) fn fits(&self, number: u32, shard: &Shard) -> bool {
        let place = &self.shards[number as usize];
        let after = number as usize + 1;
        let count = shard.terms.forms.len();
        let last = || shard.terms.forms.folded(count - 1);
        count == (place.end - place.start) as usize
            && shard.terms.forms.folded(0) == self.firsts.folded(number as usize)
            && (after == self.firsts.len() || last() < self.firsts.folded(after))
    }

    pub(super) fn add(&mut self, number: u32, shard: Shard) {
        self.shards[number as usize].shard = Some(Arc::new(shard));
    }

    pub(super) fn add_spellings(&mut self, number: u32, spellings: Spellings) {
        let at = number as usize - self.shards.len();
        self.spellings.shards[at] = Some(Arc::new(spellings));
    }

    fn number(&self, term: TermId) -> usize {
        self.shards.partition_point(|place| place.end <= term)
    }

    /// The shard of a term, and its place there.
    pub(super) fn place(&self, term: TermId) -> (&Shard, usize) {
        let place = &self.shards[self.number(term)];
        let shard = place.shard.as_deref();
        (
            shard.expect("a term is known by its shard only"),
            (term - place.start) as usize,
        )
    }

    pub(crate) fn exact(&self, term: TermId) -> &[u8] {
        let (shard, at) = self.place(term);
        shard.terms.forms.exact(at)
    }

    pub(crate) fn folded(&self, term: TermId) -> &[u8] {
        let (shard, at) = self.place(term);
        shard.terms.forms.folded(at)
    }

    /// The beginning of the folded form that all forms of the word share.
    pub(crate) fn root(&self, term: TermId) -> &[u8] {
        let (shard, at) = self.place(term);
        shard.terms.root(at)
    }

    fn is_ending(&self, text: &[u8], kind: Ending) -> bool {
        if kind == Ending::Double {
            let is_whole = |text: &[u8]| self.is_ending(text, Ending::Whole);
            let mut cuts = 1..text.len().min(MOST_OF_DOUBLE);
            return cuts.any(|cut| is_whole(&text[..cut]) && is_whole(&text[cut..]));
        }
        if text.is_empty() {
            return true;
        }
        let known = &self.known_endings;
        let at = partition_point(known.len(), |at| known.folded(at) < text);
        let is_it =
            |known: &[u8]| known == text || kind == Ending::Unfinished && known.starts_with(text);
        at < known.len() && is_it(known.folded(at))
    }
}

/// What may stand after a root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// An ending, or nothing.
    Whole,
    /// The beginning of an ending.
    Unfinished,
    /// Two endings: `hibá-i-tól`. A guess.
    Double,
}

/// Asks a dictionary, and notes which missing shards would have been asked.
#[derive(Clone, Debug)]
pub(crate) struct Lookup<'d> {
    dictionary: &'d Dictionary,
    missing: RefCell<Vec<u32>>,
}

impl<'d> Lookup<'d> {
    pub(crate) fn new(dictionary: &'d Dictionary) -> Self {
        Self {
            dictionary,
            missing: RefCell::default(),
        }
    }

    /// Whether every shard that was asked is here.
    pub(crate) fn is_complete(&self) -> bool {
        self.missing.borrow().is_empty()
    }

    /// The numbers of the shards that would have been asked, ascending.
    pub(crate) fn missing(self) -> Vec<u32> {
        let mut missing = self.missing.into_inner();
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    /// Where terms that begin with `prefix` may stand, in the first `most` shards.
    fn asked(&self, prefix: &[u8], most: usize) -> &'d [Place] {
        let shards = &self.dictionary.shards;
        let firsts = &self.dictionary.firsts;
        let first = partition_point(firsts.len(), |at| firsts.folded(at) <= prefix);
        let first = first.saturating_sub(1);
        let mut end = shards.len().min(first + 1);
        while end < shards.len().min(first + most) && firsts.folded(end).starts_with(prefix) {
            end += 1;
        }
        (first..end).for_each(|number| self.note(number));
        &shards[first..end]
    }

    fn note(&self, number: usize) {
        if self.dictionary.shards[number].shard.is_none() {
            self.missing.borrow_mut().push(number as u32);
        }
    }

    /// The first `most` terms that begin with `prefix` and fit.
    fn beginning_with(
        &self,
        prefix: &[u8],
        most_shards: usize,
        most: usize,
        fits: &dyn Fn(&TermTable, usize) -> bool,
    ) -> Vec<TermId> {
        let mut found = Vec::new();
        for place in self.asked(prefix, most_shards) {
            let Some(shard) = &place.shard else { continue };
            for at in shard.terms.forms.with_prefix(prefix) {
                if fits(&shard.terms, at) {
                    found.push(place.start + at as TermId);
                    if found.len() == most {
                        return found;
                    }
                }
            }
        }
        found
    }

    /// The terms whose folded form begins with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &[u8]) -> Vec<TermId> {
        let most = (chars(prefix).saturating_sub(1)).clamp(1, MOST_SHARDS);
        self.beginning_with(prefix, most, usize::MAX, &|_, _| true)
    }

    /// The terms with this folded form. They stand in one shard.
    pub(crate) fn with_form(&self, folded: &[u8]) -> Vec<TermId> {
        let mut found = Vec::new();
        for place in self.asked(folded, 1) {
            let Some(shard) = &place.shard else { continue };
            let same = shard.terms.forms.with_form(folded);
            found.extend(same.map(|at| place.start + at as TermId));
        }
        found
    }

    /// The terms that have this root: the forms of a word.
    pub(crate) fn with_root(&self, root: &[u8]) -> Vec<TermId> {
        self.with_root_up_to(root, usize::MAX)
    }

    fn with_root_up_to(&self, root: &[u8], most: usize) -> Vec<TermId> {
        self.beginning_with(root, MOST_SHARDS_OF_A_WORD, most, &|terms, at| {
            terms.root(at).len() == root.len()
        })
    }

    /// The root of a word, whether or not the index has it in this form: the longest beginning of `folded` that is the
    /// root of some term, with such an ending of the language after it. `None` if there is no such term.
    pub(crate) fn root_of<'w>(&self, folded: &'w [u8], ending: Ending) -> Option<&'w [u8]> {
        if let Some(term) = self.with_form(folded).first() {
            return Some(&folded[..self.dictionary.root(*term).len()]);
        }
        let is_root = |root: &&'w [u8]| !self.with_root_up_to(root, 1).is_empty();
        let cuts = (1..=folded.len()).rev();
        cuts.filter(|cut| is_char_start(folded, *cut))
            .take_while(|cut| chars(&folded[..*cut]) >= MIN_ROOT)
            .filter(|cut| self.dictionary.is_ending(&folded[*cut..], ending))
            .map(|cut| &folded[..cut])
            .find(is_root)
    }

    /// The root of a word under one ending, or else under two.
    pub(crate) fn root_of_any<'w>(&self, folded: &'w [u8]) -> Option<&'w [u8]> {
        let root = |ending| self.root_of(folded, ending);
        root(Ending::Whole).or_else(|| root(Ending::Double))
    }

    /// Whether the shard of a term is here.
    pub(crate) fn has(&self, term: TermId) -> bool {
        let number = self.dictionary.number(term);
        self.note(number);
        self.dictionary.shards[number].shard.is_some()
    }

    /// Hands over the terms that may be meant by a misspelt word, each with its folded form and its letters. Of an index in shards only those that stand where
    /// the word would.
    pub(crate) fn resembling(&self, folded: &[u8], sink: &mut dyn FnMut(TermId, &[u8], u64)) {
        for place in self.asked(folded, 1) {
            let Some(shard) = &place.shard else { continue };
            for at in 0..shard.terms.forms.len() {
                let id = place.start + at as TermId;
                sink(
                    id,
                    shard.terms.forms.folded(at),
                    shard.terms.forms.letters(at),
                );
            }
        }
    }

    /// The words, backwards, that may be meant by a word that was mistyped at its beginning. Of an index in one piece, which has them all at hand
    /// otherwise, there are none.
    pub(crate) fn ending_like(&self, backwards: &str) -> Option<&'d Spellings> {
        let SpellingsPlaces { firsts, shards } = &self.dictionary.spellings;
        let is_before = |at| firsts.folded(at) <= backwards.as_bytes();
        let number = partition_point(firsts.len(), is_before).saturating_sub(1);
        let here = shards.get(number)?;
        if here.is_none() {
            let number = self.dictionary.shards.len() + number;
            self.missing.borrow_mut().push(number as u32);
        }
        here.as_deref()
    }
}
