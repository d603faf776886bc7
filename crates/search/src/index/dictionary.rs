//! The way from a word to the terms of an index, over all its shards.
//!
//! # How does an inflected word find the others?
//! A stemmer runs when the index is built, and nowhere else. It leaves two traces: for each term the length of its
//! *root*, the beginning that all forms of the word share, and a list of the *endings* that follow roots
//! in this language. Forms of one word have the same root and therefore stand close together. A word that the
//! index has never seen is tried without each ending that it has, the shortest first.
//!
//! # What if a shard is not here?
//! A large index is cut between terms, and a reader has only the shards that it fetched. A [`Lookup`] answers from those, and notes which others
//! it would have asked. It never asks more than a word is worth, also where all are at hand: what is found must not depend
//! on what was searched for before.

use std::cell::RefCell;
use std::sync::Arc;

use super::postings::Postings;
use super::spellings::{Spellings, SpellingsPlace};
use super::term_table::{TermTable, chars, is_char_start};

/// The place of a term among the sorted terms of all shards.
pub(crate) type TermId = u32;

/// Shortest root, in characters, of which an ending is taken off: below, everything resembles everything.
const MIN_ROOT: usize = 3;
/// Most shards that are asked for what begins with a few letters: one for each letter beyond the first, up to this many. With one or two letters nobody
/// has said what is looked for.
const MOST_SHARDS: usize = 3;
/// Most shards that are asked for the forms of a word: these stand close together.
const MOST_SHARDS_OF_A_WORD: usize = 2;

/// All terms, as far as they are here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    shards: Vec<Place>,
    /// Those of an index in shards; their numbers go on after those of the others.
    spellings: Vec<SpellingsPlace>,
    /// The endings of the language, sorted.
    known_endings: Vec<String>,
}

/// Some of the terms of an index and their postings. An index in one piece has one shard; of a large one each is a file of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Shard {
    pub(super) terms: TermTable,
    pub(super) postings: Postings,
}

/// Where a shard stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The folded form of its first term; for the first shard anything that is not after it.
    pub(super) first: String,
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
            first: String::new(),
            start: 0,
            end: shard.terms.len() as TermId,
            shard: Some(Arc::new(shard)),
        }
    }
}

impl Dictionary {
    pub(super) fn new(
        shards: Vec<Place>,
        spellings: Vec<SpellingsPlace>,
        known_endings: &[&str],
    ) -> Self {
        Self {
            shards,
            spellings,
            known_endings: known_endings.iter().map(|text| (*text).into()).collect(),
        }
    }

    /// How many shards there are, of terms and of spellings.
    pub(super) fn shard_count(&self) -> usize {
        self.shards.len() + self.spellings.len()
    }

    /// Whether a number is that of a shard of spellings.
    pub(super) fn are_spellings(&self, number: u32) -> bool {
        number as usize >= self.shards.len()
    }

    /// Whether a shard has the terms that it must have.
    pub(super) fn fits(&self, number: u32, shard: &Shard) -> bool {
        let place = &self.shards[number as usize];
        let after = self.shards.get(number as usize + 1);
        let count = shard.terms.len();
        let last = |after: &Place| shard.terms.folded(count - 1) < after.first.as_bytes();
        count == (place.end - place.start) as usize
            && shard.terms.folded(0) == place.first.as_bytes()
            && after.is_none_or(last)
    }

    pub(super) fn add(&mut self, number: u32, shard: Shard) {
        self.shards[number as usize].shard = Some(Arc::new(shard));
    }

    pub(super) fn add_spellings(&mut self, number: u32, spellings: Spellings) {
        let at = number as usize - self.shards.len();
        self.spellings[at].spellings = Some(Arc::new(spellings));
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
        shard.terms.exact(at)
    }

    pub(crate) fn folded(&self, term: TermId) -> &[u8] {
        let (shard, at) = self.place(term);
        shard.terms.folded(at)
    }

    /// The beginning of the folded form that all forms of the word share.
    pub(crate) fn root(&self, term: TermId) -> &[u8] {
        let (shard, at) = self.place(term);
        shard.terms.root(at)
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
        let first = shards.partition_point(|place| place.first.as_bytes() <= prefix);
        let first = first.saturating_sub(1);
        let mut end = shards.len().min(first + 1);
        while end < shards.len().min(first + most)
            && shards[end].first.as_bytes().starts_with(prefix)
        {
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
            for at in shard.terms.with_prefix(prefix) {
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
            let terms = shard.terms.with_prefix(folded);
            let same = terms.take_while(|at| shard.terms.folded(*at).len() == folded.len());
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

    /// The root of a word, whether or not the index has it in this form: a beginning of `folded` that is the
    /// root of some term, with an ending of the language after it. `None` if there is no such term.
    ///
    /// With `is_unfinished` the ending may itself be unfinished.
    pub(crate) fn root_of<'w>(&self, folded: &'w [u8], is_unfinished: bool) -> Option<&'w [u8]> {
        if let Some(term) = self.with_form(folded).first() {
            return Some(&folded[..self.dictionary.root(*term).len()]);
        }
        let is_root = |root: &&'w [u8]| !self.with_root_up_to(root, 1).is_empty();
        let cuts = (1..=folded.len()).rev();
        cuts.filter(|cut| is_char_start(folded, *cut))
            .take_while(|cut| chars(&folded[..*cut]) >= MIN_ROOT)
            .filter(|cut| self.dictionary.is_ending(&folded[*cut..], is_unfinished))
            .map(|cut| &folded[..cut])
            .find(is_root)
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
            for at in 0..shard.terms.len() {
                let id = place.start + at as TermId;
                sink(id, shard.terms.folded(at), shard.terms.letters(at));
            }
        }
    }

    /// The words, backwards, that may be meant by a word that was mistyped at its beginning. Of an index in one piece, which has them all at hand
    /// otherwise, there are none.
    pub(crate) fn ending_like(&self, backwards: &str) -> Option<&'d Spellings> {
        let all = &self.dictionary.spellings;
        let after = all.partition_point(|place| place.first.as_str() <= backwards);
        let number = after.saturating_sub(1);
        let here = &all.get(number)?.spellings;
        if here.is_none() {
            let number = self.dictionary.shards.len() + number;
            self.missing.borrow_mut().push(number as u32);
        }
        here.as_deref()
    }
}
