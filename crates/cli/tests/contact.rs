//! The contact form of `guichet.toml`: what `guichet build` says about it, and the file that it writes.

#![allow(clippy::unwrap_used, missing_docs)]

mod knowledge_base;

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
    let template = include_str!("../src/init/guichet.toml");
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

#[test]
fn an_unknown_key_or_kind_of_a_question_names_the_one_that_was_meant() {
    let text = question("id = \"a\"\nkind = \"text\"\nlabel = \"A\"\nrequred = true");
    wrong(&text, 16, "`requred`", "`required`");
    let text = question("id = \"a\"\nkind = \"chocie\"\nlabel = \"A\"");
    wrong(&text, 14, "found `chocie`", "`choice`");
}

#[test]
fn a_question_has_an_id_and_a_kind() {
    wrong(
        &question("kind = \"text\"\nlabel = \"A\""),
        12,
        "no `id`",
        "id = ",
    );
    wrong(
        &question("id = \"a\"\nlabel = \"A\""),
        12,
        "no `kind`",
        "kind = ",
    );
}

#[test]
fn an_id_is_well_formed_and_none_that_every_ticket_has() {
    let long = "a".repeat(41);
    for (id, message) in [
        ("Order", "a small letter"),
        ("1st", "a small letter"),
        ("order number", "a small letter"),
        (long.as_str(), "at most 40"),
        ("email", "every ticket has"),
        ("website", "every ticket has"),
    ] {
        let text = question(&format!("id = \"{id}\"\nkind = \"text\"\nlabel = \"A\""));
        wrong(&text, 13, message, "id = \"order-number\"");
    }
}

#[test]
fn a_question_that_is_there_twice_is_an_error_at_the_second() {
    let text = after_a_choice("id = \"topic\"\nkind = \"text\"\nlabel = \"A\"");
    wrong(&text, 18, "`topic` is there twice", "rename");
}

#[test]
fn a_form_has_at_most_fifty_questions() {
    let one = |n: usize| {
        format!("[[contact.questions]]\nid = \"q{n}\"\nkind = \"text\"\nlabel = \"Q\"\n")
    };
    let fifty: String = (0..50).map(one).collect();
    built(&with(&fifty));
    let text = with(&(fifty + &one(50)));
    wrong(
        &text,
        12 + 50 * 4 + 1,
        "at most 50 questions, found 51",
        "in the reply",
    );
}

#[test]
fn a_question_has_a_label_that_says_something() {
    let text = question("id = \"a\"\nkind = \"text\"");
    wrong(&text, 12, "no `label`", "label = ");
    let text = question("id = \"a\"\nkind = \"text\"\nlabel = \" \"");
    wrong(&text, 15, "the label of the question `a` is empty", "read");
    let text = question("id = \"a\"\nkind = \"text\"\nlabel = {}");
    wrong(&text, 15, "the label of the question `a` is empty", "read");
    let text = question("id = \"a\"\nkind = \"text\"\nlabel = 5");
    wrong(
        &text,
        15,
        "should be a text, or a text for each language",
        "label = ",
    );
}

#[test]
fn a_text_in_a_language_that_the_bundle_lacks_is_an_error() {
    let text = question(
        "id = \"a\"\nkind = \"text\"\nlabel = \"A\"\nhelp = { en = \"a\", fr = \"a\", hu = \"a\" }",
    );
    wrong(
        &text,
        16,
        "a language of the help of the question `a` is `hu`",
        "en, fr",
    );
}

#[test]
fn a_missing_translation_is_a_warning() {
    let text = question("id = \"a\"\nkind = \"text\"\nlabel = { en = \"A\" }");
    let (severity, place, message, cure) = finding(&[("guichet.toml", &text)]);
    assert_eq!(
        (severity, place.as_str()),
        (Severity::Warning, "guichet.toml:15")
    );
    assert!(
        message.contains("the label of the question `a` is missing in fr"),
        "{message}"
    );
    assert!(cure.contains("fr = "), "{cure}");
}

