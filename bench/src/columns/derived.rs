//! Queries made of the titles. Each is made by chance that depends on the language, the article and the column alone, so that
//! an article more or less leaves the other queries as they are.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::draw::Draw;
use super::inflection::Forms;
use super::typo::{SHORTEST, misspelt};
use super::words::{Vocabulary, words};
use super::{Column, Query};
use crate::corpus::{Article, Language};

/// Where nobody misspells a letter of a word: what is typed are syllables, what stands there are characters.
const WITHOUT_TYPOS: [&str; 2] = ["ja", "zh-CN"];
/// Where people leave marks out on a foreign keyboard. Russian й and Japanese が are letters of their own.
const WITH_DIACRITICS: [&str; 6] = ["fr", "hu", "lv", "vi", "de", "es"];
/// A word in more than one of so many articles is nothing to search for alone.
const RARE: usize = 20;
/// A word in more than one of so many articles says nothing of what a text is about.
const COMMON: usize = 4;

/// What the queries of a language are made from.
pub struct Derivation<'a> {
    language: &'a Language,
    vocabulary: Vocabulary,
    /// The words of each article's title, in lower case.
    title_words: Vec<BTreeSet<String>>,
    forms: &'a Forms,
}

impl<'a> Derivation<'a> {
    pub fn new(language: &'a Language, forms: &'a Forms) -> Self {
        Self {
            vocabulary: Vocabulary::new(language),
            title_words: language
                .articles
                .iter()
                .map(|article| lower_words(&article.title))
                .collect(),
            language,
            forms,
        }
    }

    /// The queries of one column: at most one for each translated article, none where the column means nothing.
    pub fn queries(&self, column: Column) -> Vec<Query> {
        let tag = &self.language.tag;
        if matches!(column, Column::Typo | Column::MisspeltAlone) && WITHOUT_TYPOS.contains(tag) {
            return Vec::new();
        }
        if column == Column::MisspeltAlone {
            return self.misspelt_words();
        }
        let query = |article: &Article| {
            let text = self.text(column, article)?;
            let right = match column {
                Column::RareWords => self.with_words(&text),
                Column::Inflection => self.with_words(&self.rare_words(&article.title)?),
                _ => self.language.titled(&article.title),
            };
            Some(Query {
                column,
                text,
                relevant: right.into_iter().map(answers).collect(),
            })
        };
        self.language.translated().filter_map(query).collect()
    }

    fn text(&self, column: Column, article: &Article) -> Option<String> {
        let title = &article.title;
        let mut draw = Draw::new(&[self.language.tag, &article.id, &column.name()]);
        match column {
            Column::Title => Some(title.clone()),
            Column::RareWords => self.rare_words(title),
            Column::CutWord => cut(title),
            Column::Typo => self.with_typo(title, &mut draw),
            Column::WithoutDiacritics => WITH_DIACRITICS
                .contains(&self.language.tag)
                .then(|| without_diacritics(title))
                .filter(|plain| plain != title),
            Column::Inflection => self.inflected(&self.rare_words(title)?, &mut draw),
            Column::MisspeltAlone | Column::Natural | Column::HeldOut => None,
        }
    }

    /// Two words, three of a title of six or more, in the title's order; none of a title that has no other words.
    fn rare_words(&self, title: &str) -> Option<String> {
        let places = words(title);
        let mut rarest = distinct(title, &places);
        if rarest.len() < 3 {
            return None;
        }
        let count = if rarest.len() < 6 { 2 } else { 3 };
        rarest.sort_by_key(|place| self.vocabulary.articles_with(&title[place.clone()]));
        rarest.truncate(count);
        rarest.sort_by_key(|place| place.start);
        let texts: Vec<&str> = rarest.into_iter().map(|place| &title[place]).collect();
        Some(texts.join(" "))
    }

    /// The ids of the articles whose titles have all words of `text`: nobody could say which of them was meant.
    fn with_words(&self, text: &str) -> Vec<&str> {
        let wanted = lower_words(text);
        let articles = self.language.articles.iter().zip(&self.title_words);
        let fitting = articles.filter(|(_, words)| wanted.is_subset(words));
        fitting.map(|(article, _)| article.id.as_str()).collect()
    }

    fn with_typo(&self, title: &str, draw: &mut Draw) -> Option<String> {
        let mut places = words(title);
        places.retain(|place| title[place.clone()].chars().count() >= SHORTEST);
        if places.is_empty() {
            return None;
        }
        let place = places.swap_remove(draw.below(places.len()));
        let word = misspelt(&title[place.clone()], &self.vocabulary, draw)?;
        Some(replaced(title, place, &word))
    }

    /// For each translated article the rarest word of its title, once; the articles that have this very word in the title
    /// answer it.
    fn misspelt_words(&self) -> Vec<Query> {
        let mut done = BTreeSet::new();
        let query = |article: &Article| {
            let mut draw = Draw::new(&[self.language.tag, &article.id, "misspelt alone"]);
            let place = self.rarest(&article.title, |word| word.chars().count() >= SHORTEST)?;
            let word = article.title[place].to_lowercase();
            if !done.insert(word.clone()) {
                return None;
            }
            Some(Query {
                column: Column::MisspeltAlone,
                text: misspelt(&word, &self.vocabulary, &mut draw)?,
                relevant: self.with_words(&word).into_iter().map(answers).collect(),
            })
        };
        self.language.translated().filter_map(query).collect()
    }

