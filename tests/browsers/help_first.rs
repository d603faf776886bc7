//! What the contact form does before a ticket leaves: it suggests articles, says by when there is a reply, shows what else is sent, and asks
//! about secrets.

use guichet_tests::browser::{Key, Preferences, heading, text};
use guichet_tests::{Failure, Page, Shop, Target};

use crate::customer::{Customer, EMAIL, MESSAGE};
use crate::story::{
    CHROMIUM_DESKTOP, CHROMIUM_PHONE_AND_DESKTOP, EVERY_ENGINE, Outcome, Stage, Story, story,
};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        a_ticket_tells_what_the_person_did_but_for_what_they_leave_out
    ),
    story!(
        CHROMIUM_DESKTOP,
        what_else_is_sent_is_seen_and_left_out_with_the_keyboard
    ),
    story!(EVERY_ENGINE, a_card_number_is_asked_about_before_it_leaves),
    story!(
        CHROMIUM_PHONE_AND_DESKTOP,
        who_means_it_sends_the_card_number
    ),
    story!(
        CHROMIUM_PHONE_AND_DESKTOP,
        an_article_that_answers_the_question_saves_the_ticket
    ),
    story!(
        CHROMIUM_DESKTOP,
        a_message_finds_articles_where_the_subject_finds_none
    ),
    story!(EVERY_ENGINE, a_reply_is_promised_in_the_visitors_own_time),
    story!(
        CHROMIUM_PHONE_AND_DESKTOP,
        the_form_with_all_of_it_is_fit_to_be_seen
    ),
];

const CARD: &str = "My card is 4111 1111 1111 1111.";
const TITLE: &str = "Track your order";

fn checkbox(part: &str) -> Target {
    Target::containing("checkbox", part)
}

/// A customer who has found an article, which did not help.
async fn who_has_read(stage: Stage<'_>) -> Result<Customer<'_>, Failure> {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.search("track order").await?;
    customer.read(TITLE).await?;
    customer.click(&customer.button("panel.back")).await?;
    customer.see_focus_on(&customer.search_field()).await?;
    customer.clear_field().await?;
    customer.go_to_contact().await?;
    customer.see(&customer.button("contact.send")).await?;
    Ok(customer)
}

/// A customer who looks at the form of a shop that is open from nine to five, at this time in UTC.
async fn who_writes_at<'a>(
    stage: Stage<'a>,
    tag: &str,
    now: &str,
) -> Result<Customer<'a>, Failure> {
    let shop = Shop::with_form(Page::plain().in_language(tag)).await?;
    let customer = stage.enter(shop, tag).await?;
    let now = format!("void (page.Date.now = () => page.Date.parse('{now}'))");
    customer.evaluate::<()>(&now).await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.see(&customer.button("contact.send")).await?;
    Ok(customer)
}

async fn a_ticket_tells_what_the_person_did_but_for_what_they_leave_out(
    stage: Stage<'_>,
) -> Outcome {
    let customer = who_has_read(stage).await?;
    customer.fill_in(EMAIL).await?;
    assert_eq!(
        customer.count(&Target::any("checkbox")).await?,
        0,
        "it is folded"
    );
    customer.click(&customer.text("contact.context")).await?;
    for value in ["track order", TITLE, "English", " × "] {
        customer.see(&checkbox(value)).await?;
    }
    for detail in ["contact.window", "panel.language"] {
        customer
            .click(&checkbox(customer.words.say(detail)))
            .await?;
    }
    customer.click(&customer.button("contact.send")).await?;
    let ticket = customer.see_confirmation().await?;
    assert_eq!(ticket.page, format!("{}/", customer.shop.page.origin));
    assert_eq!(ticket.summary.locale, "");
    let context = ticket.context;
    assert_eq!(
        context.title,
        customer.evaluate::<String>("page.document.title").await?
    );
    assert_eq!(context.searches, ["track order"]);
    assert_eq!(context.articles, ["orders/track-your-order"]);
    assert_eq!(context.version, env!("CARGO_PKG_VERSION"));
    assert_eq!(context.viewport, "");
    Ok(())
}

