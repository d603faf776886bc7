//! The contact form of `guichet.toml`: what `guichet build` says about it, and the file that it writes.

#![allow(clippy::unwrap_used, missing_docs)]

mod files;
mod hours;
#[path = "../knowledge_base/mod.rs"]
mod knowledge_base;
mod questions;

use std::fs;

use guichet_bundle::folder::Folder as Bundle;
use guichet_cli::knowledge_base::diagnostic::Severity;
use guichet_cli::knowledge_base::settings::parse;
use guichet_wire::form::{ContactForm, OpenTime, QuestionKind};
use guichet_wire::settings::EndpointKind;
use knowledge_base::{Folder, SETTINGS, fails, finding, outcome, settings};

/// The endpoint of [`SETTINGS`], on line 9.
const ENDPOINT: &str = "endpoint = \"https://desk.example.org/tickets\"";

/// The settings with this at their end, from line 12 on.
fn with(more: &str) -> String {
    format!("{SETTINGS}{more}")
}

/// The settings with this question, whose table begins on line 12.
fn question(lines: &str) -> String {
    with(&format!("[[contact.questions]]\n{lines}\n"))
}

/// Two questions: one to choose from, whose table begins on line 12, and this one from line 17 on.
fn after_a_choice(lines: &str) -> String {
    let options = "[{ value = \"order\", label = \"An order\" }, { value = \"return\", label = \"A return\" }]";
    let choice =
        format!("id = \"topic\"\nkind = \"choice\"\nlabel = \"Topic\"\noptions = {options}");
    question(&format!("{choice}\n[[contact.questions]]\n{lines}"))
}

/// The only finding is an error in these settings at `line`.
fn wrong(settings: &str, line: u32, message: &str, cure: &str) {
    let place = format!("guichet.toml:{line}");
    fails(&[("guichet.toml", settings)], &place, message, cure);
}

/// What becomes of settings without a finding: the bundle's folder with it.
fn built(settings: &str) -> (Folder, Bundle) {
    let folder = Folder::new(&[("guichet.toml", settings)]);
    assert_eq!(outcome(&folder).diagnostics, []);
    let bundle = Bundle::open(&folder.out()).unwrap();
    (folder, bundle)
}

/// The form's file as it is in the folder.
fn form(folder: &Folder, bundle: &Bundle) -> Vec<u8> {
    let file = bundle.manifest().settings.contact.form.as_ref().unwrap();
    let bytes = fs::read(folder.out().join(&file.path)).unwrap();
    assert_eq!(file.bytes, bytes.len() as u64);
    bytes
}

const WHOLE_FORM: &str = r#"
[[contact.questions]]
id = "topic"
kind = "choice"
label = { en = "Topic", fr = "Sujet" }
options = [{ value = "order", label = { en = "An order", fr = "Une commande" } }]
value = "order"

[[contact.questions]]
id = "order-number"
kind = "text"
label = "No."
required = true
pattern = '[0-9]{6}'
when = { question = "topic", is = ["order"] }

[[contact.questions]]
id = "shop"
kind = "hidden"
value = "riga"

[contact.attachments]
megabytes = 2
accept = ["image/*", ".pdf"]

[contact.hours]
time-zone = "europe/riga"
open = { tue = ["13:00-24:00", "9:00-12:30"], mon = "09:00-17:00" }
holidays = ["2026-12-26", "2026-12-25"]
reply-within = "1 hour 30 minutes"
"#;

#[test]
fn the_form_is_a_file_of_its_own_that_says_what_was_written() {
    let (folder, bundle) = built(&with(WHOLE_FORM));
    let path = &bundle
        .manifest()
        .settings
        .contact
        .form
        .as_ref()
        .unwrap()
        .path;
    assert!(
        path.starts_with("contact-") && path.ends_with(".json"),
        "{path}"
    );
    let form: ContactForm = serde_json::from_slice(&form(&folder, &bundle)).unwrap();
    let [topic, number, shop] = &form.questions[..] else {
        panic!("{form:?}");
    };
    assert_eq!(
        (topic.kind, topic.value.as_str()),
        (QuestionKind::Choice, "order")
    );
    assert_eq!(topic.options[0].label["fr"], "Une commande");
    assert!(number.required && !topic.required);
    assert_eq!(
        number.label["en"], "No.",
        "a text for all is in the default language"
    );
    assert_eq!(number.when.as_ref().unwrap().is, ["order"]);
    assert_eq!(
        (shop.kind, shop.value.as_str()),
        (QuestionKind::Hidden, "riga")
    );
    let rules = form.attachments.unwrap();
    assert_eq!((rules.files, rules.bytes), (5, 2_000_000));
    let hours = form.hours.unwrap();
    let time = |day, from, to| OpenTime { day, from, to };
    assert_eq!(
        hours.open,
        [time(1, 540, 1020), time(2, 540, 750), time(2, 780, 1440)]
    );
    assert_eq!(hours.time_zone, "Europe/Riga");
    assert_eq!(hours.holidays, ["2026-12-25", "2026-12-26"]);
    assert_eq!(hours.reply_within, 90);
}

