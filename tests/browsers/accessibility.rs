//! Every state of the widget, checked by axe-core; in Chromium, which can be told the colour scheme, by day and by night.

use guichet_tests::axe::Violation;
use guichet_tests::{Engine, Failure, Page, Shop};

use crate::customer::Customer;
use crate::story::{CHROMIUM, EVERY_ENGINE, EVERYWHERE, Outcome, Stage, Story, story};
use crate::tour::{ENGLISH, Sights, Tour, VIETNAMESE};

pub const STORIES: &[Story] = &[
    story!(EVERYWHERE, every_state_passes_axe),
    story!(CHROMIUM, every_state_passes_axe_by_night),
    story!(CHROMIUM, every_state_passes_axe_in_vietnamese),
    story!(CHROMIUM, every_state_passes_axe_in_vietnamese_by_night),
    story!(EVERY_ENGINE, axe_notices_a_button_without_a_name),
];

async fn every_state_passes_axe(stage: Stage<'_>) -> Outcome {
    tour(stage, "en", ENGLISH, "light").await
}

async fn every_state_passes_axe_by_night(stage: Stage<'_>) -> Outcome {
    tour(stage, "en", ENGLISH, "dark").await
}

async fn every_state_passes_axe_in_vietnamese(stage: Stage<'_>) -> Outcome {
    tour(stage, "vi", VIETNAMESE, "light").await
}

async fn every_state_passes_axe_in_vietnamese_by_night(stage: Stage<'_>) -> Outcome {
    tour(stage, "vi", VIETNAMESE, "dark").await
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

async fn tour(stage: Stage<'_>, tag: &str, sights: Sights, scheme: &str) -> Outcome {
    let page = Page::plain()
        .in_language(tag)
        .with_attribute("data-endpoint", "DESK/tickets");
    let customer = stage
        .enter(Shop::with_closed_desk(page).await?, tag)
        .await?;
    if stage.browser.engine() == Engine::Chromium {
        customer.chromium_prefers(scheme).await?;
    }
    let album = format!("{}-{tag}-{scheme}", stage.size.name());
    Tour::new(customer, sights, album, |customer| {
        Box::pin(violations(customer))
    })
    .through_every_state()
    .await
}

/// What axe-core finds, with the elements that it means.
async fn violations(customer: &Customer<'_>) -> Result<Vec<String>, Failure> {
    let found = customer.accessibility_violations().await?.into_iter();
    let sentence = |violation: Violation| {
        let nodes = violation.nodes.join("\n    ");
        format!("{} ({})\n    {nodes}", violation.help, violation.id)
    };
    Ok(found.map(sentence).collect())
}