async fn what_else_is_sent_is_seen_and_left_out_with_the_keyboard(stage: Stage<'_>) -> Outcome {
    let customer = who_has_read(stage).await?;
    customer.fill_in(EMAIL).await?;
    let on_summary = "stage.focused().localName === 'summary'";
    for _ in 0..10 {
        customer.press(Key::Tab).await?;
        if customer.evaluate(on_summary).await? {
            break;
        }
    }
    customer.press(Key::Enter).await?;
    customer.press(Key::Tab).await?;
    let page = checkbox(customer.words.say("contact.page"));
    customer.see_focus_on(&page).await?;
    customer.press(Key::Space).await?;
    customer.press(Key::Tab).await?;
    customer
        .see_focus_on(&checkbox(customer.words.say("panel.language")))
        .await?;
    customer.click(&customer.button("contact.send")).await?;
    let ticket = customer.see_confirmation().await?;
    assert_eq!((&*ticket.page, &*ticket.context.title), ("", ""));
    assert_eq!(ticket.summary.locale, "en");
    Ok(())
}

async fn a_card_number_is_asked_about_before_it_leaves(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.fill_in(EMAIL).await?;
    let message = customer.field("contact.message");
    customer.fill(&message, CARD).await?;
    customer.click(&customer.button("contact.send")).await?;
    customer
        .see(&customer.text("contact.card").within(Target::any("alert")))
        .await?;
    customer
        .see_focus_on(&customer.button("outgoing.edit"))
        .await?;
    customer.press(Key::Enter).await?;
    customer.see_focus_on(&message).await?;
    assert_eq!(customer.shop.desk.site().requests(), [""; 0]);

    customer.clear_field().await?;
    customer.type_text(MESSAGE).await?;
    customer.miss(&Target::any("alert")).await?;
    customer.click(&customer.button("contact.send")).await?;
    let ticket = customer.see_confirmation().await?;
    assert_eq!(ticket.message, MESSAGE);
    Ok(())
}

async fn who_means_it_sends_the_card_number(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.fill_in(EMAIL).await?;
    customer
        .fill(&customer.field("contact.message"), CARD)
        .await?;
    customer.click(&customer.button("contact.send")).await?;
    customer
        .see_focus_on(&customer.button("outgoing.edit"))
        .await?;
    customer.press(Key::Tab).await?;
    customer.press(Key::Enter).await?;
    let ticket = customer.see_confirmation().await?;
    assert!(ticket.message.ends_with(CARD));
    Ok(())
}

async fn an_article_that_answers_the_question_saves_the_ticket(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    let message = customer.field("contact.message");
    customer.fill(&message, MESSAGE).await?;
    customer
        .fill(&customer.field("contact.subject"), "Track my order")
        .await?;
    customer.see(&customer.text("contact.suggestions")).await?;
    let solved = customer.button("contact.solved");
    assert_eq!(customer.count(&solved).await?, 0, "nothing was read yet");
    customer.click(&customer.link(TITLE)).await?;
    customer
        .see(&heading(TITLE).within(Target::any("article")))
        .await?;

    customer.click(&customer.button("panel.back")).await?;
    customer.see_focus_on(&customer.link(TITLE)).await?;
    assert_eq!(customer.value(&message).await?, MESSAGE);
    let name = |state: &str| format!("help-first/{}-{state}", stage.size.name());
    customer.screenshot(&name("read")).await?;
    customer.click(&solved).await?;
    customer
        .see_focus_on(&customer.heading("contact.solved-thanks"))
        .await?;
    customer.screenshot(&name("solved")).await?;
    let feedback = customer.shop.desk.feedback().await?;
    let said = feedback
        .iter()
        .map(|said| (&*said.article, said.helpful, said.tickets_avoided));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [("orders/track-your-order", 1, 1)]
    );
    assert!(customer.shop.desk.tickets().await?.is_empty());

    customer.click(&customer.button("ticket.another")).await?;
    assert_eq!(customer.value(&message).await?, "");
    customer.see_storage_empty().await
}

