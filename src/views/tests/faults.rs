//! What may be wrong with a locale file: everything that a program can tell without knowing the language.

use std::collections::{BTreeMap, BTreeSet};

use guichet_wire::locale::is_right_to_left;
use serde_json::{Value, from_str, from_value};

use super::plurals::{self, CATEGORIES};

/// A file of `locales/`.
pub struct LocaleFile {
    pub tag: String,
    name: String,
    dir: String,
    pub messages: BTreeMap<String, String>,
}

impl LocaleFile {
    pub fn read(json: &str) -> Self {
        let json: Value = from_str(json).unwrap();
        let text = |name: &str| json[name].as_str().unwrap().to_owned();
        Self {
            tag: text("tag"),
            name: text("name"),
            dir: text("dir"),
            messages: from_value(json["messages"].clone()).unwrap(),
        }
    }
}

/// What is rightly the same as in English. Any other message that is the same was not translated.
const SAME_AS_ENGLISH: &[(&str, &[&str])] = &[
    ("article.no", &["ca", "es", "it"]),
    ("article.note", &["fr"]),
    ("article.send", &["da", "nb"]),
    ("callout.important", &["ca", "fr", "ro"]),
    ("callout.tip", &["cs", "da", "nl", "sk"]),
    ("category.count", &["ca", "fr"]),
    ("contact.message", &["fr"]),
    ("contact.optional", &["de"]),
    ("contact.page", &["fr"]),
    ("outgoing.download", &["da"]),
    ("panel.name", &["nl"]),
];

/// The key without its plural category.
pub fn stem(key: &str) -> &str {
    match key.rsplit_once('.') {
        Some((stem, category)) if CATEGORIES.contains(&category) => stem,
        _ => key,
    }
}

/// What is wrong with `file`, a sentence for each fault.
pub fn faults(file: &LocaleFile, english: &LocaleFile) -> Vec<String> {
    let tag = &file.tag;
    let mut faults = wrong_keys(file, english);
    if file.name.trim().is_empty() {
        faults.push("expected the language's name in itself, found none".to_owned());
    }
    let dir = if is_right_to_left(tag) { "rtl" } else { "ltr" };
    if file.dir != dir {
        faults.push(format!("expected the direction {dir}, found {}", file.dir));
    }
    for (key, message) in &file.messages {
        let example = english.messages.get(key);
        let example = example.or_else(|| english.messages.get(&format!("{}.other", stem(key))));
        if let Some(example) = example {
            let found = wrong_message(file, key, message, example);
            faults.extend(found.iter().map(|fault| format!("{key}: {fault}")));
        }
    }
    faults
        .iter()
        .map(|fault| format!("{tag}: {fault}"))
        .collect()
}

/// Messages that are missing, and those that there is nothing to say with.
fn wrong_keys(file: &LocaleFile, english: &LocaleFile) -> Vec<String> {
    let expected = |key: &String| match stem(key) {
        stem if stem == key => vec![key.clone()],
        stem => {
            let forms = plurals::of(&file.tag).iter();
            forms.map(|category| format!("{stem}.{category}")).collect()
        }
    };
    let expected: BTreeSet<String> = english.messages.keys().flat_map(expected).collect();
    let missing = expected
        .iter()
        .filter(|key| !file.messages.contains_key(*key));
    let surplus = file.messages.keys().filter(|key| !expected.contains(*key));
    missing
        .map(|key| format!("{key} is missing"))
        .chain(
            surplus
                .map(|key| format!("{key} is not a message, or no plural form of this language")),
        )
        .collect()
}

