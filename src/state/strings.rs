//! The UI's strings in one locale, as `locales/<tag>.json` has them.

/// The strings of one locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    /// BCP 47 tag.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Keys and messages, by key. A message with a number has a key for each plural category of CLDR that the language uses, such as
    /// `results.one` and `results.other`, and `{n}` where the number goes.
    pub messages: Vec<(String, String)>,
    /// What languages are called in themselves, by tag: those that there are strings for.
    pub languages: Vec<(String, String)>,
}

impl Strings {
    /// The message `key`, if it is among these.
    pub fn get(&self, key: &str) -> Option<String> {
        find(&self.messages, key).map(str::to_owned)
    }

    /// What the language `tag` is called in itself, if there are strings for it.
    pub fn language(&self, tag: &str) -> Option<String> {
        find(&self.languages, tag).map(str::to_owned)
    }
}

fn find<'a>(entries: &'a [(String, String)], key: &str) -> Option<&'a str> {
    let place = entries.binary_search_by(|(other, _)| other.as_str().cmp(key));
    place.ok().map(|place| entries[place].1.as_str())
}
