//! A segment that was checked and can be searched. Owns opening; the ranking is in `query`.

use std::ops::Range;

use super::bytes::Cursor;
use super::columns::{column, text, texts};
use super::dictionary::{Dictionary, TermId, read_terms};
use super::error::FormatError;
use super::fieldnorm;
use super::layout::{HEADER_BYTES, check_frame};
use super::postings::{FIELDS, Field, Posting, Postings, ends, order};
use super::relations::Relations;
use crate::analysis::Analyzer;

/// The longest locale tag in bytes.
pub(super) const MAX_LOCALE_BYTES: usize = 64;
/// The byte of the largest weight.
const MAX_WEIGHT: u8 = 128;

/// The index of one locale, open for searching.
///
/// The bytes are checked and unpacked once, in [`Segment::open`]; searching them afterwards cannot fail.
#[derive(Clone, Debug)]
pub struct Segment {
    locale: String,
    analyzer: Analyzer,
    function_words: Vec<String>,
    articles: Vec<Article>,
    /// Which article a section belongs to, by the section's ordinal.
    article_of: Vec<u32>,
    section_norms: Vec<u8>,
    average_lengths: [f32; FIELDS],
    dictionary: Dictionary,
    list_ends: Vec<u32>,
    relations: Relations,
    postings: Postings,
}

/// What the segment knows of an article.
#[derive(Clone, Copy, Debug)]
struct Article {
    first_section: u32,
    sections: u32,
    norms: [u8; Field::OF_THE_ARTICLE],
    weight: f32,
}

impl Segment {
    /// Checks and unpacks the bytes of a segment, as [`SegmentWriter::finish`](super::SegmentWriter::finish) made them.
    ///
    /// Takes time linear in the bytes, and memory of at most a constant times their length.
    ///
    /// # Errors
    /// Any bytes that are not a whole and sound segment of a known version: see [`FormatError`].
    pub fn open(bytes: &[u8]) -> Result<Self, FormatError> {
        check_frame(bytes)?;
        let mut cursor = Cursor::new(&bytes[HEADER_BYTES..]);
        let cursor = &mut cursor;
        let locale = part(cursor, read_locale, "the locale is not well formed")?;
        let function_words = part(cursor, texts, "the function words are not well formed")?;
        let endings = part(cursor, texts, "the endings are not well formed")?;
        let articles = part(cursor, read_articles, "the articles are not well formed")?;
        let last = articles.last();
        let sections = last.map_or(0, |last| last.first_section + last.sections);
        let norms = |cursor: &mut Cursor<'_>| Some(cursor.take(2 * sections as usize)?.to_vec());
        let section_norms = part(cursor, norms, "the sections are not well formed")?;
        let terms = |cursor: &mut Cursor<'_>| read_terms(cursor, &endings);
        let (dictionary, lengths) = part(cursor, terms, "the dictionary is not well formed")?;
        let relations = |cursor: &mut Cursor<'_>| Relations::read(cursor, lengths.len());
        let relations = part(cursor, relations, "the relations are not well formed")?;
        let article_of = article_of(&articles, sections);
        let is_lead = |section: u32| {
            let article = *article_of.get(section as usize)?;
            Some(articles[article as usize].first_section == section)
        };
        let lists = |cursor: &mut Cursor<'_>| {
            Postings::read(cursor, &lengths, &order(&lengths), &is_lead)
                .filter(|_| cursor.is_at_end())
        };
        let postings = part(cursor, lists, "the postings are not well formed")?;
        Ok(Self {
            analyzer: Analyzer::for_locale(locale),
            locale: locale.to_owned(),
            function_words: function_words.into_iter().map(str::to_owned).collect(),
            average_lengths: average_lengths(&articles, &section_norms),
            article_of,
            articles,
            section_norms,
            dictionary,
            list_ends: ends(&lengths),
            relations,
            postings,
        })
    }

    /// The BCP 47 tag of the locale that was indexed.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The analyzer of that locale.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The number of articles. Their ordinals run from 0.
    pub fn article_count(&self) -> u32 {
        self.articles.len() as u32
    }

    /// The number of sections of an article, its lead included; 0 if there is no such article.
    pub fn section_count(&self, article: u32) -> u32 {
        self.articles
            .get(article as usize)
            .map_or(0, |article| article.sections)
    }

    /// Whether a word, in its exact form, says little about the subject of a sentence.
    pub(crate) fn is_function_word(&self, exact: &str) -> bool {
        self.function_words
            .binary_search_by(|word| word.as_str().cmp(exact))
            .is_ok()
    }

    pub(crate) fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The relations that have a phrase to search for that begins with `term`, and the rest of that phrase.
    pub(crate) fn relations(&self, term: TermId) -> impl Iterator<Item = (u32, &[TermId])> {
        self.relations.beginning_with(term)
    }

    /// How much the words count that a relation leads to, above 0, to 1, and the phrases of these.
    pub(crate) fn relation(&self, relation: u32) -> (f32, impl Iterator<Item = &[TermId]>) {
        self.relations.get(relation)
    }

    /// What the sections have of a term, in the order of their ordinals.
    pub(crate) fn postings(&self, term: TermId) -> impl Iterator<Item = Posting<'_>> {
        self.postings.list(self.list(term))
    }

    /// Whether any section has the term.
    pub(crate) fn occurs(&self, term: TermId) -> bool {
        !self.list(term).is_empty()
    }

    fn list(&self, term: TermId) -> Range<usize> {
        let term = term as usize;
        let start = term
            .checked_sub(1)
            .map_or(0, |before| self.list_ends[before]);
        start as usize..self.list_ends[term] as usize
    }

    /// The number of sections of all articles.
    pub(crate) fn total_sections(&self) -> usize {
        self.article_of.len()
    }

    /// The article that a section of a posting belongs to.
    pub(crate) fn article_of(&self, section: u32) -> u32 {
        self.article_of[section as usize]
    }

    /// The ordinal of the lead of an article.
    pub(crate) fn first_section(&self, article: u32) -> u32 {
        self.articles[article as usize].first_section
    }

    /// What the score of an article is multiplied with.
    pub(crate) fn weight(&self, article: u32) -> f32 {
        self.articles[article as usize].weight
    }

    /// The words of an article's title.
    pub(crate) fn title_length(&self, article: u32) -> f32 {
        fieldnorm::decode(self.articles[article as usize].norms[Field::Title as usize])
    }

    /// The length of a field in words, as the section of a posting or its article has it, over the average
    /// length of that field where it is present.
    pub(crate) fn relative_length(&self, section: u32, field: Field) -> f32 {
        let norm = if field.is_of_the_article() {
            self.articles[self.article_of(section) as usize].norms[field as usize]
        } else {
            let column = (field as usize - Field::OF_THE_ARTICLE) * self.total_sections();
            self.section_norms[column + section as usize]
        };
        fieldnorm::decode(norm) / self.average_lengths[field as usize]
    }
}

