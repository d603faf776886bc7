//! Terms and documents → the bytes after the head of an index: in one piece, or a directory and its shards. Owns where a large index is
//! cut; the bytes of each part are written by the part's own module.

use std::collections::BTreeSet;
use std::ops::Range;

use super::alphabet::Alphabet;
use super::bytes::{checksum, push_varint};
use super::columns::push_column;
use super::dictionary::TermId;
use super::documents::Written;
use super::error::FormatError;
use super::fieldnorm;
use super::layout::{Kind, frame};
use super::postings::{Code, Counted, Field, push_postings};
use super::relations::push_relations;
use super::segment::Segment;
use super::spellings::backwards;
use super::term_table::push_terms;
use super::terms::{Frequency, Terms};

/// How large an index may be before it is cut into shards, and how large these are.
#[derive(Clone, Copy, Debug)]
pub struct Cutting {
    /// Most postings of an index in one piece. The default, 200,000, is that of about 1,500 articles and 200 kB: more than one would download at
    /// once.
    pub whole: usize,
    /// The postings of a shard, roughly; 900 by default, about 3 kB. A common word's list is not cut.
    pub shard: usize,
}

impl Default for Cutting {
    fn default() -> Self {
        Self {
            whole: 200_000,
            shard: 900,
        }
    }
}

/// The bytes of an index.
#[derive(Clone, Debug)]
pub struct Index {
    /// The index in one piece, or the directory of its shards.
    pub head: Vec<u8>,
    /// The shards by their number; none if the index is in one piece.
    pub shards: Vec<Vec<u8>>,
}

impl Index {
    /// Opens it with all its shards.
    ///
    /// # Errors
    /// None for what a writer made; else see [`Segment::open`].
    pub fn open(&self) -> Result<Segment, FormatError> {
        let mut segment = Segment::open(&self.head)?;
        for (number, shard) in (0..).zip(&self.shards) {
            segment.add_shard(number, shard)?;
        }
        Ok(segment)
    }
}

/// An index that was cut.
pub(super) struct Shards {
    /// What all of them have in common with no others.
    set: u32,
    /// The terms of each.
    terms: Vec<Range<usize>>,
    /// The first word of each shard of spellings.
    spellings: Vec<String>,
    /// Those of terms, then those of spellings.
    pub(super) files: Vec<Vec<u8>>,
}

/// What a term takes besides its postings, in postings.
const TERM: usize = 3;

/// Words of fewer letters are not corrected.
const SHORTEST_SPELLING: usize = 4;

/// Cuts an index that is too large to be in one piece.
pub(super) fn shards(
    terms: &Terms,
    documents: &Written,
    cutting: &Cutting,
    alphabet: &Alphabet,
) -> Option<Shards> {
    let postings: usize = terms.lists.iter().map(Vec::len).sum();
    if postings <= cutting.whole {
        return None;
    }
    let ranges = ranges(terms, cutting.shard);
    let mut bodies: Vec<_> = ranges
        .iter()
        .map(|range| shard(terms, documents, range, alphabet))
        .collect();
    let spellings = spellings(terms);
    // A word takes about twice as much as a posting.
    let spellings: Vec<&[String]> = spellings.chunks(cutting.shard.div_ceil(2)).collect();
    bodies.extend(spellings.iter().map(|words| {
        let mut body = Vec::new();
        alphabet.push_words(&mut body, words.iter().map(String::as_str));
        body
    }));
    let all = bodies.iter().flat_map(|body| checksum(body).to_le_bytes());
    let set = checksum(&all.collect::<Vec<_>>());
    let framed = bodies.iter().zip(0..).map(|(body, number)| {
        let mut head = set.to_le_bytes().to_vec();
        push_varint(&mut head, number);
        head.extend(body);
        frame(Kind::Shard, &head)
    });
    Some(Shards {
        set,
        terms: ranges,
        files: framed.collect(),
        spellings: spellings.iter().map(|words| words[0].clone()).collect(),
    })
}

fn shard(terms: &Terms, documents: &Written, range: &Range<usize>, alphabet: &Alphabet) -> Vec<u8> {
    let mut body = Vec::new();
    let lists = &terms.lists[range.clone()];
    let of_shard = &terms.terms[range.clone()];
    push_terms(&mut body, of_shard, &lengths(lists), alphabet);
    let lists: Vec<_> = lists
        .iter()
        .map(|list| scattered(list, documents))
        .collect();
    push_postings(&mut body, &lists, false);
    body
}

