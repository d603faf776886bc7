//! The whole way: from the launcher over an article to a ticket, and to the desk's answer.

use guichet_tests::browser::{heading, link, option, text};
use guichet_tests::{Page, Target};

use crate::customer::{EMAIL, MESSAGE, SUBJECT};
use crate::story::{EVERYWHERE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[story!(EVERYWHERE, a_customer_reads_asks_and_gets_an_answer)];

async fn a_customer_reads_asks_and_gets_an_answer(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.search("return").await?;
    customer.read("Return an item").await?;
    customer.see(&text("from the day of delivery")).await?;

    let related = "When you get your money back";
    customer.click(&customer.link(related)).await?;
    customer.see(&heading(related)).await?;
    customer.click(&customer.button("panel.back")).await?;
    customer.see(&heading("Return an item")).await?;
    customer.click(&customer.button("panel.back")).await?;
    customer.see(&option("Return an item")).await?;
    assert_eq!(customer.value(&customer.search_field()).await?, "return");

    customer.search("zeppelin").await?;
    let nothing = customer.words.fill("search.none", "query", "zeppelin");
    customer.see(&Target::new("paragraph", &nothing)).await?;
    customer.go_to_contact().await?;
    let subject = customer.field("contact.subject");
    customer.fill(&subject, "return").await?;
    customer.see(&customer.text("contact.suggestions")).await?;
    customer.see(&link("Return an item")).await?;
    customer.clear_field().await?;
    customer.miss(&customer.text("contact.suggestions")).await?;

    customer.write().await?;
    let ticket = customer.see_confirmation().await?;
    assert_eq!(ticket.summary.email, EMAIL);
    assert_eq!(ticket.summary.subject, SUBJECT);
    assert_eq!(ticket.summary.locale, "en");
    assert_eq!(ticket.message, MESSAGE);
    assert_eq!(ticket.page, format!("{}/", customer.shop.page.origin));
    customer.see_storage_empty().await?;

    customer.see(&customer.text("ticket.open")).await?;
    let reply = "It landed this morning.";
    customer
        .shop
        .desk
        .reply(ticket.summary.number, reply)
        .await?;
    customer.click(&customer.button("ticket.check")).await?;
    customer.see(&customer.text("ticket.answered")).await?;
    customer.see(&text(reply)).await
}
