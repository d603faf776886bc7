//! What `guichet build` says about a knowledge base that is wrong: file, line, message and cure of every kind of finding.

#![allow(clippy::unwrap_used, missing_docs)]

mod knowledge_base;

use std::process::Command;

use guichet_cli::knowledge_base::diagnostic::Severity;
use knowledge_base::{ARTICLE, Folder, fails, finding, outcome, settings};

fn article(body: &str) -> String {
    format!("{ARTICLE}{body}\n")
}

#[test]
fn an_unknown_key_in_the_front_matter_names_the_key_that_was_meant() {
    let text = "---\ntitle: A\ncategory: orders\nordr: 3\n---\n";
    fails(&[("en/a.md", text)], "en/a.md:4", "`ordr`", "`order`");
}

#[test]
fn front_matter_that_is_missing_says_how_to_write_it() {
    fails(
        &[("en/a.md", "Hello")],
        "en/a.md:1",
        "no front matter",
        "`---`",
    );
}

#[test]
fn an_article_without_title_is_an_error() {
    fails(
        &[("en/a.md", "---\ncategory: orders\n---\n")],
        "en/a.md:1",
        "no title",
        "title:",
    );
}

#[test]
fn an_unknown_category_names_the_one_that_was_meant() {
    let text = "---\ntitle: A\ncategory: ordres\n---\n";
    fails(&[("en/a.md", text)], "en/a.md:3", "`ordres`", "`orders`");
}

#[test]
fn an_unknown_related_article_is_an_error() {
    let text = "---\ntitle: A\ncategory: orders\nrelated:\n  - track\n  - trak\n---\n";
    fails(&[("en/a.md", text)], "en/a.md:6", "`trak`", "`track`");
}

#[test]
fn a_broken_link_names_the_article_that_was_meant() {
    let text = article("One\n\n[x](trakc.md)");
    fails(&[("en/a.md", &text)], "en/a.md:7", "`trakc`", "`track`");
}

#[test]
fn a_link_to_a_draft_says_so() {
    let draft = "---\ntitle: B\ncategory: orders\ndraft: true\n---\n";
    let text = article("[x](b.md)");
    fails(
        &[("en/a.md", &text), ("en/b.md", draft)],
        "en/a.md:5",
        "draft",
        "publish",
    );
}

#[test]
fn a_missing_anchor_names_those_that_there_are() {
    let text = article("## Fees\n\n## Times\n\n[x](#prices)");
    fails(
        &[("en/a.md", &text)],
        "en/a.md:9",
        "`prices`",
        "fees, times",
    );
}

#[test]
fn a_missing_image_is_an_error_at_the_line_that_shows_it() {
    let text = article("One\n![x](../media/no.png)");
    fails(
        &[("en/a.md", &text)],
        "en/a.md:6",
        "media/no.png",
        "correct the path",
    );
}

#[test]
fn a_file_that_is_no_image_cannot_be_shown_as_one() {
    let text = article("![x](../media/a.png)");
    let files = [
        ("en/a.md", text.as_str()),
        ("media/a.png", "<html><script>alert(1)</script>"),
    ];
    fails(&files, "en/a.md:5", "not an image", "SVG, PNG");
}

#[test]
fn a_script_in_a_link_is_an_error() {
    let text = article("[x](javascript:alert(1))");
    fails(&[("en/a.md", &text)], "en/a.md:5", "`javascript`", "https:");
}

#[test]
fn two_files_with_one_id_are_an_error_that_names_both() {
    let text = article("");
    let files = [("en/a.md", text.as_str()), ("en/a/index.md", text.as_str())];
    fails(&files, "en/a.md:0", "en/a/index.md", "rename or remove");
}

#[test]
fn ids_that_differ_in_letter_case_only_are_an_error() {
    let text = article("");
    let files = [("en/faq.md", text.as_str()), ("fr/FAQ.md", text.as_str())];
    fails(&files, "fr/FAQ.md:0", "`faq`", "letter case");
}

#[test]
fn a_folder_without_its_table_in_the_settings_is_an_error() {
    let text = article("");
    fails(
        &[("de/a.md", &text)],
        "de/a.md:0",
        "[locales.de]",
        "add the table",
    );
    fails(
        &[("EN-x/a.md", &text)],
        "EN-x/a.md:0",
        "[locales.EN-x]",
        "en, fr",
    );
}

