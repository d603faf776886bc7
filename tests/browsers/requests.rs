//! "Your requests": a customer follows what they sent, replies, says what they think of the help, and has the browser remember it or not.

use guichet_tests::browser::{heading, text};
use guichet_tests::site::Reply;
use guichet_tests::{Failure, Page, Shop, Target};
use guichet_wire::ticket::{Author, Rating, TicketState};
use thirtyfour::Key;

use crate::customer::{Customer, MESSAGE, SUBJECT};
use crate::story::{EVERY_ENGINE, EVERYWHERE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERYWHERE,
        a_request_is_replied_to_solved_rated_and_reopened
    ),
    story!(
        EVERY_ENGINE,
        a_request_is_remembered_across_visits_until_the_customer_forgets_it
    ),
    story!(
        EVERY_ENGINE,
        a_request_that_the_desk_has_erased_can_only_be_forgotten
    ),
    story!(
        EVERY_ENGINE,
        a_reply_that_does_not_arrive_stays_in_its_field_and_arrives_once
    ),
    story!(EVERY_ENGINE, what_waits_to_be_sent_is_among_the_requests),
    story!(
        EVERY_ENGINE,
        a_list_whose_states_cannot_be_fetched_can_be_tried_again
    ),
    story!(
        EVERY_ENGINE,
        a_request_that_cannot_be_fetched_can_be_tried_again
    ),
    story!(
        EVERY_ENGINE,
        what_the_page_wrote_into_the_browsers_storage_is_not_believed
    ),
];

const ANSWER: &str = "It landed this morning.";
const REPLY: &str = "Thank you!\nWhere can I collect it?";

async fn a_request_is_replied_to_solved_rated_and_reopened(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    let number = customer.sends_a_ticket().await?;
    customer.shop.desk.reply(number, ANSWER).await?;
    customer.click(&customer.button("ticket.check")).await?;
    customer.see(&heading(SUBJECT)).await?;
    customer.see_focus_on(&heading(SUBJECT)).await?;
    customer.see(&customer.text("ticket.answered")).await?;
    customer.sees_own_message().await?;
    customer.see(&text(ANSWER)).await?;
    customer.see(&customer.text("ticket.support")).await?;

    customer.replies(REPLY).await?;
    customer.see(&customer.text("ticket.open")).await?;
    assert_eq!(customer.value(&customer.field("ticket.reply")).await?, "");
    let ticket = customer.the_one_ticket().await?;
    assert_eq!(ticket.summary.state, TicketState::Open);
    let said = ticket.replies.iter();
    let said: Vec<_> = said.map(|reply| (reply.from, &*reply.text)).collect();
    assert_eq!(said, [(Author::Agent, ANSWER), (Author::Customer, REPLY)]);

    customer.shop.desk.solve(number).await?;
    customer.click(&customer.button("ticket.check")).await?;
    customer.see(&customer.text("ticket.solved")).await?;
    rate(&customer).await?;

    customer.click(&customer.button("ticket.reopen")).await?;
    let field = customer.field("ticket.reply");
    customer.see_focus_on(&field).await?;
    customer.type_text("It is not there.").await?;
    customer
        .click(&customer.button("ticket.reply-send"))
        .await?;
    customer.see(&customer.text("ticket.open")).await?;
    let ticket = customer.the_one_ticket().await?;
    assert_eq!(ticket.summary.state, TicketState::Open);
    customer.see_storage_empty().await
}

