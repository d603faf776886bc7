//! The contact form with questions of the owner's own: asked, answered, judged, mended.

use guichet_wire::form::{Condition, ContactForm, Question, QuestionKind, QuestionOption, Texts};
use guichet_wire::settings::FieldRule;
use guichet_wire::ticket::NewTicket;

use super::*;

fn texts(pairs: &[(&str, &str)]) -> Texts {
    let owned = |(tag, text): &(&str, &str)| (tag.to_string(), text.to_string());
    pairs.iter().map(owned).collect()
}

fn question(id: &str, kind: QuestionKind) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        label: texts(&[("en", id)]),
        help: Texts::new(),
        required: false,
        pattern: None,
        options: Vec::new(),
        value: String::new(),
        when: None,
    }
}

fn required(id: &str, kind: QuestionKind) -> Question {
    Question {
        required: true,
        ..question(id, kind)
    }
}

fn options(values: &[&str]) -> Vec<QuestionOption> {
    let option = |value: &&str| QuestionOption {
        value: value.to_string(),
        label: texts(&[("en", value)]),
    };
    values.iter().map(option).collect()
}

fn only_if(question: Question, other: &str, is: &[&str]) -> Question {
    let when = Condition {
        question: other.to_owned(),
        is: is.iter().map(|answer| answer.to_string()).collect(),
    };
    Question {
        when: Some(when),
        ..question
    }
}

/// A model with a form that can be sent but for its questions.
fn asking(questions: Vec<Question>) -> (Model, &'static [Question]) {
    let form = ContactForm {
        questions,
        ..ContactForm::default()
    };
    let form: &'static ContactForm = Box::leak(Box::new(form));
    let mut model = ready();
    update(&mut model, Msg::ContactForm(Ok(form)));
    fill(&mut model);
    (model, &form.questions)
}

fn answer(model: &mut Model, question: &'static Question, text: &str) {
    update(model, typed(Field::Question(question), text));
}

fn misfit(field: Field, text: &str) -> Msg {
    Msg::Edited {
        field,
        text: text.to_owned(),
        fits: false,
    }
}

/// The ticket that is sent.
fn sent(model: &mut Model) -> NewTicket {
    let effects = update(model, submitted(ID));
    let Some(Effect::Save(delivery)) = effects.first() else {
        panic!("expected a ticket, found {:?}", model.form.errors);
    };
    delivery.ticket.clone()
}

fn answers(ticket: &NewTicket) -> Vec<(&str, &str)> {
    let answers = ticket.answers.iter();
    answers
        .map(|answer| (answer.id.as_str(), answer.value.as_str()))
        .collect()
}

fn with_a_file() -> Model {
    let mut manifest = manifest();
    manifest.settings.contact.form = Some(file("form"));
    let mut model = wanting(&["en"]);
    update(&mut model, Msg::Manifest(Ok(manifest)));
    arrive(&mut model, "en");
    model
}

#[test]
fn the_owners_questions_come_with_the_contact_part_and_once() {
    let mut model = with_a_file();
    assert!(model.awaits_form());
    update(&mut model, Msg::ContactLikely);
    let effects = update(&mut model, Msg::ContactPart(Ok(())));
    assert_eq!(effects, [Effect::LoadContactForm(file("form"))]);
    assert_eq!(update(&mut model, Msg::FormShown(1)), []);
    assert!(model.awaits_form());
    update(&mut model, Msg::ContactForm(Ok(Box::leak(Box::default()))));
    assert!(!model.awaits_form());
    assert_eq!(update(&mut model, Msg::FormShown(2)), []);
}

#[test]
fn without_the_owners_questions_the_standard_form_takes_the_ticket() {
    let mut model = with_a_file();
    update(&mut model, Msg::ContactLikely);
    update(&mut model, Msg::ContactPart(Ok(())));
    update(&mut model, Msg::ContactForm(Err(LoadError::Damaged)));
    assert!(!model.awaits_form());
    assert_eq!(
        update(&mut model, Msg::FormShown(1)),
        [],
        "it stays as it is"
    );
    fill(&mut model);
    assert_eq!(sent(&mut model).answers, []);
}

#[test]
fn questions_that_the_manifest_names_late_are_asked_all_the_same() {
    let mut model = wanting(&["en"]);
    update(&mut model, Msg::Opened);
    update(&mut model, Msg::Go(Route::Contact));
    update(&mut model, Msg::ContactPart(Ok(())));
    assert!(!model.awaits_form(), "nobody knows of any");
    let mut manifest = manifest();
    manifest.settings.contact.form = Some(file("form"));
    update(&mut model, Msg::Manifest(Ok(manifest)));
    assert!(model.awaits_form());
    let effects = update(&mut model, Msg::FormShown(1));
    assert_eq!(effects, [Effect::LoadContactForm(file("form"))]);
}

