//! Reading closely: contents, code, pictures, the way back, paper, and what the reader says of an article.

use guichet_desk::ArticleFeedback;
use guichet_tests::browser::{Key, Preferences, button, heading, link, option, text, textbox};
use guichet_tests::{Engine, Failure, Page, Shop, Size, Target, Words};
use serde_json::json;

use crate::customer::Customer;
use crate::story::{CHROMIUM, EVERY_ENGINE, EVERYWHERE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERYWHERE,
        the_contents_lead_to_a_heading_and_the_focus_goes_along
    ),
    story!(
        EVERYWHERE,
        back_leads_to_the_place_and_the_link_that_were_left
    ),
    story!(EVERY_ENGINE, code_and_the_articles_address_are_copied),
    story!(EVERY_ENGINE, code_is_copied_on_a_page_without_a_clipboard),
    story!(
        EVERY_ENGINE,
        a_picture_is_seen_large_and_put_away_by_the_keyboard
    ),
    story!(EVERY_ENGINE, the_article_alone_is_printed),
    story!(EVERY_ENGINE, what_the_reader_says_reaches_the_desk),
    story!(
        EVERY_ENGINE,
        an_older_translation_says_so_and_leads_to_the_original
    ),
    story!(CHROMIUM, every_part_of_an_article_passes_axe),
];

const CONNECT: &str = "Connect your lamp to the house";
const PICTURE: &str =
    "The back of the lamp: a round button on the left, the charging socket on the right";

/// A customer who speaks the language `tag` reads the article that has everything.
async fn reader<'a>(stage: Stage<'a>, tag: &str, title: &str) -> Result<Customer<'a>, Failure> {
    let shop = Shop::with_articles(Page::plain().in_language(tag)).await?;
    let customer = stage.enter(shop, tag).await?;
    customer.open_help().await?;
    customer.search(title).await?;
    customer.click(&option(title)).await?;
    customer.see(&heading(title)).await?;
    customer.see(&customer.heading("article.related")).await?;
    Ok(customer)
}

impl Customer<'_> {
    /// Waits until an expression about the detail pane is true; `pane` and, in it, `found` stand for elements.
    async fn see_in_pane(&self, wanted: &str, target: &Target, holds: &str) -> Outcome {
        let (panel, target) = (json!(self.panel()), json!(target));
        let expression = format!(
            "(() => {{ const pane = stage.find({panel})[0].querySelector('.detail');
             const found = stage.find({target})[0]; return found && {holds}; }})()"
        );
        self.wait_for(wanted, &expression).await.map(drop)
    }

    async fn scroll_of_article(&self) -> Result<f64, Failure> {
        let panel = json!(self.panel());
        self.evaluate(&format!(
            "stage.find({panel})[0].querySelector('.detail').scrollTop"
        ))
        .await
    }

    async fn focus_on(&self, target: &Target) -> Outcome {
        self.see(target).await?;
        self.evaluate(&format!("stage.find({})[0].focus()", json!(target)))
            .await
    }

    /// What the desk has been told, once it is as expected.
    async fn see_feedback(&self, expected: impl Fn(&ArticleFeedback) -> bool) -> Outcome {
        let mut poll = tokio::time::interval(std::time::Duration::from_millis(50));
        let mut found = Vec::new();
        for _ in 0..200 {
            poll.tick().await;
            found = self.shop.desk.feedback().await?;
            if found.iter().any(&expected) {
                return Ok(());
            }
        }
        panic!("expected other feedback at the desk than {found:?}")
    }
}

