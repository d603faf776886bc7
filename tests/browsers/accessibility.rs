//! Every state of the widget, checked by axe-core. Chromium can be told how the system is set up, so there each language is looked at
//! once under each condition, at the size that is named; English by day everywhere:
//!
//! |            | by day       | by night | few colours, no movement | 320 px | text twice as large |
//! | ---------- | ------------ | -------- | ------------------------ | ------ | ------------------- |
//! | English    | every engine | desktop  | phone                    | phone  | desktop             |
//! | Vietnamese | tablet       | phone    | phone                    | phone  | desktop             |
//! | Arabic     | phone        | tablet   | phone                    | phone  | desktop             |
//! | Japanese   | desktop      | tablet   | phone                    | phone  | desktop             |

use guichet_tests::axe::Violation;
use guichet_tests::browser::Preferences;
use guichet_tests::{Engine, Failure, Page, Shop};

use crate::customer::Customer;
use crate::story::{
    CHROMIUM_DESKTOP, CHROMIUM_PHONE, CHROMIUM_TABLET, EVERY_ENGINE, EVERYWHERE, Outcome, Stage,
    Story, story,
};
use crate::tour::{ARABIC, ENGLISH, JAPANESE, Sights, Tour, VIETNAMESE};

/// `tour!(PLACES, name, SIGHTS, CONDITION)`: the story of this name.
macro_rules! tour {
    ($places:expr, $name:ident, $sights:expr, $condition:expr) => {
        Story {
            name: concat!("every_state_passes_axe_", stringify!($name)),
            places: $places,
            tell: |stage| Box::pin(tour(stage, $sights, $condition)),
        }
    };
}

pub const STORIES: &[Story] = &[
    tour!(EVERYWHERE, in_english, ENGLISH, DAY),
    tour!(CHROMIUM_TABLET, in_vietnamese, VIETNAMESE, DAY),
    tour!(CHROMIUM_PHONE, in_arabic, ARABIC, DAY),
    tour!(CHROMIUM_DESKTOP, in_japanese, JAPANESE, DAY),
    tour!(CHROMIUM_DESKTOP, in_english_by_night, ENGLISH, NIGHT),
    tour!(CHROMIUM_PHONE, in_vietnamese_by_night, VIETNAMESE, NIGHT),
    tour!(CHROMIUM_TABLET, in_arabic_by_night, ARABIC, NIGHT),
    tour!(CHROMIUM_TABLET, in_japanese_by_night, JAPANESE, NIGHT),
    tour!(CHROMIUM_PHONE, in_english_and_few_colours, ENGLISH, PLAIN),
    tour!(
        CHROMIUM_PHONE,
        in_vietnamese_and_few_colours,
        VIETNAMESE,
        PLAIN
    ),
    tour!(CHROMIUM_PHONE, in_arabic_and_few_colours, ARABIC, PLAIN),
    tour!(CHROMIUM_PHONE, in_japanese_and_few_colours, JAPANESE, PLAIN),
    tour!(CHROMIUM_PHONE, in_english_on_320_pixels, ENGLISH, NARROW),
    tour!(
        CHROMIUM_PHONE,
        in_vietnamese_on_320_pixels,
        VIETNAMESE,
        NARROW
    ),
    tour!(CHROMIUM_PHONE, in_arabic_on_320_pixels, ARABIC, NARROW),
    tour!(CHROMIUM_PHONE, in_japanese_on_320_pixels, JAPANESE, NARROW),
    tour!(CHROMIUM_DESKTOP, in_english_twice_as_large, ENGLISH, LARGE),
    tour!(
        CHROMIUM_DESKTOP,
        in_vietnamese_twice_as_large,
        VIETNAMESE,
        LARGE
    ),
    tour!(CHROMIUM_DESKTOP, in_arabic_twice_as_large, ARABIC, LARGE),
    tour!(
        CHROMIUM_DESKTOP,
        in_japanese_twice_as_large,
        JAPANESE,
        LARGE
    ),
    story!(
        EVERY_ENGINE,
        axe_notices_a_nameless_button_and_doubts_a_text_on_a_gradient
    ),
];

/// What a tour is told under.
#[derive(Clone, Copy)]
struct Condition {
    name: &'static str,
    preferences: Preferences,
    /// The page's size, where it is not the stage's.
    pixels: Option<(u32, u32)>,
}

const DAY: Condition = Condition {
    name: "light",
    preferences: Preferences::AS_IT_COMES,
    pixels: None,
};
const NIGHT: Condition = Condition {
    name: "dark",
    preferences: Preferences::scheme("dark"),
    pixels: None,
};
const PLAIN: Condition = Condition {
    name: "plain",
    preferences: Preferences {
        forced_colors: true,
        reduced_motion: true,
        ..Preferences::AS_IT_COMES
    },
    pixels: None,
};
const NARROW: Condition = Condition {
    name: "narrow",
    preferences: Preferences::AS_IT_COMES,
    pixels: Some((320, 640)),
};
const LARGE: Condition = Condition {
    name: "large",
    preferences: Preferences {
        text: 32,
        ..Preferences::AS_IT_COMES
    },
    pixels: None,
};

async fn tour(stage: Stage<'_>, sights: Sights, condition: Condition) -> Outcome {
    let page = Page::plain()
        .in_language(sights.tag)
        .with_attribute("data-endpoint", "DESK/tickets");
    let shop = Shop::with_closed_desk(page).await?;
    let customer = stage.enter(shop, sights.tag).await?;
    if stage.browser.engine() == Engine::Chromium {
        customer.chromium_prefers(condition.preferences).await?;
    }
    if let Some((width, height)) = condition.pixels {
        customer.resize(width, height).await?;
    }
    let album = format!("{}-{}-{}", stage.size.name(), sights.tag, condition.name);
    Tour::new(customer, sights, album, |customer| {
        Box::pin(faults(customer))
    })
    .through_every_state()
    .await
}

/// What axe-core finds, with the elements that it means, and texts that have no room.
async fn faults(customer: &Customer<'_>) -> Result<Vec<String>, Failure> {
    let found = customer.accessibility_violations().await?.into_iter();
    let sentence = |violation: Violation| {
        let nodes = violation.nodes.join("\n    ");
        format!("{} ({})\n    {nodes}", violation.help, violation.id)
    };
    let mut faults: Vec<String> = found.map(sentence).collect();
    faults.extend(customer.cut_texts().await?);
    Ok(faults)
}

/// Axe-core looks into the panel's shadow root; if it did not, it would have nothing to say about anything in there. Nor would its
/// doubts be heard if only its findings were asked for.
async fn axe_notices_a_nameless_button_and_doubts_a_text_on_a_gradient(
    stage: Stage<'_>,
) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    let add = format!(
        "void ['button', 'p'].forEach((tag) => {{
            const added = page.document.createElement(tag);
            added.style.cssText = 'min-inline-size: 44px; min-block-size: 44px; background: linear-gradient(red, blue)';
            if (tag === 'p') added.append('Some words');
            stage.find({})[0].append(added);
        }})",
        serde_json::json!(customer.panel())
    );
    customer.evaluate::<()>(&add).await?;
    let violations = customer.accessibility_violations().await?;
    let rules: Vec<&str> = violations
        .iter()
        .map(|violation| violation.id.as_str())
        .collect();
    assert_eq!(rules, ["button-name", "color-contrast"]);
    Ok(())
}
