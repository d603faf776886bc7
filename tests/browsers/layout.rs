//! How the panel uses the room of the page: all of a phone, two panes on a tablet, a floating window on a desktop.

use guichet_tests::browser::heading;
use guichet_tests::{Page, Size, Target};
use serde::Deserialize;

use crate::story::{EVERYWHERE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[story!(
    EVERYWHERE,
    the_panel_takes_the_room_that_the_page_offers
)];

#[derive(Debug, Deserialize)]
struct Room {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

async fn the_panel_takes_the_room_that_the_page_offers(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    let (width, height) = stage.size.pixels();
    let (width, height) = (f64::from(width), f64::from(height));
    let inner: (f64, f64) = customer
        .evaluate("[page.innerWidth, page.innerHeight]")
        .await?;
    assert_eq!(inner, (width, height));

    customer.open_help().await?;
    customer.search("return").await?;
    customer.read("Return an item").await?;
    let panel = serde_json::json!(customer.panel());
    let room: Room = customer
        .evaluate(&format!(
            "stage.find({panel})[0].getBoundingClientRect().toJSON()"
        ))
        .await?;
    let [left, top, right, bottom] = [room.left, room.top, room.right, room.bottom].map(f64::round);
    let inside = left >= 0.0 && top >= 0.0 && right <= width && bottom <= height;
    assert!(inside, "{room:?} is not inside the page");
    let full = (right - left, bottom - top) == (width, height);
    assert_eq!(full, stage.size == Size::Phone, "{room:?}");

    // Beside the article, or in its place.
    let beside = customer.count(&customer.search_field()).await? == 1;
    assert_eq!(beside, stage.size == Size::Tablet);
    assert_eq!(customer.count(&heading("Return an item")).await?, 1);

    // Nothing sticks out sideways.
    let wide = "stage.find({ role: 'article', name: null })[0].parentElement";
    let overflow: f64 = customer
        .evaluate(&format!("{wide}.scrollWidth - {wide}.clientWidth"))
        .await?;
    assert_eq!(overflow, 0.0);
    customer
        .see(&Target::any("img").within(Target::any("article")))
        .await
}
