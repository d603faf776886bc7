//! Postings: which sections have a term, in which fields, how often. Owns the fields, the codebook and the lists; which
//! list belongs to which term is the dictionary's business.
//!
//! What a section has of a term (the *code*) takes few different values: half of all postings say "once, in
//! the body". So each is said once, in a codebook, the most frequent first, and a posting names its place there.
//! Everything is unpacked when the segment is opened, in the order of the file: a query then reads plain slices.

use std::collections::HashMap;
use std::ops::Range;

use super::bytes::{Cursor, push_varint};
use super::columns::push_column;
use super::documents::{Documents, Walk};

/// How many fields there are.
pub(crate) const FIELDS: usize = 8;

/// Where a word stands. The first six belong to the article, the others to a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Keywords,
    Questions,
    Anchors,
    Elsewhere,
    Description,
    Heading,
    Body,
}

impl Field {
    pub(crate) const ALL: [Self; FIELDS] = [
        Self::Title,
        Self::Keywords,
        Self::Questions,
        Self::Anchors,
        Self::Elsewhere,
        Self::Description,
        Self::Heading,
        Self::Body,
    ];
    /// How many belong to the article.
    pub(super) const OF_THE_ARTICLE: usize = 6;

    /// As people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Keywords => "keywords",
            Self::Questions => "questions",
            Self::Anchors => "anchors",
            Self::Elsewhere => "elsewhere",
            Self::Description => "description",
            Self::Heading => "heading",
            Self::Body => "body",
        }
    }

    pub(crate) fn is_of_the_article(self) -> bool {
        (self as usize) < Self::OF_THE_ARTICLE
    }
}

/// How often a term occurs in each field. Whoever writes rounds it, so a byte is more than enough.
pub(super) type Frequencies = [u8; FIELDS];

/// What one section has of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting<'a> {
    pub(crate) article: u32,
    /// Counted within the article; 0 is the lead.
    pub(crate) section: u32,
    /// The fields that have it; never empty.
    pub(crate) fields: &'a [Occurrence],
}

/// How often a field has a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) field: Field,
    pub(crate) tf: u16,
    /// The length of the field, see `fieldnorm`; 0 where there is a table of them.
    pub(super) norm: u8,
}

/// The postings of the terms of a shard, list after list, the shortest lists first.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    postings: Vec<Placed>,
    codebook: Vec<Vec<Occurrence>>,
    /// Where the list of each term is.
    lists: Vec<Range<u32>>,
}

/// Where a posting belongs, and what is there of the term.
#[derive(Clone, Copy, Debug, Default)]
struct Placed {
    article: u32,
    /// Counted within the article. What comes after the last that can be counted is counted as that.
    section: u16,
    /// Place in the codebook.
    code: u16,
}

impl Postings {
    /// The list of one term, in the order of articles and sections.
    pub(super) fn list(&self, term: usize) -> impl ExactSizeIterator<Item = Posting<'_>> {
        let Range { start, end } = self.lists[term];
        let list = self.postings[start as usize..end as usize].iter();
        list.map(|posting| Posting {
            article: posting.article,
            section: posting.section.into(),
            fields: &self.codebook[usize::from(posting.code)],
        })
    }

    /// Reads codebook and lists of the given lengths.
    pub(super) fn read(
        cursor: &mut Cursor<'_>,
        lengths: &[u32],
        documents: &Documents,
    ) -> Option<Self> {
        let codebook = read_codebook(cursor, documents.are_listed())?;
        let total = lengths
            .iter()
            .try_fold(0_usize, |sum, length| sum.checked_add(*length as usize))?;
        let gaps = &mut cursor.column()?;
        let further = &mut match documents.are_listed() {
            true => Cursor::new(&[]),
            false => cursor.column()?,
        };
        // A posting takes a byte of each column.
        if total > cursor.remaining() {
            return None;
        }
        let codes = &mut cursor.clone();
        let is_lead = |fields: &Vec<Occurrence>| fields[0].field.is_of_the_article();
        let is_of_a_lead: Vec<bool> = codebook.iter().map(is_lead).collect();
        let places = documents.listed();
        let counts = counts(lengths);
        let mut postings = vec![Placed::default(); total];
        let mut to_come = &mut *postings;
        for (length, count) in counts.iter().enumerate().skip(1) {
            for _ in 0..*count {
                let (list, longer) = to_come.split_at_mut(length);
                to_come = longer;
                let mut walk = Walk::default();
                for posting in list {
                    let (article, section) = match places {
                        Some(places) => walk.listed(places, gaps)?,
                        None => walk.within(documents.articles(), gaps, further)?,
                    };
                    let code = codes.quick_varint()?;
                    if *is_of_a_lead.get(code as usize)? && section > 0 {
                        return None;
                    }
                    *posting = Placed {
                        article,
                        section: section.min(u16::MAX.into()) as u16,
                        code: code as u16,
                    };
                }
            }
        }
        *cursor = codes.clone();
        (gaps.is_at_end() && further.is_at_end()).then(|| Self {
            lists: lists(lengths, &counts),
            postings,
            codebook,
        })
    }
}

