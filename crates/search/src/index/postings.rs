//! Postings: which sections have a term, in which fields, how often. Owns the fields, the codebook and the lists; which
//! list belongs to which term is the dictionary's business.
//!
//! What a section has of a term (the *code*) takes few different values: half of all postings say "once, in
//! the body". So each is said once, in a codebook, the most frequent first, and a posting names its place there.
//! Everything is unpacked when the segment is opened: a query then reads two plain slices.

use std::collections::HashMap;

use super::bytes::{Cursor, push_varint};
use super::columns::{column, push_column};
use super::documents::{Documents, Next};

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

/// The postings of the terms of a shard, list after list.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    articles: Vec<u32>,
    sections: Vec<u32>,
    codes: Vec<u32>,
    codebook: Vec<Vec<Occurrence>>,
    /// Where the list of each term ends.
    ends: Vec<u32>,
}

impl Postings {
    /// The list of one term, in the order of articles and sections.
    pub(super) fn list(&self, term: usize) -> impl ExactSizeIterator<Item = Posting<'_>> {
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        let list = start as usize..self.ends[term] as usize;
        list.map(|at| Posting {
            article: self.articles[at],
            section: self.sections[at],
            fields: &self.codebook[self.codes[at] as usize],
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
        let gaps = column(cursor, total)?;
        let further = match documents.are_listed() {
            true => vec![0; total],
            false => column(cursor, total)?,
        };
        let codes = column(cursor, total)?;
        let mut postings = Self {
            articles: vec![0; total],
            sections: vec![0; total],
            codes: vec![0; total],
            codebook,
            ends: ends(lengths),
        };
        let mut read = gaps.into_iter().zip(further).zip(codes);
        for term in order(lengths) {
            let length = lengths[term as usize] as usize;
            let start = postings.ends[term as usize] as usize - length;
            let mut next = Next::default();
            for (at, ((gap, further), code)) in (start..start + length).zip(&mut read) {
                let (article, section) = documents.place(&mut next, gap, further)?;
                let fields = postings.codebook.get(code as usize)?;
                if section > 0 && fields[0].field.is_of_the_article() {
                    return None;
                }
                postings.articles[at] = article;
                postings.sections[at] = section;
                postings.codes[at] = code;
            }
        }
        Some(postings)
    }
}

/// Where each list ends, when they stand one after the other.
pub(super) fn ends(lengths: &[u32]) -> Vec<u32> {
    let sum = |end: &mut u32, length: &u32| {
        *end += length;
        Some(*end)
    };
    lengths.iter().scan(0, sum).collect()
}

/// The terms in the order in which their lists stand in the file: by length, then by ordinal.
pub(super) fn order(lengths: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..lengths.len() as u32).collect();
    order.sort_unstable_by_key(|term| (lengths[*term as usize], *term));
    order
}

fn read_codebook(cursor: &mut Cursor<'_>, are_listed: bool) -> Option<Vec<Vec<Occurrence>>> {
    let count = cursor.count()?;
    let mut codebook = Vec::with_capacity(count);
    for _ in 0..count {
        let mask = cursor.u8().filter(|mask| *mask != 0)?;
        let fields = Field::ALL
            .into_iter()
            .filter(|field| mask & 1 << *field as u8 != 0);
        let fields = fields.map(|field| {
            let tf = u16::try_from(cursor.varint()?).ok()?;
            let norm = if are_listed { 0 } else { cursor.u8()? };
            (tf > 0).then_some(Occurrence { field, tf, norm })
        });
        codebook.push(fields.collect::<Option<_>>()?);
    }
    Some(codebook)
}

/// A posting that is being written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// What [`Documents::place`] makes of the posting's place.
    pub(super) gap: u32,
    /// The second part of it, where documents are not listed.
    pub(super) further: Option<u32>,
    pub(super) code: Code,
}

/// Frequency and norm of each field; without a norm where documents are listed.
pub(super) type Code = [(u16, Option<u8>); FIELDS];

/// Writes codebook and lists.
pub(super) fn push_postings(bytes: &mut Vec<u8>, lists: &[Vec<Counted>]) {
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
    for column in [gaps, further, codes] {
        push_column(bytes, &column);
    }
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
