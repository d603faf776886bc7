//! The locale files against each other and against the views that use them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::state::Strings;

/// The plural categories that CLDR gives each language for whole numbers.
const PLURALS: [(&str, &[&str]); 5] = [
    ("en", &["one", "other"]),
    ("fr", &["one", "many", "other"]),
    ("hu", &["one", "other"]),
    ("lv", &["zero", "one", "other"]),
    ("vi", &["other"]),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn strings(tag: &str) -> Strings {
    let path = folder("locales").join(format!("{tag}.json"));
    let text = fs::read_to_string(&path).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let text = |name: &str| json[name].as_str().unwrap().to_owned();
    let messages = json["messages"].as_object().unwrap().iter();
    Strings {
        tag: text("tag"),
        dir: text("dir"),
        messages: messages
            .map(|(key, message)| (key.clone(), message.as_str().unwrap().to_owned()))
            .collect(),
    }
}

/// The key without its plural category, and the category.
fn split(key: &str) -> (&str, Option<&str>) {
    let categories = ["zero", "one", "two", "few", "many", "other"];
    match key.rsplit_once('.') {
        Some((stem, category)) if categories.contains(&category) => (stem, Some(category)),
        _ => (key, None),
    }
}

fn keys(strings: &Strings) -> BTreeSet<&str> {
    strings
        .messages
        .iter()
        .map(|(key, _)| split(key).0)
        .collect()
}

fn placeholders(message: &str) -> BTreeSet<&str> {
    let openings = message.split('{').skip(1);
    openings
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

#[test]
fn every_locale_file_is_named_after_its_tag_and_known_here() {
    let files = fs::read_dir(folder("locales")).unwrap();
    let found: BTreeSet<String> = files
        .map(|file| {
            file.unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let known: BTreeSet<String> = PLURALS.iter().map(|(tag, _)| (*tag).to_owned()).collect();
    assert_eq!(found, known);
    for (tag, _) in PLURALS {
        let strings = strings(tag);
        assert_eq!(strings.tag, tag);
        assert!(["ltr", "rtl"].contains(&strings.dir.as_str()), "{tag}");
    }
}

#[test]
fn every_locale_has_the_same_messages_and_placeholders() {
    let english = strings("en");
    let mut expected: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (key, message) in &english.messages {
        expected
            .entry(split(key).0)
            .or_default()
            .extend(placeholders(message));
    }
    for (tag, _) in PLURALS {
        let strings = strings(tag);
        assert_eq!(keys(&strings), keys(&english), "{tag}");
        for (key, message) in &strings.messages {
            assert!(!message.trim().is_empty(), "{tag}: {key}");
            assert_eq!(
                placeholders(message),
                expected[split(key).0],
                "{tag}: {key}"
            );
        }
    }
}

#[test]
fn every_locale_has_the_plural_forms_of_its_language_and_no_others() {
    for (tag, plurals) in PLURALS {
        let strings = strings(tag);
        let mut forms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (key, _) in &strings.messages {
            if let (stem, Some(category)) = split(key) {
                forms.entry(stem).or_default().insert(category);
            }
        }
        assert!(!forms.is_empty(), "{tag}");
        for (stem, found) in forms {
            assert_eq!(found, plurals.iter().copied().collect(), "{tag}: {stem}");
        }
    }
}

#[test]
fn the_views_use_every_message_and_no_other() {
    let english = strings("en");
    let areas: BTreeSet<&str> = keys(&english)
        .into_iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let mut used = BTreeSet::new();
    for file in fs::read_dir(folder("src/views")).unwrap() {
        let path = file.unwrap().path();
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let literals = source.split('"').skip(1).step_by(2);
        let is_key = |text: &&str| {
            let (area, name) = text.split_once('.').unwrap_or_default();
            let plain = |c: char| c.is_ascii_lowercase() || c == '-';
            areas.contains(area) && !name.is_empty() && name.chars().all(plain)
        };
        used.extend(literals.filter(is_key).map(str::to_owned));
    }
    let used: BTreeSet<&str> = used.iter().map(String::as_str).collect();
    assert_eq!(used, keys(&english));
}