/// How many lists there are of each length, from 0 to the longest.
fn counts(lengths: &[u32]) -> Vec<usize> {
    let longest = lengths.iter().max().map_or(0, |longest| *longest as usize);
    let mut counts = vec![0; longest + 1];
    for length in lengths {
        counts[*length as usize] += 1;
    }
    counts
}

/// Where the list of each term is: they stand in the order of their lengths, then of their terms.
fn lists(lengths: &[u32], counts: &[usize]) -> Vec<Range<u32>> {
    let mut end = 0;
    let mut next: Vec<u32> = Vec::with_capacity(counts.len());
    for (length, count) in counts.iter().enumerate() {
        next.push(end);
        end += (length * count) as u32;
    }
    let list = |length: &u32| {
        let next = &mut next[*length as usize];
        let start = *next;
        *next += length;
        start..*next
    };
    lengths.iter().map(list).collect()
}

/// The terms in the order in which their lists stand in the file: by length, then by ordinal.
pub(super) fn order(lengths: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..lengths.len() as u32).collect();
    order.sort_unstable_by_key(|term| (lengths[*term as usize], *term));
    order
}

fn read_codebook(cursor: &mut Cursor<'_>, are_listed: bool) -> Option<Vec<Vec<Occurrence>>> {
    let count = cursor.count().filter(|count| *count <= 1 << u16::BITS)?;
    let mut codebook = Vec::with_capacity(count);
    for _ in 0..count {
        let mask = cursor.u8().filter(|mask| *mask != 0)?;
        let mut fields = Vec::with_capacity(mask.count_ones() as usize);
        for field in Field::ALL {
            if mask & 1 << field as u8 != 0 {
                let tf = u16::try_from(cursor.varint()?).ok()?;
                let norm = if are_listed { 0 } else { cursor.u8()? };
                if tf == 0 {
                    return None;
                }
                fields.push(Occurrence { field, tf, norm });
            }
        }
        codebook.push(fields);
    }
    Some(codebook)
}

/// A posting that is being written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// What [`Walk`](super::documents::Walk) makes the posting's place of.
    pub(super) gap: u32,
    /// The second part of it, where documents are not listed.
    pub(super) further: Option<u32>,
    pub(super) code: Code,
}

/// Frequency and norm of each field; without a norm where documents are listed.
pub(super) type Code = [(u16, Option<u8>); FIELDS];

/// Writes codebook and lists.
pub(super) fn push_postings(bytes: &mut Vec<u8>, lists: &[Vec<Counted>], are_listed: bool) {
    let codebook = codebook(lists);
    push_varint(bytes, codebook.len() as u32);
    for code in &codebook {
        bytes.push((0..FIELDS).fold(0, |mask, field| mask | u8::from(code[field].0 > 0) << field));
        for (tf, norm) in code.iter().filter(|(tf, _)| *tf > 0) {
            push_varint(bytes, u32::from(*tf));
            bytes.extend(norm);
        }
    }
    let places: HashMap<Code, u32> = codebook.into_iter().zip(0..).collect();
    let lengths: Vec<u32> = lists.iter().map(|list| list.len() as u32).collect();
    let (mut gaps, mut further, mut codes) = (Vec::new(), Vec::new(), Vec::new());
    for term in order(&lengths) {
        for counted in &lists[term as usize] {
            gaps.push(counted.gap);
            further.extend(counted.further);
            codes.push(places[&counted.code]);
        }
    }
    push_measured(bytes, &gaps);
    if !are_listed {
        push_measured(bytes, &further);
    }
    push_column(bytes, &codes);
}

/// Writes a column after the number of its bytes, so that the next one can be read beside it.
fn push_measured(bytes: &mut Vec<u8>, numbers: &[u32]) {
    let mut column = Vec::new();
    push_column(&mut column, numbers);
    push_varint(bytes, column.len() as u32);
    bytes.extend(column);
}

/// Every code that occurs, the most frequent first.
fn codebook(lists: &[Vec<Counted>]) -> Vec<Code> {
    let mut count: HashMap<Code, u32> = HashMap::new();
    for counted in lists.iter().flatten() {
        *count.entry(counted.code).or_default() += 1;
    }
    let mut codebook: Vec<_> = count.into_iter().collect();
    codebook.sort_unstable_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    codebook.into_iter().map(|(code, _)| code).collect()
}
