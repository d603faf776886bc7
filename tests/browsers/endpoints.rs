//! A ticket reaches whatever the owner has chosen to take it, and is there once wherever that can be told. The services are stand-ins.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use guichet_tests::browser::text;
use guichet_tests::site::{Reply, Standin};
use guichet_tests::{Failure, Page, Shop};
use guichet_wire::settings::EndpointKind;
use serde_json::{Value, json};

use crate::customer::{Customer, EMAIL, MESSAGE, SUBJECT};
use crate::story::{CHROMIUM_DESKTOP, EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(EVERY_ENGINE, a_form_service_gets_every_field_once),
    story!(
        CHROMIUM_DESKTOP,
        what_a_form_service_finds_wrong_is_told_at_the_field
    ),
    story!(
        CHROMIUM_DESKTOP,
        a_form_service_that_has_no_time_gets_the_ticket_later
    ),
    story!(
        EVERY_ENGINE,
        zendesk_gets_a_request_and_the_customer_its_number
    ),
    story!(
        CHROMIUM_DESKTOP,
        an_answer_of_zendesks_that_cannot_be_read_is_no_answer
    ),
    story!(
        CHROMIUM_DESKTOP,
        zendesks_yes_counts_though_the_rest_of_it_is_lost
    ),
    story!(EVERY_ENGINE, chatwoot_gets_a_conversation_with_the_message),
    story!(
        CHROMIUM_DESKTOP,
        chatwoot_has_one_conversation_whichever_answer_is_lost
    ),
    story!(
        EVERY_ENGINE,
        zammad_gets_a_ticket_and_the_customer_its_number
    ),
    story!(
        CHROMIUM_DESKTOP,
        what_zammad_finds_wrong_is_heard_though_it_says_that_all_is_well
    ),
    story!(CHROMIUM_DESKTOP, half_an_answer_of_zammads_is_no_answer),
    story!(
        EVERY_ENGINE,
        files_go_to_every_service_that_takes_them_byte_for_byte
    ),
    story!(
        CHROMIUM_DESKTOP,
        where_a_service_takes_no_files_none_are_asked_for
    ),
    story!(
        EVERY_ENGINE,
        a_mail_program_gets_the_message_and_nothing_is_claimed_of_it
    ),
];

impl<'a> Stage<'a> {
    /// A customer of a shop whose tickets go to `service`.
    async fn write_to(
        self,
        kind: EndpointKind,
        service: &Standin,
    ) -> Result<Customer<'a>, Failure> {
        let shop = Shop::with_service(Page::plain(), kind, &service.endpoint).await?;
        let customer = self.enter(shop, "en").await?;
        customer.open_help().await?;
        customer.go_to_contact().await?;
        customer.write().await?;
        Ok(customer)
    }
}

/// The ticket has arrived, and nothing of it is left in the browser.
async fn see_it_arrived(customer: &Customer<'_>) -> Outcome {
    customer.see(&customer.heading("ticket.title")).await?;
    customer.see_storage_empty().await
}

async fn see_it_waits(customer: &Customer<'_>) -> Outcome {
    customer.see(&customer.text("outgoing.kept")).await
}

async fn see_number(customer: &Customer<'_>, number: &str) -> Outcome {
    let words = customer.words.fill("ticket.number", "number", number);
    customer.see(&text(&words)).await
}

/// The one that has arrived.
fn the_one(service: &Standin) -> Value {
    let [ticket] = <[Value; 1]>::try_from(service.arrived())
        .unwrap_or_else(|arrived| panic!("expected one ticket, found {arrived:?}"));
    ticket
}

async fn a_form_service_gets_every_field_once(stage: Stage<'_>) -> Outcome {
    let service = Standin::form().await?;
    let customer = stage.write_to(EndpointKind::Form, &service).await?;
    see_it_arrived(&customer).await?;
    let ticket = the_one(&service);
    assert_eq!(ticket["email"], EMAIL);
    assert_eq!(ticket["subject"], SUBJECT);
    assert_eq!(ticket["message"], MESSAGE);
    assert_eq!(ticket["ticket"].as_str().map(str::len), Some(32));
    // There is nothing to follow, so nothing is offered.
    assert_eq!(customer.count(&customer.button("ticket.check")).await?, 0);
    Ok(())
}

async fn what_a_form_service_finds_wrong_is_told_at_the_field(stage: Stage<'_>) -> Outcome {
    let service = Standin::form().await?;
    let shop = Shop::with_service(Page::plain(), EndpointKind::Form, &service.endpoint).await?;
    let customer = stage.enter(shop, "en").await?;
    write_as_nobody(&customer).await?;
    mend_the_address(&customer).await?;
    see_it_arrived(&customer).await?;
    assert_eq!(the_one(&service)["email"], EMAIL);
    Ok(())
}

