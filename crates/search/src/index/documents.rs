//! What an index knows of articles and sections: how long their fields are, what an article weighs, and where a posting
//! belongs. An index in one piece lists all of them; one in shards only counts them, and each posting brings what it needs.

use super::bytes::{Cursor, push_varint};
use super::columns::{column, push_column};
use super::fieldnorm;
use super::postings::{FIELDS, Field, Occurrence, Posting};

/// The byte of the largest weight.
const MAX_WEIGHT: u8 = 128;
/// The byte of the weight 1.
const NO_WEIGHT: u8 = 64;

/// No directory has more articles than this for each of its bytes: those of 50,000 articles have ten kilobytes.
const ARTICLES_A_BYTE: usize = 128;

/// The articles and sections of an index.
#[derive(Clone, Debug)]
pub(super) struct Documents {
    articles: u32,
    list: Option<List>,
    /// Of each field, over those that have it; 1 where nobody has it.
    average_lengths: [f32; FIELDS],
    /// The articles of another weight than 1, ascending.
    weights: Vec<(u32, f32)>,
}

/// All articles and sections.
#[derive(Clone, Debug, Default)]
struct List {
    first_section: Vec<u32>,
    /// The article of each section, and its place there; in the order of [`by_length`].
    places: Vec<(u32, u32)>,
    /// A column for each field of the article, then one for each field of the section.
    norms: Vec<u8>,
}

/// Where the reading of a list has got to.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The next section; of an index in shards the article at hand.
    next: u32,
    /// Of an index in shards: the next section of that.
    next_section: u32,
}

impl Walk {
    /// The article and section of the next posting, where all are listed: a gap is the number of sections left out since the posting
    /// before. `None` if there is no such section.
    #[inline(always)]
    pub(super) fn listed(
        &mut self,
        places: &[(u32, u32)],
        gaps: &mut Cursor<'_>,
    ) -> Option<(u32, u32)> {
        let at = self.next.checked_add(gaps.quick_varint()?)?;
        let place = places.get(at as usize)?;
        self.next = at + 1;
        Some(*place)
    }

    /// The same where so many articles are not listed: a gap is the number of those left out, and a further number is that of sections,
    /// which within the same article are counted from the one after that.
    pub(super) fn within(
        &mut self,
        articles: u32,
        gaps: &mut Cursor<'_>,
        further: &mut Cursor<'_>,
    ) -> Option<(u32, u32)> {
        let gap = gaps.varint()?;
        if gap > 0 {
            self.next_section = 0;
        }
        let section = self.next_section.checked_add(further.varint()?)?;
        self.next = self.next.checked_add(gap)?;
        self.next_section = section.checked_add(1)?;
        (self.next < articles).then_some((self.next, section))
    }
}

impl Documents {
    /// Reads articles and sections one by one.
    pub(super) fn read_list(cursor: &mut Cursor<'_>) -> Option<Self> {
        let count = cursor.count()?;
        let sections_of = column(cursor, count)?;
        let article_norms = cursor.take(count.checked_mul(Field::OF_THE_ARTICLE)?)?;
        let weights = cursor.take(count)?;
        let mut list = List::default();
        let mut weighted = Vec::new();
        let mut total = 0_usize;
        for ((ordinal, sections), weight) in (0..).zip(sections_of).zip(weights) {
            list.first_section.push(total as u32);
            total = total.checked_add(sections as usize)?;
            // Each section has two norms further on.
            if sections == 0 || total > cursor.remaining() {
                return None;
            }
            for section in 0..sections {
                list.places.push((ordinal, section));
            }
            if *weight != NO_WEIGHT {
                weighted.push((ordinal, decode_weight(*weight)?));
            }
        }
        list.norms = article_norms.to_vec();
        list.norms
            .extend(cursor.take((FIELDS - Field::OF_THE_ARTICLE) * total)?);
        let mut average_lengths = [0.0; FIELDS];
        for (field, length) in average_lengths.iter_mut().enumerate() {
            *length = average(list.column(field));
        }
        let order = by_length(list.column(Field::Body as usize)).into_iter();
        list.places = order.map(|section| list.places[section]).collect();
        Some(Self {
            articles: count as u32,
            average_lengths,
            weights: weighted,
            list: Some(list),
        })
    }

