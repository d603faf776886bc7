//! Articles → segment. Owns the counting of words; the bytes of each part are written by the part's own module, and which
//! words become terms is decided in `terms`.

use std::collections::BTreeSet;

use super::alphabet::Alphabet;
use super::columns::push_text;
use super::cutting::{Cutting, Index, push_directory, push_whole, shards};
use super::documents::{Written, WrittenArticle};
use super::fieldnorm;
use super::layout::{Kind, frame};
use super::postings::Field;
use super::relating::Relating;
use super::segment::MAX_LOCALE_BYTES;
use super::terms::{Forms, Terms, Words};
use crate::analysis::{Analyzer, Stemmer, function_words, usual_endings};

/// The text of one article, as it is indexed.
#[derive(Clone, Copy, Debug)]
pub struct ArticleText<'a> {
    /// The title.
    pub title: &'a str,
    /// Words that people search for and that the article does not use.
    pub keywords: &'a [String],
    /// Questions that customers ask in their own words, to which it is the answer.
    pub questions: &'a [String],
    /// The texts of the links that lead here from other articles.
    pub anchors: &'a [String],
    /// Title and keywords of the same article in other locales.
    pub elsewhere: &'a [String],
    /// The summary, if there is one.
    pub description: &'a str,
    /// What its score is multiplied with: 0.25 to 4; 1 unless its author says otherwise.
    pub weight: f32,
    /// The sections in their order; the first is the lead, the text before any heading.
    pub sections: &'a [SectionText<'a>],
}

impl Default for ArticleText<'_> {
    fn default() -> Self {
        Self {
            title: "",
            keywords: &[],
            questions: &[],
            anchors: &[],
            elsewhere: &[],
            description: "",
            weight: 1.0,
            sections: &[],
        }
    }
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
/// The same articles and relations in the same order give the same bytes.
#[derive(Debug)]
pub struct SegmentWriter {
    locale: String,
    analyzer: Analyzer,
    words: Words,
    documents: Written,
    relations: Vec<Relating>,
}

impl SegmentWriter {
    /// A writer for articles in the locale of a BCP 47 tag.
    pub fn new(locale: &str) -> Self {
        Self {
            locale: locale[..locale.floor_char_boundary(MAX_LOCALE_BYTES)].to_owned(),
            analyzer: Analyzer::for_locale(locale),
            words: Words::default(),
            documents: Written::default(),
            relations: Vec::new(),
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
        let first_section = self.documents.sections.len() as u32;
        let norms = [
            self.count(Field::Title, &[article.title]),
            self.count(Field::Keywords, article.keywords),
            self.count(Field::Questions, article.questions),
            self.count(Field::Anchors, article.anchors),
            self.count(Field::Elsewhere, article.elsewhere),
            self.count(Field::Description, &[article.description]),
        ];
        for section in sections {
            let heading = self.count(Field::Heading, &[section.heading]);
            let body = self.count(Field::Body, &[section.body]);
            self.documents.sections.push([heading, body]);
        }
        self.documents.articles.push(WrittenArticle {
            first_section,
            norms,
            weight: article.weight,
        });
        self.documents.articles.len() as u32 - 1
    }

    /// Adds what another writer for the same locale has: its articles after those that are here, and its relations.
    pub fn append(&mut self, other: Self) {
        let first = self.documents.append(other.documents);
        self.words.append(other.words, first);
        self.relations.extend(other.relations);
    }

    /// Whoever searches for one of `from` shall also find what has one of `to`, at `weight` (above 0, to 1). Words that find
    /// each other stand in both. Each is a phrase of up to four words (in scripts without spaces: any short string);
    /// those of `to` that no article has are left out, and below a weight of 0.8 those that say of no article what it is about:
    /// in its title, keywords or questions and, in a small index, in headings or its description.
    pub fn relate(&mut self, from: &[&str], to: &[&str], weight: f32) {
        let phrases = |texts: &[&str]| texts.iter().map(|text| self.phrase(text)).collect();
        self.relations.push(Relating {
            weight,
            from: phrases(from),
            to: phrases(to),
        });
    }

    /// The bytes of the index in one piece.
    pub fn finish(self) -> Vec<u8> {
        let whole = Cutting {
            whole: usize::MAX,
            ..Cutting::default()
        };
        self.finish_cut(&whole).head
    }

    /// The bytes of the index, cut into shards where it is large.
    pub fn finish_cut(self, cutting: &Cutting) -> Index {
        let stemmer = Stemmer::for_locale(&self.locale);
        let function_words = self.function_words();
        let terms = Terms::new(
            self.words,
            self.documents.sections.len(),
            &self.relations,
            stemmer.as_ref(),
            &function_words
                .iter()
                .flat_map(|(folded, exact)| [folded.clone(), exact.clone()])
                .collect(),
            usual_endings(&self.locale),
        );
        let exact = terms.terms.iter().map(|term| term.exact.as_str());
        let alphabet = Alphabet::of(exact);
        let mut head = Vec::new();
        push_text(&mut head, &self.locale);
        alphabet.push_to(&mut head);
        let function_words = function_words.iter().map(|(_, exact)| exact.as_str());
        alphabet.push_words(&mut head, function_words);
        alphabet.push_words(&mut head, terms.endings.iter().map(String::as_str));
        let shards = shards(&terms, &self.documents, cutting, &alphabet);
        let kind = match &shards {
            None => {
                push_whole(&mut head, &terms, &self.documents, &alphabet);
                Kind::Whole
            }
            Some(shards) => {
                push_directory(&mut head, &terms, &self.documents, shards, &alphabet);
                Kind::Directory
            }
        };
        Index {
            head: frame(kind, &head),
            shards: shards.map(|shards| shards.files).unwrap_or_default(),
        }
    }

    fn function_words(&self) -> BTreeSet<Forms> {
        let mut words = BTreeSet::new();
        let list = function_words(&self.locale);
        self.analyzer.analyze(list, &mut |token| {
            words.insert((token.folded.to_owned(), token.exact.to_owned()));
        });
        words
    }

    /// The words of a phrase, in their two forms.
    fn phrase(&self, text: &str) -> Vec<Forms> {
        let mut words = Vec::new();
        self.analyzer.analyze(text, &mut |token| {
            if !token.kind.repeats() {
                words.push((token.folded.to_owned(), token.exact.to_owned()));
            }
        });
        words
    }

    /// Posts the words of a field to the section that is being added, and says the norm of the field.
    fn count<T: AsRef<str>>(&mut self, field: Field, texts: &[T]) -> u8 {
        let section = self.documents.sections.len() as u32;
        let Self {
            analyzer, words, ..
        } = self;
        let mut length = 0;
        for text in texts {
            analyzer.analyze(text.as_ref(), &mut |token| {
                // What is said twice does not make the field longer.
                length += u32::from(!token.kind.repeats());
                words.count(token.folded, token.exact, section, field);
            });
        }
        fieldnorm::encode(length)
    }
}
