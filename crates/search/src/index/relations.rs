//! Relations: words that customers use, and the words that the articles have for the same thing. Owns their
//! bytes and the way from a term to them; what they do to the ranking is decided in `query`.
//!
//! A word that no article has still is a term of the dictionary, one without postings: so it is found by
//! prefix, inflected and misspelt, like any other.
//!
//! Most relations are of words that find each other. What these find, they search for too: it is not said again.

use std::ops::Range;

use super::bytes::{Cursor, push_varint};
use super::columns::{column, push_column};
use super::dictionary::TermId;

/// Longest phrase, in terms. Four words, said in a script without spaces, are many pairs: `インターネット接続` is eight.
pub(super) const MAX_PHRASE: usize = 32;

/// All relations, unpacked, and the way from a term to those that begin with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations {
    relations: Vec<Stored>,
    phrases: Vec<Range<u32>>,
    /// Of all phrases.
    terms: Vec<TermId>,
    /// The phrases to search for by their first terms: this in the upper half, the phrase in the lower; sorted.
    starts: Vec<u64>,
}

#[derive(Clone, Debug)]
struct Stored {
    /// In 255ths.
    weight: u8,
    /// The phrases that are found.
    to: Range<u32>,
}

impl Relations {
    /// Reads relations of so many terms; `occurs` knows which of these have postings.
    pub(super) fn read(
        cursor: &mut Cursor<'_>,
        terms: usize,
        occurs: &dyn Fn(TermId) -> bool,
    ) -> Option<Self> {
        let count = cursor.count()?;
        let weights = cursor.take(count)?;
        let (from, to) = (column(cursor, count)?, column(cursor, count)?);
        let mut phrases = from.iter().chain(&to);
        let phrases = phrases.try_fold(0_u32, |sum, phrases| sum.checked_add(*phrases))?;
        let lengths = column(cursor, phrases as usize)?;
        let gaps = column(cursor, count)?;
        let mut relations = Self::default();
        let (mut lengths, mut first) = (&*lengths, 0_u32);
        for ordinal in 0..count {
            first = first.checked_add(gaps[ordinal])?;
            let (of_from, rest) = lengths.split_at(from[ordinal] as usize);
            let (of_to, rest) = rest.split_at(to[ordinal] as usize);
            lengths = rest;
            let searched = relations.read_phrases(cursor, of_from, Some(first), terms)?;
            let found = match of_to {
                [] => relations.those_that_occur(searched.clone(), occurs),
                _ => relations.read_phrases(cursor, of_to, None, terms)?,
            };
            for phrase in searched {
                let first = u64::from(relations.phrase(phrase)[0]);
                relations.starts.push(first << 32 | u64::from(phrase));
            }
            relations.relations.push(Stored {
                weight: weights[ordinal],
                to: found,
            });
        }
        relations.starts = by_first_term(relations.starts, terms);
        weights
            .iter()
            .all(|weight| *weight > 0)
            .then_some(relations)
    }

    /// Reads phrases of these lengths; the first term of the first one may be known. Their places.
    fn read_phrases(
        &mut self,
        cursor: &mut Cursor<'_>,
        lengths: &[u32],
        mut known: Option<TermId>,
        terms: usize,
    ) -> Option<Range<u32>> {
        let place = self.phrases.len() as u32;
        let mut first = 0_u32;
        for length in lengths {
            if !(1..=MAX_PHRASE).contains(&(*length as usize)) {
                return None;
            }
            let start = self.terms.len() as u32;
            for at in 0..*length {
                let term = match (at, known.take()) {
                    (_, Some(known)) => known,
                    (0, None) => first.checked_add(cursor.varint()?)?,
                    _ => cursor.varint()?,
                };
                if at == 0 {
                    first = term;
                }
                self.terms
                    .push(Some(term).filter(|term| (*term as usize) < terms)?);
            }
            self.phrases.push(start..self.terms.len() as u32);
        }
        Some(place..self.phrases.len() as u32)
    }

    /// Adds those of some phrases again whose terms all have postings. Their places.
    fn those_that_occur(
        &mut self,
        phrases: Range<u32>,
        occurs: &dyn Fn(TermId) -> bool,
    ) -> Range<u32> {
        let start = self.phrases.len() as u32;
        for phrase in phrases {
            if self.phrase(phrase).iter().all(|term| occurs(*term)) {
                self.phrases.push(self.phrases[phrase as usize].clone());
            }
        }
        start..self.phrases.len() as u32
    }

    fn phrase(&self, phrase: u32) -> &[TermId] {
        let Range { start, end } = self.phrases[phrase as usize];
        &self.terms[start as usize..end as usize]
    }

