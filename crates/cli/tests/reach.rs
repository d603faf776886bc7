//! What a bundle says of the other languages, written by `guichet build` and told by `guichet search`.

#![allow(clippy::unwrap_used, missing_docs)]

mod knowledge_base;

use std::path::Path;
use std::process::Command;

use guichet_bundle::folder::Folder as Bundle;
use guichet_cli::build::build;
use indicatif::ProgressBar;
use knowledge_base::{ARTICLE, Folder};

fn built(source: &Path, out: &Path) -> Bundle {
    let outcome = build(source, out, &ProgressBar::hidden()).unwrap();
    assert!(outcome.summary.is_some(), "{:?}", outcome.diagnostics);
    Bundle::open(out).unwrap()
}

fn demo() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/kb"))
}

/// What `guichet search` prints.
fn found(bundle: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    let output = command
        .arg("search")
        .arg(bundle)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_word_of_another_language_is_asked_for_there() {
    let out = tempfile::tempdir().unwrap();
    let bundle = built(demo(), out.path());
    assert!(bundle.reach().unwrap().is_some());
    for (locale, query, other) in [
        ("en", "visszaküldés", "hu"),
        ("fr", "visszakuldesek", "hu"),
        ("hu", "remboursement", "fr"),
        ("lv", "trả hàng", "vi"),
    ] {
        let said = found(out.path(), &["--locale", locale, query]);
        let there = format!("--locale {other} \"{query}\"");
        assert!(said.contains(&there), "{locale}, {query}: {said}");
    }
}

#[test]
fn what_is_found_here_is_not_asked_for_elsewhere() {
    let out = tempfile::tempdir().unwrap();
    built(demo(), out.path());
    for (locale, query) in [
        ("en", "return"),
        ("hu", "visszaküldés"),
        ("hu", "reimbursement"),
    ] {
        let said = found(out.path(), &["--locale", locale, query]);
        assert!(
            !said.contains("There may be answers"),
            "{locale}, {query}: {said}"
        );
    }
}

#[test]
fn an_article_counts_for_the_language_it_is_written_in() {
    let text = ARTICLE.replace("title: An article", "title: Mon colis");
    let folder = Folder::new(&[("fr/a.md", &text)]);
    let bundle = built(&folder.path(), &folder.out());
    let reach = bundle.reach().unwrap().unwrap();
    let nothing = guichet_search::Known { words: 1, known: 0 };
    let offered = |query| reach.locales(query, "hu", nothing).collect::<Vec<_>>();
    assert_eq!(offered("colis"), ["fr"]);
    // French lists the English article as a fallback, but has no words of its own for it.
    assert_eq!(offered("parcel"), ["en"]);
}
