//! The widget's strings, from the files that it ships: the tests name controls as a person sees them, in any language.

use std::collections::HashMap;

use serde::Deserialize;

use crate::{Failure, repository};

/// The strings of one locale.
#[derive(Clone, Debug, Deserialize)]
pub struct Words {
    messages: HashMap<String, String>,
}

impl Words {
    /// The strings in `locales/<tag>.json`.
    pub fn of(tag: &str) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(repository::path(&format!("locales/{tag}.json")))?;
        Ok(serde_json::from_str(&text)?)
    }

    /// The message `key`, which must exist.
    pub fn say(&self, key: &str) -> &str {
        self.messages
            .get(key)
            .unwrap_or_else(|| panic!("expected the message {key:?} in the translation"))
    }

    /// The message `key` with `{name}` replaced by `value`.
    pub fn fill(&self, key: &str, name: &str, value: &str) -> String {
        self.say(key).replace(&format!("{{{name}}}"), value)
    }
}
