//! A ticket is not lost, whatever the endpoint does: it waits in the browser until the endpoint has confirmed it, once.

use guichet_tests::browser::{heading, text};
use guichet_tests::site::Reply;
use guichet_tests::{Page, Shop, Target};
use guichet_wire::problem::{FieldCode, FieldProblem, Problem};

use crate::customer::{Customer, EMAIL, MESSAGE, SUBJECT};
use crate::story::{EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        a_ticket_waits_while_the_desk_is_closed_and_is_sent_once
    ),
    story!(
        EVERY_ENGINE,
        a_ticket_survives_the_page_and_is_sent_by_the_next_visit
    ),
    story!(
        EVERY_ENGINE,
        a_field_that_the_desk_refuses_is_marked_and_can_be_mended
    ),
    story!(
        EVERY_ENGINE,
        a_desk_that_asks_for_patience_gets_the_ticket_by_itself
    ),
    story!(
        EVERY_ENGINE,
        a_desk_that_fails_gets_the_ticket_when_it_works_again
    ),
    story!(
        EVERY_ENGINE,
        an_empty_form_is_not_sent_and_says_what_is_missing
    ),
];

async fn a_ticket_waits_while_the_desk_is_closed_and_is_sent_once(stage: Stage<'_>) -> Outcome {
    let shop = Shop::with_closed_desk(Page::plain()).await?;
    let mut customer = stage.enter(shop, "en").await?;
    write_in_vain(&customer).await?;
    assert_eq!(customer.stored().await?, ["guichet"]);
    customer.shop.desk.open()?;
    customer.try_now().await?;
    let ticket = customer.see_confirmation().await?;
    assert_eq!(ticket.message, MESSAGE);
    customer.see_storage_empty().await
}

async fn a_ticket_survives_the_page_and_is_sent_by_the_next_visit(stage: Stage<'_>) -> Outcome {
    let shop = Shop::with_closed_desk(Page::plain()).await?;
    let mut customer = stage.enter(shop, "en").await?;
    write_in_vain(&customer).await?;

    // Still closed at the next visit: the ticket is there, and it is said.
    customer.reload().await?;
    customer.open_help().await?;
    customer.click(&customer.button("home.contact")).await?;
    see_it_kept(&customer).await?;

    // At the visit after that nobody even opens the panel.
    customer.shop.desk.open()?;
    customer.reload().await?;
    let ticket = customer.the_one_ticket().await?;
    assert_eq!(
        (ticket.summary.email.as_str(), ticket.message.as_str()),
        (EMAIL, MESSAGE)
    );
    customer.see_storage_empty().await?;
    assert_eq!(customer.shop.desk.tickets().await?.len(), 1);
    Ok(())
}

async fn a_field_that_the_desk_refuses_is_marked_and_can_be_mended(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer
        .shop
        .desk
        .site()
        .fail("/tickets", 1, refusal_of("email"));
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.write().await?;
    customer.see(&customer.text("contact.malformed")).await?;
    let email = customer.field("contact.email");
    customer.see_focus_on(&email).await?;
    assert_eq!(
        customer.value(&customer.field("contact.message")).await?,
        MESSAGE
    );

    customer.clear_field().await?;
    customer.type_text("zane@example.org").await?;
    customer.click(&customer.button("contact.send")).await?;
    let ticket = customer.see_confirmation().await?;
    assert_eq!(ticket.summary.email, "zane@example.org");
    customer.see_storage_empty().await
}

async fn a_desk_that_asks_for_patience_gets_the_ticket_by_itself(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    let busy = Reply::new(429, "").header("retry-after", "1");
    customer.shop.desk.site().fail("/tickets", 1, busy);
    write_in_vain(&customer).await?;
    customer.see_confirmation().await?;
    customer.see_storage_empty().await
}

async fn a_desk_that_fails_gets_the_ticket_when_it_works_again(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer
        .shop
        .desk
        .site()
        .fail("/tickets", 1000, Reply::new(500, "the database is away"));
    write_in_vain(&customer).await?;
    assert_eq!(customer.shop.desk.tickets().await?.len(), 0);
    customer.shop.desk.site().recover();
    customer.try_now().await?;
    customer.see_confirmation().await?;
    customer.see_storage_empty().await
}

async fn an_empty_form_is_not_sent_and_says_what_is_missing(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.click(&customer.button("contact.send")).await?;
    customer.see(&customer.text("contact.required")).await?;
    // Three fields are needed; the focus goes to the list of them.
    assert_eq!(customer.count(&customer.text("contact.required")).await?, 3);
    let list = Target::new("group", customer.words.say("contact.check"));
    customer.see_focus_on(&list).await?;
    customer
        .fill(&customer.field("contact.email"), "nobody")
        .await?;
    customer.click(&customer.button("contact.send")).await?;
    customer.see(&customer.text("contact.malformed")).await?;
    assert_eq!(customer.shop.desk.site().requests(), [""; 0]);
    assert_eq!(customer.stored().await?, [""; 0]);
    Ok(())
}

/// Sends a ticket that does not arrive, and sees it said.
async fn write_in_vain(customer: &Customer<'_>) -> Outcome {
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.write().await?;
    see_it_kept(customer).await
}

async fn see_it_kept(customer: &Customer<'_>) -> Outcome {
    customer
        .see(&heading(customer.words.say("home.unsent")))
        .await?;
    customer.see(&customer.text("outgoing.kept")).await?;
    customer.see(&text(SUBJECT)).await
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
            detail: "nobody receives mail there".to_owned(),
        }],
    };
    let body = serde_json::to_vec(&problem).expect("a problem is JSON");
    Reply::new(422, body).header("content-type", "application/problem+json")
}