#[test]
fn a_name_that_is_no_language_tag_is_an_error() {
    let text = settings("[locales.fr]", "[locales.fr]\n[locales.pt_BR]").replace(
        "fr = \"Commandes\"",
        "fr = \"Commandes\", pt_BR = \"Pedidos\"",
    );
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:5",
        "`pt_BR`",
        "`pt-BR`",
    );
}

#[test]
fn a_fallback_to_an_unknown_locale_is_an_error() {
    let text = settings("[locales.fr]", "[locales.fr]\nfallback = [\"enn\"]");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:5",
        "[locales.enn]",
        "add the table",
    );
}

#[test]
fn fallbacks_that_go_in_a_circle_are_an_error() {
    let text = settings("[locales.en]", "[locales.en]\nfallback = [\"fr\"]")
        .replace("[locales.fr]", "[locales.fr]\nfallback = [\"en\"]");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:3",
        "en → fr → en",
        "remove one",
    );
}

#[test]
fn an_accent_that_is_no_colour_is_an_error() {
    let text = settings("#0b6e5f", "green");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:11",
        "`green`",
        "#0b6e5f",
    );
}

#[test]
fn an_endpoint_that_is_no_web_address_is_an_error() {
    let text = settings("https://desk.example.org/tickets", "desk.example.org");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:9",
        "`desk.example.org`",
        "https://",
    );
}

#[test]
fn an_unknown_key_in_the_settings_names_the_key_that_was_meant() {
    let text = settings("accent =", "acent =");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:11",
        "`acent`",
        "`accent`",
    );
}

#[test]
fn an_unknown_word_in_the_settings_names_the_word_that_was_meant() {
    let text = settings("\"#0b6e5f\"", "\"#0b6e5f\"\nposition = \"rigth\"");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:12",
        "`rigth`",
        "`right`",
    );
}

/// `file:line` of all findings, which are errors.
fn places(files: &[(&str, &str)]) -> Vec<String> {
    let found = outcome(&Folder::new(files)).diagnostics;
    let places = found.iter().map(|one| {
        assert_eq!(one.severity, Severity::Error, "{one}");
        format!("{}:{}", one.file, one.line)
    });
    places.collect()
}

#[test]
fn every_fault_of_the_front_matter_is_said() {
    let text = "---\ntitel: X\ncategory: nix\norder: 1.5\ndraft: maybe\n---\n[x](no.md)\n";
    assert_eq!(
        places(&[("en/a.md", text)]),
        [2, 3, 4, 5, 7].map(|line| format!("en/a.md:{line}"))
    );
}

#[test]
fn every_fault_of_the_settings_is_said_and_the_articles_are_checked() {
    let text = settings("name = \"Pinewick\"", "name = 5")
        .replace("accent =", "acent =")
        .replace("[contact]", "[contact]\nname = \"requird\"")
        .replace("[locales.fr]", "[locales.fr]\nfallback = \"en\"")
        .replace("[[categories]]", "[[categories]]\nicon = \"box\"");
    let broken = article("[x](no.md)");
    assert_eq!(
        places(&[("guichet.toml", &text), ("en/a.md", &broken)]),
        [
            "en/a.md:5",
            "guichet.toml:1",
            "guichet.toml:5",
            "guichet.toml:7",
            "guichet.toml:11",
            "guichet.toml:14"
        ]
    );
}

#[test]
fn articles_are_checked_although_the_settings_are_no_toml() {
    let text = settings("[locales.fr]", "[locales.fr")
        .replace("default-locale = \"en\"", "default-locale = \"en")
        .replace("[[categories]]", "[[categories]");
    let broken = article("[x](no.md)");
    let files = [
        ("guichet.toml", text.as_str()),
        ("en/a.md", &broken),
        ("fr/b.md", &broken),
    ];
    assert_eq!(
        places(&files),
        [
            "en/a.md:5",
            "fr/b.md:5",
            "guichet.toml:2",
            "guichet.toml:4",
            "guichet.toml:5"
        ]
    );
}

#[test]
fn a_value_of_the_wrong_kind_says_what_it_should_be() {
    let text = settings(
        "name = { en = \"Orders\", fr = \"Commandes\" }",
        "name = \"Orders\"",
    );
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:7",
        "`categories.name` should be a text for each language, found `Orders`",
        "`name = { en = ",
    );
}