#[test]
fn a_choice_offers_options_that_can_be_told_apart() {
    let choice = |options: &str| {
        let head = "id = \"a\"\nkind = \"choice\"\nlabel = \"A\"\n";
        question(&format!("{head}{options}"))
    };
    let option = |value: &str| format!("{{ value = \"{value}\", label = \"A\" }}");
    let of = |one: &str, other: &str| {
        choice(&format!(
            "options = [\n{},\n{}\n]",
            option(one),
            option(other)
        ))
    };
    wrong(&choice(""), 12, "no `options`", "options = [");
    wrong(
        &choice("options = []"),
        13,
        "nothing to choose from",
        "add options",
    );
    wrong(&of("x", "x"), 18, "the option `x` twice", "another value");
    wrong(&of("x", "y\\nz"), 18, "a line of text", "value = ");
    wrong(&of("x", ""), 18, "a line of text", "value = ");
    wrong(
        &choice("options = [{ value = \"x\" }]"),
        16,
        "no `label`",
        "label = ",
    );
    wrong(
        &choice("options = [\"x\"]"),
        16,
        "should be a table",
        "options = [{",
    );
}

#[test]
fn keys_that_a_kind_does_not_have_are_errors() {
    for (kind, key, value) in [
        ("number", "pattern", "'[0-9]+'"),
        ("text", "options", "[{ value = \"x\", label = \"X\" }]"),
        ("consent", "value", "\"yes\""),
        ("hidden", "required", "true"),
    ] {
        let more = if kind == "hidden" {
            "value = \"x\""
        } else {
            "label = \"A\""
        };
        let text = question(&format!(
            "id = \"a\"\nkind = \"{kind}\"\n{more}\n{key} = {value}"
        ));
        let message = format!("of a kind that has no `{key}`");
        wrong(&text, 16, &message, "remove");
    }
}

#[test]
fn a_hidden_question_has_a_value() {
    wrong(
        &question("id = \"a\"\nkind = \"hidden\""),
        12,
        "no `value`",
        "value = ",
    );
}

#[test]
fn a_value_is_an_answer_to_its_question() {
    for (kind, value, message, cure) in [
        (
            "number",
            "three",
            "should be a number, found `three`",
            "digits",
        ),
        ("date", "3 November", "should be a day", "2026-12-25"),
        ("checkbox", "true", "should be `yes` or nothing", "yes"),
        ("text", "a\\nb", "a line of text", "line breaks"),
    ] {
        let text = question(&format!(
            "id = \"a\"\nkind = \"{kind}\"\nlabel = \"A\"\nvalue = \"{value}\""
        ));
        wrong(&text, 16, message, cure);
    }
    let options = "options = [{ value = \"order\", label = \"O\" }]\nvalue = \"ordr\"";
    let text = question(&format!(
        "id = \"a\"\nkind = \"choice\"\nlabel = \"A\"\n{options}"
    ));
    wrong(
        &text,
        17,
        "one of its options, found `ordr`",
        "did you mean `order`?",
    );
}

#[test]
fn a_condition_is_on_a_question_above_and_an_answer_that_it_can_have() {
    let asked_if = |when: &str| {
        after_a_choice(&format!(
            "id = \"a\"\nkind = \"text\"\nlabel = \"A\"\nwhen = {when}"
        ))
    };
    for (when, message, cure) in [
        (
            "{ question = \"topc\", is = [\"order\"] }",
            "`topc`, which is no question above it",
            "`topic`",
        ),
        (
            "{ question = \"a\", is = [\"x\"] }",
            "no question above it",
            "stands before",
        ),
        (
            "{ question = \"topic\", is = [\"ordr\"] }",
            "`a` depends on `ordr`",
            "`order`",
        ),
        (
            "{ question = \"topic\", is = [] }",
            "no answer to `topic`",
            "add answers",
        ),
        ("{ question = \"topic\" }", "no `is`", "is = "),
    ] {
        wrong(&asked_if(when), 21, message, cure);
    }
    built(&asked_if(
        "{ question = \"topic\", is = [\"order\", \"return\"] }",
    ));
}

#[test]
fn files_are_refused_where_nobody_takes_them() {
    for (kind, address) in [
        ("zendesk", "https://example.zendesk.com"),
        ("zammad", "https://support.example.org"),
        ("mailto", "mailto:help@example.org"),
    ] {
        let endpoint = format!("endpoint = \"{address}\"\nkind = \"{kind}\"");
        let text = settings(ENDPOINT, &endpoint) + "[contact.attachments]\n";
        wrong(&text, 13, "", "remove [contact.attachments]");
    }
    for kind in ["guichet", "form", "chatwoot"] {
        let text = settings(ENDPOINT, &format!("{ENDPOINT}\nkind = \"{kind}\""));
        built(&(text + "[contact.attachments]\n"));
    }
}

