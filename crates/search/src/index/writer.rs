//! Articles → segment. Owns the counting of words; the bytes of each part are written by the part's own module.

use std::collections::{BTreeSet, HashMap};

use super::bytes::push_varint;
use super::dictionary::DictionaryWriter;
use super::fieldnorm;
use super::layout::frame;
use super::postings::{FIELDS, Field, Posting, push_postings};
use super::segment::MAX_LOCALE_BYTES;
use crate::analysis::{Analyzer, TokenKind, function_words};

/// The text of one article, as it is indexed.
#[derive(Clone, Copy, Debug)]
pub struct ArticleText<'a> {
    /// The title.
    pub title: &'a str,
    /// Words that people search for and that the article does not use.
    pub keywords: &'a [String],
    /// The summary, if there is one.
    pub description: &'a str,
    /// The sections in their order; the first is the lead, the text before any heading.
    pub sections: &'a [SectionText<'a>],
}

/// The text of one section.
#[derive(Clone, Copy, Debug)]
pub struct SectionText<'a> {
    /// The heading; empty for the lead.
    pub heading: &'a str,
    /// The text below it, up to the next heading.
    pub body: &'a str,
}

/// Collects articles and makes a segment of them.
///
/// The same articles in the same order give the same bytes.
#[derive(Debug)]
pub struct SegmentWriter {
    locale: String,
    analyzer: Analyzer,
    /// By folded and exact form, with [`BETWEEN_FORMS`] between them.
    terms: HashMap<Box<str>, Vec<Posting>>,
    articles: u32,
    article_bytes: Vec<u8>,
    sections: u32,
    section_norms: Vec<u8>,
    key: String,
}

/// Stands between the two forms of a key. No token contains it: it is neither letter nor digit.
const BETWEEN_FORMS: char = '\0';

impl SegmentWriter {
    /// A writer for articles in the locale of a BCP 47 tag.
    pub fn new(locale: &str) -> Self {
        Self {
            locale: locale[..locale.floor_char_boundary(MAX_LOCALE_BYTES)].to_owned(),
            analyzer: Analyzer::for_locale(locale),
            terms: HashMap::new(),
            articles: 0,
            article_bytes: Vec::new(),
            sections: 0,
            section_norms: Vec::new(),
            key: String::new(),
        }
    }

    /// Adds an article and says its ordinal. An article without sections gets an empty lead.
    pub fn add_article(&mut self, article: &ArticleText<'_>) -> u32 {
        let sections = match article.sections {
            [] => &[SectionText {
                heading: "",
                body: "",
            }],
            sections => sections,
        };
        push_varint(&mut self.article_bytes, sections.len() as u32);
        let title = self.count(Field::Title, &[article.title]);
        let keywords = self.count(Field::Keywords, article.keywords);
        let description = self.count(Field::Description, &[article.description]);
        self.article_bytes.extend([title, keywords, description]);
        for section in sections {
            let heading = self.count(Field::Heading, &[section.heading]);
            let body = self.count(Field::Body, &[section.body]);
            self.section_norms.extend([heading, body]);
            self.sections += 1;
        }
        self.articles += 1;
        self.articles - 1
    }

    /// The bytes of the segment.
    pub fn finish(self) -> Vec<u8> {
        let mut body = Vec::new();
        push_varint(&mut body, self.locale.len() as u32);
        body.extend(self.locale.as_bytes());
        self.push_function_words(&mut body);
        push_varint(&mut body, self.articles);
        body.extend(self.article_bytes);
        body.extend(self.section_norms);

        // The byte between the forms is smaller than any in them: keys sort as pairs of forms do.
        let mut terms: Vec<_> = self.terms.into_iter().collect();
        terms.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
        let mut dictionary = DictionaryWriter::default();
        for (key, postings) in &terms {
            let (folded, exact) = key
                .split_once(BETWEEN_FORMS)
                .expect("every key holds both forms");
            dictionary.push(folded, exact, |bytes| push_postings(bytes, postings));
        }
        dictionary.finish(&mut body);
        frame(&body)
    }

    /// Both forms of each word: a query typed without marks has the folded one as its exact form.
    fn push_function_words(&self, bytes: &mut Vec<u8>) {
        let mut words = BTreeSet::new();
        self.analyzer
            .analyze(function_words(&self.locale), &mut |token| {
                words.extend([token.folded.to_owned(), token.exact.to_owned()]);
            });
        push_varint(bytes, words.len() as u32);
        for word in words {
            push_varint(bytes, word.len() as u32);
            bytes.extend(word.as_bytes());
        }
    }

    /// Posts the words of a field to the section that is being added, and says the norm of the field.
    fn count<T: AsRef<str>>(&mut self, field: Field, texts: &[T]) -> u8 {
        let Self {
            analyzer,
            terms,
            sections: section,
            key,
            ..
        } = self;
        let mut length = 0;
        for text in texts {
            analyzer.analyze(text.as_ref(), &mut |token| {
                // A compound is another spelling of its parts: it does not make the field longer.
                length += u32::from(token.kind != TokenKind::Compound);
                key.clear();
                key.push_str(token.folded);
                key.push(BETWEEN_FORMS);
                key.push_str(token.exact);
                let postings = match terms.get_mut(key.as_str()) {
                    Some(postings) => postings,
                    None => terms.entry(key.as_str().into()).or_default(),
                };
                if postings.last().is_none_or(|last| last.section != *section) {
                    postings.push(Posting {
                        section: *section,
                        tf: [0; FIELDS],
                    });
                }
                if let Some(posting) = postings.last_mut() {
                    let tf = &mut posting.tf[field as usize];
                    *tf = tf.saturating_add(1);
                }
            });
        }
        fieldnorm::encode(length)
    }
}