#[test]
fn the_same_form_is_written_with_the_same_bytes_and_nothing_is_said_twice() {
    let (one, other) = (built(&with(WHOLE_FORM)), built(&with(WHOLE_FORM)));
    assert_eq!(one.1.manifest(), other.1.manifest());
    let bytes = form(&one.0, &one.1);
    assert_eq!(bytes, form(&other.0, &other.1));
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with(r#"{"questions":[{"id":"topic","kind":"choice","#),
        "{text}"
    );
    assert!(
        !text.contains("null") && !text.contains("\"help\""),
        "{text}"
    );
}

#[test]
fn without_a_form_of_its_own_a_bundle_has_no_file_for_it() {
    let (folder, bundle) = built(SETTINGS);
    assert_eq!(bundle.manifest().settings.contact.form, None);
    let names = fs::read_dir(folder.out()).unwrap();
    let mut names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(!names.any(|name| name.starts_with("contact")));
}

#[test]
fn the_form_that_init_suggests_is_sound() {
    let template = include_str!("../../src/init/guichet.toml");
    let (before, rest) = template.split_once("[contact]\n").unwrap();
    let (contact, after) = rest.split_once("\n[feedback]").unwrap();
    let is_toml = |line: &&str| line.starts_with("# [") || line.contains(" = ");
    let lines = contact.lines().filter(is_toml);
    let lines: Vec<&str> = lines.map(|line| line.trim_start_matches("# ")).collect();
    let text = format!("{before}[contact]\n{}\n[feedback]{after}", lines.join("\n"));
    let (configuration, found) = parse(&text);
    assert_eq!(found, []);
    assert!(configuration.settings.contact.endpoint.is_some());
    assert_eq!(configuration.form.questions.len(), 1);
    assert!(configuration.form.attachments.is_some() && configuration.form.hours.is_some());
}

#[test]
fn a_kind_of_endpoint_travels_in_the_manifest() {
    let text = settings(
        ENDPOINT,
        "endpoint = \"mailto:help@example.org\"\nkind = \"mailto\"",
    );
    let (_, bundle) = built(&text);
    let contact = &bundle.manifest().settings.contact;
    assert_eq!(contact.kind, EndpointKind::Mailto);
    assert_eq!(contact.endpoint.as_deref(), Some("mailto:help@example.org"));
}

#[test]
fn a_kind_of_endpoint_that_is_none_names_the_one_that_was_meant() {
    let text = settings(ENDPOINT, &format!("{ENDPOINT}\nkind = \"zendsk\""));
    wrong(&text, 10, "found `zendsk`", "did you mean `zendesk`?");
}

#[test]
fn an_endpoint_is_an_address_of_its_kind() {
    for (kind, address, message, cure) in [
        (
            "guichet",
            "/tickets",
            "an absolute web address",
            "https://desk",
        ),
        (
            "zendesk",
            "example.zendesk.com",
            "web address",
            "https://example.zendesk.com",
        ),
        (
            "zammad",
            "mailto:a@example.org",
            "web address",
            "kind = \"mailto\"",
        ),
        (
            "mailto",
            "help@example.org",
            "`mailto:`",
            "mailto:help@example.org",
        ),
        ("mailto", "mailto:help", "e-mail address", "mailto:help@"),
        (
            "mailto",
            "mailto:a@example.org?cc=b",
            "e-mail address",
            "mailto:help@",
        ),
        ("mailto", "https://example.org", "`mailto:`", "mailto:help@"),
    ] {
        let text = settings(
            ENDPOINT,
            &format!("endpoint = \"{address}\"\nkind = \"{kind}\""),
        );
        wrong(&text, 9, message, cure);
    }
}

#[test]
fn a_kind_without_an_endpoint_is_an_error() {
    let text = settings(ENDPOINT, "kind = \"zendesk\"");
    wrong(&text, 9, "no `endpoint`", "https://example.zendesk.com");
}
