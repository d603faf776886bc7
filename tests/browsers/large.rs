//! A knowledge base of many articles: it comes in parts, and a customer does not notice.

use guichet_tests::browser::{heading, link, option, text};
use guichet_tests::site::Reply;
use guichet_tests::{Page, Shop, Target};

use crate::customer::Customer;
use crate::story::{EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        a_large_knowledge_base_is_searched_listed_and_read_in_parts
    ),
    story!(
        EVERY_ENGINE,
        a_search_whose_parts_do_not_come_says_so_and_can_be_tried_again
    ),
];

/// How many files were fetched of a kind.
fn fetched(customer: &Customer<'_>, folder: &str, extension: &str) -> usize {
    let requests = customer.shop.help.requests();
    let is_part = |path: &&String| path.contains(folder) && path.ends_with(extension);
    let parts = requests.iter().filter(is_part);
    parts.filter(|path| path.matches('/').count() == 4).count()
}

async fn a_large_knowledge_base_is_searched_listed_and_read_in_parts(stage: Stage<'_>) -> Outcome {
    let customer = stage.enter(Shop::large(Page::plain()).await?, "en").await?;
    customer.open_help().await?;
    assert_eq!(fetched(&customer, "/index-", ".bin"), 0);
    customer.search("retrun").await?;
    // It comes last, with all that was found.
    let correction = customer.words.fill("search.correction", "query", "return");
    customer.see(&Target::new("button", &correction)).await?;
    customer.read("Return an item").await?;
    customer.see(&text("from the day of delivery")).await?;
    let shards = fetched(&customer, "/index-", ".bin");
    assert!((1..12).contains(&shards), "{shards} shards");

    let related = "When you get your money back";
    customer.click(&customer.link(related)).await?;
    customer.see(&heading(related)).await?;
    customer.click(&customer.button("panel.back")).await?;
    customer.click(&customer.button("panel.back")).await?;
    customer.see(&option("Return an item")).await?;

    customer.see_focus_on(&customer.search_field()).await?;
    customer.clear_field().await?;
    customer
        .click(&Target::containing("button", "Returns"))
        .await?;
    customer.see(&link("Return an item")).await?;
    Ok(())
}

async fn a_search_whose_parts_do_not_come_says_so_and_can_be_tried_again(
    stage: Stage<'_>,
) -> Outcome {
    let customer = stage.enter(Shop::large(Page::plain()).await?, "en").await?;
    customer.open_help().await?;
    let help = &customer.shop.help;
    help.fail("/index-", 1000, Reply::new(503, "busy"));
    customer.search("parcel").await?;
    customer.see(&customer.text("trouble.unreachable")).await?;
    customer.shop.help.recover();
    customer.click(&customer.button("trouble.again")).await?;
    customer.see(&Target::any("option")).await
}