/// Answers all three questions, one of them with the keyboard, and changes one answer.
async fn rate(customer: &Customer<'_>) -> Outcome {
    let score = |name: &str| Target::new("radio", name);
    let score_of = |number: u8, key: &str| score(&format!("{number} {}", customer.words.say(key)));
    customer.click(&score_of(1, "ticket.csat-low")).await?;
    customer.press(Key::Right).await?;
    customer.click(&score_of(7, "ticket.ces-high")).await?;
    customer.click(&score_of(0, "ticket.nps-low")).await?;
    customer
        .fill(&customer.field("article.comment"), "Quick.")
        .await?;
    customer.click(&customer.button("article.send")).await?;
    customer.see(&customer.text("article.thanks")).await?;
    let mut rating = Rating {
        csat: Some(2),
        ces: Some(7),
        nps: Some(0),
        comment: "Quick.".to_owned(),
    };
    let ticket = customer.the_one_ticket().await?;
    assert_eq!(ticket.rating.as_ref(), Some(&rating));

    customer.click(&score_of(10, "ticket.nps-high")).await?;
    customer.miss(&customer.text("article.thanks")).await?;
    customer.click(&customer.button("article.send")).await?;
    customer.see(&customer.text("article.thanks")).await?;
    rating.nps = Some(10);
    assert_eq!(customer.the_one_ticket().await?.rating, Some(rating));
    Ok(())
}

async fn a_request_is_remembered_across_visits_until_the_customer_forgets_it(
    stage: Stage<'_>,
) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    let number = customer.sends_a_ticket().await?;
    customer.see_storage_empty().await?;
    customer.click(&customer.button("ticket.remember")).await?;
    customer.see(&customer.button("ticket.forget")).await?;
    assert_eq!(customer.stored().await?, ["guichet-requests"]);

    customer.reload().await?;
    customer.shop.desk.reply(number, ANSWER).await?;
    customer.open_help().await?;
    customer.opens_requests().await?;
    customer.see(&customer.text("ticket.answered")).await?;
    customer.click(&row(SUBJECT)).await?;
    customer.sees_own_message().await?;
    customer.see(&text(ANSWER)).await?;
    customer.click(&customer.button("panel.back")).await?;
    customer.see_focus_on(&row(SUBJECT)).await?;
    customer.click(&row(SUBJECT)).await?;

    customer.click(&customer.button("ticket.forget")).await?;
    customer.see(&customer.text("ticket.none")).await?;
    customer.see_storage_empty().await?;
    customer.reload().await?;
    customer.open_help().await?;
    customer
        .miss(&Target::containing(
            "button",
            customer.words.say("home.requests"),
        ))
        .await
}

async fn a_request_that_the_desk_has_erased_can_only_be_forgotten(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    let number = customer.sends_a_ticket().await?;
    customer.click(&customer.button("ticket.remember")).await?;
    customer.see(&customer.button("ticket.forget")).await?;
    customer.shop.desk.erase(number).await?;
    customer.click(&customer.button("ticket.check")).await?;
    customer.see(&customer.text("ticket.gone")).await?;
    customer.miss(&customer.field("ticket.reply")).await?;
    customer.click(&customer.button("ticket.forget")).await?;
    customer.miss(&customer.text("ticket.gone")).await?;
    customer.see_storage_empty().await
}

async fn a_reply_that_does_not_arrive_stays_in_its_field_and_arrives_once(
    stage: Stage<'_>,
) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.sends_a_ticket().await?;
    customer.click(&customer.button("ticket.check")).await?;
    customer.see(&customer.field("ticket.reply")).await?;
    let trouble = Reply::new(503, "the database is away");
    customer.shop.desk.site().fail("/replies", 1, trouble);
    customer.replies(REPLY).await?;
    customer.see(&customer.text("ticket.failed")).await?;
    let field = customer.field("ticket.reply");
    assert_eq!(customer.value(&field).await?, REPLY);
    customer
        .click(&customer.button("ticket.reply-send"))
        .await?;
    customer.miss(&customer.text("ticket.failed")).await?;
    customer
        .see(&text("Where can I collect it?").within(Target::any("listitem")))
        .await?;
    assert_eq!(customer.value(&field).await?, "");
    assert_eq!(customer.the_one_ticket().await?.replies.len(), 1);
    Ok(())
}

async fn what_waits_to_be_sent_is_among_the_requests(stage: Stage<'_>) -> Outcome {
    let shop = Shop::with_closed_desk(Page::plain()).await?;
    let mut customer = stage.enter(shop, "en").await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    customer.write().await?;
    customer.see(&customer.heading("home.unsent")).await?;
    customer.click(&customer.button("panel.back")).await?;
    customer.see(&customer.text("home.unsent")).await?;
    customer.opens_requests().await?;
    customer.click(&row(SUBJECT)).await?;
    customer.see(&customer.heading("home.unsent")).await?;
    customer.shop.desk.open()?;
    customer.try_now().await?;
    customer.see_confirmation().await?;
    customer
        .see_focus_on(&customer.heading("ticket.title"))
        .await?;
    customer.click(&customer.button("panel.back")).await?;
    customer.see(&customer.text("ticket.open")).await?;
    customer.see_storage_empty().await
}

