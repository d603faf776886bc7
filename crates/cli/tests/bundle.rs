//! What `guichet build` writes, read back as the widget and `guichet search` read it.

#![allow(clippy::unwrap_used, missing_docs)]

mod knowledge_base;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use guichet_bundle::folder::Folder as Bundle;
use guichet_cli::build::{Summary, build};
use guichet_cli::search::answer_lines;
use guichet_wire::document::{Block, Inline};
use guichet_wire::settings::suggested;
use indicatif::ProgressBar;
use knowledge_base::{ARTICLE, Folder};

fn built(source: &Path, out: &Path) -> Summary {
    let outcome = build(source, out, &ProgressBar::hidden()).unwrap();
    assert_eq!(outcome.diagnostics, []);
    outcome.summary.unwrap()
}

fn bundle(folder: &Folder) -> Bundle {
    built(&folder.path(), &folder.out());
    Bundle::open(&folder.out()).unwrap()
}

fn demo() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/kb"))
}

/// Every file below the folder with its bytes.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap();
            (
                path.to_str().unwrap().to_owned(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

#[test]
fn the_demo_builds_without_a_finding_and_twice_the_same() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let summary = built(demo(), first.path());
    built(demo(), second.path());
    assert!(summary.articles >= 24, "{summary:?}");
    let files = files(first.path());
    assert!(files.len() > summary.articles);
    assert!(files == self::files(second.path()), "two builds differ");
}

#[test]
fn every_article_of_the_demo_can_be_read_in_every_locale() {
    let out = tempfile::tempdir().unwrap();
    built(demo(), out.path());
    let bundle = Bundle::open(out.path()).unwrap();
    for tag in bundle.manifest().tags() {
        let locale = bundle.locale(tag).unwrap();
        for entry in locale.articles() {
            let article = bundle.article(&locale, &entry.id).unwrap().unwrap();
            assert_eq!(article.title, entry.title);
            assert_eq!(article.locale, entry.written_in.as_deref().unwrap_or(tag));
        }
    }
}

#[test]
fn a_bundle_built_over_another_one_leaves_none_of_its_files() {
    let folder = Folder::new(&[("en/a.md", ARTICLE)]);
    bundle(&folder);
    fs::remove_file(folder.path().join("en/a.md")).unwrap();
    bundle(&folder);
    let fresh = Folder::new(&[]);
    bundle(&fresh);
    assert_eq!(files(&folder.out()), files(&fresh.out()));
}

#[test]
fn a_folder_with_a_manifest_of_something_else_is_left_alone() {
    let folder = Folder::new(&[]);
    fs::create_dir(folder.out()).unwrap();
    fs::write(folder.out().join("manifest.json"), r#"{"name": "an app"}"#).unwrap();
    let error = build(&folder.path(), &folder.out(), &ProgressBar::hidden()).unwrap_err();
    assert!(error.to_string().contains("--out"), "{error}");
    assert_eq!(files(&folder.out()).len(), 1);
}

#[test]
fn the_bundle_is_never_written_over_its_knowledge_base() {
    let folder = Folder::new(&[]);
    let error = build(&folder.path(), &folder.path(), &ProgressBar::hidden()).unwrap_err();
    assert!(error.to_string().contains("--out"), "{error}");
}

#[test]
fn an_untranslated_article_is_listed_found_and_read_from_the_fallback() {
    let text = format!("{ARTICLE}Bonjour, le colis [suivi](track.md).");
    let folder = Folder::new(&[("fr/a.md", &text)]);
    let bundle = bundle(&folder);
    assert_eq!(bundle.manifest().locale("fr").unwrap().fallback, ["en"]);
    assert_eq!(bundle.manifest().locale("fr").unwrap().articles, 1);
    let french = bundle.locale("fr").unwrap();
    let (_, entry) = french.article("track").unwrap();
    assert_eq!(entry.written_in.as_deref(), Some("en"));
    assert!(
        french
            .pack_of("track")
            .unwrap()
            .path
            .starts_with("en/pack-")
    );
    assert_eq!(french.search("parcel", 5)[0].article.id, "track");
    assert_eq!(bundle.locale("en").unwrap().article("a"), None);
    let page = fs::read_to_string(folder.out().join("pages/fr/a.html")).unwrap();
    assert!(
        page.contains(r#"<a href="../en/track.html">suivi</a>"#),
        "{page}"
    );
}

#[test]
fn articles_stand_by_category_then_order_then_id_and_drafts_are_left_out() {
    let article = |order: i32| format!("---\ntitle: T\ncategory: orders\norder: {order}\n---\n");
    let draft = "---\ntitle: T\ncategory: orders\ndraft: true\n---\n";
    let folder = Folder::new(&[
        ("en/z.md", &article(-1)),
        ("en/c/b.md", &article(7)),
        ("en/c/a.md", &article(7)),
        ("en/draft.md", draft),
    ]);
    let locale = bundle(&folder).locale("en").unwrap();
    let ids: Vec<_> = locale.articles().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["z", "track", "c/a", "c/b"]);
}

/// An article of that category, looked over on that day.
fn article(category: &str, day: &str) -> String {
    format!("---\ntitle: T\ncategory: {category}\nupdated: {day}\n---\nText.\n")
}

#[test]
fn categories_stand_depth_first_and_their_articles_with_them() {
    let category = |id: &str, more: &str| {
        format!("[[categories]]\nid = \"{id}\"\nname = {{ en = \"{id}\", fr = \"{id}\" }}\n{more}")
    };
    let settings = [
        knowledge_base::SETTINGS,
        &category("oil", "parent = \"lamps\"\n"),
        &category("products", ""),
        &category("empty", "parent = \"products\"\n"),
        &category("lamps", "parent = \"products\"\n"),
        &category("gifts", "parent = \"orders\"\n"),
    ];
    let folder = Folder::new(&[
        ("guichet.toml", &settings.concat()),
        ("en/oil.md", &article("oil", "2026-11-03")),
        ("en/gift.md", &article("gifts", "2026-11-03")),
    ]);
    let locale = bundle(&folder).locale("en").unwrap();
    let categories = locale.categories().iter();
    let shown = categories.map(|one| (one.id.as_str(), one.parent.as_deref(), one.articles));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            ("orders", None, 1),
            ("gifts", Some("orders"), 1),
            ("products", None, 0),
            ("lamps", Some("products"), 0),
            ("oil", Some("lamps"), 1),
        ]
    );
    let ids: Vec<_> = locale.articles().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["track", "gift", "oil"]);
    let oil: Vec<_> = locale.articles_in("oil", 9).collect();
    assert_eq!(oil[0].id, "oil");
    let page = fs::read_to_string(folder.out().join("pages/en/index.html")).unwrap();
    let places = ["<h2>products", "<h3>lamps", "<h4>oil"].map(|text| page.find(text).unwrap());
    assert!(places.is_sorted(), "{page}");
}

