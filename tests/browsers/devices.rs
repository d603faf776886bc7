//! What a device has around the panel: room that comes and goes, and ways back of its own.

use guichet_tests::browser::{Key, heading};
use guichet_tests::{Page, Target};
use serde_json::json;

use crate::customer::Customer;
use crate::story::{CHROMIUM_PHONE, EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        the_corner_makes_the_floating_panel_larger_and_smaller
    ),
    story!(
        CHROMIUM_PHONE,
        the_panel_keeps_to_the_room_that_a_keyboard_leaves
    ),
    story!(CHROMIUM_PHONE, a_swipe_leaves_one_level),
    story!(
        CHROMIUM_PHONE,
        a_swipe_that_begins_before_the_article_is_there_counts
    ),
    story!(
        CHROMIUM_PHONE,
        a_swipe_up_the_page_or_the_other_way_leaves_nothing
    ),
    story!(
        EVERY_ENGINE,
        a_browser_without_a_network_says_so_until_it_is_back
    ),
];

async fn the_corner_makes_the_floating_panel_larger_and_smaller(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    let corner = customer.button("panel.resize");
    let before = size(&customer).await?;
    customer.drag(&corner, -260, -40).await?;
    let larger = size(&customer).await?;
    assert!(larger.0 > before.0 + 240.0, "{before:?}, {larger:?}");
    // With this width there is room for both panes.
    customer.search("return").await?;
    customer.read("Return an item").await?;
    customer.see(&customer.search_field()).await?;

    let focus = format!("stage.find({})[0].focus()", json!(corner));
    customer.evaluate::<()>(&focus).await?;
    customer.press(Key::Right).await?;
    let smaller = size(&customer).await?;
    assert_eq!(smaller.0, larger.0 - 32.0);
    for _ in 0..40 {
        customer.press(Key::Right).await?;
    }
    assert_eq!(size(&customer).await?.0, 320.0);

    // Nothing of it is remembered.
    assert_eq!(customer.stored().await?, Vec::<String>::new());
    customer.reload().await?;
    customer.open_help().await?;
    assert_eq!(size(&customer).await?, before);
    Ok(())
}

async fn the_panel_keeps_to_the_room_that_a_keyboard_leaves(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.go_to_contact().await?;
    let message = customer.field("contact.message");
    customer.click(&message).await?;
    let keyboard = "void Object.defineProperty(page.visualViewport, 'height', { value: 420 }),
        void page.visualViewport.dispatchEvent(new page.Event('resize'))";
    customer.evaluate::<()>(keyboard).await?;
    let message = json!(message);
    let seen = format!("stage.find({message})[0].getBoundingClientRect().top < 400");
    customer
        .wait_for("the field above the keyboard", &seen)
        .await?;
    assert_eq!(size(&customer).await?.1, 420.0);
    Ok(())
}

async fn a_swipe_leaves_one_level(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer
        .click(&Target::containing("button", "Returns"))
        .await?;
    customer.click(&customer.link("Return an item")).await?;
    customer.see(&heading("Return an item")).await?;
    customer.chromium_swipes((60, 300), (260, 310)).await?;
    customer.see(&heading("Returns")).await?;
    customer.chromium_swipes((60, 300), (260, 310)).await?;
    customer.see(&customer.heading("home.greeting")).await?;
    customer.chromium_swipes((60, 300), (260, 310)).await?;
    customer.miss(&customer.panel()).await
}

async fn a_swipe_that_begins_before_the_article_is_there_counts(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer
        .click(&Target::containing("button", "Returns"))
        .await?;
    let hold = "const { fetch } = window, gate = new Promise((open) => (window.release = open));
        window.fetch = (...sent) => gate.then(() => fetch(...sent))";
    customer.run_in_page(hold.to_owned()).await?;
    customer.click(&customer.link("Return an item")).await?;
    customer.see(&heading("Return an item")).await?;
    customer.miss(&heading("What it costs")).await?;
    customer.chromium_touches((60, 300)).await?;
    customer.evaluate::<()>("void page.release()").await?;
    customer.see(&heading("What it costs")).await?;
    customer.chromium_swipes_on((60, 300), (260, 310)).await?;
    customer.see(&heading("Returns")).await
}

async fn a_swipe_up_the_page_or_the_other_way_leaves_nothing(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.search("delivery times").await?;
    customer.read("Delivery times").await?;
    customer.chromium_swipes((60, 700), (160, 300)).await?;
    customer.chromium_swipes((260, 300), (60, 300)).await?;
    customer.see(&heading("Delivery times")).await
}

async fn a_browser_without_a_network_says_so_until_it_is_back(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    let tell = |event: &str| format!("void page.dispatchEvent(new page.Event('{event}'))");
    customer.evaluate::<()>(&tell("offline")).await?;
    customer.see(&customer.text("panel.offline")).await?;
    customer.evaluate::<()>(&tell("online")).await?;
    customer.miss(&customer.text("panel.offline")).await
}

/// Width and height of the panel.
async fn size(customer: &Customer<'_>) -> Result<(f64, f64), guichet_tests::Failure> {
    let panel = json!(customer.panel());
    let room = format!("stage.find({panel})[0].getBoundingClientRect()");
    let size = format!("[{room}.width, {room}.height].map(Math.round)");
    customer.evaluate(&size).await
}
