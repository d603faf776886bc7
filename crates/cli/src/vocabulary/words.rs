//! Which words an index has, and which of them tell what an article is about.
//!
//! Words are compared by their stem, so that the lemma in a thesaurus meets the inflected word of a text.

use std::collections::{HashMap, HashSet};

use guichet_search::analysis::Stemmer;
use guichet_search::{Analyzer, ArticleText, TokenKind};

/// Finds the words of a text, in a form in which those of the same meaning are equal.
pub struct Forms {
    analyzer: Analyzer,
    stemmer: Option<Stemmer>,
}

impl Forms {
    /// By the rules of the locale of a BCP 47 tag.
    pub fn for_locale(tag: &str) -> Self {
        Self {
            analyzer: Analyzer::for_locale(tag),
            stemmer: Stemmer::for_locale(tag),
        }
    }

    /// Calls `sink` with each word. What is typed in one piece is one word.
    pub fn each(&self, text: &str, sink: &mut dyn FnMut(String)) {
        self.analyzer.analyze(text, &mut |token| {
            if token.kind != TokenKind::Part {
                let stem = self.stemmer.as_ref();
                let stem = stem.map(|stemmer| stemmer.stem(token.exact));
                sink(stem.unwrap_or_else(|| token.folded.to_owned()));
            }
        });
    }

    /// The form of a text that is one single word.
    pub fn of_word(&self, text: &str) -> Option<String> {
        let mut forms = Vec::new();
        self.each(text, &mut |form| forms.push(form));
        forms.pop().filter(|_| forms.is_empty())
    }

    /// All words of an article, those from elsewhere left aside.
    pub fn of_article(&self, article: &ArticleText) -> HashSet<String> {
        let lists = article.questions.iter().chain(article.anchors);
        let bodies = article.sections.iter().map(|section| section.body);
        let texts = telling_texts(article)
            .chain(lists.map(String::as_str))
            .chain(bodies);
        let mut all = HashSet::new();
        for text in texts {
            self.each(text, &mut |form| {
                all.insert(form);
            });
        }
        all
    }
}

/// The texts that say what an article is about.
fn telling_texts<'a>(article: &ArticleText<'a>) -> impl Iterator<Item = &'a str> {
    let headings = article.sections.iter().map(|section| section.heading);
    let keywords = article.keywords.iter().map(String::as_str);
    let texts = [article.title, article.description].into_iter();
    texts.chain(keywords).chain(headings)
}

/// The words of all articles that a locale lists.
pub struct Words {
    forms: Forms,
    /// In how many articles each word stands.
    articles: HashMap<String, u32>,
    telling: HashSet<String>,
}

impl Words {
    /// No words yet, in the locale of a BCP 47 tag.
    pub fn new(tag: &str) -> Self {
        Self {
            forms: Forms::for_locale(tag),
            articles: HashMap::new(),
            telling: HashSet::new(),
        }
    }

    /// Adds the words of an article.
    pub fn add(&mut self, article: &ArticleText) {
        for form in self.forms.of_article(article) {
            *self.articles.entry(form).or_default() += 1;
        }
        for text in telling_texts(article) {
            self.forms.each(text, &mut |form| {
                self.telling.insert(form);
            });
        }
    }

    /// With the words of other articles.
    pub fn and(mut self, others: Self) -> Self {
        for (form, articles) in others.articles {
            *self.articles.entry(form).or_default() += articles;
        }
        self.telling.extend(others.telling);
        self
    }

    /// The form of a text that is one single word.
    pub fn form(&self, text: &str) -> Option<String> {
        self.forms.of_word(text)
    }

    /// In how many articles the form stands.
    pub fn articles_with(&self, form: &str) -> u32 {
        self.articles.get(form).copied().unwrap_or_default()
    }

    /// Whether the form stands in a title, a description, a heading or among the keywords.
    pub fn is_telling(&self, form: &str) -> bool {
        self.telling.contains(form)
    }
}