fn wrong_message(file: &LocaleFile, key: &str, message: &str, example: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if message.trim().is_empty() || message.trim() != message {
        faults.push("expected a text without white space around it".to_owned());
    }
    let (found, expected) = (placeholders(message), placeholders(example));
    if found != expected {
        faults.push(format!(
            "expected the placeholders {expected:?}, found {found:?}"
        ));
    }
    for typed in ["\"", "'", "..."] {
        if message.contains(typed) {
            faults.push(format!("expected the language's own signs, found {typed}"));
        }
    }
    // RFC 2606 keeps this domain for examples; any other may be somebody's.
    if example.contains('@') && !message.contains("@example.com") {
        faults.push("expected an address at example.com".to_owned());
    }
    let allowed = |(same, tags): &(&str, &[&str])| *same == stem(key) && tags.contains(&&*file.tag);
    if file.tag != "en" && message == example && !SAME_AS_ENGLISH.iter().any(allowed) {
        faults.push("expected a translation, found the English text".to_owned());
    }
    faults
}

/// What stands between braces, in order; a brace that is never closed counts as well.
fn placeholders(message: &str) -> Vec<&str> {
    let mut placeholders: Vec<&str> = message
        .split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name))
        .collect();
    placeholders.sort_unstable();
    placeholders
}

mod tests {
    use super::*;

    /// Two files of two messages, of which the second is damaged by `damage`.
    fn found(damage: impl FnOnce(&mut LocaleFile)) -> String {
        let english = LocaleFile::read(
            r#"{ "tag": "en", "name": "English", "dir": "ltr", "messages": {
                "count.one": "{n} hit", "count.other": "{n} hits", "mail": "Such as name@example.com" } }"#,
        );
        let mut latvian = LocaleFile::read(
            r#"{ "tag": "lv", "name": "latviešu", "dir": "ltr", "messages": {
                "count.zero": "{n} atradumu", "count.one": "{n} atradums", "count.other": "{n} atradumi",
                "mail": "Piemēram, vards@example.com" } }"#,
        );
        assert_eq!(faults(&latvian, &english), [""; 0]);
        damage(&mut latvian);
        faults(&latvian, &english).join("\n")
    }

    fn with(key: &str, message: &str) -> String {
        found(|file| {
            file.messages.insert(key.to_owned(), message.to_owned());
        })
    }

    #[test]
    fn a_missing_or_surplus_message_or_plural_form_is_refused() {
        let without = |key| found(|file| drop(file.messages.remove(key)));
        assert_eq!(without("mail"), "lv: mail is missing");
        assert_eq!(without("count.zero"), "lv: count.zero is missing");
        for surplus in ["letter", "count.few", "count"] {
            let refused = format!("lv: {surplus} is not a message");
            assert!(with(surplus, "{n}").starts_with(&refused), "{surplus}");
        }
    }

    #[test]
    fn a_wrong_placeholder_is_refused() {
        for wrong in ["atradums", "{m} atradums", "{n} no {n}", "{n atradums"] {
            let refused = with("count.one", wrong);
            assert!(
                refused.starts_with("lv: count.one: expected the placeholders [\"n\"]"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn the_wrong_direction_is_refused() {
        let refused = found(|file| file.dir = "rtl".to_owned());
        assert_eq!(refused, "lv: expected the direction ltr, found rtl");
    }

    #[test]
    fn signs_of_the_typewriter_are_refused() {
        for (wrong, sign) in [("\"{n}\"", "\""), ("{n}'s", "'"), ("{n}...", "...")] {
            let refused = format!("lv: count.one: expected the language's own signs, found {sign}");
            assert_eq!(with("count.one", wrong), refused);
        }
    }

    #[test]
    fn an_untranslated_or_empty_message_is_refused() {
        let english = "Such as name@example.com";
        let refused = "lv: mail: expected a translation, found the English text";
        assert_eq!(with("mail", english), refused);
        assert!(with("count.one", " ").contains("expected a text"));
    }

    #[test]
    fn an_address_of_somebody_s_is_refused() {
        let refused = "lv: mail: expected an address at example.com";
        assert_eq!(with("mail", "Piemēram, vards@piemers.lv"), refused);
    }
}