async fn the_contents_lead_to_a_heading_and_the_focus_goes_along(stage: Stage<'_>) -> Outcome {
    let customer = reader(stage, "en", CONNECT).await?;
    let contents = Target::new("navigation", customer.words.say("article.contents"));
    // Folded where there is little room.
    assert_eq!(
        customer.count(&contents).await? == 1,
        stage.size == Size::Tablet
    );
    if stage.size != Size::Tablet {
        customer.click(&customer.text("article.contents")).await?;
    }
    customer.see(&contents).await?;
    let headings = customer
        .names(&Target::any("link").within(contents.clone()))
        .await?;
    assert_eq!(headings.len(), 5, "{headings:?}: the highest headings only");
    customer
        .click(&link("By a script").within(contents))
        .await?;
    let section = heading("By a script");
    customer.see_focus_on(&section).await?;
    let near_the_top =
        "Math.abs(found.getBoundingClientRect().top - pane.getBoundingClientRect().top) < 40";
    customer
        .see_in_pane("the heading at the top", &section, near_the_top)
        .await?;
    // It was no step on the way.
    customer.click(&customer.button("panel.back")).await?;
    customer.see(&option(CONNECT)).await
}

async fn back_leads_to_the_place_and_the_link_that_were_left(stage: Stage<'_>) -> Outcome {
    let customer = reader(stage, "en", CONNECT).await?;
    // Two links lead there; this is the second one.
    let used = link("Colours of your own").within(Target::any("article"));
    customer.focus_on(&used).await?;
    let left = customer.scroll_of_article().await?;
    assert!(left > 300.0, "{left} px is not far down");
    customer.press(Key::Enter).await?;
    customer.see_focus_on(&heading("Your own")).await?;
    customer.click(&customer.link("Connecting")).await?;
    customer.see_focus_on(&heading(CONNECT)).await?;
    assert_eq!(customer.scroll_of_article().await?, 0.0);

    customer.click(&customer.button("panel.back")).await?;
    customer
        .see_focus_on(&link("Connecting").within(Target::any("article")))
        .await?;
    customer.click(&customer.button("panel.back")).await?;
    customer.see_focus_on(&used).await?;
    let found = customer.scroll_of_article().await?;
    assert!(
        (found - left).abs() <= 1.0,
        "left at {left} px, found at {found} px"
    );

    // The panel opens again as it was closed.
    customer.press(Key::Escape).await?;
    customer.miss(&customer.panel()).await?;
    customer.click(&customer.launcher()).await?;
    let place = format!("Math.abs(pane.scrollTop - {left}) <= 1");
    customer.see_in_pane("the same place", &used, &place).await
}

async fn code_and_the_articles_address_are_copied(stage: Stage<'_>) -> Outcome {
    let customer = reader(stage, "en", CONNECT).await?;
    customer
        .click(&customer.button("article.copy-link"))
        .await?;
    customer.see(&customer.button("article.copied")).await?;
    let said = Target::new("status", customer.words.say("article.copied"));
    customer.see(&said).await?;
    customer.see(&customer.button("article.copy-link")).await?;
    assert_eq!(customer.count(&said).await?, 0, "said for a moment only");
    let page = format!("{}/bundle/pages/en/connect.html", customer.shop.help.origin);
    assert_eq!(pasted(&customer).await?, page);
    assert!(
        customer
            .evaluate::<bool>(&format!("(await fetch('{page}')).ok"))
            .await?
    );
    Ok(())
}

async fn code_is_copied_on_a_page_without_a_clipboard(stage: Stage<'_>) -> Outcome {
    let customer = reader(stage, "en", CONNECT).await?;
    // As where there is no HTTPS.
    let taken = "void Object.defineProperty(page.navigator, 'clipboard', { value: undefined })";
    customer.evaluate::<()>(taken).await?;
    let copy = customer.button("article.copy");
    assert_eq!(customer.count(&copy).await?, 2);
    customer.click(&copy).await?;
    customer.see(&customer.button("article.copied")).await?;
    assert_eq!(
        customer.count(&copy).await?,
        1,
        "the other one has not copied"
    );
    let code = pasted(&customer).await?;
    assert!(code.starts_with("curl --request PUT http"), "{code:?}");
    Ok(())
}