/// Reads one part of the body, or says where and why that part is broken.
fn part<'a, T>(
    cursor: &mut Cursor<'a>,
    read: impl FnOnce(&mut Cursor<'a>) -> Option<T>,
    what: &'static str,
) -> Result<T, FormatError> {
    let offset = HEADER_BYTES + cursor.position();
    read(cursor).ok_or(FormatError::Corrupt { offset, what })
}

fn read_locale<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    text(cursor).filter(|locale| locale.len() <= MAX_LOCALE_BYTES)
}

fn read_articles(cursor: &mut Cursor<'_>) -> Option<Vec<Article>> {
    let count = cursor.count()?;
    let sections = column(cursor, count)?;
    let norms = cursor.take(count.checked_mul(Field::OF_THE_ARTICLE)?)?;
    let weights = cursor.take(count)?;
    let mut first_section = 0_u32;
    let mut articles = Vec::with_capacity(count);
    for (ordinal, sections) in sections.into_iter().enumerate() {
        articles.push(Article {
            first_section,
            sections,
            norms: std::array::from_fn(|field| norms[field * count + ordinal]),
            weight: decode_weight(weights[ordinal])?,
        });
        first_section = first_section.checked_add(sections)?;
        // Each section has two norms further on.
        if sections == 0 || first_section as usize > cursor.remaining() {
            return None;
        }
    }
    Some(articles)
}

/// The byte of an article's weight: as many steps up from 1/4 to 4 as down.
pub(super) fn encode_weight(weight: f32) -> u8 {
    (weight.clamp(0.25, 4.0).log2() * 32.0 + 64.0).round() as u8
}

fn decode_weight(weight: u8) -> Option<f32> {
    (weight <= MAX_WEIGHT).then(|| ((f32::from(weight) - 64.0) / 32.0).exp2())
}

fn article_of(articles: &[Article], sections: u32) -> Vec<u32> {
    let mut article_of = Vec::with_capacity(sections as usize);
    for (ordinal, article) in (0..).zip(articles) {
        article_of.resize(article_of.len() + article.sections as usize, ordinal);
    }
    article_of
}

/// The average length of each field over those that have it; 1 where nobody has it.
fn average_lengths(articles: &[Article], section_norms: &[u8]) -> [f32; FIELDS] {
    let sections = section_norms.len() / 2;
    std::array::from_fn(|field| match field.checked_sub(Field::OF_THE_ARTICLE) {
        None => average(articles.iter().map(|article| article.norms[field])),
        Some(column) => average(
            section_norms[column * sections..][..sections]
                .iter()
                .copied(),
        ),
    })
}

fn average(norms: impl Iterator<Item = u8>) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    for length in norms.map(fieldnorm::decode).filter(|length| *length > 0.0) {
        sum += length;
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 1.0 }
}
