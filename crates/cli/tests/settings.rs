//! What `guichet build` says about categories below others, suggestions and feedback in `guichet.toml`, and about dates.

#![allow(clippy::unwrap_used, missing_docs)]

mod knowledge_base;

use std::fmt::Write;

use knowledge_base::{Folder, SETTINGS, fails, outcome};

/// The settings with more categories, each with its parent or none; the first begins on line 12, each has four lines.
fn categories(more: &[(&str, &str)]) -> String {
    let mut text = SETTINGS.to_owned();
    for (id, parent) in more {
        let name = format!("{{ en = \"{id}\", fr = \"{id}\" }}");
        writeln!(text, "[[categories]]\nid = \"{id}\"\nname = {name}").unwrap();
        match *parent {
            "" => text.push('\n'),
            parent => writeln!(text, "parent = \"{parent}\"").unwrap(),
        }
    }
    text
}

/// The settings with this at their end, from line 12 on.
fn with(more: &str) -> String {
    format!("{SETTINGS}{more}")
}

#[test]
fn a_parent_that_is_no_category_names_the_one_that_was_meant() {
    let text = categories(&[("gifts", "ordres")]);
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:15",
        "`ordres`, which is none",
        "did you mean `orders`?",
    );
}

#[test]
fn parents_that_go_in_a_circle_are_an_error() {
    let text = categories(&[("a", "b"), ("b", "c"), ("c", "a")]);
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:13",
        "a → b → c → a",
        "remove one",
    );
    let text = categories(&[("a", "a")]);
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:13",
        "a → a",
        "remove one",
    );
}

#[test]
fn categories_stand_at_most_three_levels_deep() {
    let three = [("a", "orders"), ("b", "a")];
    let text = categories(&three);
    assert_eq!(
        outcome(&Folder::new(&[("guichet.toml", &text)])).diagnostics,
        []
    );
    let text = categories(&[three[0], three[1], ("c", "b"), ("d", "c")]);
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:21",
        "found orders → a → b → c",
        "stands higher",
    );
}

#[test]
fn a_suggestion_of_an_article_that_does_not_exist_names_the_one_that_was_meant() {
    let text = with("[[suggestions]]\npage = \"/pay*\"\narticles = [\n\"track\",\n\"trak\"]\n");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:16",
        "the suggested article `trak` leads to no article",
        "`track`",
    );
}

#[test]
fn an_article_that_one_language_has_can_be_suggested() {
    let text = with("[[suggestions]]\npage = \"/*\"\narticles = [\"seulement\"]\n");
    let folder = Folder::new(&[
        ("guichet.toml", text.as_str()),
        ("fr/seulement.md", knowledge_base::ARTICLE),
    ]);
    assert_eq!(outcome(&folder).diagnostics, []);
}

#[test]
fn a_pattern_that_no_page_can_match_is_an_error() {
    for (page, message, cure) in [
        (
            "checkout",
            "begin with `/` or `https://`",
            "`page = \"/checkout*\"`",
        ),
        ("", "begin with `/`", "path"),
        ("ftp://shop.example.org/", "begin with `/`", "path"),
        ("/checkout?step=2", "no query", "the path alone"),
        (
            "https://shop.example.org/#pay",
            "fragment",
            "the path alone",
        ),
        ("/check out", "or space", "the path alone"),
    ] {
        let text = format!("[[suggestions]]\npage = \"{page}\"\narticles = [\"track\"]\n");
        fails(
            &[("guichet.toml", &with(&text))],
            "guichet.toml:13",
            message,
            cure,
        );
    }
}

#[test]
fn a_suggestion_that_suggests_nothing_is_an_error() {
    let text = with("[[suggestions]]\npage = \"/\"\narticles = []\n");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:13",
        "has no article",
        "remove it",
    );
    let text = with("[[suggestions]]\npage = \"/\"\n");
    fails(
        &[("guichet.toml", &text)],
        "guichet.toml:12",
        "`suggestions` has no `articles`",
        "articles = [",
    );
}

#[test]
fn a_feedback_endpoint_that_is_no_web_address_is_an_error() {
    fails(
        &[(
            "guichet.toml",
            &with("[feedback]\nendpoint = \"/feedback\"\n"),
        )],
        "guichet.toml:13",
        "feedback.endpoint",
        "https://desk.example.org/feedback",
    );
}

#[test]
fn a_date_that_is_none_is_an_error_at_its_line() {
    let text = "---\ntitle: A\ncategory: orders\nupdated: 3 November\n---\n";
    fails(
        &[("en/a.md", text)],
        "en/a.md:4",
        "`updated` should be a day, found `3 November`",
        "`updated: 2026-11-03`",
    );
}
