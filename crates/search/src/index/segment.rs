//! A segment that was checked and can be searched. Owns opening; the ranking is in `query`.

use super::bytes::Cursor;
use super::dictionary::{DictionaryLayout, DictionaryReader};
use super::error::{Broken, FormatError};
use super::fieldnorm;
use super::layout::{HEADER_BYTES, check_frame};
use super::postings::{self, FIELDS, Field};
use crate::analysis::{Analyzer, MAX_TERM_BYTES};

/// The longest locale tag in bytes.
pub(super) const MAX_LOCALE_BYTES: usize = 64;

/// The index of one locale, open for searching.
///
/// The bytes are checked once, in [`Segment::open`]; searching them afterwards cannot fail.
#[derive(Clone, Debug)]
pub struct Segment {
    bytes: Vec<u8>,
    locale: String,
    analyzer: Analyzer,
    function_words: Vec<String>,
    articles: Vec<Article>,
    /// Which article a section belongs to, by the section's ordinal.
    article_of: Vec<u32>,
    section_norms: std::ops::Range<usize>,
    average_lengths: [f32; FIELDS],
    dictionary: DictionaryLayout,
}

/// What the segment knows of an article.
#[derive(Clone, Copy, Debug)]
struct Article {
    first_section: u32,
    sections: u32,
    norms: [u8; 3],
}

impl Segment {
    /// Checks the bytes of a segment, as [`SegmentWriter::finish`](super::SegmentWriter::finish) made them.
    ///
    /// Takes time linear in the bytes, and memory of at most a few times their length.
    ///
    /// # Errors
    /// Any bytes that are not a whole and sound segment of a known version: see [`FormatError`].
    pub fn open(bytes: Vec<u8>) -> Result<Self, FormatError> {
        check_frame(&bytes)?;
        let mut cursor = Cursor::new(&bytes[HEADER_BYTES..]);
        let locale = part(&mut cursor, read_locale, "the locale is not well formed")?.to_owned();
        let function_words = part(
            &mut cursor,
            read_function_words,
            "the function words are not well formed",
        )?;
        let articles = part(
            &mut cursor,
            read_articles,
            "the articles are not well formed",
        )?;
        let last = articles.last();
        let sections = last.map_or(0, |last| {
            last.first_section as usize + last.sections as usize
        });
        let take_norms = |cursor: &mut Cursor<'_>| {
            let start = cursor.position();
            cursor.take(sections.checked_mul(2)?)?;
            Some(HEADER_BYTES + start..HEADER_BYTES + cursor.position())
        };
        let section_norms = part(
            &mut cursor,
            take_norms,
            "there are fewer sections than the articles claim",
        )?;
        let dictionary = part(
            &mut cursor,
            DictionaryLayout::read,
            "the dictionary has not the size that it states",
        )?;

        let segment = Self {
            analyzer: Analyzer::for_locale(&locale),
            locale,
            function_words,
            article_of: article_of(&articles, sections),
            average_lengths: average_lengths(&articles, &bytes[section_norms.clone()]),
            articles,
            section_norms,
            dictionary,
            bytes,
        };
        segment.validate_dictionary()?;
        Ok(segment)
    }

    fn validate_dictionary(&self) -> Result<(), FormatError> {
        let is_lead = |section: u32| {
            let article = *self.article_of.get(section as usize)?;
            Some(self.first_section(article) == section)
        };
        self.dictionary
            .validate(&self.bytes[HEADER_BYTES..], &|list| {
                postings::validate(list, &is_lead)
            })
            .map_err(corrupt)
    }

    /// The BCP 47 tag of the locale that was indexed.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The analyzer of that locale, for [`snippet`](crate::snippet) and [`highlight`](crate::highlight).
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

    pub(crate) fn dictionary(&self) -> DictionaryReader<'_> {
        self.dictionary.reader(&self.bytes[HEADER_BYTES..])
    }

    /// The number of sections of all articles.
    pub(crate) fn total_sections(&self) -> usize {
        self.article_of.len()
    }

    /// The article that a section of a validated posting belongs to.
    pub(crate) fn article_of(&self, section: u32) -> u32 {
        self.article_of[section as usize]
    }

    /// The ordinal of the lead of an article.
    pub(crate) fn first_section(&self, article: u32) -> u32 {
        self.articles[article as usize].first_section
    }

    /// The length of a field in words, as the section of a posting or its article has it, over the average
    /// length of that field where it is present.
    pub(crate) fn relative_length(&self, section: u32, field: Field) -> f32 {
        let norm = if field.is_of_the_article() {
            self.articles[self.article_of(section) as usize].norms[field as usize]
        } else {
            let first = self.section_norms.start + 2 * section as usize;
            self.bytes[first + field as usize - Field::Heading as usize]
        };
        fieldnorm::decode(norm) / self.average_lengths[field as usize]
    }
}