#[test]
fn answers_of_every_kind_go_with_the_ticket_in_the_order_of_the_form() {
    use QuestionKind::*;
    let kinds = [
        Text, LongText, Number, Date, Choice, Choices, Checkbox, Consent,
    ];
    let given = [
        "A-1",
        "one\ntwo",
        "2.5",
        "2026-03-01",
        "b",
        "a\nc",
        "yes",
        "yes",
    ];
    let ids = [
        "line", "lines", "number", "day", "one", "some", "news", "terms",
    ];
    let questions = ids.iter().zip(kinds).map(|(id, kind)| question(id, kind));
    let (mut model, questions) = asking(questions.collect());
    for (question, text) in questions.iter().zip(given).rev() {
        answer(&mut model, question, text);
    }
    let expected: Vec<(&str, &str)> = ids.into_iter().zip(given).collect();
    assert_eq!(answers(&sent(&mut model)), expected);
}

#[test]
fn an_answer_carries_its_question_as_it_was_read() {
    let mut order = question("order", QuestionKind::Text);
    order.label = texts(&[("de", "Bestellung"), ("en", "Order"), ("hu", "Rendelés")]);
    let (mut model, questions) = asking(vec![order]);
    answer(&mut model, &questions[0], "7");
    update(&mut model, Msg::LocaleChosen("hu".to_owned()));
    assert_eq!(sent(&mut model).answers[0].label, "Rendelés");
}

#[test]
fn a_label_falls_back_as_articles_do() {
    let mut model = ready();
    let label: &'static Texts = Box::leak(Box::new(texts(&[("de", "Frage"), ("en", "Question")])));
    update(&mut model, Msg::LocaleChosen("ga".to_owned()));
    let english = Words {
        text: "Question",
        language: Some("en"),
    };
    assert_eq!(model.words(label), english);
    let strings = Strings {
        tag: "en".to_owned(),
        ..Strings::default()
    };
    model.strings = Arc::new(strings);
    assert_eq!(model.words(label).language, None, "it is the panel's");
}

#[test]
fn what_the_owner_proposes_is_the_answer_until_the_person_gives_another() {
    let proposed = |id: &str, kind, value: &str| Question {
        value: value.to_owned(),
        ..question(id, kind)
    };
    let (mut model, questions) = asking(vec![
        proposed("country", QuestionKind::Text, "Latvia"),
        proposed("city", QuestionKind::Text, "Riga"),
        proposed("source", QuestionKind::Hidden, "shop"),
    ]);
    answer(&mut model, &questions[1], "");
    let ticket = sent(&mut model);
    assert_eq!(
        answers(&ticket),
        [("country", "Latvia"), ("source", "shop")]
    );
}

#[test]
fn a_question_that_is_not_asked_has_no_answer_and_no_fault() {
    let topic = Question {
        options: options(&["return", "other"]),
        ..question("topic", QuestionKind::Choice)
    };
    let order = only_if(required("order", QuestionKind::Text), "topic", &["return"]);
    let colour = only_if(required("colour", QuestionKind::Text), "order", &["A-1"]);
    let (mut model, questions) = asking(vec![topic, order, colour]);
    answer(&mut model, &questions[0], "return");
    answer(&mut model, &questions[1], "A-1");
    assert!(model.is_asked(&questions[2]));
    update(&mut model, submitted(ID));
    let colour = Field::Question(&questions[2]);
    assert_eq!(model.form.error(colour), Some(FieldCode::Required));

    answer(&mut model, &questions[0], "other");
    assert!(!model.is_asked(&questions[1]));
    assert!(
        !model.is_asked(&questions[2]),
        "what it hangs on is not asked"
    );
    assert_eq!(model.form.error(colour), None);
    assert_eq!(answers(&sent(&mut model)), [("topic", "other")]);
}

#[test]
fn one_of_several_choices_is_enough_to_ask_more() {
    let parts = Question {
        options: options(&["lamp", "cable", "box"]),
        ..question("parts", QuestionKind::Choices)
    };
    let length = only_if(
        question("length", QuestionKind::Number),
        "parts",
        &["cable"],
    );
    let (mut model, questions) = asking(vec![parts, length]);
    assert!(!model.is_asked(&questions[1]));
    answer(&mut model, &questions[0], "lamp\ncable");
    assert!(model.is_asked(&questions[1]));
}