    /// The text with every content word that has other forms in another form; `None` where no word has any.
    fn inflected(&self, text: &str, draw: &mut Draw) -> Option<String> {
        let places = words(text);
        let lower = lower_words(text);
        let mut inflected = text.to_owned();
        for place in places.into_iter().rev() {
            let word = text[place.clone()].to_lowercase();
            let mut forms: Vec<&String> =
                self.forms.others(self.language.tag, &word).iter().collect();
            forms.retain(|form| !lower.contains(*form));
            // The list has forms that grammar allows and nobody writes.
            let is_written = |form: &&String| self.vocabulary.articles_with(form) > 0;
            if forms.iter().any(is_written) {
                forms.retain(is_written);
            }
            if self.is_content(&word) && !forms.is_empty() {
                inflected.replace_range(place, forms[draw.below(forms.len())]);
            }
        }
        (inflected != text).then_some(inflected)
    }

    /// Whether the word is long and rare enough to say what a text is about.
    fn is_content(&self, word: &str) -> bool {
        let most = self.language.translated().count() / COMMON;
        word.chars().count() >= SHORTEST && self.vocabulary.articles_with(word) <= most
    }

    /// Of the title's words that `fits` accepts, the one that the fewest articles have, if those are few.
    fn rarest(&self, title: &str, fits: impl Fn(&str) -> bool) -> Option<Range<usize>> {
        let few = self.language.translated().count() / RARE;
        let places = words(title).into_iter();
        places
            .map(|place| (self.vocabulary.articles_with(&title[place.clone()]), place))
            .filter(|(articles, place)| *articles <= few && fits(&title[place.clone()]))
            .min_by_key(|(articles, place)| (*articles, place.start))
            .map(|(_, place)| place)
    }
}

fn answers(id: impl Into<String>) -> (String, u8) {
    (id.into(), 2)
}

fn lower_words(text: &str) -> BTreeSet<String> {
    let places = words(text).into_iter();
    places.map(|place| text[place].to_lowercase()).collect()
}

/// The first place of each word.
fn distinct(title: &str, places: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut seen = BTreeSet::new();
    let first = |place: &&Range<usize>| seen.insert(title[(*place).clone()].to_lowercase());
    places.iter().filter(first).cloned().collect()
}

fn replaced(title: &str, place: Range<usize>, word: &str) -> String {
    format!("{}{word}{}", &title[..place.start], &title[place.end..])
}

/// The title with 60 % of its last word, rounded; `None` where that is all of it.
pub fn cut(title: &str) -> Option<String> {
    let last = words(title).pop()?;
    let length = title[last.clone()].chars().count();
    let kept: String = title[last.clone()]
        .chars()
        .take((length * 6 + 5) / 10)
        .collect();
    (kept.len() < last.len()).then(|| format!("{}{kept}", &title[..last.start]))
}

fn without_diacritics(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c));
    let plain: String = plain.collect();
    plain
        .replace('đ', "d")
        .replace('Đ', "D")
        .replace('ß', "ss")
        .replace('œ', "oe")
        .replace('Œ', "OE")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Articles with titles and nothing else; the title is the id.
    fn language(tag: &'static str, titles: &[&str]) -> Language {
        let article = |title: &&str| Article {
            id: (*title).to_owned(),
            title: (*title).to_owned(),
            keywords: Vec::new(),
            description: String::new(),
            sections: Vec::new(),
            is_translated: true,
        };
        Language {
            tag,
            articles: titles.iter().map(article).collect(),
        }
    }

    fn queries(language: &Language, column: Column) -> Vec<Query> {
        Derivation::new(language, &Forms::default()).queries(column)
    }

    #[test]
    fn rare_words_are_answered_by_every_title_that_has_them() {
        let language = language("en", &["Set a clock", "Set a clock again", "Set"]);
        let queries = queries(&language, Column::RareWords);
        let texts: Vec<&str> = queries.iter().map(|query| query.text.as_str()).collect();
        assert_eq!(texts, ["a clock", "a again"]);
        assert_eq!(queries[0].relevant.len(), 2);
        assert_eq!(queries[1].relevant.len(), 1);
    }

    #[test]
    fn a_typo_changes_one_word_into_one_that_no_article_has() {
        let titles = ["Change the password", "Passwords change", "Printer"];
        let language = language("en", &titles);
        let vocabulary = Vocabulary::new(&language);
        for (query, title) in queries(&language, Column::Typo).iter().zip(titles) {
            let typed = words(&query.text).into_iter();
            let unknown =
                typed.filter(|place| vocabulary.articles_with(&query.text[place.clone()]) == 0);
            assert_eq!(unknown.count(), 1, "{}", query.text);
            assert!(query.text.chars().count().abs_diff(title.chars().count()) <= 1);
        }
    }

    #[test]
    fn chinese_has_no_typos_and_english_no_diacritics() {
        assert!(queries(&language("zh-CN", &["打开文件"]), Column::Typo).is_empty());
        assert!(queries(&language("en", &["Café"]), Column::WithoutDiacritics).is_empty());
        let plain = queries(&language("fr", &["Café"]), Column::WithoutDiacritics);
        assert_eq!(plain[0].text, "Cafe");
    }

    #[test]
    fn a_cut_title_keeps_sixty_percent_of_its_last_word() {
        for (title, expected) in [
            ("Change your password", Some("Change your passw")),
            ("What can I ask?", Some("What can I as")),
            ("Đổi mật khẩu", Some("Đổi mật kh")),
            ("打开文件", Some("打开文")),
            ("A", None),
            ("", None),
        ] {
            assert_eq!(cut(title).as_deref(), expected, "{title}");
        }
    }

    #[test]
    fn marks_are_left_out_and_letters_stay() {
        assert_eq!(without_diacritics("Đổi mật khẩu"), "Doi mat khau");
        assert_eq!(without_diacritics("Größe der Œuvre"), "Grosse der OEuvre");
        assert_eq!(without_diacritics("tűző cœur"), "tuzo coeur");
    }
}
