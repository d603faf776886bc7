//! A help centre that is missing, damaged or of a later make: it is said, and there is always a way on.

use guichet_tests::browser::{heading, option};
use guichet_tests::site::Reply;
use guichet_tests::{Page, Shop, Target};

use crate::customer::{Customer, SUBJECT};
use crate::story::{EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        a_missing_bundle_leaves_the_contact_form_and_the_static_pages
    ),
    story!(EVERY_ENGINE, a_manifest_that_is_none_is_said_to_be_damaged),
    story!(
        EVERY_ENGINE,
        a_bundle_of_a_later_version_is_refused_with_a_sentence
    ),
    story!(
        EVERY_ENGINE,
        a_damaged_index_is_refused_and_leaves_the_contact_form
    ),
    story!(
        EVERY_ENGINE,
        a_damaged_article_is_refused_and_can_be_tried_again
    ),
    story!(
        EVERY_ENGINE,
        a_search_engine_that_does_not_come_is_said_and_can_be_tried_again
    ),
    story!(EVERY_ENGINE, a_widget_that_cannot_be_fetched_leaves_a_link),
];

/// More often than any story asks.
const ALWAYS: usize = 1000;

/// The tag itself names the desk, for when the manifest cannot.
fn page() -> Page {
    Page::plain().with_attribute("data-endpoint", "DESK/tickets")
}

async fn a_missing_bundle_leaves_the_contact_form_and_the_static_pages(
    stage: Stage<'_>,
) -> Outcome {
    let shop = Shop::open(page()).await?;
    shop.help
        .fail("/bundle/manifest.json", ALWAYS, Reply::new(404, "not here"));
    let customer = stage.enter(shop, "en").await?;
    customer.click(&customer.launcher()).await?;
    see_trouble(&customer, "trouble.unreachable").await?;
    write_all_the_same(&customer).await
}

async fn a_manifest_that_is_none_is_said_to_be_damaged(stage: Stage<'_>) -> Outcome {
    let shop = Shop::open(page()).await?;
    shop.help.fail(
        "/bundle/manifest.json",
        ALWAYS,
        Reply::new(200, "<!doctype html><title>Welcome</title>"),
    );
    let customer = stage.enter(shop, "en").await?;
    customer.click(&customer.launcher()).await?;
    see_trouble(&customer, "trouble.damaged").await?;
    // The host is mended, and the customer tries again.
    customer.shop.help.recover();
    customer.click(&customer.button("trouble.again")).await?;
    customer
        .see(&Target::new("list", customer.words.say("home.topics")))
        .await
}

async fn a_bundle_of_a_later_version_is_refused_with_a_sentence(stage: Stage<'_>) -> Outcome {
    let shop = Shop::open(page()).await?;
    let later = r#"{ "format": { "major": 1000, "minor": 0 }, "everything": "else is different" }"#;
    shop.help
        .fail("/bundle/manifest.json", ALWAYS, Reply::new(200, later));
    let customer = stage.enter(shop, "en").await?;
    customer.click(&customer.launcher()).await?;
    see_trouble(&customer, "trouble.too-new").await?;
    write_all_the_same(&customer).await
}

async fn a_damaged_index_is_refused_and_leaves_the_contact_form(stage: Stage<'_>) -> Outcome {
    let shop = Shop::open(Page::plain()).await?;
    let english = shop
        .bundle
        .manifest
        .locale("en")
        .expect("the demo has English");
    let index = english.index.path.clone();
    shop.help.fail(
        &index,
        ALWAYS,
        Reply::new(200, shop.bundle.damaged(&index)?),
    );
    let customer = stage.enter(shop, "en").await?;
    customer.click(&customer.launcher()).await?;
    see_some_trouble(&customer).await?;
    write_all_the_same(&customer).await
}

async fn a_damaged_article_is_refused_and_can_be_tried_again(stage: Stage<'_>) -> Outcome {
    let shop = Shop::open(Page::plain()).await?;
    // The first 64 bytes are another file's: neither their hash nor their form is right.
    shop.help
        .fail("/en/pack-", ALWAYS, Reply::new(200, [0x5a; 64]));
    let customer = stage.enter(shop, "en").await?;
    customer.open_help().await?;
    customer.search("return").await?;
    customer.click(&option("Return an item")).await?;
    customer.see(&heading("Return an item")).await?;
    see_some_trouble(&customer).await?;
    customer.shop.help.recover();
    customer.click(&customer.button("trouble.again")).await?;
    customer
        .see(&guichet_tests::browser::text("from the day of delivery"))
        .await
}

/// The panel stands before the part of the program is here that opens the index.
async fn a_search_engine_that_does_not_come_is_said_and_can_be_tried_again(
    stage: Stage<'_>,
) -> Outcome {
    let shop = Shop::open(Page::plain()).await?;
    shop.help
        .fail("/search-", ALWAYS, Reply::new(404, "not here"));
    let customer = stage.enter(shop, "en").await?;
    customer.click(&customer.launcher()).await?;
    see_trouble(&customer, "trouble.unreachable").await?;
    customer.shop.help.recover();
    customer.click(&customer.button("trouble.again")).await?;
    customer.search("return").await?;
    customer.see(&option("Return an item")).await
}

async fn a_widget_that_cannot_be_fetched_leaves_a_link(stage: Stage<'_>) -> Outcome {
    let shop = Shop::open(Page::plain()).await?;
    shop.help.fail(".wasm", ALWAYS, Reply::new(404, "not here"));
    let customer = stage.enter(shop, "en").await?;
    customer.click(&customer.launcher()).await?;
    let link = Target::new("link", customer.words.say("panel.name"));
    customer.see(&link).await?;
    see_it_lead_to_static_pages(&customer, &link).await?;
    // The host is mended, and the customer opens the panel again.
    customer.shop.help.recover();
    customer
        .evaluate::<()>("void (page.Guichet.close(), page.Guichet.open())")
        .await?;
    customer.see(&customer.heading("home.greeting")).await
}

async fn see_trouble(customer: &Customer<'_>, message: &str) -> Outcome {
    customer
        .see(&customer.text(message).within(Target::any("alert")))
        .await
}

/// The browser refuses wrong bytes without saying why, so it cannot be told here from a host that is away.
async fn see_some_trouble(customer: &Customer<'_>) -> Outcome {
    customer.see(&Target::any("alert")).await?;
    customer.see(&customer.button("trouble.again")).await
}

async fn write_all_the_same(customer: &Customer<'_>) -> Outcome {
    let pages = customer.link(customer.words.say("trouble.pages"));
    customer.see(&pages).await?;
    see_it_lead_to_static_pages(customer, &pages).await?;
    customer.go_to_contact().await?;
    customer.write().await?;
    assert_eq!(customer.see_confirmation().await?.summary.subject, SUBJECT);
    Ok(())
}

async fn see_it_lead_to_static_pages(customer: &Customer<'_>, link: &Target) -> Outcome {
    let link = serde_json::json!(link);
    let address: String = customer
        .evaluate(&format!("stage.find({link})[0].href"))
        .await?;
    assert_eq!(
        address,
        format!("{}/bundle/pages/index.html", customer.shop.help.origin)
    );
    let status: u16 = customer
        .evaluate(&format!("(await fetch({address:?})).status"))
        .await?;
    assert_eq!(status, 200, "{address}");
    Ok(())
}
