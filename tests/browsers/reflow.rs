//! A page of 1280 × 1024 pixels at 400 % zoom: in every state all is within reach, and nothing scrolls sideways except tables and code
//! (WCAG 2.2, 1.4.10).

use guichet_tests::{Page, Shop};

use crate::story::{CHROMIUM_PHONE, Outcome, Stage, Story, story};
use crate::tour::{ARABIC, ENGLISH, Sights, Tour};

pub const STORIES: &[Story] = &[
    story!(CHROMIUM_PHONE, every_state_can_be_used_at_400_percent),
    story!(
        CHROMIUM_PHONE,
        every_state_can_be_used_at_400_percent_in_arabic
    ),
];

const ZOOMED: (u32, u32) = (320, 256);

async fn every_state_can_be_used_at_400_percent(stage: Stage<'_>) -> Outcome {
    tour(stage, ENGLISH).await
}

async fn every_state_can_be_used_at_400_percent_in_arabic(stage: Stage<'_>) -> Outcome {
    tour(stage, ARABIC).await
}

async fn tour(stage: Stage<'_>, sights: Sights) -> Outcome {
    let page = Page::plain()
        .in_language(sights.tag)
        .with_attribute("data-endpoint", "DESK/tickets");
    let shop = Shop::with_closed_desk(page).await?;
    let customer = stage.enter(shop, sights.tag).await?;
    customer.resize(ZOOMED.0, ZOOMED.1).await?;
    let album = format!("zoomed-{}", sights.tag);
    Tour::new(customer, sights, album, |customer| {
        Box::pin(customer.cut_texts())
    })
    .through_every_state()
    .await
}
