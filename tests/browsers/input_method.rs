//! Input methods: while a word is still being composed, nothing is searched for, opened or closed. Drivers cannot switch one on, so
//! the events are made, in the orders in which Chromium and Safari send them.

use guichet_tests::browser::{Key, option};
use guichet_tests::{Failure, Page, Shop, Target};
use serde_json::json;

use crate::customer::Customer;
use crate::story::{EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(EVERY_ENGINE, a_word_in_the_making_is_not_searched_for),
    story!(
        EVERY_ENGINE,
        the_key_that_ends_a_composition_does_nothing_else
    ),
    story!(
        EVERY_ENGINE,
        a_word_of_letters_is_searched_for_while_it_is_composed
    ),
];

/// The key that ends a composition, after everything else in Safari and before it elsewhere.
#[derive(Clone, Copy)]
enum Order {
    Chromium,
    Safari,
}

impl Customer<'_> {
    /// Composes `steps`, one after the other, without an end.
    async fn compose(&self, steps: &[&str]) -> Outcome {
        let steps = json!(steps);
        self.composing(&format!(
            "send('CompositionEvent', 'compositionstart');
             for (const step of {steps}) {{
                key('Process', true);
                send('CompositionEvent', 'compositionupdate', {{ data: step }});
                field.value = step;
                send('InputEvent', 'input', {{ data: step, inputType: 'insertCompositionText', isComposing: true }});
             }}"
        ))
        .await
    }

    /// Ends the composition with a key.
    async fn end_composition(&self, order: Order, name: &str, text: &str) -> Outcome {
        let (name, text) = (json!(name), json!(text));
        let end = format!(
            "field.value = {text};
             send('InputEvent', 'input', {{ data: {text}, inputType: 'insertCompositionText', isComposing: true }});
             send('CompositionEvent', 'compositionend', {{ data: {text} }})"
        );
        self.composing(&match order {
            Order::Chromium => format!("key({name}, true); {end}"),
            Order::Safari => format!("{end}; key({name}, false)"),
        })
        .await
    }

    async fn composing(&self, events: &str) -> Outcome {
        let field = json!(self.search_field());
        self.evaluate(&format!(
            "(async () => {{
                const [field] = stage.find({field});
                const send = (kind, type, more) => field.dispatchEvent(
                    new page[kind](type, {{ bubbles: true, composed: true, cancelable: true, ...more }}));
                const key = (name, isComposing) => {{
                    const event = new page.KeyboardEvent('keydown',
                        {{ key: name, isComposing, bubbles: true, composed: true, cancelable: true }});
                    Object.defineProperty(event, 'keyCode', {{ value: 229 }});
                    field.dispatchEvent(event);
                }};
                {events};
                // What it led to is drawn by then.
                await new Promise((drawn) => page.setTimeout(() => page.setTimeout(drawn)));
            }})()"
        ))
        .await
    }
}

async fn japanese<'a>(stage: Stage<'a>) -> Result<Customer<'a>, Failure> {
    let shop = Shop::open(Page::plain().in_language("ja")).await?;
    let customer = stage.enter(shop, "ja").await?;
    customer.open_help().await?;
    Ok(customer)
}

async fn a_word_in_the_making_is_not_searched_for(stage: Stage<'_>) -> Outcome {
    for order in [Order::Chromium, Order::Safari] {
        let customer = japanese(stage).await?;
        customer
            .compose(&["h", "へ", "へn", "へんぴん", "返品"])
            .await?;
        // The same text would have been found.
        assert_eq!(
            customer.combobox_text().await?,
            ("返品".to_owned(), "false".to_owned())
        );
        customer.see(&customer.heading("home.greeting")).await?;
        customer.end_composition(order, "Enter", "返品").await?;
        customer.see(&option("商品を返品する")).await?;
        assert_eq!(customer.count(&Target::any("article")).await?, 0);
        customer.press(Key::Enter).await?;
        customer.see(&Target::any("article")).await?;
    }
    Ok(())
}

async fn the_key_that_ends_a_composition_does_nothing_else(stage: Stage<'_>) -> Outcome {
    for order in [Order::Chromium, Order::Safari] {
        let customer = japanese(stage).await?;
        customer.search("返品").await?;
        customer.see(&option("商品を返品する")).await?;
        for name in ["ArrowDown", "Enter", "Escape"] {
            customer.compose(&["返品ほ"]).await?;
            customer.end_composition(order, name, "返品").await?;
            customer.see(&option("商品を返品する")).await?;
            let text = customer.combobox_text().await?;
            assert_eq!(text, ("返品".to_owned(), "true".to_owned()), "{name}");
            let active = "stage.find({ role: 'option', name: null }).some((option) => option.ariaSelected === 'true')";
            assert!(!customer.evaluate::<bool>(active).await?, "{name}");
        }
    }
    Ok(())
}

/// As phones' keyboards do in every language that is written with letters.
async fn a_word_of_letters_is_searched_for_while_it_is_composed(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.compose(&["r", "re", "retu"]).await?;
    customer.see(&option("Return an item")).await
}

impl Customer<'_> {
    /// What the search field holds, and whether it says that it has a list.
    async fn combobox_text(&self) -> Result<(String, String), Failure> {
        let field = json!(self.search_field());
        let text = format!(
            "((field) => [field.value, field.getAttribute('aria-expanded')])(stage.find({field})[0])"
        );
        self.evaluate(&text).await
    }
}
