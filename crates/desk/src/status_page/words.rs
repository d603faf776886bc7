//! What the status page says, in the language of the ticket or else of the reader: texts of the interface, from the widget's own files.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::http::HeaderMap;
use guichet_wire::locale::lookup;
use serde::Deserialize;

use crate::accept;

/// The interface's texts as JSON, by language tag.
const LOCALES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// What is said where the interface does not speak the language.
const DEFAULT: &str = "en";

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let read = |(_, json): &(&str, &str)| serde_json::from_str(json);
    let words = LOCALES.iter().map(read).collect::<Result<_, _>>();
    words.expect("a test reads the texts of every language")
});

/// The texts in one language.
#[derive(Deserialize)]
pub(crate) struct Words {
    /// BCP 47 tag of the language.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    messages: HashMap<String, String>,
}

impl Words {
    /// The texts in the language of a ticket, which may be any text, or else in one that the reader's request wishes for.
    pub fn of(ticket: &str, request: &HeaderMap) -> &'static Self {
        let mut wanted = vec![ticket];
        wanted.extend(accept::languages(request));
        let tags: Vec<&str> = WORDS.iter().map(|words| words.tag.as_str()).collect();
        let tag = lookup(&wanted, &tags).unwrap_or(DEFAULT);
        let words = WORDS.iter().find(|words| words.tag == tag);
        words.expect("there are texts in English")
    }

    /// The text called `key`.
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.messages.get(key).map_or(key, String::as_str)
    }

    /// The text called `key` with `number` in its place.
    pub fn number(&self, key: &str, number: u64) -> String {
        self.say(key).replace("{number}", &number.to_string())
    }

    #[cfg(test)]
    pub fn all() -> &'static [Self] {
        &WORDS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticket_s_language_comes_before_the_reader_s_and_english_last() {
        for (ticket, reader, expected, dir) in [
            ("lv", "de", "lv", "ltr"),
            ("ar-EG", "", "ar", "rtl"),
            ("tlh", "tlh, he-IL;q=0.9", "he", "rtl"),
            ("tlh", "tlh", "en", "ltr"),
            ("", "", "en", "ltr"),
            ("", "*", "en", "ltr"),
            ("\"><script>", "\"><script>", "en", "ltr"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("accept-language", reader.parse().unwrap());
            let words = Words::of(ticket, &headers);
            assert_eq!(
                (&*words.tag, &*words.dir),
                (expected, dir),
                "{ticket} {reader}"
            );
        }
    }
}
