//! The contact form with questions of the owner's own: each kind can be answered with the keyboard alone, and what is wrong is said
//! where and when it helps.

use guichet_tests::browser::{Key, Preferences, combobox, link, textbox};
use guichet_tests::site::Reply;
use guichet_tests::{Engine, Failure, Page, Shop, Target, Words};
use guichet_wire::problem::{FieldCode, FieldProblem, Problem};

use crate::customer::{Customer, EMAIL, MESSAGE, SUBJECT};
use crate::story::{
    CHROMIUM_PHONE_AND_DESKTOP, EVERY_ENGINE, EVERYWHERE, Outcome, Stage, Story, story,
};

pub const STORIES: &[Story] = &[
    story!(
        EVERYWHERE,
        a_form_of_every_kind_is_filled_in_with_the_keyboard_alone
    ),
    story!(
        EVERY_ENGINE,
        several_faults_are_listed_and_the_list_leads_to_their_fields
    ),
    story!(
        EVERY_ENGINE,
        an_answer_is_judged_when_its_field_is_left_and_not_before
    ),
    story!(
        EVERY_ENGINE,
        what_cannot_be_read_as_a_number_or_a_day_is_not_sent
    ),
    story!(
        EVERY_ENGINE,
        half_of_a_day_is_not_left_out_of_a_form_that_is_sent_from_its_field
    ),
    story!(
        EVERY_ENGINE,
        an_answer_that_the_desk_refuses_is_mended_at_its_question
    ),
    story!(EVERY_ENGINE, a_draft_is_kept_while_the_language_changes),
    story!(
        EVERY_ENGINE,
        without_the_owners_questions_the_standard_form_takes_the_ticket
    ),
    story!(
        CHROMIUM_PHONE_AND_DESKTOP,
        every_state_of_the_form_is_fit_to_be_seen
    ),
];

const TOPIC: &str = "What is it about?";
const ORDER: &str = "Order number";
const MODEL: &str = "Which lamp? (optional)";
const COUNT: &str = "How many lamps? (optional)";
const SINCE: &str = "Since which day? (optional)";
const PLACE: &str = "Where does it stand? (optional)";
const TERMS: &str = "I agree that Pinewick stores what I wrote until my question is answered.";

fn radio(name: &str) -> Target {
    Target::new("radio", name)
}

fn checkbox(name: &str) -> Target {
    Target::containing("checkbox", name)
}

/// A customer who looks at the form.
async fn at_the_form<'a>(stage: Stage<'a>, tag: &str) -> Result<Customer<'a>, Failure> {
    let shop = Shop::with_form(Page::plain().in_language(tag)).await?;
    let customer = stage.enter(shop, tag).await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.see(&customer.button("contact.send")).await?;
    Ok(customer)
}

/// Goes on with the Tab key until the target has the focus.
async fn tab_to(customer: &Customer<'_>, target: &Target) -> Outcome {
    customer.see(target).await?;
    let has_focus = format!(
        "stage.find({}).includes(stage.focused())",
        serde_json::json!(target)
    );
    for _ in 0..30 {
        customer.press(Key::Tab).await?;
        if customer.evaluate(&has_focus).await? {
            return Ok(());
        }
    }
    customer.see_focus_on(target).await
}

/// Goes back one place, where the target is.
async fn tab_back_to(customer: &Customer<'_>, target: &Target) -> Outcome {
    customer.press_with(Key::Shift, Key::Tab).await?;
    customer.see_focus_on(target).await
}

