//! Texts → words, by the Unicode Consortium's rules and dictionaries. Deliberately not Guichet's analyzer: a query set must
//! not change when the engine does.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::corpus::Language;

/// Where the words of `text` stand. French `d’accès` is two words, and so is English `can’t`.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut words = Vec::new();
    let mut start = 0;
    let mut breaks = segmenter.segment_str(text).iter_with_word_type();
    breaks.next();
    for (end, kind) in breaks {
        if kind.is_word_like() {
            words.extend(between_apostrophes(text, start..end));
        }
        start = end;
    }
    words
}

fn between_apostrophes(text: &str, word: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = word.start;
    let parts = text[word].split(['\'', '’']);
    let places = parts.scan(start, |start, part| {
        let place = *start..*start + part.len();
        let apostrophe = text[place.end..].chars().next();
        *start = place.end + apostrophe.map_or(0, char::len_utf8);
        Some(place)
    });
    places.filter(|place| !place.is_empty())
}

/// Which words a language's articles have, all in lower case.
pub struct Vocabulary {
    /// In how many articles each word occurs.
    articles: HashMap<String, usize>,
    /// The letters of all words, in the order of Unicode: what a finger may hit.
    pub letters: Vec<char>,
}

impl Vocabulary {
    /// The vocabulary of the articles that are in the language; no other words are the language's.
    pub fn new(language: &Language) -> Self {
        let mut articles = HashMap::new();
        for article in language.translated() {
            let texts = article.texts();
            let lower = texts.flat_map(|text| {
                let places = words(text).into_iter();
                places.map(|place| text[place].to_lowercase())
            });
            for word in lower.collect::<BTreeSet<String>>() {
                *articles.entry(word).or_default() += 1;
            }
        }
        let titles = language
            .translated()
            .map(|article| article.title.to_lowercase());
        let letters: BTreeSet<char> = titles
            .flat_map(|title| title.chars().collect::<Vec<_>>())
            .filter(|c| c.is_alphabetic())
            .collect();
        Self {
            articles,
            letters: letters.into_iter().collect(),
        }
    }

    /// In how many articles the word occurs, whatever the case of its letters.
    pub fn articles_with(&self, word: &str) -> usize {
        self.articles
            .get(&word.to_lowercase())
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_and_without_spaces_between_them() {
        for (text, expected) in [
            ("Set up a printer.", vec!["Set", "up", "a", "printer"]),
            ("l’écran d'accueil", vec!["l", "écran", "d", "accueil"]),
            ("Đổi mật khẩu", vec!["Đổi", "mật", "khẩu"]),
            ("文件管理器", vec!["文件", "管理", "器"]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = words(text).into_iter().map(|place| &text[place]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
