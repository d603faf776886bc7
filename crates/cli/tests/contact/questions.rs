//! The owner's own questions.

use super::*;

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