/// What the clipboard holds: pasted into the search field.
async fn pasted(customer: &Customer<'_>) -> Result<String, Failure> {
    customer.click(&customer.button("panel.back")).await?;
    customer.click(&customer.search_field()).await?;
    customer.clear_field().await?;
    customer.paste().await?;
    let filled = format!("stage.find({})[0].value", json!(customer.search_field()));
    let filled = customer.wait_for("something pasted", &filled).await?;
    Ok(filled.as_str().unwrap_or_default().to_owned())
}

async fn a_picture_is_seen_large_and_put_away_by_the_keyboard(stage: Stage<'_>) -> Outcome {
    let customer = reader(stage, "en", CONNECT).await?;
    let enlarge = Target::containing("button", PICTURE);
    let name = customer.names(&enlarge).await?;
    assert_eq!(
        name,
        [format!(
            "{}: {PICTURE}",
            customer.words.say("article.enlarge")
        )]
    );
    let large = Target::new("dialog", PICTURE);
    customer.focus_on(&enlarge).await?;
    customer.press(Key::Enter).await?;
    customer.see(&large).await?;
    let close = customer.button("panel.close").within(large.clone());
    customer.see_focus_on(&close).await?;
    customer.press(Key::Tab).await?;
    customer.see_focus_on(&close).await?;
    assert_eq!(customer.accessibility_violations().await?, []);
    customer.press(Key::Escape).await?;
    customer.miss(&large).await?;
    customer.see_focus_on(&enlarge).await?;
    // And by the pointer: a click anywhere puts it away, and the focus comes back all the same.
    customer.click(&enlarge).await?;
    customer
        .click(&Target::any("img").within(large.clone()))
        .await?;
    customer.miss(&large).await?;
    customer.see_focus_on(&enlarge).await
}

async fn the_article_alone_is_printed(stage: Stage<'_>) -> Outcome {
    let customer = reader(stage, "en", CONNECT).await?;
    // The dialog belongs to the system, so it is caught on the way there.
    let catch = "void new page.MutationObserver(() => {
        const frame = page.document.querySelector('iframe');
        if (frame) frame.contentWindow.print = () => (stage.printed = frame.contentDocument);
    }).observe(page.document.body, { childList: true })";
    customer.evaluate::<()>(catch).await?;
    customer.click(&customer.button("article.print")).await?;
    let printed = customer
        .wait_for("a page to print", "stage.printed?.body.innerText")
        .await?;
    let printed = printed.as_str().unwrap_or_default();
    let says = |words: &str| printed.contains(words);
    assert!(
        says(CONNECT) && says("Charge it for an hour"),
        "unfolded: {printed}"
    );
    assert!(
        !says("Warm things for the home") && !says("Was this helpful"),
        "{printed}"
    );
    let state = "[stage.printed.title, [...stage.printed.images].every((image) => image.complete && image.naturalWidth > 0),
        stage.printed.defaultView.getComputedStyle(stage.printed.querySelector('.callout')).borderInlineStartWidth]";
    let (title, complete, styled): (String, bool, String) = customer.evaluate(state).await?;
    assert_eq!(
        (title.as_str(), complete, styled.as_str()),
        (CONNECT, true, "3px")
    );
    Ok(())
}

