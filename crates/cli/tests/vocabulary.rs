//! What leads to an article beside the words of its text: front matter, links, other locales, `guichet.toml`. And what
//! `guichet build` says where that is wrong.

#![allow(clippy::unwrap_used, missing_docs)]

mod knowledge_base;

use guichet_bundle::folder::Folder as Bundle;
use knowledge_base::{ARTICLE, Folder, SETTINGS, fails, outcome};

/// The ids of the articles that a query finds, best first.
fn found(files: &[(&str, &str)], tag: &str, query: &str) -> Vec<String> {
    let folder = Folder::new(files);
    let outcome = outcome(&folder);
    assert_eq!(outcome.diagnostics, []);
    let locale = Bundle::open(&folder.out()).unwrap().locale(tag).unwrap();
    let found = locale.search(query, 10).into_iter();
    found.map(|found| found.article.id.clone()).collect()
}

fn article(front_matter: &str, body: &str) -> String {
    format!("---\ntitle: An article\ncategory: orders\n{front_matter}---\n{body}\n")
}

fn settings(tables: &str) -> String {
    format!("{SETTINGS}{tables}")
}

#[test]
fn an_article_is_found_by_the_questions_of_its_front_matter() {
    let text = article("questions:\n- Who ate my croissant?\n", "Hello");
    assert_eq!(found(&[("en/a.md", &text)], "en", "croissant"), ["a"]);
}

#[test]
fn of_two_articles_that_match_alike_the_weightier_one_is_first() {
    let light = article("weight: 0.5\n", "A croissant");
    let heavy = article("weight: 2\n", "A croissant");
    let files = [("en/a.md", light.as_str()), ("en/b.md", &heavy)];
    assert_eq!(found(&files, "en", "croissant"), ["b", "a"]);
}

#[test]
fn an_article_is_found_by_what_links_to_it_are_called() {
    let text = article("", "See [where the shipment is](track.md).");
    let found = found(&[("en/a.md", &text)], "en", "shipment");
    assert!(found.contains(&"track".to_owned()), "{found:?}");
}

#[test]
fn a_translation_is_found_by_the_words_of_the_original() {
    let text = article("", "Suivre le colis").replace("An article", "Suivi");
    let files = [("fr/track.md", text.as_str())];
    assert_eq!(found(&files, "fr", "parcel"), ["track"]);
    assert!(found(&files, "en", "suivi").is_empty());
}

#[test]
fn synonyms_of_the_settings_lead_both_ways_and_an_arrow_one_way() {
    let settings = settings("[synonyms]\nen = [\"croissant, pastry\", \"bun > pastry\"]\n");
    let croissant = article("", "A croissant");
    let pastry = article("", "A pastry");
    let bun = article("", "A bun");
    let files = [
        ("guichet.toml", settings.as_str()),
        ("en/croissant.md", &croissant),
        ("en/pastry.md", &pastry),
        ("en/bun.md", &bun),
    ];
    let found = |query| {
        let mut found = found(&files, "en", query);
        found.sort();
        found
    };
    assert_eq!(found("croissant"), ["croissant", "pastry"]);
    assert_eq!(found("bun"), ["bun", "pastry"]);
    assert_eq!(found("pastry"), ["croissant", "pastry"]);
}

#[test]
fn words_of_help_centres_lead_to_articles_unless_they_are_turned_off() {
    let text = article("", "How it works").replace("An article", "Restore a file");
    let files = [("en/a.md", text.as_str())];
    assert_eq!(found(&files, "en", "undelete"), ["a"]);
    let off = settings("[search]\nhelp-words = false\n");
    let files = [("en/a.md", text.as_str()), ("guichet.toml", &off)];
    assert!(found(&files, "en", "undelete").is_empty());
}