#[test]
fn choices_are_kept_in_the_order_of_the_form() {
    let options = options(&["a", "b", "c"]);
    let chosen = with_choice(&options, "c", "a", true);
    assert_eq!(chosen, "a\nc");
    assert_eq!(with_choice(&options, &chosen, "c", false), "a");
    assert_eq!(with_choice(&options, "a", "a", false), "");
}

#[test]
fn nothing_is_sent_without_consent() {
    let (mut model, questions) = asking(vec![question("terms", QuestionKind::Consent)]);
    let effects = update(&mut model, submitted(ID));
    assert_eq!(effects, [Effect::Focus(Focus::FieldError)]);
    let terms = Field::Question(&questions[0]);
    assert_eq!(model.form.error(terms), Some(FieldCode::Required));
    answer(&mut model, &questions[0], "yes");
    assert_eq!(model.form.error(terms), None);
    assert_eq!(answers(&sent(&mut model)), [("terms", "yes")]);
}

#[test]
fn what_the_browser_cannot_read_is_not_sent() {
    let (mut model, questions) = asking(vec![question("count", QuestionKind::Number)]);
    let count = Field::Question(&questions[0]);
    update(&mut model, misfit(count, ""));
    update(&mut model, submitted(ID));
    assert_eq!(model.form.error(count), Some(FieldCode::Malformed));
    update(&mut model, typed(count, "3"));
    assert_eq!(answers(&sent(&mut model)), [("count", "3")]);
}

#[test]
fn a_form_that_is_drawn_anew_forgets_what_could_not_be_read() {
    let questions = ["count", "code"].map(|id| question(id, QuestionKind::Number));
    let (mut model, questions) = asking(questions.into());
    update(&mut model, misfit(Field::Question(&questions[0]), ""));
    update(&mut model, misfit(Field::Question(&questions[1]), "12"));
    update(&mut model, Msg::FormShown(1));
    update(&mut model, submitted(ID));
    let wrong: Vec<&str> = model
        .form
        .errors
        .iter()
        .map(|(field, _)| field.name())
        .collect();
    assert_eq!(wrong, ["code"], "its text is still there");
}

#[test]
fn a_field_is_judged_when_it_is_left_and_not_while_it_is_typed() {
    let mut model = ready();
    let email = |model: &Model| model.form.error(Field::Email);
    update(&mut model, typed(Field::Email, "nobody"));
    assert_eq!(email(&model), None);
    update(&mut model, Msg::FieldLeft(Field::Email));
    assert_eq!(email(&model), Some(FieldCode::Malformed));
    update(&mut model, typed(Field::Email, "nobody@example"));
    assert_eq!(email(&model), Some(FieldCode::Malformed), "still not right");
    update(&mut model, typed(Field::Email, "nobody@example.org"));
    assert_eq!(email(&model), None);
}

#[test]
fn a_field_in_which_nothing_was_typed_can_be_passed() {
    let mut model = ready();
    update(&mut model, Msg::FieldLeft(Field::Email));
    assert_eq!(model.form.errors, []);
    update(&mut model, typed(Field::Email, "a"));
    update(&mut model, typed(Field::Email, ""));
    update(&mut model, Msg::FieldLeft(Field::Email));
    assert_eq!(model.form.error(Field::Email), Some(FieldCode::Required));
}

#[test]
fn several_faults_are_listed_in_the_order_of_the_form_and_one_is_not() {
    let (mut model, questions) = asking(vec![required("order", QuestionKind::Text)]);
    update(&mut model, typed(Field::Message, " "));
    update(&mut model, submitted(ID));
    let order = Field::Question(&questions[0]);
    assert_eq!(model.form.summary, [Field::Message, order]);
    update(&mut model, typed(Field::Message, "It does not light."));
    assert_eq!(model.form.summary.len(), 2, "nothing moves while they type");
    assert_eq!(
        model.form.error(Field::Message),
        None,
        "but it is crossed off"
    );
    update(&mut model, submitted(ID));
    assert_eq!(model.form.summary, []);
    assert_eq!(model.form.error(order), Some(FieldCode::Required));
}

#[test]
fn an_optional_name_can_be_left_open_and_a_required_one_cannot() {
    let mut manifest = manifest();
    manifest.settings.contact.name = FieldRule::Required;
    let mut model = ready();
    fill(&mut model);
    update(&mut model, Msg::Manifest(Ok(manifest)));
    update(&mut model, submitted(ID));
    assert_eq!(model.form.errors, [(Field::Name, FieldCode::Required)]);
}

