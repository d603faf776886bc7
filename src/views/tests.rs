//! The locale files against each other and against the views that use them. What a file may not be is in `faults`, the plural
//! forms of each language are in `plurals`.

mod faults;
mod plurals;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use self::faults::{LocaleFile, faults, stem};
use self::plurals::PLURALS;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn file(tag: &str) -> LocaleFile {
    let path = folder("locales").join(format!("{tag}.json"));
    LocaleFile::read(&fs::read_to_string(&path).unwrap())
}

#[test]
fn every_locale_file_is_named_after_its_tag_and_has_its_plural_forms_listed() {
    let files = fs::read_dir(folder("locales")).unwrap();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let found: BTreeSet<String> = files.map(|file| name(&file.unwrap().path())).collect();
    let listed = PLURALS.iter().map(|(tag, _)| format!("{tag}.json"));
    assert_eq!(found, listed.collect());
    for (tag, _) in PLURALS {
        assert_eq!(file(tag).tag, *tag);
    }
}

#[test]
fn no_locale_has_a_fault() {
    let english = file("en");
    let found: Vec<String> = PLURALS
        .iter()
        .flat_map(|(tag, _)| faults(&file(tag), &english))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_views_use_every_message_and_no_other() {
    let english = file("en");
    let keys: BTreeSet<&str> = english.messages.keys().map(|key| stem(key)).collect();
    let areas: BTreeSet<&str> = keys
        .iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let mut used = BTreeSet::new();
    let folders = ["src/views", "src/views/contact"].map(folder);
    let files = folders.map(|folder| fs::read_dir(folder).unwrap());
    for file in files.into_iter().flatten() {
        let path = file.unwrap().path();
        if path.is_dir() || path.file_name().is_some_and(|name| name == "tests.rs") {
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
    assert_eq!(used, keys);
}