#[test]
fn limits_on_files_are_numbers_above_zero_that_the_desk_keeps() {
    for (line, message) in [
        ("files = 0", "a whole number above 0"),
        ("megabytes = 0.5", "a whole number above 0"),
        ("megabytes = \"10 MB\"", "a whole number above 0"),
    ] {
        wrong(
            &with(&format!("[contact.attachments]\n{line}\n")),
            13,
            message,
            "as in",
        );
    }
    let text = with("[contact.attachments]\nfiles = 6\n");
    wrong(
        &text,
        12,
        "at most 5 files of 10 MiB, found 6 of 10 MB",
        "fewer or smaller",
    );
    let text = settings(ENDPOINT, &format!("{ENDPOINT}\nkind = \"form\""));
    built(&(text + "[contact.attachments]\nfiles = 6\nmegabytes = 25\n"));
}

#[test]
fn kinds_of_files_are_endings_and_media_types() {
    for kind in ["pdf", "", ".", "image/", "image/*, .pdf"] {
        let text = with(&format!(
            "[contact.attachments]\naccept = [\".txt\",\n\"{kind}\"]\n"
        ));
        wrong(&text, 14, "kinds of files", "`accept = [");
    }
}

/// The hours with a line replaced; the table begins on line 12, its keys are in this order.
fn hours(key: &str, value: &str) -> String {
    let mut text = with("[contact.hours]\n");
    for (name, usual) in [
        ("time-zone", "\"Europe/Riga\""),
        ("open", "{ mon = \"09:00-17:00\" }"),
        ("holidays", "[]"),
        ("reply-within", "\"4 hours\""),
    ] {
        let value = if name == key { value } else { usual };
        text += &format!("{name} = {value}\n");
    }
    text
}

#[test]
fn a_time_zone_that_is_none_names_the_one_that_was_meant() {
    let text = hours("time-zone", "\"Europe/Rigga\"");
    wrong(
        &text,
        13,
        "`Europe/Rigga`, which is no time zone",
        "`Europe/Riga`",
    );
    wrong(&hours("time-zone", "\"EET+2\""), 13, "no time zone", "IANA");
}

#[test]
fn times_are_of_a_day_forwards_and_do_not_overlap() {
    for (open, message, cure) in [
        ("{ mon = \"9-17\" }", "found `9-17`", "09:00-17:00"),
        ("{ mon = \"09:00-25:00\" }", "times of a day", "24:00"),
        ("{ mon = \"09:60-10:00\" }", "times of a day", "24:00"),
        (
            "{ mon = \"17:00-09:00\" }",
            "ends before it begins",
            "the next day",
        ),
        (
            "{ mon = \"09:00-09:00\" }",
            "ends before it begins",
            "the next day",
        ),
        (
            "{ mon = [\"12:00-17:00\", \"09:00-12:30\"] }",
            "`mon` overlap",
            "one time",
        ),
        ("{ monday = \"09:00-17:00\" }", "`monday`", "mon, tue, wed"),
        ("{ mon = 9 }", "a time or a list of times", "mon = ["),
        ("{}", "has no time", "open = {"),
    ] {
        wrong(&hours("open", open), 14, message, cure);
    }
    built(&hours(
        "open",
        "{ sun = [\"12:00-17:00\", \"00:00 – 12:00\"] }",
    ));
}

#[test]
fn a_holiday_is_a_day() {
    let text = hours("holidays", "[\"2026-12-25\",\n\"2026-02-30\"]");
    wrong(&text, 16, "found `2026-02-30`", "2026-12-25");
}

#[test]
fn a_reply_is_promised_within_hours_or_minutes() {
    for promise in ["soon", "2 days", "-1 hour", "0 minutes"] {
        let text = hours("reply-within", &format!("\"{promise}\""));
        wrong(&text, 16, &format!("found `{promise}`"), "4 hours");
    }
}

#[test]
fn hours_without_zone_times_or_promise_are_an_error() {
    for key in ["time-zone", "open", "reply-within"] {
        let text = hours("", "");
        let lines = text.lines().filter(|line| !line.starts_with(key));
        let text = lines.collect::<Vec<_>>().join("\n");
        wrong(&text, 12, &format!("`contact.hours` has no `{key}`"), key);
    }
}