#[test]
fn a_translation_older_than_its_source_says_so() {
    let settings = knowledge_base::settings(
        "[locales.fr]",
        "[locales.fr]\n[locales.fr-CA]\nfallback = [\"fr\"]",
    );
    let settings = settings.replace(
        "fr = \"Commandes\"",
        "fr = \"Commandes\", fr-CA = \"Commandes\"",
    );
    let day = |day| article("orders", day);
    let folder = Folder::new(&[
        ("guichet.toml", &settings),
        ("en/changed.md", &day("2026-11-03")),
        ("fr/changed.md", &day("2026-11-02")),
        ("en/same.md", &day("2026-11-03")),
        ("fr/same.md", &day("2026-11-03")),
        ("en/undated.md", &day("2026-11-03")),
        ("fr/undated.md", ARTICLE),
        ("fr/french.md", &day("2026-11-03")),
        ("fr-CA/french.md", &day("2025-11-03")),
    ]);
    let bundle = bundle(&folder);
    let ages = |tag: &str| -> Vec<(String, Option<String>, Option<String>)> {
        let locale = bundle.locale(tag).unwrap();
        let dated = locale.articles().filter(|entry| entry.id != "track");
        dated
            .map(|entry| {
                (
                    entry.id.clone(),
                    entry.updated.clone(),
                    entry.outdated.clone(),
                )
            })
            .collect()
    };
    let age = |id: &str, day: &str, source: &str| {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (id.to_owned(), some(day), some(source))
    };
    let french = [
        age("changed", "2026-11-02", "en"),
        age("french", "2026-11-03", ""),
        age("same", "2026-11-03", ""),
        age("undated", "", ""),
    ];
    assert_eq!(ages("fr"), french);
    let mut canadian = french;
    canadian[1] = age("french", "2025-11-03", "fr");
    assert_eq!(ages("fr-CA"), canadian);
    assert_eq!(ages("en")[0], age("changed", "2026-11-03", ""));

    let page = |path: &str| fs::read_to_string(folder.out().join("pages").join(path)).unwrap();
    let old = page("fr/changed.html");
    assert!(
        old.contains(r#"Mis à jour le <time datetime="2026-11-02">2 nov. 2026</time>"#),
        "{old}"
    );
    assert!(
        old.contains(r#"<a href="../en/changed.html" lang="en" hreflang="en">T</a></p>"#),
        "{old}"
    );
    let languages = r#"<nav class="languages" aria-label="Langue"><ul><li><a href="../en/changed.html" lang="en" hreflang="en">English</a></li>"#;
    assert!(old.contains(languages), "{old}");
    assert!(!page("fr/same.html").contains("callout"));
    assert!(!page("fr/undated.html").contains("<time"));
}

#[test]
fn suggestions_and_the_feedback_endpoint_travel_in_the_manifest() {
    let settings = format!(
        "{}[feedback]\nendpoint = \"https://desk.example.org/feedback\"\n\
         [[suggestions]]\npage = \"/colis/reçu*\"\narticles = [\"track\"]\n",
        knowledge_base::SETTINGS
    );
    let folder = Folder::new(&[("guichet.toml", &settings)]);
    let bundle = bundle(&folder);
    let settings = &bundle.manifest().settings;
    assert_eq!(
        settings.feedback.endpoint.as_deref(),
        Some("https://desk.example.org/feedback")
    );
    let page = "https://shop.example.org/colis/re%C3%A7u/1?x=1";
    assert_eq!(suggested(&settings.suggestions, page), ["track"]);
}

#[test]
fn a_hit_leads_to_the_heading_it_stands_under() {
    let folder = Folder::new(&[]);
    let locale = bundle(&folder).locale("en").unwrap();
    let found = locale.search("wait", 1);
    assert_eq!(found[0].section_entry().unwrap().anchor, "late");
}

#[test]
fn an_image_gets_a_hashed_name_and_its_size() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32"/>"#;
    let text = format!("{ARTICLE}![A box](../media/Box%201.svg)");
    let folder = Folder::new(&[("en/a.md", &text), ("media/Box 1.svg", svg)]);
    let bundle = bundle(&folder);
    let locale = bundle.locale("en").unwrap();
    let document = bundle.article(&locale, "a").unwrap().unwrap().document;
    let [Block::Paragraph(content)] = &document.blocks[..] else {
        panic!("{document:?}")
    };
    let [Inline::Image(image)] = &content[..] else {
        panic!("{document:?}")
    };
    assert_eq!(
        (image.alt.as_str(), image.width, image.height),
        ("A box", 64, 32)
    );
    assert!(image.path.starts_with("media/box-1-"), "{}", image.path);
    assert_eq!(
        fs::read_to_string(folder.out().join(&image.path)).unwrap(),
        svg
    );
}

#[test]
fn long_locales_are_cut_into_several_packs() {
    let text = format!("{ARTICLE}{}", "A sentence about parcels. ".repeat(1200));
    let names: Vec<String> = (0..9).map(|n| format!("en/long-{n}.md")).collect();
    let long: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), text.as_str()))
        .collect();
    let folder = Folder::new(&long);
    let bundle = bundle(&folder);
    let locale = bundle.locale("en").unwrap();
    let packs: BTreeSet<_> = (0..9)
        .map(|n| &locale.pack_of(&format!("long-{n}")).unwrap().path)
        .collect();
    assert!((2..6).contains(&packs.len()), "{packs:?}");
    assert!(bundle.article(&locale, "long-8").unwrap().is_some());
}

