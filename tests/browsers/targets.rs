//! Room for a pointer and for a finger: whatever can be clicked is large enough (WCAG 2.2, 2.5.8 and 2.5.5).

use guichet_tests::browser::Preferences;
use guichet_tests::{Failure, Page, Shop};
use serde_json::json;

use crate::customer::Customer;
use crate::story::{CHROMIUM_DESKTOP, CHROMIUM_PHONE, Outcome, Stage, Story, story};
use crate::tour::{ENGLISH, Tour};

pub const STORIES: &[Story] = &[
    story!(CHROMIUM_DESKTOP, every_target_has_room_for_a_pointer),
    story!(CHROMIUM_PHONE, every_target_has_room_for_a_finger),
    story!(
        CHROMIUM_PHONE,
        every_part_of_an_article_has_room_for_a_finger
    ),
    story!(CHROMIUM_PHONE, a_small_target_is_noticed),
];

/// What is to be clicked and smaller than `side`. A label is a part of its field's target; what stands in running text is as high as
/// its line, which both criteria allow.
const SMALL: &str = r#"((side) => {
  const TARGETS = "a[href], button:enabled, input:enabled, select, textarea, summary, [role=option]";
  const isOurs = (element) => element.getRootNode() !== page.document && element.checkVisibility({ visibilityProperty: true });
  const runsWithText = (element) =>
    element.matches("article :is(p, li, td, dd) :is(a, button)") && page.getComputedStyle(element).display.startsWith("inline");
  const box = (element) => (element.closest("label") ?? element).getBoundingClientRect();
  return [...stage.elements()]
    .filter((element) => element.matches(TARGETS) && isOurs(element) && !runsWithText(element))
    .map((element) => ({ element, width: box(element).width, height: box(element).height }))
    .filter(({ width, height }) => Math.min(width, height) < side - 0.01)
    .map(({ element, width, height }) => `${stage.role(element)} ${JSON.stringify(stage.name(element))}: ${width} × ${height}`);
})"#;

impl Customer<'_> {
    async fn targets_below(&self, side: u32) -> Result<Vec<String>, Failure> {
        self.evaluate(&format!("{SMALL}({side})")).await
    }
}

const POINTER: u32 = 24;
const FINGER: u32 = 44;
const TOUCH: Preferences = Preferences {
    touch: true,
    ..Preferences::AS_IT_COMES
};

async fn every_target_has_room_for_a_pointer(stage: Stage<'_>) -> Outcome {
    let customer = visit(stage).await?;
    Tour::new(customer, ENGLISH, "targets".to_owned(), |customer| {
        Box::pin(customer.targets_below(POINTER))
    })
    .through_every_state()
    .await
}

async fn every_target_has_room_for_a_finger(stage: Stage<'_>) -> Outcome {
    let customer = visit(stage).await?;
    customer.chromium_prefers(TOUCH).await?;
    Tour::new(customer, ENGLISH, "fingers".to_owned(), |customer| {
        Box::pin(customer.targets_below(FINGER))
    })
    .through_every_state()
    .await
}

async fn visit(stage: Stage<'_>) -> Result<Customer<'_>, Failure> {
    let page = Page::plain().with_attribute("data-endpoint", "DESK/tickets");
    stage.enter(Shop::with_closed_desk(page).await?, "en").await
}

async fn every_part_of_an_article_has_room_for_a_finger(stage: Stage<'_>) -> Outcome {
    let shop = Shop::with_articles(Page::plain()).await?;
    let customer = stage.enter(shop, "en").await?;
    customer.chromium_prefers(TOUCH).await?;
    customer.open_help().await?;
    customer.search("connect").await?;
    customer.read("Connect your lamp to the house").await?;
    customer.see(&customer.heading("article.related")).await?;
    assert_eq!(customer.targets_below(FINGER).await?, [""; 0]);
    Ok(())
}

async fn a_small_target_is_noticed(stage: Stage<'_>) -> Outcome {
    let customer = visit(stage).await?;
    customer.chromium_prefers(TOUCH).await?;
    customer.open_help().await?;
    assert_eq!(customer.targets_below(FINGER).await?, [""; 0]);
    let close = json!(customer.button("panel.close"));
    let shrink = format!("void (stage.find({close})[0].style.inlineSize = '40px')");
    customer.evaluate::<()>(&shrink).await?;
    assert_eq!(customer.targets_below(FINGER).await?.len(), 1);
    Ok(())
}