async fn a_list_whose_states_cannot_be_fetched_can_be_tried_again(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.sends_a_ticket().await?;
    customer.click(&customer.button("ticket.remember")).await?;
    customer.see(&customer.button("ticket.forget")).await?;
    customer.reload().await?;
    let trouble = Reply::new(503, "the database is away");
    customer.shop.desk.site().fail("GET /tickets/", 1, trouble);
    customer.open_help().await?;
    customer.opens_requests().await?;
    let again = customer.button("trouble.again");
    customer.see(&again).await?;
    customer
        .see(
            &customer
                .text("ticket.unreachable")
                .within(Target::any("alert")),
        )
        .await?;
    assert_eq!(customer.accessibility_violations().await?.len(), 0);
    customer.click(&again).await?;
    customer.see(&customer.text("ticket.open")).await?;
    customer.miss(&customer.text("ticket.unreachable")).await?;
    customer
        .see_focus_on(&customer.button("ticket.check"))
        .await
}

async fn a_request_that_cannot_be_fetched_can_be_tried_again(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.sends_a_ticket().await?;
    let trouble = Reply::new(503, "the database is away");
    customer.shop.desk.site().fail("GET /tickets/", 1, trouble);
    customer.click(&customer.button("ticket.check")).await?;
    let unreachable = customer.text("ticket.unreachable");
    customer
        .see(&unreachable.within(Target::any("alert")))
        .await?;
    // What was known before is still told.
    customer.see(&customer.text("ticket.open")).await?;
    assert_eq!(customer.accessibility_violations().await?.len(), 0);
    customer.click(&customer.button("trouble.again")).await?;
    customer.miss(&customer.text("ticket.unreachable")).await?;
    customer
        .see_focus_on(&customer.button("ticket.check"))
        .await
}

async fn what_the_page_wrote_into_the_browsers_storage_is_not_believed(
    stage: Stage<'_>,
) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    let script = "javascript:alert(1)";
    for kept in [
        "not JSON".to_owned(),
        "{}".to_owned(),
        format!(r#"[null, 7, {{"number": 1, "subject": "x", "statusUrl": "{script}"}}]"#),
    ] {
        let kept = serde_json::to_string(&kept).expect("a text is JSON");
        let write = format!("(page.localStorage.setItem('guichet-requests', {kept}), true)");
        customer.wait_for("the page to write", &write).await?;
        customer.reload().await?;
        customer.open_help().await?;
        customer.opens_requests().await?;
        customer.see(&customer.text("ticket.none")).await?;
    }
    Ok(())
}

/// A row of the list.
fn row(subject: &str) -> Target {
    Target::containing("button", subject)
}

impl Customer<'_> {
    /// Writes to the desk from the page; the ticket's number.
    async fn sends_a_ticket(&self) -> Result<u64, Failure> {
        self.open_help().await?;
        self.go_to_contact().await?;
        self.write().await?;
        let ticket = self.see_confirmation().await?;
        self.see(&self.text("ticket.open")).await?;
        Ok(ticket.summary.number)
    }

    /// The thread says, line by line, what the customer asked.
    async fn sees_own_message(&self) -> Outcome {
        for line in MESSAGE.lines() {
            self.see(&text(line).within(Target::any("listitem")))
                .await?;
        }
        Ok(())
    }

    async fn replies(&self, text: &str) -> Outcome {
        self.fill(&self.field("ticket.reply"), text).await?;
        self.click(&self.button("ticket.reply-send")).await
    }

    async fn opens_requests(&self) -> Outcome {
        let row = Target::containing("button", self.words.say("home.requests"));
        self.click(&row).await?;
        self.see(&self.heading("home.requests")).await
    }
}
