//! A ticket that did not get through is the person's own: they try again, edit, download or discard it, in whichever tab they are.

use guichet_tests::browser::{heading, text, textbox};
use guichet_tests::site::Reply;
use guichet_tests::{Failure, Page, Shop, Target};
use serde_json::Value;

use crate::customer::{Customer, MESSAGE, SUBJECT};
use crate::story::{CHROMIUM_DESKTOP, EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        a_ticket_that_is_too_large_is_edited_and_arrives_once
    ),
    story!(
        EVERY_ENGINE,
        a_ticket_that_arrives_as_it_was_leaves_the_edited_text_and_says_so
    ),
    story!(
        CHROMIUM_DESKTOP,
        a_refusal_is_told_in_the_endpoints_own_words
    ),
    story!(CHROMIUM_DESKTOP, a_ticket_that_was_erased_is_not_sent_again),
    story!(
        EVERY_ENGINE,
        a_ticket_is_discarded_only_after_a_second_thought
    ),
    story!(EVERY_ENGINE, a_waiting_ticket_can_be_taken_away_as_a_file),
    story!(
        CHROMIUM_DESKTOP,
        a_ticket_written_offline_can_be_edited_before_it_leaves
    ),
    story!(
        EVERY_ENGINE,
        patience_until_a_moment_is_counted_by_the_endpoints_own_clock
    ),
    story!(
        EVERY_ENGINE,
        a_refused_ticket_waits_for_the_customer_at_the_next_visit_too
    ),
    story!(
        EVERY_ENGINE,
        patience_outlives_the_page_and_a_clock_that_is_set_does_not_prolong_it
    ),
    story!(EVERY_ENGINE, five_tabs_send_a_ticket_once_and_all_know_it),
    story!(
        CHROMIUM_DESKTOP,
        what_another_tab_has_discarded_is_not_sent_and_not_kept
    ),
];

/// A customer who has written to a desk that answers `times` times with `reply`.
async fn write_to<'a>(
    stage: Stage<'a>,
    times: usize,
    reply: Reply,
) -> Result<Customer<'a>, Failure> {
    let customer = stage.visit(Page::plain()).await?;
    customer
        .shop
        .desk
        .site()
        .fail("POST /tickets", times, reply);
    write(&customer).await?;
    Ok(customer)
}