#[test]
fn a_static_page_escapes_its_text_and_has_no_script() {
    let text = "---\ntitle: A <b> & \"c\"\ndescription: '\"><script>'\ncategory: orders\n---\n`<script>alert(1)</script>`\n";
    let folder = Folder::new(&[("en/deep/a.md", text)]);
    bundle(&folder);
    let page = fs::read_to_string(folder.out().join("pages/en/deep/a.html")).unwrap();
    assert!(
        page.contains("<h1>A &lt;b&gt; &amp; &quot;c&quot;</h1>"),
        "{page}"
    );
    assert!(page.contains(r#"<html lang="en" dir="ltr">"#), "{page}");
    assert!(page.contains(r#"href="../../style.css""#), "{page}");
    assert!(!page.contains("<script"), "{page}");
}

#[test]
fn a_line_that_is_not_utf_8_is_answered_by_an_error_and_the_next_one_is_read() {
    let folder = Folder::new(&[]);
    let bundle = bundle(&folder);
    let input = b"{\"lang\":\"en\",\"q\":\"\xe9\"}\n \r\n{\"lang\":\"en\",\"q\":\"parcel\"}";
    let mut output = Vec::new();
    answer_lines(&bundle, &input[..], &mut output).unwrap();
    let lines: Vec<&str> = str::from_utf8(&output).unwrap().lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("{\"error\":\"the line is not UTF-8"),
        "{lines:?}"
    );
    assert!(lines[1].contains("track"), "{lines:?}");
}

#[test]
fn queries_line_by_line_are_answered_line_by_line() {
    let folder = Folder::new(&[]);
    let bundle = bundle(&folder);
    let input = "{\"lang\":\"en-GB\",\"q\":\"parcel\",\"k\":1}\n\nnonsense\n{\"lang\":\"de\",\"q\":\"x\"}\n";
    let mut output = Vec::new();
    answer_lines(&bundle, input.as_bytes(), &mut output).unwrap();
    let lines: Vec<serde_json::Value> = String::from_utf8(output)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["ids"], serde_json::json!(["track"]));
    assert!(lines[0]["us"].as_f64().unwrap() > 0.0);
    assert!(lines[1]["error"].is_string());
    assert!(lines[2]["error"].as_str().unwrap().contains("en, fr"));
}