async fn a_form_of_every_kind_is_filled_in_with_the_keyboard_alone(stage: Stage<'_>) -> Outcome {
    let customer = at_the_form(stage, "en").await?;
    for (field, answer) in [
        ("contact.email", EMAIL),
        ("contact.subject", SUBJECT),
        ("contact.message", MESSAGE),
    ] {
        tab_to(&customer, &customer.field(field)).await?;
        customer.type_text(answer).await?;
    }
    tab_to(&customer, &radio("An order")).await?;
    customer.press(Key::Space).await?;
    tab_to(&customer, &textbox(ORDER)).await?;
    customer.type_text("PW-4829").await?;
    tab_to(&customer, &combobox(MODEL)).await?;
    customer.type_text("C").await?;
    for part in ["The shade", "The foot"] {
        tab_to(&customer, &checkbox(part)).await?;
        customer.press(Key::Space).await?;
    }
    tab_to(&customer, &textbox(COUNT)).await?;
    customer.type_text("2.5").await?;
    tab_to(&customer, &textbox(SINCE)).await?;
    type_a_day(&customer).await?;
    tab_to(&customer, &textbox(PLACE)).await?;
    customer.type_text("On the stairs").await?;
    tab_to(&customer, &checkbox(TERMS)).await?;
    customer.press(Key::Space).await?;
    tab_to(&customer, &customer.button("contact.send")).await?;
    customer.press(Key::Enter).await?;
    let ticket = customer.see_confirmation().await?;
    let answers: Vec<(&str, &str)> = ticket
        .answers
        .iter()
        .map(|answer| (answer.id.as_str(), answer.value.as_str()))
        .collect();
    assert_eq!(
        answers,
        [
            ("topic", "order"),
            ("order", "PW-4829"),
            ("model", "cedar"),
            ("parts", "shade\nfoot"),
            ("count", "2.5"),
            ("since", "2026-03-03"),
            ("place", "On the stairs"),
            ("terms", "yes"),
            ("source", "help"),
        ]
    );
    assert_eq!(ticket.answers[1].label, ORDER);
    Ok(())
}

/// A day that is the same whether a browser asks for the day or for the month first. WebKit's wants to be told where a number ends.
async fn type_a_day(customer: &Customer<'_>) -> Outcome {
    if customer.engine() != Engine::WebKit {
        return customer.type_text("03032026").await;
    }
    for _ in 0..2 {
        customer.type_text("03").await?;
        customer.press(Key::Right).await?;
    }
    customer.type_text("2026").await
}

async fn several_faults_are_listed_and_the_list_leads_to_their_fields(stage: Stage<'_>) -> Outcome {
    let customer = at_the_form(stage, "en").await?;
    customer.click(&customer.button("contact.send")).await?;
    let list = Target::new("group", customer.words.say("contact.check"));
    customer.see_focus_on(&list).await?;
    let links = Target::any("link").within(list.clone());
    assert_eq!(
        customer.names(&links).await?,
        ["Email address", "Subject", "Message", TOPIC, TERMS]
    );
    let message = customer.field("contact.message");
    customer
        .click(&link("Message").within(list.clone()))
        .await?;
    customer.see_focus_on(&message).await?;
    customer.type_text(MESSAGE).await?;
    customer.click(&link(TOPIC).within(list.clone())).await?;
    customer.see_focus_on(&radio("An order")).await?;
    assert_eq!(customer.count(&links).await?, 5, "nothing moves meanwhile");
    assert_eq!(customer.shop.desk.site().requests(), [""; 0]);

    customer
        .fill(&customer.field("contact.email"), EMAIL)
        .await?;
    customer
        .fill(&customer.field("contact.subject"), SUBJECT)
        .await?;
    customer.click(&radio("Something else")).await?;
    customer.click(&customer.button("contact.send")).await?;
    // One is left: the focus goes to it, and nothing is listed.
    customer.see_focus_on(&checkbox(TERMS)).await?;
    customer.see(&customer.text("contact.consent")).await?;
    customer.miss(&list).await?;
    customer.press(Key::Space).await?;
    customer.miss(&customer.text("contact.consent")).await?;
    customer.click(&customer.button("contact.send")).await?;
    customer.see_confirmation().await.map(drop)
}

