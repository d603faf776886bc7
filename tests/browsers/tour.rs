//! A customer who goes through every state of the widget, and what is looked for in each of them. In Chromium each is photographed for
//! people to look at (`<target>/screenshots/`).

use std::pin::Pin;

use guichet_tests::browser::{option, text};
use guichet_tests::site::Reply;
use guichet_tests::{Engine, Failure, Target};

use crate::customer::Customer;
use crate::story::Outcome;

/// What a tour in one language looks for.
#[derive(Clone, Copy)]
pub struct Sights {
    /// The language.
    pub tag: &'static str,
    category: &'static str,
    /// What is searched for.
    pub query: &'static str,
    /// The title of a result.
    pub article: &'static str,
}

pub const ENGLISH: Sights = Sights {
    tag: "en",
    category: "Returns",
    query: "return",
    article: "Return an item",
};
pub const VIETNAMESE: Sights = Sights {
    tag: "vi",
    category: "Trả hàng",
    query: "trả hàng",
    article: "Trả hàng",
};
pub const ARABIC: Sights = Sights {
    tag: "ar",
    category: "الإرجاع",
    query: "إرجاع",
    article: "إرجاع منتج",
};
pub const JAPANESE: Sights = Sights {
    tag: "ja",
    category: "返品",
    query: "返品",
    article: "商品を返品する",
};

type Found<'a> = Pin<Box<dyn Future<Output = Result<Vec<String>, Failure>> + 'a>>;
/// What is wrong with what can be seen now.
pub type Look = for<'a> fn(&'a Customer<'a>) -> Found<'a>;

/// A customer who looks at everything closely.
pub struct Tour<'a> {
    customer: Customer<'a>,
    sights: Sights,
    album: String,
    look: Look,
    faults: Vec<String>,
}

impl<'a> Tour<'a> {
    /// A tour of a page whose desk is closed at first, so that a ticket on its way can be seen.
    pub fn new(customer: Customer<'a>, sights: Sights, album: String, look: Look) -> Self {
        Self {
            customer,
            sights,
            album,
            look,
            faults: Vec::new(),
        }
    }

    pub async fn through_every_state(mut self) -> Outcome {
        self.look("01-launcher").await?;
        self.customer.open_help().await?;
        self.look("02-home").await?;
        self.through_answers().await?;
        self.through_writing().await?;
        self.through_trouble().await?;
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
        Ok(())
    }

    async fn through_answers(&mut self) -> Outcome {
        let Self {
            customer, sights, ..
        } = &*self;
        customer
            .click(&Target::containing("button", sights.category))
            .await?;
        customer.see(&customer.link(sights.article)).await?;
        self.look("03-category").await?;
        let Self {
            customer, sights, ..
        } = &*self;
        customer.click(&customer.button("panel.back")).await?;
        customer.search(sights.query).await?;
        customer.see(&option(sights.article)).await?;
        customer.see_snippets().await?;
        self.look("04-results").await?;
        let Self {
            customer, sights, ..
        } = &*self;
        customer.read(sights.article).await?;
        customer
            .see(&Target::any("img").within(Target::any("article")))
            .await?;
        self.look("05-article").await?;
        let Self { customer, .. } = &*self;
        customer.click(&customer.button("article.no")).await?;
        customer.see(&customer.text("article.why")).await?;
        self.look("05-article-that-did-not-help").await?;
        let Self { customer, .. } = &*self;
        customer.click(&customer.button("panel.back")).await?;
        customer.search("zeppelin").await?;
        customer.see(&text("zeppelin")).await?;
        self.look("06-nothing-found").await
    }

    async fn through_writing(&mut self) -> Outcome {
        self.customer.go_to_contact().await?;
        self.look("07-contact").await?;
        let Self {
            customer, sights, ..
        } = &*self;
        customer.click(&customer.button("contact.send")).await?;
        customer.see(&customer.text("contact.required")).await?;
        customer
            .fill(&customer.field("contact.subject"), sights.query)
            .await?;
        customer.see(&customer.text("contact.suggestions")).await?;
        self.look("08-contact-with-errors").await?;
        self.customer.drop_examples().await?;
        self.look("08-contact-with-files").await?;
        let Self { customer, .. } = &*self;
        customer.clear_field().await?;
        customer.write().await?;
        customer.see(&customer.heading("home.unsent")).await?;
        self.look("09-not-sent-yet").await?;
        self.customer.shop.desk.open()?;
        let Self { customer, .. } = &*self;
        customer.try_now().await?;
        let ticket = customer.see_confirmation().await?;
        customer.see(&customer.text("ticket.open")).await?;
        self.look("10-confirmation").await?;
        let Self { customer, .. } = &*self;
        customer
            .shop
            .desk
            .reply(ticket.summary.number, "It landed this morning.")
            .await?;
        customer.click(&customer.button("ticket.check")).await?;
        customer.see(&customer.text("ticket.answered")).await?;
        customer.see(&customer.field("ticket.reply")).await?;
        self.look("11-answered").await?;
        self.through_requests(ticket.summary.number).await
    }

    async fn through_requests(&mut self, number: u64) -> Outcome {
        let Self { customer, .. } = &*self;
        customer.shop.desk.solve(number).await?;
        customer.click(&customer.button("ticket.check")).await?;
        customer.see(&customer.text("ticket.csat")).await?;
        customer
            .click(&Target::containing(
                "radio",
                customer.words.say("ticket.nps-high"),
            ))
            .await?;
        self.look("11-solved").await?;
        let Self { customer, .. } = &*self;
        customer.click(&customer.button("ticket.remember")).await?;
        customer.see(&customer.button("ticket.forget")).await?;
        customer.reload().await?;
        customer.open_help().await?;
        customer
            .click(&Target::containing(
                "button",
                customer.words.say("home.requests"),
            ))
            .await?;
        customer.see(&customer.text("ticket.solved")).await?;
        self.look("11-requests").await
    }

    async fn through_trouble(&mut self) -> Outcome {
        let Self { customer, .. } = &*self;
        customer
            .shop
            .help
            .fail("manifest.json", 1000, Reply::new(404, "not here"));
        customer.reload().await?;
        customer.click(&customer.launcher()).await?;
        customer.see(&Target::any("alert")).await?;
        self.look("12-trouble").await
    }

    /// Waits until nothing moves any more, checks, and takes a picture.
    async fn look(&mut self, state: &str) -> Outcome {
        let customer = &self.customer;
        let still = "[...stage.elements()].every((element) => element.getAnimations().every((animation) => \
                     animation.playState !== 'running' || animation.effect.getComputedTiming().iterations === Infinity))";
        customer
            .wait_for("everything to stand still", still)
            .await?;
        if customer.engine() == Engine::Chromium {
            customer
                .screenshot(&format!("{}/{state}", self.album))
                .await?;
        }
        for fault in (self.look)(customer).await? {
            self.faults.push(format!("{state}: {fault}"));
        }
        Ok(())
    }
}