/// Writes under an address that the services refuse, and sees that told.
async fn write_as_nobody(customer: &Customer<'_>) -> Outcome {
    customer.open_help().await?;
    customer.go_to_contact().await?;
    let email = customer.field("contact.email");
    customer.fill_in("nobody@example.org").await?;
    customer.click(&customer.button("contact.send")).await?;
    customer.see(&customer.text("contact.malformed")).await?;
    customer.see_focus_on(&email).await
}

async fn mend_the_address(customer: &Customer<'_>) -> Outcome {
    customer.clear_field().await?;
    customer.type_text(EMAIL).await?;
    customer.click(&customer.button("contact.send")).await
}

async fn a_form_service_that_has_no_time_gets_the_ticket_later(stage: Stage<'_>) -> Outcome {
    for status in [401, 403, 404, 429, 500, 503] {
        let service = Standin::form().await?;
        service.site.fail("/f/help", 1, Reply::new(status, "{}"));
        let customer = stage.write_to(EndpointKind::Form, &service).await?;
        customer.try_now().await?;
        see_it_arrived(&customer).await?;
        the_one(&service);
    }
    Ok(())
}

async fn zendesk_gets_a_request_and_the_customer_its_number(stage: Stage<'_>) -> Outcome {
    let service = Standin::zendesk().await?;
    let customer = stage.write_to(EndpointKind::Zendesk, &service).await?;
    see_it_arrived(&customer).await?;
    see_number(&customer, "35436").await?;
    let request = the_one(&service);
    assert_eq!(request["requester"]["email"], EMAIL);
    assert_eq!(
        request["requester"]["name"], EMAIL,
        "a new requester needs a name"
    );
    assert_eq!(request["subject"], SUBJECT);
    let body = request["comment"]["body"].as_str().unwrap_or_default();
    assert!(body.starts_with(MESSAGE), "{body}");
    assert!(body.contains("Page: http://"), "{body}");
    Ok(())
}

async fn an_answer_of_zendesks_that_cannot_be_read_is_no_answer(stage: Stage<'_>) -> Outcome {
    let service = Standin::zendesk().await?;
    for status in [403, 429] {
        let busy = Reply::new(status, "").unreadable();
        service.site.fail("/requests", 1, busy);
    }
    let customer = stage.write_to(EndpointKind::Zendesk, &service).await?;
    see_it_waits(&customer).await?;
    customer.try_now().await?;
    customer.try_now().await?;
    see_it_arrived(&customer).await?;
    the_one(&service);
    Ok(())
}

