//! Postings: which sections have a term, in which fields, how often. Owns the fields, the codebook and the lists; which
//! list belongs to which term is the dictionary's business.
//!
//! What a section has of a term (the *code*) takes few different values: half of all postings say "once, in
//! the body". So each is said once, in a codebook, the most frequent first, and a posting names its place there.
//! Everything is unpacked when the segment is opened: a query then reads two plain slices.

use std::collections::HashMap;
use std::ops::Range;

use super::bytes::{Cursor, push_varint};
use super::columns::{column, push_column};

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

/// How often a term occurs in each field.
pub(super) type Frequencies = [u16; FIELDS];

/// What one section has of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting<'a> {
    pub(crate) section: u32,
    /// The fields that have it, and how often; never empty.
    pub(crate) fields: &'a [(Field, u16)],
}

/// The postings of all terms, list after list.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    sections: Vec<u32>,
    codes: Vec<u32>,
    codebook: Vec<Vec<(Field, u16)>>,
}

impl Postings {
    /// The postings of one list.
    pub(super) fn list(&self, range: Range<usize>) -> impl Iterator<Item = Posting<'_>> {
        let codes = &self.codes[range.clone()];
        self.sections[range]
            .iter()
            .zip(codes)
            .map(|(section, code)| Posting {
                section: *section,
                fields: &self.codebook[*code as usize],
            })
    }

    /// Reads codebook and lists of the given lengths, which stand in the order in which the dictionary wants them.
    ///
    /// `is_lead` says of a section whether it is its article's first, and `None` where there is no such section.
    pub(super) fn read(
        cursor: &mut Cursor<'_>,
        lengths: &[u32],
        order: &[u32],
        is_lead: &dyn Fn(u32) -> Option<bool>,
    ) -> Option<Self> {
        let codebook = read_codebook(cursor)?;
        let total = lengths
            .iter()
            .try_fold(0_usize, |sum, length| sum.checked_add(*length as usize))?;
        let gaps = column(cursor, total)?;
        let codes = column(cursor, total)?;
        let ends = ends(lengths);
        let mut postings = Self {
            sections: vec![0; total],
            codes: vec![0; total],
            codebook,
        };
        let mut read = gaps.into_iter().zip(codes);
        for term in order {
            let length = lengths[*term as usize] as usize;
            let start = ends[*term as usize] as usize - length;
            let mut next = 0_u32;
            for (at, (gap, code)) in (start..start + length).zip(&mut read) {
                let section = next.checked_add(gap)?;
                let fields = postings.codebook.get(code as usize)?;
                if !is_lead(section)? && fields[0].0.is_of_the_article() {
                    return None;
                }
                postings.sections[at] = section;
                postings.codes[at] = code;
                next = section + 1;
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
    order.sort_by_key(|term| lengths[*term as usize]);
    order
}

fn read_codebook(cursor: &mut Cursor<'_>) -> Option<Vec<Vec<(Field, u16)>>> {
    let count = cursor.count()?;
    let mut codebook = Vec::with_capacity(count);
    for _ in 0..count {
        let mask = cursor.u8().filter(|mask| *mask != 0)?;
        let fields = Field::ALL
            .into_iter()
            .filter(|field| mask & 1 << *field as u8 != 0);
        let fields = fields.map(|field| {
            let tf = u16::try_from(cursor.varint()?).ok()?;
            (tf > 0).then_some((field, tf))
        });
        codebook.push(fields.collect::<Option<_>>()?);
    }
    Some(codebook)
}

/// One section's share of a list that is being written.
pub(super) type Counted = (u32, Frequencies);

/// Writes codebook and lists, and says the length of each list.
pub(super) fn push_postings(bytes: &mut Vec<u8>, lists: &[Vec<Counted>]) {
    let codebook = codebook(lists);
    push_varint(bytes, codebook.len() as u32);
    for frequencies in &codebook {
        let mask = (0..FIELDS).fold(0, |mask, field| {
            mask | u8::from(frequencies[field] > 0) << field
        });
        bytes.push(mask);
        for tf in frequencies.iter().filter(|tf| **tf > 0) {
            push_varint(bytes, u32::from(*tf));
        }
    }
    let code: HashMap<Frequencies, u32> = codebook.into_iter().zip(0..).collect();
    let lengths: Vec<u32> = lists.iter().map(|list| list.len() as u32).collect();
    let (mut gaps, mut codes) = (Vec::new(), Vec::new());
    for term in order(&lengths) {
        let mut next = 0;
        for (section, frequencies) in &lists[term as usize] {
            gaps.push(section - next);
            codes.push(code[frequencies]);
            next = section + 1;
        }
    }
    push_column(bytes, &gaps);
    push_column(bytes, &codes);
}

/// Every code that occurs, the most frequent first.
fn codebook(lists: &[Vec<Counted>]) -> Vec<Frequencies> {
    let mut count: HashMap<Frequencies, u32> = HashMap::new();
    for (_, frequencies) in lists.iter().flatten() {
        *count.entry(*frequencies).or_default() += 1;
    }
    let mut codebook: Vec<_> = count.into_iter().collect();
    codebook.sort_unstable_by_key(|(frequencies, count)| (std::cmp::Reverse(*count), *frequencies));
    codebook
        .into_iter()
        .map(|(frequencies, _)| frequencies)
        .collect()
}
