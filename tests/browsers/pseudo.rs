//! The pseudo-locales: every text of ours is translated, and there is room for languages that are longer than English or read from
//! right to left.

use guichet_tests::browser::Target;
use guichet_tests::site::Reply;
use guichet_tests::{Failure, Page, Shop, Words};

use crate::customer::Customer;
use crate::story::{CHROMIUM, CHROMIUM_PHONE, Outcome, Stage, Story, story};
use crate::tour::{ARABIC, ENGLISH, Sights, Tour};

pub const STORIES: &[Story] = &[
    story!(CHROMIUM, every_state_has_room_for_longer_words),
    story!(CHROMIUM, every_state_reads_from_right_to_left),
    story!(CHROMIUM_PHONE, a_plain_text_and_a_cut_one_are_noticed),
];

async fn every_state_has_room_for_longer_words(stage: Stage<'_>) -> Outcome {
    tour(stage, "en-XA", ENGLISH).await
}

async fn every_state_reads_from_right_to_left(stage: Stage<'_>) -> Outcome {
    tour(stage, "ar-XB", ARABIC).await
}

async fn a_plain_text_and_a_cut_one_are_noticed(stage: Stage<'_>) -> Outcome {
    let customer = visit(stage, "en-XA", "en").await?;
    customer.open_help().await?;
    assert_eq!(customer.cut_or_plain_texts().await?, [""; 0]);
    let panel = serde_json::json!(Target::any("dialog"));
    let words = "⟦so much to say that one line cannot hold all of it⟧";
    let add = format!(
        "['plain', '{words}'].forEach((words) => {{
            const text = page.document.createElement('h3');
            text.append(words);
            text.style.cssText = 'inline-size: 6em; white-space: nowrap';
            stage.find({panel})[0].querySelector('.home').prepend(text);
        }})"
    );
    customer.evaluate::<Option<()>>(&add).await?;
    let found = customer.cut_or_plain_texts().await?;
    let kinds: Vec<&str> = found
        .iter()
        .filter_map(|fault| fault.split(':').next())
        .collect();
    assert_eq!(
        kinds,
        ["sticks out of its box", "not translated", "is too wide"],
        "{found:?}"
    );
    Ok(())
}

async fn tour(stage: Stage<'_>, pseudo: &str, sights: Sights) -> Outcome {
    let customer = visit(stage, pseudo, sights.tag).await?;
    let album = format!("{}-{pseudo}", stage.size.name());
    Tour::new(customer, sights, album, |customer| {
        Box::pin(customer.cut_or_plain_texts())
    })
    .through_every_state()
    .await
}

/// A customer who is spoken to in a pseudo-locale. It takes the place of a real one, because a release, which is what is tested, knows
/// no pseudo-locale.
async fn visit<'a>(stage: Stage<'a>, pseudo: &str, real: &str) -> Result<Customer<'a>, Failure> {
    let mut file = Words::pseudo_file(pseudo)?;
    let words: Words = serde_json::from_value(file.clone())?;
    file["tag"] = real.into();
    let page = Page::plain()
        .in_language(real)
        .with_attribute("data-label", words.say("panel.name"))
        .with_attribute("data-endpoint", "DESK/tickets");
    let shop = Shop::in_every_language_with_closed_desk(page).await?;
    let strings = Reply::new(200, serde_json::to_vec(&file)?);
    shop.help.fail(&format!("/{real}.json"), 1000, strings);
    let customer = Customer {
        words,
        ..stage.arrive(shop, real).await?
    };
    customer.see(&customer.launcher()).await?;
    Ok(customer)
}