    /// The relations that have a phrase to search for that begins with `term`, and the rest of that phrase.
    pub(super) fn beginning_with(&self, term: TermId) -> impl Iterator<Item = (u32, &[TermId])> {
        let first = |start: u64| (start >> 32) as TermId;
        let at = self.starts.partition_point(|start| first(*start) < term);
        let starts = self.starts[at..].iter();
        let starts = starts.take_while(move |start| first(**start) == term);
        starts.map(|start| {
            let phrase = *start as u32;
            // Those to find follow those to search for, relation after relation.
            let relation = self
                .relations
                .partition_point(|before| before.to.end <= phrase);
            (relation as u32, &self.phrase(phrase)[1..])
        })
    }

    /// How much the words count that a relation leads to, above 0, to 1, and the phrases of these.
    pub(super) fn get(&self, relation: u32) -> (f32, impl Iterator<Item = &[TermId]>) {
        let Stored { weight, to } = self.relations[relation as usize].clone();
        let phrases = to.map(|phrase| self.phrase(phrase));
        (f32::from(weight) / 255.0, phrases)
    }
}

/// Sorts starts of phrases, which are in the order of their phrases: by a byte of the first term after the other. The library's sort, made to be
/// small, takes a sixth of the time in which an index is opened.
fn by_first_term(mut starts: Vec<u64>, terms: usize) -> Vec<u64> {
    let mut shift = 32;
    while shift < u64::BITS && terms >> (shift - 32) > 0 {
        let byte = |start: &u64| (start >> shift & 0xff) as usize;
        let mut next = [0; 257];
        for start in &starts {
            next[byte(start) + 1] += 1;
        }
        for at in 1..next.len() {
            next[at] += next[at - 1];
        }
        let mut sorted = vec![0; starts.len()];
        for start in &starts {
            let next = &mut next[byte(start)];
            sorted[*next] = *start;
            *next += 1;
        }
        starts = sorted;
        shift += 8;
    }
    starts
}

/// Whoever searches for one of `from` shall also find what has one of `to`; being written.
#[derive(Clone, Debug)]
pub(super) struct Related {
    pub(super) weight: f32,
    pub(super) from: Vec<Vec<TermId>>,
    pub(super) to: Vec<Vec<TermId>>,
}

impl Related {
    /// Whether it finds just those of its own phrases whose terms all have postings.
    fn finds_what_occurs(&self, occurs: &dyn Fn(TermId) -> bool) -> bool {
        let occurs = |phrase: &&Vec<TermId>| phrase.iter().all(|term| occurs(*term));
        self.from.iter().filter(occurs).eq(&self.to)
    }
}

/// Writes what [`Relations::read`] reads. What is found is not said where it is what occurs.
pub(super) fn push_relations(
    bytes: &mut Vec<u8>,
    relations: &[Related],
    occurs: &dyn Fn(TermId) -> bool,
) {
    let said = |related: &Related| match related.finds_what_occurs(occurs) {
        true => Vec::new(),
        false => related.to.clone(),
    };
    let asked = relations.iter().filter(|related| !related.from.is_empty());
    let mut sorted: Vec<_> = asked
        .map(|related| (&related.from, said(related), related.weight))
        .collect();
    sorted.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    push_varint(bytes, sorted.len() as u32);
    bytes.extend(
        sorted
            .iter()
            .map(|(.., weight)| (weight * 255.0).round().clamp(1.0, 255.0) as u8),
    );
    let from = sorted.iter().map(|(from, ..)| from.len() as u32);
    push_column(bytes, &from.collect::<Vec<_>>());
    let to = sorted.iter().map(|(_, to, _)| to.len() as u32);
    push_column(bytes, &to.collect::<Vec<_>>());
    let phrases = || {
        sorted
            .iter()
            .flat_map(|(from, to, _)| from.iter().chain(to))
    };
    push_column(
        bytes,
        &phrases()
            .map(|phrase| phrase.len() as u32)
            .collect::<Vec<_>>(),
    );
    let firsts: Vec<u32> = sorted.iter().map(|(from, ..)| from[0][0]).collect();
    let mut before = 0;
    let gaps = firsts
        .iter()
        .map(|first| first - std::mem::replace(&mut before, *first));
    push_column(bytes, &gaps.collect::<Vec<_>>());
    for (from, to, _) in &sorted {
        push_phrases(bytes, from, Some(from[0][0]));
        push_phrases(bytes, to, None);
    }
}

/// Writes the terms of phrases, which are sorted; the first one may be known.
fn push_phrases(bytes: &mut Vec<u8>, phrases: &[Vec<TermId>], mut known: Option<TermId>) {
    let mut before = 0;
    for phrase in phrases {
        let (first, rest) = (phrase[0], &phrase[1..]);
        if known.take().is_none() {
            push_varint(bytes, first - before);
        }
        push_column(bytes, rest);
        before = first;
    }
}
