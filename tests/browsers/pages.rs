//! Pages that make it hard: the strictest policy, and styles and scripts that get into everything.

use guichet_tests::Page;
use guichet_tests::browser::text;

use crate::customer::{Customer, SUBJECT};
use crate::story::{EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        a_page_under_the_strictest_policy_sees_no_violation
    ),
    story!(
        EVERY_ENGINE,
        a_page_that_patches_and_restyles_everything_still_gets_its_help
    ),
    story!(
        EVERY_ENGINE,
        a_link_of_the_page_opens_the_panel_through_its_interface
    ),
];

async fn a_page_under_the_strictest_policy_sees_no_violation(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::strict()).await?;
    read_and_write(&customer).await?;
    let violations: Vec<String> = customer.evaluate("page.violations").await?;
    assert_eq!(violations, [""; 0]);

    // The page would have noticed one.
    let forbidden = "void page.document.body.setAttribute('style', 'color: red')";
    customer.evaluate::<()>(forbidden).await?;
    customer
        .wait_for(
            "a violation of the page's own",
            "page.violations.length > 0",
        )
        .await
        .map(drop)
}

async fn a_page_that_patches_and_restyles_everything_still_gets_its_help(
    stage: Stage<'_>,
) -> Outcome {
    let customer = stage.visit(Page::hostile()).await?;
    assert_eq!(
        customer.count(&customer.launcher()).await?,
        1,
        "the tag stands in the page twice"
    );
    let heights = format!(
        "stage.find({}).map((button) => button.offsetHeight)",
        serde_json::json!(customer.launcher())
    );
    let heights: Vec<f64> = customer.evaluate(&heights).await?;
    assert!(
        (44.0..=64.0).contains(&heights[0]),
        "the launcher is {} px high",
        heights[0]
    );
    read_and_write(&customer).await
}

async fn a_link_of_the_page_opens_the_panel_through_its_interface(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.evaluate::<()>("void page.Guichet.open()").await?;
    customer.see(&customer.heading("home.greeting")).await?;
    customer.evaluate::<()>("void page.Guichet.close()").await?;
    customer.miss(&customer.panel()).await?;
    customer
        .evaluate::<()>("void page.Guichet.open('return')")
        .await?;
    customer.see(&text("Return an item")).await?;
    assert_eq!(customer.count(&customer.panel()).await?, 1);
    Ok(())
}

async fn read_and_write(customer: &Customer<'_>) -> Outcome {
    customer.open_help().await?;
    customer.search("return").await?;
    customer.read("Return an item").await?;
    customer.see(&text("from the day of delivery")).await?;
    customer.go_to_contact().await?;
    customer.write().await?;
    let ticket = customer.see_confirmation().await?;
    assert_eq!(ticket.summary.subject, SUBJECT);
    Ok(())
}