async fn an_answer_is_judged_when_its_field_is_left_and_not_before(stage: Stage<'_>) -> Outcome {
    let customer = at_the_form(stage, "en").await?;
    let fault = customer.text("contact.pattern");
    customer.click(&radio("An order")).await?;
    tab_to(&customer, &textbox(ORDER)).await?;
    customer.press(Key::Tab).await?;
    assert_eq!(customer.count(&customer.text("contact.required")).await?, 0);

    tab_back_to(&customer, &textbox(ORDER)).await?;
    customer.type_text("PW-48").await?;
    assert_eq!(customer.count(&fault).await?, 0);
    customer.press(Key::Tab).await?;
    customer.see(&fault).await?;
    tab_back_to(&customer, &textbox(ORDER)).await?;
    customer.press(Key::End).await?;
    customer.type_text("2").await?;
    assert_eq!(customer.count(&fault).await?, 1, "it is not right yet");
    customer.type_text("9").await?;
    customer.miss(&fault).await?;

    // Where it is not asked any more, it is not wrong either.
    customer.clear_field().await?;
    customer.press(Key::Tab).await?;
    customer.see(&customer.text("contact.required")).await?;
    customer.click(&radio("A lamp")).await?;
    customer.miss(&textbox(ORDER)).await?;
    customer.miss(&customer.text("contact.required")).await
}

async fn what_cannot_be_read_as_a_number_or_a_day_is_not_sent(stage: Stage<'_>) -> Outcome {
    let customer = at_the_form(stage, "en").await?;
    // Whatever letters a browser lets into the field: "e" is one of a number's.
    customer.fill(&textbox(COUNT), "1e").await?;
    customer.press(Key::Tab).await?;
    customer.see(&customer.text("contact.number")).await?;
    tab_back_to(&customer, &textbox(COUNT)).await?;
    customer.clear_field().await?;
    customer.type_text("2").await?;
    customer.miss(&customer.text("contact.number")).await?;
    // Half of a day: no browser tells of that before the field is left.
    tab_to(&customer, &textbox(SINCE)).await?;
    customer.type_text("1").await?;
    tab_to(&customer, &textbox(PLACE)).await?;
    customer.see(&customer.text("contact.date")).await
}

async fn half_of_a_day_is_not_left_out_of_a_form_that_is_sent_from_its_field(
    stage: Stage<'_>,
) -> Outcome {
    let customer = at_the_form(stage, "en").await?;
    customer
        .fill(&customer.field("contact.email"), EMAIL)
        .await?;
    customer
        .fill(&customer.field("contact.subject"), SUBJECT)
        .await?;
    customer
        .fill(&customer.field("contact.message"), MESSAGE)
        .await?;
    customer.click(&radio("Something else")).await?;
    customer.click(&checkbox(TERMS)).await?;
    // The field before it: where in a field for days a click lands is the browser's business.
    customer.click(&textbox(COUNT)).await?;
    tab_to(&customer, &textbox(SINCE)).await?;
    customer.type_text("1").await?;
    customer.press(Key::Enter).await?;
    customer.see(&customer.text("contact.date")).await?;
    customer.see_focus_on(&textbox(SINCE)).await?;
    assert_eq!(customer.shop.desk.site().requests(), [""; 0]);
    customer.click(&customer.button("contact.send")).await?;
    assert_eq!(customer.shop.desk.site().requests(), [""; 0]);
    // Without it the form is as good as before.
    customer.click(&textbox(COUNT)).await?;
    tab_to(&customer, &textbox(SINCE)).await?;
    customer.press(Key::Backspace).await?;
    customer.press(Key::Enter).await?;
    let ticket = customer.see_confirmation().await?;
    assert!(ticket.answers.iter().all(|answer| answer.id != "since"));
    Ok(())
}

async fn an_answer_that_the_desk_refuses_is_mended_at_its_question(stage: Stage<'_>) -> Outcome {
    let customer = at_the_form(stage, "en").await?;
    let desk = customer.shop.desk.site();
    desk.fail("/tickets", 1, refusal_of("order"));
    customer
        .fill(&customer.field("contact.email"), EMAIL)
        .await?;
    customer
        .fill(&customer.field("contact.subject"), SUBJECT)
        .await?;
    customer
        .fill(&customer.field("contact.message"), MESSAGE)
        .await?;
    customer.click(&radio("An order")).await?;
    customer.fill(&textbox(ORDER), "PW-0000").await?;
    customer.click(&checkbox("The cable")).await?;
    customer.click(&checkbox(TERMS)).await?;
    customer.click(&customer.button("contact.send")).await?;

    customer.see_focus_on(&textbox(ORDER)).await?;
    customer.see(&customer.text("contact.pattern")).await?;
    assert_eq!(customer.value(&textbox(ORDER)).await?, "PW-0000");
    customer.clear_field().await?;
    customer.type_text("PW-4829").await?;
    customer.click(&customer.button("contact.send")).await?;
    let ticket = customer.see_confirmation().await?;
    let parts = ticket.answers.iter().find(|answer| answer.id == "parts");
    assert_eq!(parts.map(|answer| answer.value.as_str()), Some("cable"));
    customer.see_storage_empty().await
}