/// A customer whose ticket waits, because nobody is at the desk.
async fn write_in_vain(stage: Stage<'_>) -> Result<Customer<'_>, Failure> {
    let shop = Shop::with_closed_desk(Page::plain()).await?;
    let customer = stage.enter(shop, "en").await?;
    write(&customer).await?;
    customer.see(&customer.text("outgoing.kept")).await?;
    Ok(customer)
}

async fn write(customer: &Customer<'_>) -> Outcome {
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.write().await
}

async fn a_ticket_that_is_too_large_is_edited_and_arrives_once(stage: Stage<'_>) -> Outcome {
    let customer = write_to(stage, 1, Reply::new(413, "")).await?;
    customer
        .see(&customer.heading("outgoing.attention"))
        .await?;
    customer.see(&customer.text("outgoing.too-large")).await?;
    customer.click(&customer.button("outgoing.edit")).await?;
    let message = customer.field("contact.message");
    assert_eq!(customer.value(&message).await?, MESSAGE);
    customer.click(&message).await?;
    customer.clear_field().await?;
    customer.type_text("Where is it?").await?;
    // Until the edited one is saved, the old one is.
    assert_eq!(customer.stored().await?, ["guichet"]);
    customer.click(&customer.button("contact.send")).await?;
    let ticket = customer.see_confirmation().await?;
    assert_eq!(ticket.message, "Where is it?");
    customer.see_storage_empty().await
}

async fn a_ticket_that_arrives_as_it_was_leaves_the_edited_text_and_says_so(
    stage: Stage<'_>,
) -> Outcome {
    let customer = write_to(stage, 1, Reply::new(413, "")).await?;
    customer.click(&customer.button("outgoing.edit")).await?;
    let message = customer.field("contact.message");
    customer.click(&message).await?;
    customer.clear_field().await?;
    customer.type_text("Where is it?").await?;
    // Among the requests, the first version is sent all the same.
    customer.click(&customer.button("panel.back")).await?;
    let requests = Target::containing("button", customer.words.say("home.requests"));
    customer.click(&requests).await?;
    customer
        .click(&Target::containing("button", SUBJECT))
        .await?;
    customer.try_now().await?;
    customer.see(&customer.text("ticket.open")).await?;
    for button in ["panel.back", "panel.back", "home.contact"] {
        customer.click(&customer.button(button)).await?;
    }
    customer.see(&customer.text("contact.first-sent")).await?;
    let number = customer.the_one_ticket().await?.summary.number;
    let number = customer
        .words
        .fill("ticket.number", "number", &number.to_string());
    customer.see(&text(&number)).await?;
    assert_eq!(customer.value(&message).await?, "Where is it?");
    assert_eq!(customer.accessibility_violations().await?.len(), 0);
    customer.click(&customer.button("contact.send")).await?;
    customer.see(&customer.heading("ticket.title")).await?;
    let tickets = customer.shop.desk.tickets().await?;
    let mut messages: Vec<_> = tickets.iter().map(|ticket| &*ticket.message).collect();
    messages.sort();
    assert_eq!(messages, [MESSAGE, "Where is it?"]);
    customer.see_storage_empty().await
}

async fn a_refusal_is_told_in_the_endpoints_own_words(stage: Stage<'_>) -> Outcome {
    let reply = Reply::new(400, r#"{"detail":"The shop is in quarantine."}"#);
    let customer = write_to(stage, 1, reply).await?;
    customer.see(&customer.text("contact.refused")).await?;
    customer.see(&text("The shop is in quarantine.")).await?;
    // Tried again, it may be taken.
    customer.try_now().await?;
    customer.see_confirmation().await?;
    customer.see_storage_empty().await
}

async fn a_ticket_that_was_erased_is_not_sent_again(stage: Stage<'_>) -> Outcome {
    let customer = write_to(stage, 1, Reply::new(410, "")).await?;
    customer.see(&customer.text("outgoing.erased")).await?;
    assert_eq!(customer.count(&customer.button("outgoing.retry")).await?, 0);
    customer.see(&customer.button("outgoing.download")).await
}

async fn a_ticket_is_discarded_only_after_a_second_thought(stage: Stage<'_>) -> Outcome {
    let customer = write_in_vain(stage).await?;
    discard(&customer, "outgoing.keep").await?;
    assert_eq!(customer.stored().await?, ["guichet"]);
    discard(&customer, "outgoing.discard").await?;
    customer
        .see(&heading(customer.words.say("home.contact")))
        .await?;
    assert_eq!(
        customer
            .value(&textbox(customer.words.say("contact.message")))
            .await?,
        ""
    );
    customer.see_storage_empty().await
}

/// Asks for the ticket to be discarded and gives this answer to the question. The widget may be sending just then, and then offers nothing:
/// looking and clicking are one step.
async fn discard(customer: &Customer<'_>, answer: &str) -> Outcome {
    press(customer, "outgoing.discard").await?;
    customer
        .see(&customer.text("outgoing.discard-sure"))
        .await?;
    customer
        .see_focus_on(&customer.button("outgoing.keep"))
        .await?;
    press(customer, answer).await
}

async fn press(customer: &Customer<'_>, key: &str) -> Outcome {
    let button = serde_json::json!(customer.button(key));
    let expression = format!("stage.press({button})");
    customer.wait_for(key, &expression).await.map(drop)
}

async fn a_waiting_ticket_can_be_taken_away_as_a_file(stage: Stage<'_>) -> Outcome {
    let customer = write_in_vain(stage).await?;
    let watch =
        "void (page.taken = [], page.URL.createObjectURL = (blob) => (page.taken.push(blob), '#'))";
    customer.evaluate::<Value>(watch).await?;
    press(&customer, "outgoing.download").await?;
    let file = customer
        .wait_for("a file", "await page.taken[0]?.text()")
        .await?;
    let file = file.as_str().unwrap_or_default();
    assert!(file.contains(SUBJECT) && file.contains(MESSAGE), "{file}");
    Ok(())
}

async fn a_ticket_written_offline_can_be_edited_before_it_leaves(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    happens(&customer, "offline").await?;
    customer.write().await?;
    customer.see(&customer.text("outgoing.kept")).await?;
    customer.click(&customer.button("outgoing.edit")).await?;
    let message = customer.field("contact.message");
    customer.click(&message).await?;
    customer.clear_field().await?;
    customer.type_text("Never mind.").await?;
    customer.click(&customer.button("contact.send")).await?;
    customer.see(&customer.text("outgoing.kept")).await?;
    assert_eq!(customer.shop.desk.tickets().await?.len(), 0);
    happens(&customer, "online").await?;
    let ticket = customer.see_confirmation().await?;
    assert_eq!(ticket.message, "Never mind.");
    customer.see_storage_empty().await
}

async fn happens(customer: &Customer<'_>, event: &str) -> Outcome {
    let event = format!("void page.dispatchEvent(new page.Event('{event}'))");
    customer.evaluate::<Value>(&event).await.map(drop)
}

async fn patience_until_a_moment_is_counted_by_the_endpoints_own_clock(
    stage: Stage<'_>,
) -> Outcome {
    // By this computer's clock the moment is generations away, or long past.
    for century in ["Fri, 01 Jan 2100 00:00:0", "Thu, 01 Jan 1970 00:00:0"] {
        let [date, moment] = ["1 GMT", "4 GMT"].map(|second| format!("{century}{second}"));
        let busy = Reply::new(429, "")
            .header("date", &date)
            .header("retry-after", &moment);
        let customer = write_to(stage, 1, busy).await?;
        customer.see(&customer.text("outgoing.kept")).await?;
        // The network is no reason to be impatient.
        happens(&customer, "online").await?;
        customer.see(&customer.text("outgoing.kept")).await?;
        customer.see_confirmation().await?;
        customer.see_storage_empty().await?;
    }
    Ok(())
}

async fn a_refused_ticket_waits_for_the_customer_at_the_next_visit_too(
    stage: Stage<'_>,
) -> Outcome {
    let reply = Reply::new(400, r#"{"detail":"The shop is in quarantine."}"#);
    let customer = write_to(stage, 1, reply).await?;
    customer.see(&customer.text("contact.refused")).await?;
    for _ in 0..2 {
        come_back(&customer).await?;
        customer
            .see(&customer.heading("outgoing.attention"))
            .await?;
        customer.see(&text("The shop is in quarantine.")).await?;
        assert_eq!(posts(&customer), 1);
    }
    customer.click(&customer.button("outgoing.edit")).await?;
    let message = customer.field("contact.message");
    assert_eq!(customer.value(&message).await?, MESSAGE);
    customer.click(&customer.button("contact.send")).await?;
    customer.see_confirmation().await?;
    customer.see_storage_empty().await
}

async fn patience_outlives_the_page_and_a_clock_that_is_set_does_not_prolong_it(
    stage: Stage<'_>,
) -> Outcome {
    let busy = Reply::new(429, "").header("retry-after", "3000");
    let customer = write_to(stage, 1, busy).await?;
    customer.see(&customer.text("outgoing.kept")).await?;
    come_back(&customer).await?;
    customer.see(&customer.text("outgoing.kept")).await?;
    assert_eq!(posts(&customer), 1);
    // As if the clock had been ten years ahead, and were right now.
    let set = "await new Promise((done) => { page.indexedDB.open('guichet').onsuccess = ({ target: { result } }) => {
        const writing = result.transaction('outbox', 'readwrite');
        writing.objectStore('outbox').openCursor().onsuccess = ({ target: { result: cursor } }) => {
            const kept = cursor.value;
            kept.standing.notBefore += 10 * 365 * 86400;
            cursor.update(kept);
        };
        writing.oncomplete = () => (result.close(), done(true));
    }; })";
    customer.wait_for("another time", set).await?;
    customer.reload().await?;
    customer.the_one_ticket().await?;
    customer.see_storage_empty().await
}

