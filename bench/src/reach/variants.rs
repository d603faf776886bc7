//! Filters over other words, in other forms and in other numbers than those of the bundle: what was weighed against them.

use std::collections::BTreeSet;
use std::fmt;

use anyhow::Result;
use guichet_bundle::reach::is_weak;
use guichet_search::analysis::{Stemmer, function_words};
use guichet_search::{Analyzer, Known, Token, TokenKind};
use xorf::{Filter, Xor8};

use crate::corpus::{Article, Corpus, Language};
use crate::guichet::brotli;

/// In which form a word is a key.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// Folded.
    Whole,
    /// Folded, and cut after so many letters.
    Cut(usize),
    /// By the stemmer of the language. A query's word is tried without its last letters, one after the other: the widget has no stemmers.
    Stem,
}

/// Which texts of an article have its words.
#[derive(Clone, Copy, Debug)]
pub enum Texts {
    /// Title and keywords.
    Titles,
    /// Its description too.
    Described,
    /// Headings and bodies too.
    Everything,
}

/// A way to make filters.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    form: Form,
    texts: Texts,
    has_function_words: bool,
    is_for_each_article: bool,
}

/// The most letters that a query's word loses until it is a stem, and the fewest that are left.
const ENDING: usize = 4;
const STEM: usize = 3;

impl Variant {
    pub const fn new(form: Form, texts: Texts) -> Self {
        Self {
            form,
            texts,
            has_function_words: true,
            is_for_each_article: false,
        }
    }

    pub const fn without_function_words(self) -> Self {
        Self {
            has_function_words: false,
            ..self
        }
    }

    /// As tinysearch does: an article is found that has the words, not any article that has any of them.
    pub const fn for_each_article(self) -> Self {
        Self {
            is_for_each_article: true,
            ..self
        }
    }

    pub fn filters(self, corpus: &Corpus) -> Filters {
        let of = |language: &Language| self.of_language(language);
        Filters {
            form: self.form,
            languages: corpus.languages.iter().map(of).collect(),
        }
    }

    fn of_language(self, language: &Language) -> LanguageFilters {
        let analyzer = Analyzer::for_locale(language.tag);
        let stemmer = Stemmer::for_locale(language.tag);
        let mut functions = BTreeSet::new();
        analyzer.analyze(function_words(language.tag), &mut |token| {
            functions.insert(token.folded.to_owned());
        });
        let keys = |article: &Article| {
            let mut keys = BTreeSet::new();
            for text in self.texts(article) {
                analyzer.analyze(text, &mut |token| {
                    if token.kind != TokenKind::Tail && !functions.contains(token.folded) {
                        keys.insert(key(&self.form_of(&token, stemmer.as_ref())));
                    }
                });
            }
            keys
        };
        let mut telling: Vec<BTreeSet<u64>> = language.translated().map(keys).collect();
        if !self.is_for_each_article {
            telling = vec![telling.into_iter().flatten().collect()];
        }
        functions.retain(|_| self.has_function_words);
        LanguageFilters {
            functions: filter(functions.iter().map(|word| key(word)).collect()),
            telling: telling.into_iter().map(filter).collect(),
            analyzer,
        }
    }

    fn texts(self, article: &Article) -> Vec<&str> {
        let mut texts = vec![article.title.as_str()];
        texts.extend(article.keywords.iter().map(String::as_str));
        match self.texts {
            Texts::Titles => texts,
            Texts::Described => {
                texts.push(&article.description);
                texts
            }
            Texts::Everything => article.texts().collect(),
        }
    }

    fn form_of(self, token: &Token, stemmer: Option<&Stemmer>) -> String {
        let stem = |stemmer: &Stemmer| stemmer.stem(token.exact);
        match self.form {
            Form::Whole => token.folded.to_owned(),
            Form::Cut(letters) => cut(token.folded, letters).to_owned(),
            Form::Stem => stemmer
                .map(stem)
                .filter(|stem| token.folded.starts_with(stem.as_str()))
                .unwrap_or_else(|| token.folded.to_owned()),
        }
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let texts = match self.texts {
            Texts::Titles => "titles, keywords",
            Texts::Described => "and descriptions",
            Texts::Everything => "all texts",
        };
        write!(out, "{texts}; ")?;
        match self.form {
            Form::Whole => write!(out, "whole words")?,
            Form::Cut(letters) => write!(out, "{letters} letters")?,
            Form::Stem => write!(out, "stems")?,
        }
        if !self.has_function_words {
            write!(out, "; no function words")?;
        }
        if self.is_for_each_article {
            write!(out, "; a filter for each article")?;
        }
        Ok(())
    }
}

/// The filters of all languages.
pub struct Filters {
    form: Form,
    languages: Vec<LanguageFilters>,
}

struct LanguageFilters {
    analyzer: Analyzer,
    telling: Vec<Xor8>,
    functions: Xor8,
}

impl Filters {
    /// What Brotli makes of the fingerprints.
    pub fn bytes(&self) -> Result<u64> {
        let of = |language: &LanguageFilters| {
            let filters = language.telling.iter().chain([&language.functions]);
            let bytes: Vec<u8> = filters
                .flat_map(|filter| filter.fingerprints.iter().copied())
                .collect();
            bytes
        };
        brotli(&self.languages.iter().flat_map(of).collect::<Vec<u8>>())
    }

    /// By the rule of `guichet_bundle::reach`.
    pub fn offers(&self, query: &str, here: usize, known: Known) -> Vec<usize> {
        if !is_weak(known) {
            return Vec::new();
        }
        let others = (0..self.languages.len()).filter(|other| *other != here);
        let offered = others.filter(|other| {
            let (words, telling, functions) = self.languages[*other].understood(self.form, query);
            let understood = telling + functions;
            telling > 0
                && 5 * understood >= 3 * words
                && understood * known.words > known.known * words
        });
        offered.collect()
    }
}

impl LanguageFilters {
    /// Words; those of the article that has most of them; function words.
    fn understood(&self, form: Form, query: &str) -> (usize, usize, usize) {
        let (mut words, mut functions) = (0, 0);
        let mut telling = vec![0; self.telling.len()];
        self.analyzer.analyze(query, &mut |token| {
            if matches!(token.kind, TokenKind::Part | TokenKind::Tail) {
                return;
            }
            words += 1;
            let mut is_known = false;
            for (filter, telling) in self.telling.iter().zip(&mut telling) {
                let has = has(filter, form, token.folded);
                *telling += usize::from(has);
                is_known |= has;
            }
            if !is_known && self.functions.contains(&key(token.folded)) {
                functions += 1;
            }
        });
        let most = telling.into_iter().max().unwrap_or_default();
        (words, most, functions)
    }
}

fn has(filter: &Xor8, form: Form, word: &str) -> bool {
    let has = |word: &str| filter.contains(&key(word));
    match form {
        Form::Whole => has(word),
        Form::Cut(letters) => has(cut(word, letters)),
        Form::Stem => {
            let letters = word.chars().count();
            let fewest = letters.saturating_sub(ENDING).max(STEM.min(letters));
            (fewest..=letters).any(|letters| has(cut(word, letters)))
        }
    }
}

fn cut(word: &str, letters: usize) -> &str {
    let end = word.char_indices().nth(letters);
    end.map_or(word, |(end, _)| &word[..end])
}

fn filter(keys: BTreeSet<u64>) -> Xor8 {
    Xor8::from(keys.into_iter().collect::<Vec<_>>())
}

/// FNV-1a.
fn key(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
