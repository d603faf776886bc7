//! The desk's own page behind a ticket's link, for a customer who has no widget at hand: they read, reply, rate the help and write on.

use guichet_tests::browser::{Preferences, button, heading, text, textbox};
use guichet_tests::{Engine, Failure, Page, Shop, Size, Target};
use guichet_wire::ticket::{NewTicket, Rating, Receipt, TicketId, TicketState};

use crate::customer::{Customer, EMAIL, MESSAGE, SUBJECT};
use crate::story::{EVERYWHERE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(EVERYWHERE, a_customer_follows_a_ticket_on_the_desk_s_page),
    story!(
        EVERYWHERE,
        a_customer_follows_a_ticket_on_the_desk_s_page_from_right_to_left
    ),
];

const ANSWER: &str = "It landed this morning.";
const REPLY: &str = "Thank you!";

async fn a_customer_follows_a_ticket_on_the_desk_s_page(stage: Stage<'_>) -> Outcome {
    follows(stage, "en").await
}

async fn a_customer_follows_a_ticket_on_the_desk_s_page_from_right_to_left(
    stage: Stage<'_>,
) -> Outcome {
    follows(stage, "ar").await
}

async fn follows(stage: Stage<'_>, tag: &str) -> Outcome {
    let customer = stage.arrive(Shop::open(Page::plain()).await?, tag).await?;
    let number = customer.opens_the_page_of_a_ticket(tag, stage.size).await?;
    customer.see(&customer.text("ticket.open")).await?;
    for line in MESSAGE.lines() {
        customer
            .see(&text(line).within(Target::any("listitem")))
            .await?;
    }
    customer.looks(stage, "open").await?;
    customer.shop.desk.reply(number, ANSWER).await?;
    customer.browser.reload().await?;
    customer.see(&text(ANSWER)).await?;
    customer.see(&customer.text("ticket.answered")).await?;
    customer.writes_on(REPLY).await?;
    customer.see(&customer.text("ticket.open")).await?;

    customer.shop.desk.solve(number).await?;
    customer.browser.reload().await?;
    customer.see(&customer.text("ticket.solved")).await?;
    customer.looks(stage, "solved").await?;
    customer.rates().await?;
    customer.looks(stage, "rated").await?;

    customer.click(&customer.text("ticket.reopen")).await?;
    customer.writes_on("It is not there.").await?;
    customer.see(&customer.text("ticket.open")).await?;
    let ticket = customer.the_one_ticket().await?;
    assert_eq!(ticket.summary.state, TicketState::Open);
    let said: Vec<_> = ticket.replies.iter().map(|reply| &*reply.text).collect();
    assert_eq!(said, [ANSWER, REPLY, "It is not there."]);

    customer.shop.desk.erase(number).await?;
    customer.browser.reload().await?;
    customer
        .see(&heading("This request can’t be opened any more."))
        .await?;
    customer.looks(stage, "gone").await
}

impl Customer<'_> {
    /// Sends a ticket and opens the link that the desk answers with; the ticket's number.
    async fn opens_the_page_of_a_ticket(&self, tag: &str, size: Size) -> Result<u64, Failure> {
        let desk = &self.shop.desk.origin;
        let ticket = NewTicket {
            locale: tag.to_owned(),
            ..NewTicket::new(TicketId([7; 16]), EMAIL, SUBJECT, MESSAGE)
        };
        let request = reqwest::Client::new().post(format!("{desk}/tickets"));
        let receipt: Receipt = request.json(&ticket).send().await?.json().await?;
        let path = receipt.status_url.strip_prefix(desk.as_str());
        let path = path.expect("the link leads to the desk");
        self.browser.open_at(desk, path, size).await?;
        self.see(&heading(SUBJECT)).await?;
        Ok(receipt.number)
    }

    /// The page keeps the rules of accessibility, light and dark, and fits in its width.
    async fn looks(&self, stage: Stage<'_>, moment: &str) -> Outcome {
        let schemes: &[_] = match stage.browser.engine() {
            Engine::Chromium => &["dark", "light"],
            _ => &["light"],
        };
        for scheme in schemes {
            if stage.browser.engine() == Engine::Chromium {
                self.chromium_prefers(Preferences::scheme(scheme)).await?;
            }
            assert_eq!(self.page_violations().await?, [], "{moment}, {scheme}");
            let name = [&*self.words.dir, stage.size.name(), moment, scheme].join("-");
            self.screenshot(&format!("status-page/{name}")).await?;
        }
        let root = "page.document.documentElement";
        let too_wide = format!("{root}.scrollWidth > {root}.clientWidth");
        assert!(!self.evaluate::<bool>(&too_wide).await?, "{moment}");
        Ok(())
    }

    async fn writes_on(&self, text: &str) -> Outcome {
        self.fill(&textbox(self.words.say("ticket.reply")), text)
            .await?;
        self.click(&button(self.words.say("ticket.reply-send")))
            .await?;
        self.see(&guichet_tests::browser::text(text).within(Target::any("listitem")))
            .await
    }

    async fn rates(&self) -> Outcome {
        for (question, score) in [("ticket.csat", 5), ("ticket.ces", 7), ("ticket.nps", 10)] {
            let group = Target::new("group", self.words.say(question));
            let place = Target::new("radio", &score.to_string()).within(group);
            self.click(&place).await?;
        }
        self.fill(&textbox(self.words.say("article.comment")), "Quick.")
            .await?;
        self.click(&button(self.words.say("article.send"))).await?;
        self.see(&text(self.words.say("article.thanks"))).await?;
        let rating = Rating {
            csat: Some(5),
            ces: Some(7),
            nps: Some(10),
            comment: "Quick.".to_owned(),
        };
        assert_eq!(self.the_one_ticket().await?.rating, Some(rating));
        Ok(())
    }
}