/// Visits the page once more and goes to where the ticket is.
async fn come_back(customer: &Customer<'_>) -> Outcome {
    customer.reload().await?;
    customer.open_help().await?;
    customer.click(&customer.button("home.contact")).await
}

/// How often the desk was sent a ticket.
fn posts(customer: &Customer<'_>) -> usize {
    let requests = customer.shop.desk.site().requests();
    let posts = requests
        .iter()
        .filter(|request| *request == "POST /tickets");
    posts.count()
}

async fn five_tabs_send_a_ticket_once_and_all_know_it(stage: Stage<'_>) -> Outcome {
    let mut customer = write_in_vain(stage).await?;
    customer.shop.desk.open()?;
    open_tabs(&customer, 4).await?;
    customer.see_confirmation().await?;
    customer.see_storage_empty().await?;
    assert_eq!(posts(&customer), 1);
    Ok(())
}

/// Opens the page in frames of its own, which share its storage as tabs do.
async fn open_tabs(customer: &Customer<'_>, tabs: usize) -> Outcome {
    let open = format!(
        "void Array.from({{ length: {tabs} }}, () => document.body.append(Object.assign(document.createElement('iframe'), {{ src: '/' }})))"
    );
    customer.evaluate::<Value>(&open).await.map(drop)
}

async fn what_another_tab_has_discarded_is_not_sent_and_not_kept(stage: Stage<'_>) -> Outcome {
    let mut customer = write_in_vain(stage).await?;
    let gone = "await new Promise((done) => { page.indexedDB.deleteDatabase('guichet').onsuccess = () => done(true); })";
    customer.wait_for("an empty outbox", gone).await?;
    customer.shop.desk.open()?;
    happens(&customer, "visibilitychange").await?;
    customer.see(&customer.heading("home.contact")).await?;
    customer.see_storage_empty().await?;
    assert_eq!(customer.shop.desk.site().requests(), [""; 0]);
    Ok(())
}