#[test]
fn a_thesaurus_leads_to_what_articles_are_about() {
    let settings = settings("[search.thesaurus]\nen = \"words/th_en.dat\"\n");
    let files = [
        ("guichet.toml", settings.as_str()),
        ("words/th_en.dat", "UTF-8\nconsignment|1\n(noun)|parcel\n"),
    ];
    assert_eq!(found(&files, "en", "consignment"), ["track"]);
}

#[test]
fn a_weight_out_of_range_or_that_is_no_number_is_an_error() {
    for (weight, message) in [
        ("0", "`weight` should be 0.25 to 4, found `0`"),
        ("4.5", "found `4.5`"),
        (".nan", "found `NaN`"),
        ("heavy", "`weight` should be a number, found `heavy`"),
    ] {
        let text = article(&format!("weight: {weight}\n"), "");
        fails(&[("en/a.md", &text)], "en/a.md:4", message, "`weight: 2`");
    }
}

#[test]
fn questions_that_are_no_list_are_an_error() {
    let text = article("questions: Where is it?\n", "");
    let message = "`questions` should be a list of texts";
    fails(&[("en/a.md", &text)], "en/a.md:4", message, "questions: [");
}

#[test]
fn a_line_of_synonyms_that_is_wrong_is_an_error_at_its_own_line() {
    for (line, message, cure) in [
        ("parcel,, box", "empty place", "remove the comma"),
        ("parcel", "relates the word to no other", "parcel, package"),
        ("a > b > c", "more than one `>`", "a line for each"),
        (
            "where is my parcel now, x",
            "more than 4 words",
            "questions:",
        ),
    ] {
        let text = settings(&format!("[synonyms]\nen = [\n\"a, b\",\n\"{line}\",\n]\n"));
        fails(&[("guichet.toml", &text)], "guichet.toml:15", message, cure);
    }
}

#[test]
fn synonyms_and_thesauri_of_an_unknown_locale_are_errors() {
    for (tables, message) in [
        (
            "[synonyms]\nenn = [\"a, b\"]\n",
            "a language of [synonyms] is `enn`",
        ),
        (
            "[search.thesaurus]\nenn = \"th.dat\"\n",
            "[search.thesaurus] is `enn`",
        ),
    ] {
        let text = settings(tables);
        let files = [
            ("guichet.toml", text.as_str()),
            ("th.dat", "UTF-8\na|1\n-|b\n"),
        ];
        fails(&files, "guichet.toml:13", message, "add the table");
    }
}

#[test]
fn synonyms_that_are_no_list_are_an_error() {
    let text = settings("[synonyms]\nen = \"a, b\"\n");
    let message = "`synonyms.en` should be a list of texts, found `a, b`";
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:13",
        message,
        "en = [",
    );
}

#[test]
fn an_unknown_key_of_search_names_the_one_that_was_meant() {
    let text = settings("[search]\nhelp-word = false\n");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:13",
        "`help-word`",
        "`help-words`",
    );
}

#[test]
fn a_thesaurus_that_is_missing_or_none_is_an_error() {
    let text = settings("[search.thesaurus]\nen = \"th.dat\"\n");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:13",
        "th.dat cannot be read",
        "name a file",
    );
    let files = [("guichet.toml", text.as_str()), ("th.dat", "\u{89}PNG\n")];
    fails(&files, "guichet.toml:13", "is no thesaurus", "th_….dat");
}

#[test]
fn two_builds_with_relations_of_every_source_are_equal() {
    let tables =
        "[synonyms]\nen = [\"croissant, pastry, parcel\"]\n[search.thesaurus]\nen = \"th.dat\"\n";
    let text = settings(tables);
    let thesaurus = "UTF-8\nconsignment|1\n-|parcel\npacket|1\n-|parcel\n";
    let files = [
        ("guichet.toml", text.as_str()),
        ("th.dat", thesaurus),
        ("en/a.md", ARTICLE),
    ];
    let manifest = || {
        let folder = Folder::new(&files);
        outcome(&folder);
        std::fs::read(folder.out().join("manifest.json")).unwrap()
    };
    assert_eq!(manifest(), manifest());
}
