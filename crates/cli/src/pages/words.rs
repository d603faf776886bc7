//! The few texts of the interface that static pages say, from the widget's own files.

use std::collections::HashMap;

use guichet_wire::locale::lookup;
use serde::Deserialize;

use super::day;

/// The interface's texts as JSON, by language tag.
const LOCALES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// What is said where the interface does not speak the language, or lacks a text.
const DEFAULT: &str = "en";

/// The texts in one language.
pub(super) struct Words {
    /// The language they are in, where it is not that of the page.
    pub(super) lang: Option<&'static str>,
    tag: &'static str,
    messages: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Strings {
    name: String,
    messages: HashMap<String, String>,
}

impl Words {
    /// The texts for readers of the locale `tag`.
    pub(super) fn of(tag: &str) -> Self {
        let tags: Vec<&str> = LOCALES.iter().map(|(tag, _)| *tag).collect();
        let spoken = lookup(&[tag, DEFAULT], &tags).unwrap_or(DEFAULT);
        let texts = |tag| strings(tag).map(|strings| strings.messages);
        let mut messages = texts(DEFAULT).unwrap_or_default();
        messages.extend(texts(spoken).unwrap_or_default());
        Self {
            lang: (spoken != tag).then_some(spoken),
            tag: spoken,
            messages,
        }
    }

    /// The message `key` of the interface.
    pub(super) fn say(&self, key: &str) -> &str {
        self.messages.get(key).map_or("", String::as_str)
    }

    /// What stands before and after the date of an article.
    pub(super) fn updated(&self) -> (&str, &str) {
        let text = self.say("article.updated");
        text.split_once("{date}").unwrap_or((text, ""))
    }

    /// The day `iso`, `YYYY-MM-DD`, as the language of these texts writes it.
    pub(super) fn day(&self, iso: &str) -> String {
        day::written(self.tag, iso)
    }
}

/// What a language calls itself, as its speakers look for it in a list; the tag where the interface does not know.
pub(super) fn autonym(tag: &str) -> String {
    strings(tag).map_or_else(|| tag.to_owned(), |strings| strings.name)
}

fn strings(tag: &str) -> Option<Strings> {
    let (_, json) = LOCALES.iter().find(|(known, _)| *known == tag)?;
    Some(serde_json::from_str(json).expect("a test reads the texts of every language"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interface_s_own_texts_are_said_and_english_ones_where_it_has_none() {
        let english = Words::of("en");
        assert_eq!(english.updated(), ("Updated on ", ""));
        assert_eq!(english.lang, None);
        let austrian = Words::of("hu-AT");
        assert_eq!(austrian.lang, Some("hu"));
        assert_eq!(austrian.day("2026-11-05"), "2026. nov. 5.");
        let unknown = Words::of("tlh");
        assert_eq!(unknown.lang, Some("en"));
        assert_eq!(unknown.say("article.related"), "Related articles");
    }

    #[test]
    fn a_language_is_called_as_it_calls_itself() {
        assert_eq!(autonym("fr"), "français");
        assert_eq!(autonym("tlh"), "tlh");
    }

    #[test]
    fn every_language_of_the_interface_says_all_that_pages_say() {
        let keys = [
            "article.updated",
            "article.outdated",
            "article.related",
            "article.table",
            "panel.language",
            "callout.note",
            "callout.tip",
            "callout.important",
            "callout.warning",
            "callout.caution",
        ];
        for (tag, _) in LOCALES {
            let words = strings(tag).unwrap();
            for key in keys {
                assert!(!words.messages[key].is_empty(), "{tag} {key}");
            }
        }
    }
}