async fn a_message_finds_articles_where_the_subject_finds_none(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer
        .fill(&customer.field("contact.subject"), "Xylophon")
        .await?;
    assert_eq!(
        customer
            .count(&customer.text("contact.suggestions"))
            .await?,
        0
    );
    customer
        .fill(
            &customer.field("contact.message"),
            "How do parcel lockers work?",
        )
        .await?;
    customer.see(&customer.text("contact.suggestions")).await?;
    customer.see(&customer.link("parcel locker")).await
}

async fn a_reply_is_promised_in_the_visitors_own_time(stage: Stage<'_>) -> Outcome {
    // A Monday, at noon in Riga: four hours of open time are left. And a Friday, when three and a half are.
    for (now, opens, reply) in [
        ("2026-11-23T10:00Z", None, "2026-11-23T14:00Z"),
        ("2026-11-27T11:30Z", None, "2026-11-30T07:30Z"),
        (
            "2026-12-25T10:00Z",
            Some("2026-12-28T07:00Z"),
            "2026-12-28T11:00Z",
        ),
    ] {
        let customer = who_writes_at(stage, "en", now).await?;
        let local = async |time: &str| {
            let style = "{ dateStyle: 'medium', timeStyle: 'short' }";
            let local = format!("new page.Date('{time}').toLocaleString('en', {style})");
            customer.evaluate::<String>(&local).await
        };
        let reply = local(reply).await?;
        let promise = customer.words.fill("contact.reply-by", "time", &reply);
        customer.see(&text(&promise)).await?;
        match opens {
            Some(opens) => {
                let opens = local(opens).await?;
                let closed = customer.words.fill("contact.closed", "time", &opens);
                customer.see(&text(&closed)).await?;
            }
            None => assert_eq!(customer.count(&text("closed")).await?, 0),
        }
    }
    Ok(())
}

/// In three scripts, by day and by night: checked by axe-core, no text without room, and a picture of each.
async fn the_form_with_all_of_it_is_fit_to_be_seen(stage: Stage<'_>) -> Outcome {
    let mut faults = Vec::new();
    for (tag, scheme) in [
        ("en", "light"),
        ("ar", "light"),
        ("ja", "dark"),
        ("en", "dark"),
    ] {
        let customer = who_writes_at(stage, tag, "2026-12-25T10:00Z").await?;
        customer
            .chromium_prefers(Preferences::scheme(scheme))
            .await?;
        let name = |state: &str| format!("help-first/{}-{tag}-{scheme}-{state}", stage.size.name());
        customer.screenshot(&name("promise")).await?;
        faults.extend(found(&customer).await?);
        customer.fill_in(EMAIL).await?;
        customer
            .fill(&customer.field("contact.message"), CARD)
            .await?;
        for box_of in ["radio", "checkbox"] {
            let all = Target::any(box_of);
            let last = format!("void stage.find({}).at(-1).click()", serde_json::json!(all));
            customer.evaluate::<()>(&last).await?;
        }
        customer.hover(&customer.button("contact.send")).await?;
        customer.screenshot(&name("folded")).await?;
        customer.click(&customer.text("contact.context")).await?;
        customer.hover(&customer.button("contact.send")).await?;
        customer.screenshot(&name("details")).await?;
        faults.extend(found(&customer).await?);
        customer.click(&customer.button("contact.send")).await?;
        customer.see(&customer.text("contact.card")).await?;
        customer.screenshot(&name("secret")).await?;
        faults.extend(found(&customer).await?);
        customer.click(&customer.button("contact.anyway")).await?;
        customer.see_confirmation().await?;
        customer.screenshot(&name("sent")).await?;
        faults.extend(found(&customer).await?);
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
