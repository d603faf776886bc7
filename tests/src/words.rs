//! The widget's strings, from the files that it ships: the tests name controls as a person sees them, in any language.

use std::collections::HashMap;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::{Failure, repository};

#[path = "../../crates/xtask/src/pseudo.rs"]
mod pseudo;

/// The strings of one locale.
#[derive(Clone, Debug, Deserialize)]
pub struct Words {
    /// `ltr` or `rtl`.
    pub dir: String,
    messages: HashMap<String, String>,
}

impl Words {
    /// The strings in `locales/<tag>.json`.
    pub fn of(tag: &str) -> Result<Self, Failure> {
        let text = fs::read_to_string(repository::path(&format!("locales/{tag}.json")))?;
        Ok(serde_json::from_str(&text)?)
    }

    /// The file of a pseudo-locale, `en-XA` or `ar-XB`, as a debug build makes it.
    pub fn pseudo_file(tag: &str) -> Result<Value, Failure> {
        let english = fs::read(repository::path("locales/en.json"))?;
        let mut made = pseudo::locales(&serde_json::from_slice(&english)?).into_iter();
        let file = made.find(|file| file["tag"] == tag);
        Ok(file.unwrap_or_else(|| panic!("expected en-XA or ar-XB, found {tag:?}")))
    }

    /// The tags of all locales in `locales/`.
    pub fn tags() -> Result<Vec<String>, Failure> {
        let mut tags = Vec::new();
        for file in fs::read_dir(repository::path("locales"))? {
            let name = file?.file_name().into_string();
            tags.extend(
                name.iter()
                    .filter_map(|name| name.strip_suffix(".json"))
                    .map(str::to_owned),
            );
        }
        tags.sort();
        Ok(tags)
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

    /// The forms of the message `key` by their plural category.
    pub fn forms(&self, key: &str) -> HashMap<&str, &str> {
        let messages = self.messages.iter();
        messages
            .filter_map(|(form, message)| {
                let (stem, category) = form.rsplit_once('.')?;
                (stem == key).then_some((category, message.as_str()))
            })
            .collect()
    }
}