#[test]
fn settings_without_a_category_do_not_make_any_category_right() {
    let text = "name = \"P\"\ndefault-locale = \"en\"\ncategories = []\n[locales.en]\n";
    assert_eq!(places(&[("guichet.toml", text)]), ["en/track.md:3"]);
    let text = text.replace("[]", "5");
    assert_eq!(places(&[("guichet.toml", &text)]), ["guichet.toml:3"]);
}

#[test]
fn a_key_that_is_there_twice_is_an_error() {
    let text = settings("[theme]", "[theme]\naccent = \"#000000\"");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:12",
        "twice",
        "remove one",
    );
}

#[test]
fn a_key_that_is_missing_from_the_settings_is_named() {
    let text = settings("id = \"orders\"\n", "");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:5",
        "`categories` has no `id`",
        "`id = \"orders\"`",
    );
    let text = settings("name = \"Pinewick\"", "nam = \"Pinewick\"");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:1",
        "`nam`",
        "`name`",
    );
}

#[test]
fn an_image_with_scripts_is_a_warning_that_names_its_file() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let text = article("![x](../media/a.svg)\n\n![x](../media/a.svg)");
    let (severity, place, message, _) = finding(&[("en/a.md", &text), ("media/a.svg", svg)]);
    assert_eq!(
        (severity, place.as_str()),
        (Severity::Warning, "media/a.svg:0")
    );
    assert!(message.contains("scripts"), "{message}");
}

#[test]
fn a_file_that_is_not_utf_8_is_an_error() {
    let folder = Folder::new(&[]);
    folder.write("en/a.md", b"---\ntitle: \xe9t\xe9\n---\n");
    let found = outcome(&folder).diagnostics.remove(0);
    assert_eq!(
        (found.file.as_str(), found.message.as_str()),
        ("en/a.md", "the file is not UTF-8")
    );
}

#[test]
fn an_article_called_like_the_list_of_articles_is_an_error() {
    let text = article("");
    fails(
        &[("en/index.md", &text)],
        "en/index.md:0",
        "`index`",
        "another name",
    );
}

#[test]
fn a_category_without_a_name_in_a_locale_is_a_warning_and_the_fallback_is_used() {
    let text = settings(", fr = \"Commandes\"", "");
    let (severity, place, message, cure) = finding(&[("guichet.toml", &text)]);
    assert_eq!(
        (severity, place.as_str()),
        (Severity::Warning, "guichet.toml:6")
    );
    assert!(message.contains("no name in fr; en is used"), "{message}");
    assert!(cure.contains("fr = "), "{cure}");
}

#[test]
fn html_that_is_left_out_is_a_warning_with_file_and_line() {
    let text = article("One\n\n<iframe src=\"https://example.org\"></iframe>");
    let (severity, place, message, _) = finding(&[("en/a.md", &text)]);
    assert_eq!((severity, place.as_str()), (Severity::Warning, "en/a.md:7"));
    assert!(message.contains("<iframe>"), "{message}");
}

#[test]
fn a_link_to_an_article_that_only_the_fallback_has_is_fine() {
    let text = article("[x](track.md#late)");
    let outcome = outcome(&Folder::new(&[("fr/a.md", &text)]));
    assert_eq!(outcome.diagnostics, []);
}

#[test]
fn all_errors_are_said_in_one_run_with_exit_status_1_and_nothing_is_written() {
    let broken = article("[x](no.md) ![](no.png) <script></script>");
    let settings = settings("#0b6e5f", "green");
    let folder = Folder::new(&[
        ("guichet.toml", &settings),
        ("en/a.md", &broken),
        ("en/b.md", "Hello"),
        ("de/c.md", &broken),
    ]);
    let guichet = Command::new(env!("CARGO_BIN_EXE_guichet"))
        .args([
            "build".as_ref(),
            folder.path().as_os_str(),
            "--out".as_ref(),
            folder.out().as_os_str(),
        ])
        .output()
        .unwrap();
    assert_eq!(guichet.status.code(), Some(1));
    assert!(!folder.out().exists());
    let said = String::from_utf8(guichet.stderr).unwrap();
    for words in [
        "--> guichet.toml:11\n  cure: write six",
        "--> en/a.md:5\n  cure: write the article",
        "--> en/a.md:5\n  cure: correct the path",
        "warning: <script>",
        "--> en/b.md:1\n  cure: begin the file",
        "--> de/c.md\n  cure: add the table",
        "5 errors, 1 warning: no bundle was written",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}