/// Reads one part of the body, or says where and why that part is broken.
fn part<'a, T>(
    cursor: &mut Cursor<'a>,
    read: impl FnOnce(&mut Cursor<'a>) -> Option<T>,
    rule: &'static str,
) -> Result<T, FormatError> {
    let start = cursor.position();
    read(cursor).ok_or_else(|| corrupt(Broken::new(start, rule)))
}

fn corrupt(broken: Broken) -> FormatError {
    let Broken { at, rule } = broken.within(HEADER_BYTES);
    FormatError::Corrupt {
        offset: at,
        what: rule,
    }
}

fn read_locale<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let length = cursor
        .length()
        .filter(|length| *length <= MAX_LOCALE_BYTES)?;
    std::str::from_utf8(cursor.take(length)?).ok()
}

fn read_function_words(cursor: &mut Cursor<'_>) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for _ in 0..cursor.varint()? {
        let length = cursor
            .length()
            .filter(|length| (1..=MAX_TERM_BYTES).contains(length))?;
        let word = std::str::from_utf8(cursor.take(length)?).ok()?;
        if words.last().is_some_and(|last| last.as_str() >= word) {
            return None;
        }
        words.push(word.to_owned());
    }
    Some(words)
}

fn read_articles(cursor: &mut Cursor<'_>) -> Option<Vec<Article>> {
    // Grows as articles are read: a count that lies cannot reserve memory.
    let mut articles = Vec::new();
    let mut first_section = 0_u32;
    for _ in 0..cursor.varint()? {
        let sections = cursor.varint().filter(|sections| *sections > 0)?;
        let norms = [cursor.u8()?, cursor.u8()?, cursor.u8()?];
        articles.push(Article {
            first_section,
            sections,
            norms,
        });
        first_section = first_section.checked_add(sections)?;
    }
    Some(articles)
}

fn article_of(articles: &[Article], sections: usize) -> Vec<u32> {
    let mut article_of = Vec::with_capacity(sections);
    for (ordinal, article) in (0..).zip(articles) {
        article_of.extend(std::iter::repeat_n(ordinal, article.sections as usize));
    }
    article_of
}

/// The average length of each field over those that are not empty: most sections have no heading of note and
/// many articles no keywords, and an average near 0 would punish the others for having any.
fn average_lengths(articles: &[Article], section_norms: &[u8]) -> [f32; FIELDS] {
    let mut sums = [0.0_f32; FIELDS];
    let mut counts = [0_u32; FIELDS];
    let of_articles = articles
        .iter()
        .flat_map(|article| article.norms.iter().enumerate());
    let of_sections = section_norms
        .chunks_exact(2)
        .flat_map(|norms| norms.iter().enumerate());
    let of_sections = of_sections.map(|(index, norm)| (index + Field::Heading as usize, norm));
    for (field, norm) in of_articles
        .chain(of_sections)
        .filter(|(_, norm)| **norm > 0)
    {
        sums[field] += fieldnorm::decode(*norm);
        counts[field] += 1;
    }
    std::array::from_fn(|field| {
        if counts[field] == 0 {
            1.0
        } else {
            sums[field] / counts[field] as f32
        }
    })
}
