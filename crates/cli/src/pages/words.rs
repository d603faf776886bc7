//! The few texts of the interface that static pages say, from the widget's own files.

use std::collections::HashMap;

use guichet_wire::locale::lookup;
use serde::Deserialize;

/// The interface's texts as JSON, by language tag.
const LOCALES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// What is said where the interface does not speak the language, or lacks a text.
const DEFAULT: &str = "en";

/// The texts in one language.
pub(super) struct Words {
    /// The language they are in.
    pub(super) tag: &'static str,
    /// What stands before and after an article's date.
    pub(super) updated: (String, String),
    /// That the article was translated from a version that is no longer the newest.
    pub(super) outdated: String,
}

#[derive(Deserialize)]
struct Strings {
    messages: HashMap<String, String>,
}

impl Words {
    /// The texts for readers of the locale `tag`.
    pub(super) fn of(tag: &str) -> Self {
        let tags: Vec<&str> = LOCALES.iter().map(|(tag, _)| *tag).collect();
        let tag = lookup(&[tag, DEFAULT], &tags).unwrap_or(DEFAULT);
        let (own, default) = (strings(tag), strings(DEFAULT));
        let text = |key: &str| {
            let text = own.messages.get(key).or_else(|| default.messages.get(key));
            text.cloned().unwrap_or_default()
        };
        let updated = text("article.updated");
        let (before, after) = updated.split_once("{date}").unwrap_or((&updated, ""));
        Self {
            tag,
            updated: (before.to_owned(), after.to_owned()),
            outdated: text("article.outdated"),
        }
    }
}

fn strings(tag: &str) -> Strings {
    let json = LOCALES.iter().find(|(known, _)| *known == tag);
    let json = json.map_or("{\"messages\":{}}", |(_, json)| json);
    serde_json::from_str(json).expect("a test reads the texts of every language")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interface_s_own_texts_are_said_and_english_ones_where_it_has_none() {
        let english = Words::of("en");
        assert_eq!(english.updated, ("Updated on ".to_owned(), String::new()));
        assert!(!english.outdated.is_empty());
        let austrian = Words::of("hu-AT");
        assert_eq!(austrian.tag, "hu");
        assert_ne!(austrian.outdated, english.outdated);
        let unknown = Words::of("tlh");
        assert_eq!((unknown.tag, unknown.outdated), ("en", english.outdated));
    }

    #[test]
    fn every_language_of_the_interface_says_when_an_article_was_updated() {
        for (tag, _) in LOCALES {
            let words = Words::of(tag);
            assert_ne!(words.updated, <(String, String)>::default(), "{tag}");
            assert!(!words.outdated.is_empty(), "{tag}");
        }
    }
}