async fn what_the_reader_says_reaches_the_desk(stage: Stage<'_>) -> Outcome {
    let customer = reader(stage, "en", CONNECT).await?;
    let no = customer.button("article.no");
    customer.focus_on(&no).await?;
    customer.press(Key::Enter).await?;
    let asked = Target::new("status", customer.words.say("article.why"));
    customer.see(&asked).await?;
    customer.see_focus_on(&no).await?;
    customer
        .see_feedback(|said| said.not_helpful == 1 && said.reasons.is_empty())
        .await?;

    let reason = Target::new("radio", customer.words.say("article.unclear"));
    customer.focus_on(&reason).await?;
    customer.press(Key::Space).await?;
    let comment = textbox(customer.words.say("article.comment"));
    customer.fill(&comment, "Which end is up?").await?;
    assert_eq!(customer.accessibility_violations().await?, []);
    customer.click(&customer.button("article.send")).await?;
    let thanks = Target::new("status", customer.words.say("article.thanks"));
    customer.see(&thanks).await?;
    customer.see_focus_on(&no).await?;
    let complete = |said: &ArticleFeedback| {
        let comment = said.comments.first().map(|comment| comment.text.as_str());
        (
            said.article.as_str(),
            said.not_helpful,
            said.reasons.len(),
            comment,
        ) == ("connect", 1, 1, Some("Which end is up?"))
    };
    customer.see_feedback(complete).await?;

    // The article remembers, while others ask.
    customer
        .click(&customer.link("What the buttons do"))
        .await?;
    customer
        .see_focus_on(&heading("What the buttons do"))
        .await?;
    customer.see(&customer.button("article.yes")).await?;
    assert_eq!(customer.count(&thanks).await?, 0);
    customer.click(&customer.button("panel.back")).await?;
    customer.see(&thanks).await
}

async fn an_older_translation_says_so_and_leads_to_the_original(stage: Stage<'_>) -> Outcome {
    let customer = reader(stage, "vi", "Kết nối đèn với ngôi nhà").await?;
    customer.see(&customer.text("article.outdated")).await?;
    let original = customer
        .words
        .fill("article.original", "language", "English");
    customer.click(&button(&original)).await?;
    customer.see_focus_on(&heading(CONNECT)).await?;
    customer
        .see(&text("By a script").within(Target::any("article")))
        .await?;
    let english = Words::of("en")?;
    customer.see(&heading(english.say("article.related"))).await
}

async fn every_part_of_an_article_passes_axe(stage: Stage<'_>) -> Outcome {
    for (tag, title) in [
        ("en", CONNECT),
        ("vi", "Kết nối đèn với ngôi nhà"),
        ("ar", "وصّل مصباحك بالمنزل"),
    ] {
        let customer = reader(stage, tag, title).await?;
        for scheme in ["light", "dark"] {
            customer
                .chromium_prefers(Preferences::scheme(scheme))
                .await?;
            let album = format!("{}-{tag}-{scheme}", stage.size.name());
            look_through(&customer, &album).await?;
        }
    }
    Ok(())
}

/// Down the article, a picture for each screen; then what asks for more room, and the large picture.
async fn look_through(customer: &Customer<'_>, album: &str) -> Outcome {
    debug_assert_eq!(customer.engine(), Engine::Chromium);
    let panel = json!(customer.panel());
    let pane = format!("stage.find({panel})[0].querySelector('.detail')");
    let pages: f64 = customer
        .evaluate(&format!(
            "({pane}.scrollTop = 0, Math.ceil({pane}.scrollHeight / {pane}.clientHeight))"
        ))
        .await?;
    for page in 0..pages as usize {
        let scroll = format!("void ({pane}.scrollTop = {page} * ({pane}.clientHeight - 40))");
        customer.evaluate::<()>(&scroll).await?;
        customer
            .screenshot(&format!("article/{album}-{page}"))
            .await?;
    }
    customer.click(&customer.button("article.no")).await?;
    customer.see(&Target::any("radio")).await?;
    customer.screenshot(&format!("article/{album}-why")).await?;
    assert_eq!(customer.accessibility_violations().await?, []);
    customer.click(&customer.button("article.yes")).await?;
    let enlarge = Target::containing("button", customer.words.say("article.enlarge"));
    customer.click(&enlarge).await?;
    customer
        .see(&customer.button("panel.close").within(Target::any("dialog")))
        .await?;
    customer
        .screenshot(&format!("article/{album}-large"))
        .await?;
    customer.press(Key::Escape).await
}
