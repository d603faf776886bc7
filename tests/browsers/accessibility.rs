//! Every state of the widget, checked by axe-core; in Chromium, which can be told the colour scheme, by day and by night and
//! photographed for people to look at (`<target>/screenshots/`).

use guichet_tests::browser::{option, text};
use guichet_tests::site::Reply;
use guichet_tests::{Engine, Failure, Page, Shop, Target};

use crate::customer::Customer;
use crate::story::{CHROMIUM, EVERY_ENGINE, EVERYWHERE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(EVERYWHERE, every_state_passes_axe),
    story!(CHROMIUM, every_state_passes_axe_by_night),
    story!(CHROMIUM, every_state_passes_axe_in_vietnamese),
    story!(CHROMIUM, every_state_passes_axe_in_vietnamese_by_night),
    story!(EVERY_ENGINE, axe_notices_a_button_without_a_name),
];

async fn every_state_passes_axe(stage: Stage<'_>) -> Outcome {
    Tour::begin(stage, "en", "light")
        .await?
        .through_every_state()
        .await
}

async fn every_state_passes_axe_by_night(stage: Stage<'_>) -> Outcome {
    Tour::begin(stage, "en", "dark")
        .await?
        .through_every_state()
        .await
}

async fn every_state_passes_axe_in_vietnamese(stage: Stage<'_>) -> Outcome {
    Tour::begin(stage, "vi", "light")
        .await?
        .through_every_state()
        .await
}

async fn every_state_passes_axe_in_vietnamese_by_night(stage: Stage<'_>) -> Outcome {
    Tour::begin(stage, "vi", "dark")
        .await?
        .through_every_state()
        .await
}

/// Axe-core looks into the panel's shadow root; if it did not, it would have nothing to say about anything in there.
async fn axe_notices_a_button_without_a_name(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    let nameless = format!(
        "void stage.find({})[0].append(page.document.createElement('button'))",
        serde_json::json!(customer.panel())
    );
    customer.evaluate::<()>(&nameless).await?;
    let violations = customer.accessibility_violations().await?;
    let rules: Vec<&str> = violations
        .iter()
        .map(|violation| violation.id.as_str())
        .collect();
    assert_eq!(rules, ["button-name"]);
    Ok(())
}

/// What a tour in one language looks for.
struct Sights {
    category: &'static str,
    query: &'static str,
    article: &'static str,
}

const ENGLISH: Sights = Sights {
    category: "Returns",
    query: "return",
    article: "Return an item",
};
const VIETNAMESE: Sights = Sights {
    category: "Trả hàng",
    query: "trả hàng",
    article: "Trả hàng",
};

/// A customer who looks at everything closely.
struct Tour<'a> {
    customer: Customer<'a>,
    sights: Sights,
    album: String,
    faults: Vec<String>,
}

impl<'a> Tour<'a> {
    /// The desk is closed at first, so that a ticket on its way can be looked at.
    async fn begin(stage: Stage<'a>, tag: &str, scheme: &str) -> Result<Self, Failure> {
        let page = Page::plain()
            .in_language(tag)
            .with_attribute("data-endpoint", "DESK/tickets");
        let customer = stage
            .enter(Shop::with_closed_desk(page).await?, tag)
            .await?;
        if stage.browser.engine() == Engine::Chromium {
            customer.chromium_prefers(scheme).await?;
        }
        Ok(Self {
            customer,
            sights: if tag == "vi" { VIETNAMESE } else { ENGLISH },
            album: format!("{}-{tag}-{scheme}", stage.size.name()),
            faults: Vec::new(),
        })
    }

    async fn through_every_state(mut self) -> Outcome {
        self.look("01-launcher").await?;
        self.customer.open_help().await?;
        self.look("02-home").await?;
        self.through_answers().await?;
        self.through_writing().await?;
        self.through_trouble().await?;
        assert!(
            self.faults.is_empty(),
            "axe-core finds\n{}",
            self.faults.join("\n")
        );
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
        // Snippets come a moment later, with the articles.
        let snippets = "[...stage.find({ role: 'option', name: null })].some((option) => option.querySelector('mark'))";
        customer.wait_for("marked words", snippets).await?;
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
        let Self { customer, .. } = &*self;
        customer.clear_field().await?;
        customer.write().await?;
        customer.see(&customer.heading("outgoing.waiting")).await?;
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
        self.look("11-answered").await
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
        for violation in customer.accessibility_violations().await? {
            let nodes = violation.nodes.join("\n    ");
            self.faults.push(format!(
                "{state}: {} ({})\n    {nodes}",
                violation.help, violation.id
            ));
        }
        Ok(())
    }
}