async fn zendesks_yes_counts_though_the_rest_of_it_is_lost(stage: Stage<'_>) -> Outcome {
    let service = Standin::zendesk().await?;
    let half = Reply::new(201, r#"{"request":{"id":35"#).broken_off();
    let half = half.header("content-type", "application/json");
    service.site.mumble("/requests", 1, half);
    let customer = stage.write_to(EndpointKind::Zendesk, &service).await?;
    see_it_arrived(&customer).await?;
    the_one(&service);
    Ok(())
}

async fn chatwoot_gets_a_conversation_with_the_message(stage: Stage<'_>) -> Outcome {
    let service = Standin::chatwoot().await?;
    let customer = stage.write_to(EndpointKind::Chatwoot, &service).await?;
    see_it_arrived(&customer).await?;
    see_number(&customer, "12").await?;
    see_one_message(&service);
    Ok(())
}

fn see_one_message(service: &Standin) {
    let conversation = the_one(service);
    let messages = conversation["messages"].as_array().cloned();
    let [message] = &messages.unwrap_or_default()[..] else {
        panic!("expected one message, found {conversation}");
    };
    let content = message["content"].as_str().unwrap_or_default();
    assert!(
        content.starts_with(&format!("{SUBJECT}\n\n{MESSAGE}")),
        "{content}"
    );
}

async fn chatwoot_has_one_conversation_whichever_answer_is_lost(stage: Stage<'_>) -> Outcome {
    for step in [
        "/contacts",
        "POST /public/api/v1/inboxes/inbox/contacts/",
        "/messages",
    ] {
        let unheard = Reply::new(502, "").unreadable();
        for lost in [unheard, Reply::new(200, "{").broken_off()] {
            let service = Standin::chatwoot().await?;
            service.site.mumble(step, 1, lost);
            let customer = stage.write_to(EndpointKind::Chatwoot, &service).await?;
            customer.try_now().await?;
            see_it_arrived(&customer).await?;
            see_one_message(&service);
        }
    }
    Ok(())
}

async fn zammad_gets_a_ticket_and_the_customer_its_number(stage: Stage<'_>) -> Outcome {
    let service = Standin::zammad().await?;
    let customer = stage.write_to(EndpointKind::Zammad, &service).await?;
    see_it_arrived(&customer).await?;
    see_number(&customer, "61001").await?;
    let ticket = the_one(&service);
    assert_eq!(
        (&ticket["name"], &ticket["email"]),
        (&EMAIL.into(), &EMAIL.into())
    );
    assert_eq!(ticket["title"], SUBJECT);
    let body = ticket["body"].as_str().unwrap_or_default();
    assert!(body.starts_with(MESSAGE), "{body}");
    Ok(())
}

async fn what_zammad_finds_wrong_is_heard_though_it_says_that_all_is_well(
    stage: Stage<'_>,
) -> Outcome {
    let service = Standin::zammad().await?;
    let shop = Shop::with_service(Page::plain(), EndpointKind::Zammad, &service.endpoint).await?;
    let customer = stage.enter(shop, "en").await?;
    write_as_nobody(&customer).await?;
    mend_the_address(&customer).await?;
    see_it_arrived(&customer).await?;
    assert_eq!(the_one(&service)["email"], EMAIL);
    Ok(())
}

async fn half_an_answer_of_zammads_is_no_answer(stage: Stage<'_>) -> Outcome {
    let service = Standin::zammad().await?;
    for (path, reply) in [
        (
            "/form_config",
            Reply::new(403, r#"{"error":"Not authorized"}"#),
        ),
        (
            "/form_submit",
            Reply::new(401, r#"{"error":"Authorization failed"}"#),
        ),
        (
            "/form_submit",
            Reply::new(200, r#"{"ticket":{"#).broken_off(),
        ),
    ] {
        service.site.fail(path, 1, reply);
    }
    let customer = stage.write_to(EndpointKind::Zammad, &service).await?;
    for _ in 0..3 {
        customer.try_now().await?;
    }
    see_it_arrived(&customer).await?;
    the_one(&service);
    Ok(())
}

async fn files_go_to_every_service_that_takes_them_byte_for_byte(stage: Stage<'_>) -> Outcome {
    for (kind, service, files) in [
        (EndpointKind::Form, Standin::form().await?, "/attachment"),
        (
            EndpointKind::Chatwoot,
            Standin::chatwoot().await?,
            "/messages/0/attachments[]",
        ),
        (EndpointKind::Zammad, Standin::zammad().await?, "/file[]"),
    ] {
        let shop = Shop::with_service(Page::plain(), kind, &service.endpoint).await?;
        let customer = stage.enter(shop, "en").await?;
        customer.open_help().await?;
        customer.go_to_contact().await?;
        customer.fill_in(EMAIL).await?;
        let contents = ["%PDF-1.7\n\u{1}", "%PDF-1.7\r\n--b--"];
        let folder = tempfile::tempdir()?;
        let path = |at: usize| folder.path().join(format!("{at}.pdf"));
        for (at, content) in contents.iter().enumerate() {
            std::fs::write(path(at), content)?;
        }
        let attach = customer.button("contact.attach");
        customer.choose_files(&attach, &[path(0), path(1)]).await?;
        customer.see(&text("1.pdf")).await?;
        customer.click(&customer.button("contact.send")).await?;
        see_it_arrived(&customer).await?;
        let expected = contents.iter().enumerate();
        let expected = expected.map(|(at, content)| {
            json!({ "name": format!("{at}.pdf"), "content": STANDARD.encode(content) })
        });
        let arrived = the_one(&service).pointer(files).cloned();
        assert_eq!(arrived, Some(expected.collect()), "{kind:?}");
    }
    Ok(())
}

async fn where_a_service_takes_no_files_none_are_asked_for(stage: Stage<'_>) -> Outcome {
    let service = Standin::zendesk().await?;
    let shop = Shop::with_service(Page::plain(), EndpointKind::Zendesk, &service.endpoint).await?;
    let customer = stage.enter(shop, "en").await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.see(&customer.field("contact.message")).await?;
    assert_eq!(customer.count(&customer.button("contact.attach")).await?, 0);
    Ok(())
}

async fn a_mail_program_gets_the_message_and_nothing_is_claimed_of_it(stage: Stage<'_>) -> Outcome {
    let page = Page::plain();
    let shop = Shop::with_service(page, EndpointKind::Mailto, "mailto:help@example.org").await?;
    let customer = stage.enter(shop, "en").await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.see(&customer.text("contact.mail-lead")).await?;
    let watch = "void (page.opened = [], page.open = (...all) => void page.opened.push(all))";
    customer.evaluate::<Value>(watch).await?;
    customer.fill_in(EMAIL).await?;
    customer.click(&customer.button("contact.mail")).await?;
    let opened = customer.wait_for("a mail", "page.opened[0]").await?;
    let address = opened[0].as_str().unwrap_or_default();
    assert!(
        address
            .starts_with("mailto:help@example.org?subject=My%20zeppelin%20is%20late&body=It%20was"),
        "{address}"
    );
    assert_eq!(
        customer.value(&customer.field("contact.message")).await?,
        MESSAGE
    );
    assert_eq!(customer.stored().await?, [""; 0]);
    Ok(())
}
