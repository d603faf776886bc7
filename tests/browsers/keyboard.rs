//! The panel without a pointer.

use guichet_tests::browser::{Key, heading};
use guichet_tests::{Failure, Page, Target};

use serde_json::json;

use crate::customer::Customer;
use crate::story::{EVERY_ENGINE, EVERYWHERE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERYWHERE,
        the_keyboard_alone_finds_an_article_and_closes_the_panel
    ),
    story!(EVERY_ENGINE, the_arrow_keys_go_around_the_results),
    story!(
        EVERY_ENGINE,
        what_comes_for_the_form_leaves_the_list_as_it_is
    ),
    story!(
        EVERY_ENGINE,
        what_is_typed_while_the_widget_loads_is_searched_for
    ),
];

async fn the_keyboard_alone_finds_an_article_and_closes_the_panel(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    tab_to_launcher(&customer).await?;
    customer.press(Key::Enter).await?;
    customer.see(&customer.heading("home.greeting")).await?;
    customer.see_focus_on(&customer.search_field()).await?;
    customer.type_text("return").await?;
    customer.see(&Target::any("option")).await?;
    customer.press(Key::Down).await?;
    let title = title_of_the_active_result(&customer).await?;
    customer.press(Key::Enter).await?;
    customer.see_focus_on(&heading(&title)).await?;

    customer.press(Key::Escape).await?;
    customer.miss(&customer.panel()).await?;
    customer.see_focus_on(&customer.launcher()).await?;
    // And once more: the way in is not used up.
    customer.press(Key::Enter).await?;
    customer.see_focus_on(&heading(&title)).await
}

async fn the_arrow_keys_go_around_the_results(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.search("return").await?;
    customer.see(&Target::any("option")).await?;
    customer.press(Key::Up).await?;
    let last = customer.count(&Target::any("option")).await? - 1;
    let selected = "stage.find({role: 'option', name: null}).findIndex((option) => option.ariaSelected === 'true')";
    customer
        .wait_for("the last result active", &format!("{selected} === {last}"))
        .await?;
    customer.press(Key::Down).await?;
    customer
        .wait_for("the first result active", &format!("{selected} === 0"))
        .await?;
    // Escape gives up the query first, and only then the panel.
    customer.press(Key::Escape).await?;
    customer.miss(&Target::any("option")).await?;
    customer.see_focus_on(&customer.search_field()).await?;
    customer.press(Key::Escape).await?;
    customer.miss(&customer.panel()).await
}

/// The way to the form fetches the form's part of the program and its strings as soon as it has the focus. A list that was drawn again
/// then would lose the focus of who goes on by the Tab key.
async fn what_comes_for_the_form_leaves_the_list_as_it_is(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    let topic = Target::containing("button", "4 articles");
    customer.see(&topic).await?;
    let remember = format!("void (page.topic = stage.find({})[0])", json!(topic));
    customer.evaluate::<()>(&remember).await?;
    customer.go_to_contact().await?;
    assert!(customer.evaluate::<bool>("page.topic.isConnected").await?);
    Ok(())
}

async fn what_is_typed_while_the_widget_loads_is_searched_for(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.evaluate::<()>("page.focus()").await?;
    customer.evaluate::<()>("void page.Guichet.open()").await?;
    customer.see(&customer.panel()).await?;
    customer.type_text("return").await?;
    customer
        .see(&Target::containing("option", "Return an item"))
        .await?;
    assert_eq!(customer.value(&customer.search_field()).await?, "return");
    customer.see_focus_on(&customer.search_field()).await?;
    assert_eq!(customer.count(&customer.panel()).await?, 1);
    Ok(())
}

async fn tab_to_launcher(customer: &Customer<'_>) -> Outcome {
    customer.evaluate::<()>("page.focus()").await?;
    // The page has one link; some browsers stop at the frame and the document as well.
    for _ in 0..5 {
        customer.press(Key::Tab).await?;
        if is_focused(customer, &customer.launcher()).await? {
            return Ok(());
        }
    }
    customer.see_focus_on(&customer.launcher()).await
}

async fn is_focused(customer: &Customer<'_>, target: &Target) -> Result<bool, Failure> {
    let target = serde_json::json!(target);
    customer
        .evaluate(&format!("stage.find({target}).includes(stage.focused())"))
        .await
}

async fn title_of_the_active_result(customer: &Customer<'_>) -> Result<String, Failure> {
    let active = "stage.find({ role: 'option', name: null }).find((option) => option.ariaSelected === 'true')";
    let title = format!("{active}?.querySelector('.row-title').innerText");
    let title = customer.wait_for("an active result", &title).await?;
    Ok(title.as_str().unwrap_or_default().to_owned())
}