fn refusal_of(field: &str) -> Reply {
    let problem = Problem {
        kind: "urn:guichet:problem:invalid-ticket".to_owned(),
        title: "The ticket is not valid".to_owned(),
        status: 422,
        detail: String::new(),
        errors: vec![FieldProblem {
            field: field.to_owned(),
            code: FieldCode::Malformed,
            detail: "there is no such order".to_owned(),
        }],
    };
    let body = serde_json::to_vec(&problem).expect("a problem is JSON");
    Reply::new(422, body).header("content-type", "application/problem+json")
}

async fn a_draft_is_kept_while_the_language_changes(stage: Stage<'_>) -> Outcome {
    let customer = at_the_form(stage, "en").await?;
    customer
        .fill(&customer.field("contact.message"), MESSAGE)
        .await?;
    customer.click(&radio("An order")).await?;
    customer.fill(&textbox(ORDER), "PW-4829").await?;
    customer.click(&checkbox("The cable")).await?;
    let languages = combobox(customer.words.say("panel.language"));
    customer.choose(&languages, "日").await?;
    let order = textbox("注文番号");
    customer.see(&order).await?;
    assert_eq!(customer.value(&order).await?, "PW-4829");
    assert_eq!(
        customer
            .value(&textbox(Words::of("ja")?.say("contact.message")))
            .await?,
        MESSAGE
    );
    for choice in [radio("ご注文について"), checkbox("コード")] {
        let is_chosen = format!("stage.find({})[0].checked", serde_json::json!(choice));
        assert!(customer.evaluate::<bool>(&is_chosen).await?, "{choice}");
    }
    Ok(())
}

async fn without_the_owners_questions_the_standard_form_takes_the_ticket(
    stage: Stage<'_>,
) -> Outcome {
    let shop = Shop::with_form(Page::plain()).await?;
    let form = shop.bundle.manifest.settings.contact.form.clone();
    let form = form.expect("the bundle has a form of its own");
    shop.help.fail(&form.path, 1000, Reply::new(404, "gone"));
    let customer = stage.enter(shop, "en").await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.write().await?;
    assert_eq!(customer.see_confirmation().await?.answers, []);
    Ok(())
}

/// The form as it comes and with faults, in three scripts, by day and by night: checked by axe-core, no text without room, and a picture
/// of each.
async fn every_state_of_the_form_is_fit_to_be_seen(stage: Stage<'_>) -> Outcome {
    let mut faults = Vec::new();
    for (tag, scheme) in [
        ("en", "light"),
        ("ar", "light"),
        ("ja", "dark"),
        ("en", "dark"),
    ] {
        let customer = at_the_form(stage, tag).await?;
        customer
            .chromium_prefers(Preferences::scheme(scheme))
            .await?;
        let name = |state: &str| format!("form/{}-{tag}-{scheme}-{state}", stage.size.name());
        customer.screenshot(&name("empty")).await?;
        faults.extend(found(&customer).await?);
        customer.click(&Target::any("radio")).await?;
        customer.click(&customer.button("contact.send")).await?;
        customer.see(&customer.text("contact.check")).await?;
        customer.screenshot(&name("faults")).await?;
        faults.extend(found(&customer).await?);
        customer.see(&customer.text("contact.consent")).await?;
        customer.click(&Target::any("checkbox")).await?;
        customer.screenshot(&name("questions")).await?;
        customer.hover(&customer.button("contact.send")).await?;
        customer.screenshot(&name("end")).await?;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

async fn found(customer: &Customer<'_>) -> Result<Vec<String>, Failure> {
    let violations = customer.accessibility_violations().await?.into_iter();
    let mut faults: Vec<String> = violations
        .map(|violation| format!("{}: {}", violation.help, violation.nodes.join(" ")))
        .collect();
    faults.extend(customer.cut_texts().await?);
    Ok(faults)
}
