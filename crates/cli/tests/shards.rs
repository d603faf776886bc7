//! A knowledge base that is too large for one index and one catalog: the demo, cut as a hundred times as many articles would be.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;

use guichet_bundle::folder::{Folder, FolderError};
use guichet_bundle::{Locale, Part};
use guichet_cli::build::{build, build_cut};
use guichet_search::Cutting;
use indicatif::ProgressBar;
use tempfile::TempDir;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/kb");
const CUTTING: Cutting = Cutting {
    whole: 0,
    shard: 1_000,
};

fn cut() -> (TempDir, Folder) {
    let out = tempfile::tempdir().unwrap();
    let outcome = build_cut(
        Path::new(DEMO),
        out.path(),
        &CUTTING,
        &ProgressBar::hidden(),
    );
    assert!(outcome.unwrap().summary.is_some());
    let folder = Folder::open(out.path()).unwrap();
    (out, folder)
}

/// Query, article, and among how many it must be, as the support team wrote them.
fn expectations(tag: &str) -> Vec<(String, String, usize)> {
    let path = Path::new(DEMO).join(tag).join("queries.csv");
    let Ok(mut lines) = csv::Reader::from_path(path) else {
        return Vec::new();
    };
    let expectation = |line: csv::StringRecord| {
        let within = line[2].parse().unwrap_or(3);
        (line[0].to_owned(), line[1].to_owned(), within)
    };
    lines
        .records()
        .map(|line| expectation(line.unwrap()))
        .collect()
}

#[test]
fn what_a_support_team_wants_to_be_found_is_found_in_shards_too() {
    let (_out, folder) = cut();
    let mut tried = 0;
    for tag in folder.manifest().tags() {
        let empty = folder.locale(tag).unwrap();
        assert!(empty.segment().shard_count() > 10);
        for (query, article, within) in expectations(tag) {
            let mut locale = empty.clone();
            folder.add_for_search(&mut locale, &query, within).unwrap();
            let found = locale.search(&query, within);
            let ids: Vec<&str> = found
                .iter()
                .map(|found| found.article.id.as_str())
                .collect();
            assert!(
                ids.contains(&article.as_str()),
                "{query}: {article} in {ids:?}"
            );
            tried += 1;
        }
    }
    assert!(tried > 70, "{tried} searches");
}

#[test]
fn every_article_is_found_by_its_id_and_listed_in_its_category() {
    let (_out, folder) = cut();
    let whole = tempfile::tempdir().unwrap();
    build(Path::new(DEMO), whole.path(), &ProgressBar::hidden()).unwrap();
    let whole = Folder::open(whole.path()).unwrap().locale("hu").unwrap();
    let empty = folder.locale("hu").unwrap();
    assert!(empty.articles().next().is_none());
    for entry in whole.articles() {
        let mut locale = empty.clone();
        while let Some(part) = locale.wanted_by_article(&entry.id) {
            folder.add(&mut locale, part).unwrap();
        }
        let article = folder.article(&locale, &entry.id).unwrap().unwrap();
        assert_eq!(article.title, entry.title);
    }
    let mut locale = empty.clone();
    for category in whole.categories() {
        for part in locale.wanted_by_category(&category.id, u32::MAX) {
            folder.add(&mut locale, part).unwrap();
        }
        let ids = |locale: &Locale| -> Vec<String> {
            let articles = locale.articles_in(&category.id, u32::MAX);
            articles.map(|entry| entry.id.clone()).collect()
        };
        assert_eq!(ids(&locale), ids(&whole), "{}", category.id);
        assert_eq!(ids(&whole).len(), category.articles as usize);
    }
    let mut locale = empty;
    while let Some(part) = locale.wanted_by_article("there/is-none") {
        assert!(matches!(part, Part::Ids(_)));
        folder.add(&mut locale, part).unwrap();
    }
    assert!(locale.article("there/is-none").is_none());
}

#[test]
fn a_part_of_another_locale_is_refused() {
    let (out, folder) = cut();
    let (mut english, hungarian) = (folder.locale("en").unwrap(), folder.locale("hu").unwrap());
    let path = |locale: &Locale, part| out.path().join(locale.path(part));
    fs::copy(
        path(&hungarian, Part::Shard(0)),
        path(&english, Part::Shard(0)),
    )
    .unwrap();
    let error = folder.add(&mut english, Part::Shard(0)).unwrap_err();
    assert!(matches!(error, FolderError::Index { .. }), "{error}");
    fs::write(
        path(&english, Part::Page(0)),
        r#"{"articles": [], "packs": []}"#,
    )
    .unwrap();
    let error = folder.add(&mut english, Part::Page(0)).unwrap_err();
    assert!(matches!(error, FolderError::Locale(_)), "{error}");
    assert!(error.to_string().ends_with("build the bundle again"));
}
