//! The UI's strings in one locale, as `locales/<tag>.json` has them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The strings of one locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Strings {
    /// BCP 47 tag.
    pub tag: String,
    /// The language's name in itself.
    pub autonym: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Message by key. A message with a number has a key for each plural category of CLDR that the language uses, such as
    /// `results.one` and `results.other`, and `{n}` where the number goes.
    pub messages: BTreeMap<String, String>,
}

impl Strings {
    /// The message `key`; the key itself when it is missing, which a test of the locale files excludes.
    pub fn get(&self, key: &str) -> String {
        self.messages
            .get(key)
            .map_or_else(|| key.to_owned(), Clone::clone)
    }

    /// The message `key` with `{name}` replaced by `value`.
    pub fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.get(key).replace(&format!("{{{name}}}"), value)
    }
}
