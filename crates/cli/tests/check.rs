//! `guichet check`: the searches of `queries.csv`, tried; and what it says where they are lost or cannot be read.

#![allow(clippy::unwrap_used, missing_docs)]

mod knowledge_base;

use std::path::Path;
use std::process::{Command, Output};

use guichet_cli::check::{Outcome, check};
use indicatif::ProgressBar;
use knowledge_base::{ARTICLE, Folder, outcome};

fn checked(files: &[(&str, &str)]) -> Outcome {
    check(&Folder::new(files).path(), &ProgressBar::hidden()).unwrap()
}

fn guichet(folder: &Folder) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command.arg("check").arg(folder.path()).output().unwrap()
}

#[test]
fn the_demo_passes() {
    let demo = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/kb"));
    let outcome = check(demo, &ProgressBar::hidden()).unwrap();
    assert_eq!(outcome.diagnostics, []);
    assert!(outcome.tried >= 50, "{outcome:?}");
}

#[test]
fn searches_that_find_their_article_are_counted() {
    let queries = "query,article,within\nparcel,track,1\n\"parcel, late\",track,\n";
    let folder = Folder::new(&[("en/queries.csv", queries)]);
    let output = guichet(&folder);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        said,
        "0 errors, 0 warnings; 2 of 2 searches find what they should\n"
    );
}

#[test]
fn a_lost_search_names_its_line_and_fails() {
    let other = ARTICLE.replace("An article", "Croissant");
    let queries = "query,article\nparcel,track\ncroissant,track\n";
    let folder = Folder::new(&[("en/queries.csv", queries), ("en/a.md", &other)]);
    let output = guichet(&folder);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    for words in [
        "“croissant” should find `track` among the first 3: it is not found; there are `a`",
        "--> en/queries.csv:3",
        "cure: give the article these words",
        "1 error, 0 warnings; 1 of 2 searches find what they should",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn a_search_is_tried_in_its_own_locale_and_finds_fallbacks_there() {
    let french = ARTICLE.replace("An article", "Croissant");
    let files = [
        ("fr/a.md", french.as_str()),
        (
            "fr/queries.csv",
            "query,article\ncroissant,a\nparcel,track\n",
        ),
    ];
    let outcome = checked(&files);
    assert_eq!((outcome.kept, outcome.tried), (2, 2), "{outcome:?}");
}

#[test]
fn every_fault_of_the_file_is_said_and_the_other_lines_are_tried() {
    for (line, message, cure) in [
        ("parcel,trak", "`trak` leads to no article in en", "`track`"),
        ("parcel,", "`` leads to no article in en", "ids are paths"),
        (",track", "no query", "remove the line"),
        (
            "parcel,track,0",
            "`within` should be a whole number from 1, found `0`",
            "nothing means 3",
        ),
        ("late, parcel,track,1", "4 cells", "quotation marks"),
    ] {
        let queries = format!("query,article,within\nparcel,track,1\n{line}\n");
        let outcome = checked(&[("en/queries.csv", &queries)]);
        let [fault] = &outcome.diagnostics[..] else {
            panic!("{line}: {:?}", outcome.diagnostics)
        };
        assert_eq!((fault.file.as_str(), fault.line), ("en/queries.csv", 3));
        assert!(fault.message.contains(message), "{}", fault.message);
        assert!(fault.cure.contains(cure), "{}", fault.cure);
        assert_eq!((outcome.kept, outcome.tried), (1, 1), "{line}");
    }
}

#[test]
fn a_first_line_that_names_no_columns_is_an_error() {
    for (header, message, cure) in [
        ("parcel,track", "a column `parcel`", "begin the file with"),
        ("query,artikel", "a column `artikel`", "`article`"),
        ("query,within", "no column `article`", "begin the file with"),
    ] {
        let outcome = checked(&[("en/queries.csv", &format!("{header}\nparcel,track\n"))]);
        let fault = &outcome.diagnostics[0];
        assert_eq!((fault.file.as_str(), fault.line), ("en/queries.csv", 1));
        assert!(
            fault.message.contains(message),
            "{header}: {}",
            fault.message
        );
        assert!(fault.cure.contains(cure), "{}", fault.cure);
    }
}

#[test]
fn a_file_from_a_spreadsheet_with_semicolons_is_read() {
    let queries = "\u{feff}query;article;within\r\nparcel, late;track;1\r\n";
    let outcome = checked(&[("en/queries.csv", queries)]);
    assert_eq!((outcome.kept, outcome.tried), (1, 1), "{outcome:?}");
}

#[test]
fn what_cannot_be_built_is_not_searched() {
    let files = [
        ("en/a.md", "Hello"),
        ("en/queries.csv", "query,article\nparcel,track\n"),
    ];
    let outcome = checked(&files);
    assert_eq!(outcome.tried, 0);
    assert_eq!(outcome.diagnostics[0].file, "en/a.md");
}

#[test]
fn a_build_takes_the_searches_for_no_article() {
    let folder = Folder::new(&[("en/queries.csv", "nonsense")]);
    let built = outcome(&folder);
    assert_eq!(built.diagnostics, []);
    assert_eq!(built.summary.unwrap().articles, 1);
}