fn refusal(fields: &[&str]) -> Answer {
    let problem = |field: &&str| FieldProblem {
        field: field.to_string(),
        code: FieldCode::Malformed,
        detail: String::new(),
    };
    Answer::Refused(Problem {
        kind: "invalid-ticket".to_owned(),
        title: "The ticket is not valid".to_owned(),
        status: 422,
        detail: "Try another day.".to_owned(),
        errors: fields.iter().map(problem).collect(),
    })
}

/// A model whose ticket of an earlier visit, with answers, the endpoint has refused.
fn refused(fields: &[&str]) -> (Model, &'static [Question]) {
    let questions = ["order", "colour"].map(|id| Question {
        value: "proposed".to_owned(),
        ..question(id, QuestionKind::Text)
    });
    let (mut model, questions) = asking(questions.into());
    answer(&mut model, &questions[0], "A-1");
    answer(&mut model, &questions[1], "");
    update(&mut model, Msg::FormShown(100));
    let delivery = Delivery {
        ticket: NewTicket {
            seconds: Some(40),
            ..sent(&mut model)
        },
        ..model.outbox.entries[0].delivery.clone()
    };
    model.form = Form::default();
    model.outbox = Outbox::default();
    update(&mut model, Msg::OutboxLoaded(vec![delivery]));
    answered(&mut model, refusal(fields));
    (model, questions)
}

#[test]
fn a_refused_ticket_comes_back_with_its_answers_and_what_is_wrong_with_them() {
    let (mut model, questions) = refused(&["order"]);
    let order = Field::Question(&questions[0]);
    assert_eq!(model.form.text(order), "A-1");
    assert_eq!(
        model.form.text(Field::Question(&questions[1])),
        "",
        "left open"
    );
    assert_eq!(model.form.error(order), Some(FieldCode::Malformed));
    assert_eq!(model.form.summary, []);
    assert_eq!(model.form.refusal, None);
    answer(&mut model, &questions[0], "A-2");
    let effects = update(&mut model, submitted(OTHER));
    let Some(Effect::Replace { delivery, .. }) = effects.first() else {
        panic!("expected the mended ticket to be saved, found {effects:?}");
    };
    assert_eq!(answers(&delivery.ticket), [("order", "A-2")]);
}

#[test]
fn several_faults_that_the_endpoint_found_are_listed_too() {
    let (model, questions) = refused(&["order", "email"]);
    let order = Field::Question(&questions[0]);
    assert_eq!(model.form.summary, [Field::Email, order]);
}

#[test]
fn a_refusal_for_no_field_of_the_form_is_said_in_the_endpoints_words() {
    let (model, _) = refused(&["context"]);
    assert_eq!(model.form.errors, []);
    assert_eq!(model.form.refusal.as_deref(), Some("Try another day."));
}

#[test]
fn the_ticket_says_for_how_long_the_form_was_shown() {
    let mut model = ready();
    update(&mut model, Msg::FormShown(1_000));
    fill(&mut model);
    update(&mut model, Msg::FormShown(1_030));
    let effects = update(&mut model, Msg::Submitted { id: ID, now: 1_042 });
    assert!(matches!(&effects[0], Effect::Save(delivery) if delivery.ticket.seconds == Some(42)));
}

#[test]
fn mending_a_ticket_adds_to_the_time_that_writing_it_took() {
    let (mut model, _) = refused(&["order"]);
    update(&mut model, Msg::FormShown(5_000));
    let mended = Msg::Submitted {
        id: OTHER,
        now: 5_002,
    };
    let effects = update(&mut model, mended);
    let Effect::Replace { delivery, .. } = &effects[0] else {
        panic!("{effects:?}");
    };
    assert_eq!(delivery.ticket.seconds, Some(42));
}

#[test]
fn what_fills_in_the_unseen_field_is_sent_and_stops_nobody() {
    let mut model = ready();
    fill(&mut model);
    update(&mut model, typed(Field::Website, &"x".repeat(1_000)));
    assert_eq!(sent(&mut model).website.len(), 200);
}

#[test]
fn answers_alone_make_a_draft() {
    let (mut model, questions) = asking(vec![question("order", QuestionKind::Text)]);
    model.form.forget_question();
    assert!(model.form.is_empty());
    answer(&mut model, &questions[0], "A-1");
    assert!(!model.form.is_empty());
}