    /// Reads how many there are, and what holds for all of them.
    pub(super) fn read_count(cursor: &mut Cursor<'_>) -> Option<Self> {
        let articles = cursor.varint()?;
        // A query takes memory for each.
        let most = ARTICLES_A_BYTE.saturating_mul(cursor.remaining());
        if articles as usize > most {
            return None;
        }
        let mut average_lengths = [1.0; FIELDS];
        for average in &mut average_lengths {
            *average = f32::from_bits(cursor.u32()?);
            if !(1.0..=1e9).contains(average) {
                return None;
            }
        }
        let mut weights = Vec::new();
        let mut next = 0_u32;
        for _ in 0..cursor.count()? {
            let article = next.checked_add(cursor.varint()?)?;
            let weight = decode_weight(cursor.u8()?)?;
            weights.push((article, weight));
            next = article.checked_add(1)?;
        }
        Some(Self {
            articles,
            list: None,
            average_lengths,
            weights,
        })
    }

    pub(super) fn articles(&self) -> u32 {
        self.articles
    }

    /// Whether each article and section is listed.
    pub(super) fn are_listed(&self) -> bool {
        self.list.is_some()
    }

    /// The sections of an article; `None` where they are not listed, or there is no such article.
    pub(super) fn sections(&self, article: u32) -> Option<u32> {
        let list = self.list.as_ref()?;
        let first = *list.first_section.get(article as usize)?;
        let after = list.first_section.get(article as usize + 1);
        let after = after.copied().unwrap_or(list.places.len() as u32);
        Some(after - first)
    }

    /// The article of each section, and its place there, in the order of [`by_length`]; where they are listed.
    pub(super) fn listed(&self) -> Option<&[(u32, u32)]> {
        self.list.as_ref().map(|list| &*list.places)
    }

    /// What the score of an article is multiplied with.
    pub(super) fn weight(&self, article: u32) -> f32 {
        let known = self
            .weights
            .binary_search_by_key(&article, |(article, _)| *article);
        known.map_or(1.0, |at| self.weights[at].1)
    }

    /// The length of a field in words, as the section of a posting or its article has it.
    pub(super) fn length(&self, posting: &Posting<'_>, occurrence: &Occurrence) -> f32 {
        let norm = self
            .list
            .as_ref()
            .map(|list| list.norm(posting, occurrence.field));
        fieldnorm::decode(norm.unwrap_or(occurrence.norm))
    }

    pub(super) fn average_length(&self, field: Field) -> f32 {
        self.average_lengths[field as usize]
    }
}

impl List {
    fn norm(&self, posting: &Posting<'_>, field: Field) -> u8 {
        let at = match field.is_of_the_article() {
            true => posting.article,
            false => self.first_section[posting.article as usize] + posting.section,
        };
        self.column(field as usize)[at as usize]
    }

    fn column(&self, field: usize) -> &[u8] {
        let (articles, sections) = (self.first_section.len(), self.places.len());
        match field.checked_sub(Field::OF_THE_ARTICLE) {
            None => &self.norms[field * articles..][..articles],
            Some(field) => {
                let of_the_articles = Field::OF_THE_ARTICLE * articles;
                &self.norms[of_the_articles + field * sections..][..sections]
            }
        }
    }
}

/// How many norms make a class: those of lengths within a factor of four.
const CLASS: u8 = 16;

/// The sections in the order in which postings count them: those with the longest bodies first, roughly. Long texts have most of the words, so
/// the gaps between them are short; and neighbours, which are often about the same thing, stay neighbours.
fn by_length(bodies: &[u8]) -> Vec<usize> {
    let mut order = Vec::with_capacity(bodies.len());
    for class in (0..=u8::MAX / CLASS).rev() {
        for (section, norm) in bodies.iter().enumerate() {
            if norm / CLASS == class {
                order.push(section);
            }
        }
    }
    order
}

/// The average of the lengths that are not 0; 1 if all are.
fn average(norms: &[u8]) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    let lengths = norms.iter().map(|norm| fieldnorm::decode(*norm));
    for length in lengths.filter(|length| *length > 0.0) {
        sum += length;
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 1.0 }
}

