//! How the panel uses the room of the page: all of a phone, two panes on a tablet, a floating window on a desktop.

use guichet_tests::browser::heading;
use guichet_tests::{Engine, Failure, Page, Size, Target};
use serde::Deserialize;

use crate::customer::Customer;
use crate::story::{EVERYWHERE, Outcome, Places, Stage, Story, story};

/// Where a list stands beside what was chosen in it.
const EVERY_TABLET: Places = &[
    (Engine::Chromium, &[Size::Tablet]),
    (Engine::Firefox, &[Size::Tablet]),
    (Engine::WebKit, &[Size::Tablet]),
];

pub const STORIES: &[Story] = &[
    story!(EVERYWHERE, the_panel_takes_the_room_that_the_page_offers),
    story!(
        EVERY_TABLET,
        the_article_beside_a_list_is_marked_in_each_list
    ),
];

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

async fn the_article_beside_a_list_is_marked_in_each_list(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    assert_eq!(marked(&customer).await?, [""; 0]);

    // Among the results, as the rest of them is looked through.
    customer.search("return").await?;
    customer.read("Return an item").await?;
    assert_eq!(marked(&customer).await?, ["Return an item"]);
    customer.read("Exchange an item").await?;
    assert_eq!(marked(&customer).await?, ["Exchange an item"]);

    // Among the suggestions.
    customer.click(&customer.button("search.clear")).await?;
    let suggestion = customer.link("Return an item");
    customer.click(&suggestion).await?;
    customer.see(&heading("Return an item")).await?;
    assert_eq!(marked(&customer).await?, ["Return an item"]);

    // In a category.
    customer
        .click(&Target::containing("button", "Returns"))
        .await?;
    customer.see(&heading("Returns")).await?;
    assert_eq!(marked(&customer).await?, ["Return an item"]);

    // Back where there is no article, nothing is.
    for _ in 0..4 {
        customer.click(&customer.button("panel.back")).await?;
    }
    customer.see(&customer.heading("home.greeting")).await?;
    assert_eq!(marked(&customer).await?, [""; 0]);
    Ok(())
}

/// The titles of what screen readers call the current one.
async fn marked(customer: &Customer<'_>) -> Result<Vec<String>, Failure> {
    let titles = "[...stage.elements()]
        .filter((element) => element.getAttribute('aria-current') === 'page')
        .map((element) => element.querySelector('.row-title').textContent)";
    customer.evaluate(titles).await
}