/// The words that a misspelt one may stand for, backwards: those that name something, and those that more than one section has.
fn spellings(terms: &Terms) -> Vec<String> {
    let is_worth_it = |list: &[Frequency]| {
        let names = [Field::Title, Field::Keywords, Field::Questions];
        let is_named = |(_, tf): &Frequency| names.iter().any(|field| tf[*field as usize] > 0);
        list.len() > 1 || list.iter().any(is_named)
    };
    let words = terms.terms.iter().zip(&terms.lists);
    let words = words.filter(|(term, list)| {
        term.folded.chars().count() >= SHORTEST_SPELLING && is_worth_it(list)
    });
    let words: BTreeSet<String> = words.map(|(term, _)| backwards(&term.folded)).collect();
    words.into_iter().collect()
}

/// The terms of each shard. Terms of one folded form stay together.
fn ranges(terms: &Terms, most: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, list) in terms.lists.iter().enumerate() {
        let is_new = at > start && terms.terms[at - 1].folded != terms.terms[at].folded;
        if is_new && size + list.len() + TERM > most {
            ranges.push(start..at);
            (start, size) = (at, 0);
        }
        size += list.len() + TERM;
    }
    ranges.push(start..terms.lists.len());
    ranges
}

/// Writes what follows the head of an index in one piece.
pub(super) fn push_whole(
    bytes: &mut Vec<u8>,
    terms: &Terms,
    documents: &Written,
    alphabet: &Alphabet,
) {
    documents.push_list(bytes);
    push_terms(bytes, &terms.terms, &lengths(&terms.lists), alphabet);
    let occurs = |term: TermId| !terms.lists[term as usize].is_empty();
    push_relations(bytes, &terms.relations, &occurs);
    let places = documents.places();
    let lists = terms.lists.iter().map(|list| listed(list, &places));
    push_postings(bytes, &lists.collect::<Vec<_>>(), true);
}

/// Writes what follows the head of an index in shards.
pub(super) fn push_directory(
    bytes: &mut Vec<u8>,
    terms: &Terms,
    documents: &Written,
    shards: &Shards,
    alphabet: &Alphabet,
) {
    documents.push_count(bytes);
    bytes.extend(shards.set.to_le_bytes());
    push_varint(bytes, shards.terms.len() as u32);
    let counts: Vec<u32> = shards
        .terms
        .iter()
        .map(|range| range.len() as u32)
        .collect();
    push_column(bytes, &counts);
    let firsts = shards
        .terms
        .iter()
        .map(|range| &terms.terms[range.start].folded);
    alphabet.push_words(bytes, firsts.map(String::as_str));
    alphabet.push_words(bytes, shards.spellings.iter().map(String::as_str));
    // What the terms have is in the shards.
    push_relations(bytes, &terms.relations, &|_| false);
}

fn lengths<T>(lists: &[Vec<T>]) -> Vec<u32> {
    lists.iter().map(|list| list.len() as u32).collect()
}

/// Postings whose articles and sections are listed elsewhere; `places` are those of the sections there.
fn listed(list: &[Frequency], places: &[u32]) -> Vec<Counted> {
    let placed = list
        .iter()
        .map(|(section, frequencies)| (places[*section as usize], frequencies));
    let mut placed: Vec<_> = placed.collect();
    placed.sort_unstable();
    let mut next = 0;
    let counted = placed.into_iter().map(|(place, frequencies)| Counted {
        gap: place - std::mem::replace(&mut next, place + 1),
        further: None,
        code: frequencies.map(|tf| (tf.into(), None)),
    });
    counted.collect()
}

/// Postings that bring what is to be known of their articles and sections.
fn scattered(list: &[Frequency], documents: &Written) -> Vec<Counted> {
    let mut next = (0, 0);
    let counted = list.iter().map(|(section, frequencies)| {
        let article = documents.article_of(*section);
        let within = section - documents.articles[article as usize].first_section;
        let gap = article - next.0;
        let further = within - if gap == 0 { next.1 } else { 0 };
        next = (article, within + 1);
        let mut code: Code = Default::default();
        for (field, tf) in frequencies.iter().enumerate().filter(|(_, tf)| **tf > 0) {
            let norm = documents.norm(article, *section, field);
            code[field] = ((*tf).into(), Some(fieldnorm::coarse(norm)));
        }
        Counted {
            gap,
            further: Some(further),
            code,
        }
    });
    counted.collect()
}
