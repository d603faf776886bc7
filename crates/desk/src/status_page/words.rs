//! What the status page says, in the language of the ticket: texts of the interface, from the widget's own files.

use std::collections::HashMap;
use std::sync::LazyLock;

use guichet_wire::locale::lookup;
use serde::Deserialize;

/// The interface's texts as JSON, one a language.
const LOCALES: &[&str] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// What is said where the interface does not speak the language.
const DEFAULT: &str = "en";

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let read = |json: &&str| serde_json::from_str(json);
    let words = LOCALES.iter().map(read).collect::<Result<_, _>>();
    words.expect("a test reads the texts of every language")
});

/// The texts in one language.
#[derive(Deserialize)]
pub(super) struct Words {
    /// BCP 47 tag of the language.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    messages: HashMap<String, String>,
}

impl Words {
    /// The texts for who reads the language `tag`; the tag may be any text.
    pub fn of(tag: &str) -> &'static Self {
        let tags: Vec<&str> = WORDS.iter().map(|words| words.tag.as_str()).collect();
        let tag = lookup(&[tag, DEFAULT], &tags).unwrap_or(DEFAULT);
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
    fn a_ticket_in_a_language_that_the_interface_lacks_is_answered_in_english() {
        for (tag, expected, dir) in [
            ("lv", "lv", "ltr"),
            ("ar-EG", "ar", "rtl"),
            ("tlh", "en", "ltr"),
            ("", "en", "ltr"),
            ("\"><script>", "en", "ltr"),
        ] {
            let words = Words::of(tag);
            assert_eq!((&*words.tag, &*words.dir), (expected, dir), "{tag}");
        }
    }
}
