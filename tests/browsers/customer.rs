//! A customer on a shop's page: the steps that many stories share.

use std::ops::Deref;
use std::time::Duration;

use guichet_desk::StoredTicket;
use guichet_tests::browser::{Target, button, combobox, heading, link, option, text, textbox};
use guichet_tests::{Browser, Failure, Page, Shop, Words};
use serde_json::json;

use crate::story::Stage;

/// What the customer writes.
pub const SUBJECT: &str = "My zeppelin is late";
pub const MESSAGE: &str = "It was due on Monday.\nWhere is it now?";
pub const EMAIL: &str = "ilze@example.org";

/// Somebody who looks at a page of the shop, in one language.
pub struct Customer<'a> {
    pub browser: &'a Browser,
    pub shop: Shop,
    pub words: Words,
}

impl Deref for Customer<'_> {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        self.browser
    }
}

impl<'a> Stage<'a> {
    /// An English-speaking customer opens the page; everything works.
    pub async fn visit(self, page: Page) -> Result<Customer<'a>, Failure> {
        self.enter(Shop::open(page).await?, "en").await
    }

    /// A customer who is spoken to in the language `tag` opens the page of `shop`.
    pub async fn enter(self, shop: Shop, tag: &str) -> Result<Customer<'a>, Failure> {
        let customer = self.arrive(shop, tag).await?;
        customer.see(&customer.launcher()).await?;
        Ok(customer)
    }

    /// The same on a page that need not have a launcher.
    pub async fn arrive(self, shop: Shop, tag: &str) -> Result<Customer<'a>, Failure> {
        let words = Words::of(tag)?;
        self.browser.open(&shop.page.origin, self.size).await?;
        let browser = self.browser;
        Ok(Customer {
            browser,
            shop,
            words,
        })
    }
}

impl Customer<'_> {
    pub fn launcher(&self) -> Target {
        button(self.words.say("panel.name"))
    }

    pub fn panel(&self) -> Target {
        Target::any("dialog")
    }

    pub fn search_field(&self) -> Target {
        combobox(self.words.say("search.label"))
    }

    /// A button of the panel, by the key of its message.
    pub fn button(&self, key: &str) -> Target {
        button(self.words.say(key))
    }

    /// A heading of the panel, by the key of its message.
    pub fn heading(&self, key: &str) -> Target {
        heading(self.words.say(key))
    }

    /// A text of the panel, by the key of its message.
    pub fn text(&self, key: &str) -> Target {
        text(self.words.say(key))
    }

    /// A field of the contact form, by the key of its label.
    pub fn field(&self, key: &str) -> Target {
        textbox(self.words.say(key))
    }

    /// Opens the panel and waits until it is ready to search.
    pub async fn open_help(&self) -> Result<(), Failure> {
        self.click(&self.launcher()).await?;
        self.see(&self.heading("home.greeting")).await?;
        self.see(&Target::new("list", self.words.say("home.topics")))
            .await
    }

    /// Types a query in place of what the search field holds.
    pub async fn search(&self, query: &str) -> Result<(), Failure> {
        self.click(&self.search_field()).await?;
        self.clear_field().await?;
        self.type_text(query).await
    }

    /// Waits for what the articles say: that comes a moment after the results, with the articles.
    pub async fn see_snippets(&self) -> Result<(), Failure> {
        let options = "stage.find({ role: 'option', name: null })";
        let snippets = format!("{options}.some((option) => option.querySelector('.snippet mark'))");
        self.wait_for("marked words", &snippets).await.map(drop)
    }

    /// Opens the result with this title.
    pub async fn read(&self, title: &str) -> Result<(), Failure> {
        self.click(&option(title)).await?;
        self.see(&heading(title).within(Target::any("article")))
            .await
    }

    /// Goes to the contact form by the first way that is offered.
    pub async fn go_to_contact(&self) -> Result<(), Failure> {
        self.click(&self.button("home.contact")).await?;
        self.see(&self.heading("home.contact")).await
    }

    /// Fills in the contact form and sends it.
    pub async fn write(&self) -> Result<(), Failure> {
        self.fill_in(EMAIL).await?;
        self.click(&self.button("contact.send")).await
    }

    /// Fills in the contact form.
    pub async fn fill_in(&self, email: &str) -> Result<(), Failure> {
        self.fill(&self.field("contact.email"), email).await?;
        self.fill(&self.field("contact.subject"), SUBJECT).await?;
        self.fill(&self.field("contact.message"), MESSAGE).await
    }

    /// Waits for the confirmation of the one ticket that the desk has, and returns that ticket.
    pub async fn see_confirmation(&self) -> Result<StoredTicket, Failure> {
        self.see(&self.heading("ticket.title")).await?;
        let ticket = self.the_one_ticket().await?;
        let number = ticket.summary.number.to_string();
        self.see(&text(&self.words.fill("ticket.number", "number", &number)))
            .await?;
        Ok(ticket)
    }

    /// Asks for a waiting ticket to be sent now. The widget tries by itself too, at a moment that chance chooses: where it was first, there is
    /// nothing left to ask for. Looking and clicking are one step, so that it cannot be first in between.
    pub async fn try_now(&self) -> Result<(), Failure> {
        let (button, sent) = (self.button("outgoing.retry"), self.heading("ticket.title"));
        let wanted = format!("{button}, free to be clicked, or {sent}");
        let (button, sent) = (json!(button), json!(sent));
        let expression = format!("(await stage.press({button})) || stage.find({sent}).length > 0");
        self.wait_for(&wanted, &expression).await?;
        Ok(())
    }

    /// The one ticket in the desk's database, once it is there.
    pub async fn the_one_ticket(&self) -> Result<StoredTicket, Failure> {
        let mut poll = tokio::time::interval(Duration::from_millis(50));
        for _ in 0..600 {
            poll.tick().await;
            let mut tickets = self.shop.desk.tickets().await?;
            assert!(tickets.len() <= 1, "expected one ticket, found {tickets:?}");
            if let Some(ticket) = tickets.pop() {
                return Ok(ticket);
            }
        }
        panic!("expected a ticket in the desk's database, found none in half a minute");
    }

    /// What the page's origin has stored in the browser, of any kind.
    pub async fn stored(&self) -> Result<Vec<String>, Failure> {
        self.evaluate(STORED).await
    }

    /// Waits until the browser holds nothing for the page.
    pub async fn see_storage_empty(&self) -> Result<(), Failure> {
        self.wait_for("empty storage", &format!("({STORED}).length === 0"))
            .await
            .map(drop)
    }

    /// A link in the panel whose text contains `part`.
    pub fn link(&self, part: &str) -> Target {
        link(part).within(self.panel())
    }
}

const STORED: &str = "[
    ...Object.keys(page.localStorage), ...Object.keys(page.sessionStorage),
    ...(await page.indexedDB.databases()).map((database) => database.name),
    ...((await page.caches?.keys()) ?? []), ...page.document.cookie.split(';').filter(Boolean),
]";