/// The byte of an article's weight: as many steps up from 1/4 to 4 as down.
fn encode_weight(weight: f32) -> u8 {
    (weight.clamp(0.25, 4.0).log2() * 32.0 + 64.0).round() as u8
}

fn decode_weight(weight: u8) -> Option<f32> {
    (weight <= MAX_WEIGHT).then(|| ((f32::from(weight) - 64.0) / 32.0).exp2())
}

/// Articles and sections that are being written.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) articles: Vec<WrittenArticle>,
    /// Norms of heading and body.
    pub(super) sections: Vec<[u8; FIELDS - Field::OF_THE_ARTICLE]>,
}

#[derive(Debug)]
pub(super) struct WrittenArticle {
    pub(super) first_section: u32,
    pub(super) norms: [u8; Field::OF_THE_ARTICLE],
    pub(super) weight: f32,
}

impl Written {
    /// Adds others after these, and says the ordinal of their first section.
    pub(super) fn append(&mut self, others: Self) -> u32 {
        let first = self.sections.len() as u32;
        let articles = others.articles.into_iter().map(|article| WrittenArticle {
            first_section: first + article.first_section,
            ..article
        });
        self.articles.extend(articles);
        self.sections.extend(others.sections);
        first
    }

    /// The ordinal of the article that a section belongs to.
    pub(super) fn article_of(&self, section: u32) -> u32 {
        let after = self
            .articles
            .partition_point(|article| article.first_section <= section);
        after as u32 - 1
    }

    fn sections_of(&self, article: usize) -> u32 {
        let after = self.articles.get(article + 1);
        let after = after.map_or(self.sections.len() as u32, |after| after.first_section);
        after - self.articles[article].first_section
    }

    /// Writes what [`Documents::read_list`] reads.
    pub(super) fn push_list(&self, bytes: &mut Vec<u8>) {
        push_varint(bytes, self.articles.len() as u32);
        let sections: Vec<u32> = (0..self.articles.len())
            .map(|at| self.sections_of(at))
            .collect();
        push_column(bytes, &sections);
        for field in 0..Field::OF_THE_ARTICLE {
            bytes.extend(self.norms(field));
        }
        bytes.extend(
            self.articles
                .iter()
                .map(|article| encode_weight(article.weight)),
        );
        for field in Field::OF_THE_ARTICLE..FIELDS {
            bytes.extend(self.norms(field));
        }
    }

    /// The place of each section in the order of [`by_length`].
    pub(super) fn places(&self) -> Vec<u32> {
        let mut places = vec![0; self.sections.len()];
        for (place, section) in (0..).zip(by_length(&self.norms(Field::Body as usize))) {
            places[section] = place;
        }
        places
    }

    /// Writes what [`Documents::read_count`] reads.
    pub(super) fn push_count(&self, bytes: &mut Vec<u8>) {
        push_varint(bytes, self.articles.len() as u32);
        for field in 0..FIELDS {
            bytes.extend(average(&self.norms(field)).to_le_bytes());
        }
        let weights = (0..)
            .zip(&self.articles)
            .map(|(at, article)| (at, encode_weight(article.weight)));
        let weights: Vec<(u32, u8)> = weights.filter(|(_, weight)| *weight != NO_WEIGHT).collect();
        push_varint(bytes, weights.len() as u32);
        let mut next = 0;
        for (article, weight) in weights {
            push_varint(bytes, article - next);
            bytes.push(weight);
            next = article + 1;
        }
    }

    fn norms(&self, field: usize) -> Vec<u8> {
        match field.checked_sub(Field::OF_THE_ARTICLE) {
            None => self
                .articles
                .iter()
                .map(|article| article.norms[field])
                .collect(),
            Some(field) => self.sections.iter().map(|norms| norms[field]).collect(),
        }
    }

    /// The norm of a field of a section or of its article.
    pub(super) fn norm(&self, article: u32, section: u32, field: usize) -> u8 {
        match field.checked_sub(Field::OF_THE_ARTICLE) {
            None => self.articles[article as usize].norms[field],
            Some(field) => self.sections[section as usize][field],
        }
    }
}
