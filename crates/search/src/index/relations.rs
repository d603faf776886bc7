//! Relations: words that customers use, and the words that the articles have for the same thing. Owns their
//! bytes and the way from a term to them; what they do to the ranking is decided in `query`.
//!
//! A word that no article has still is a term of the dictionary, one without postings: so it is found by
//! prefix, inflected and misspelt, like any other.

use std::ops::Range;

use super::bytes::{Cursor, push_varint};
use super::dictionary::TermId;

/// Longest phrase, in terms.
pub(super) const MAX_PHRASE: usize = 4;

/// All relations, unpacked, and the way from a term to those that begin with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations {
    relations: Vec<Stored>,
    phrases: Vec<Range<u32>>,
    /// Of all phrases.
    terms: Vec<TermId>,
    /// First term of a phrase to search for, the relation, the phrase; sorted.
    starts: Vec<(TermId, u32, u32)>,
}

#[derive(Clone, Debug)]
struct Stored {
    /// In 255ths.
    weight: u8,
    /// The phrases that are found.
    to: Range<u32>,
}

impl Relations {
    pub(super) fn read(cursor: &mut Cursor<'_>, terms: usize) -> Option<Self> {
        let count = cursor.count()?;
        let mut relations = Self::default();
        for ordinal in 0..count as u32 {
            let weight = cursor.u8().filter(|weight| *weight > 0)?;
            let (from, to) = (cursor.count()?, cursor.count()?);
            for _ in 0..from {
                let phrase = relations.read_phrase(cursor, terms)?;
                let first = relations.phrase(phrase)[0];
                relations.starts.push((first, ordinal, phrase));
            }
            let start = relations.phrases.len() as u32;
            for _ in 0..to {
                relations.read_phrase(cursor, terms)?;
            }
            let to = start..relations.phrases.len() as u32;
            relations.relations.push(Stored { weight, to });
        }
        relations.starts.sort_unstable();
        Some(relations)
    }

    fn read_phrase(&mut self, cursor: &mut Cursor<'_>, terms: usize) -> Option<u32> {
        let length = cursor.length()?;
        if !(1..=MAX_PHRASE).contains(&length) {
            return None;
        }
        let start = self.terms.len() as u32;
        for _ in 0..length {
            let term = cursor.varint().filter(|term| (*term as usize) < terms)?;
            self.terms.push(term);
        }
        self.phrases.push(start..self.terms.len() as u32);
        Some(self.phrases.len() as u32 - 1)
    }

    fn phrase(&self, phrase: u32) -> &[TermId] {
        let Range { start, end } = self.phrases[phrase as usize];
        &self.terms[start as usize..end as usize]
    }

    /// The relations that have a phrase to search for that begins with `term`, and the rest of that phrase.
    pub(super) fn beginning_with(&self, term: TermId) -> impl Iterator<Item = (u32, &[TermId])> {
        let start = self.starts.partition_point(|(first, ..)| *first < term);
        self.starts[start..]
            .iter()
            .take_while(move |(first, ..)| *first == term)
            .map(|(_, relation, phrase)| (*relation, &self.phrase(*phrase)[1..]))
    }

    /// How much the words count that a relation leads to, above 0, to 1, and the phrases of these.
    pub(super) fn get(&self, relation: u32) -> (f32, impl Iterator<Item = &[TermId]>) {
        let Stored { weight, to } = self.relations[relation as usize].clone();
        let phrases = to.map(|phrase| self.phrase(phrase));
        (f32::from(weight) / 255.0, phrases)
    }
}

/// Whoever searches for one of `from` shall also find what has one of `to`; being written.
#[derive(Clone, Debug)]
pub(super) struct Related {
    pub(super) weight: f32,
    pub(super) from: Vec<Vec<TermId>>,
    pub(super) to: Vec<Vec<TermId>>,
}

/// Writes what [`Relations::read`] reads.
pub(super) fn push_relations(bytes: &mut Vec<u8>, relations: &[Related]) {
    push_varint(bytes, relations.len() as u32);
    for Related { weight, from, to } in relations {
        bytes.push((weight * 255.0).round().clamp(1.0, 255.0) as u8);
        push_varint(bytes, from.len() as u32);
        push_varint(bytes, to.len() as u32);
        for phrase in from.iter().chain(to) {
            push_varint(bytes, phrase.len() as u32);
            phrase.iter().for_each(|term| push_varint(bytes, *term));
        }
    }
}
