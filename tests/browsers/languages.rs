//! Every language that the panel speaks: what it says first, which way it reads, how it counts, and that it fits a phone.

use guichet_tests::{Failure, Page, Shop, Target, Words};
use serde::Deserialize;
use serde_json::json;

use crate::customer::Customer;
use crate::story::{CHROMIUM_PHONE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[story!(
    CHROMIUM_PHONE,
    the_panel_speaks_every_language_it_is_translated_into
)];

/// What is seen of the panel's language.
#[derive(Debug, Deserialize, PartialEq)]
struct Spoken {
    lang: String,
    dir: String,
    /// How the panel counts the articles of the first topic, and how it should.
    count: String,
    right_count: String,
}

async fn the_panel_speaks_every_language_it_is_translated_into(stage: Stage<'_>) -> Outcome {
    let mut faults = Vec::new();
    for tag in Words::tags()? {
        let page = Page::plain().in_language(&tag);
        let customer = stage
            .enter(Shop::in_every_language(page).await?, &tag)
            .await?;
        customer.open_help().await?;
        let spoken = spoken(&customer, &tag).await?;
        let right = Spoken {
            lang: tag.clone(),
            dir: customer.words.dir.clone(),
            count: spoken.right_count.clone(),
            right_count: spoken.right_count.clone(),
        };
        if spoken != right {
            faults.push(format!("{tag}: expected {right:?}, found {spoken:?}"));
        }
        let cut = customer.cut_texts().await?.into_iter();
        faults.extend(cut.map(|fault| format!("{tag}: {fault}")));
        customer.screenshot(&format!("languages/{tag}")).await?;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

async fn spoken(customer: &Customer<'_>, tag: &str) -> Result<Spoken, Failure> {
    let forms = json!(customer.words.forms("category.count"));
    let panel = json!(Target::any("dialog"));
    let look = format!(
        "(() => {{
            const panel = stage.find({panel})[0];
            const [digits, words] = panel.querySelector('.row-count').children;
            const number = new Intl.NumberFormat('{tag}');
            const n = [...Array(1000).keys()].find((n) => number.format(n) === digits.textContent);
            const form = {forms}[new Intl.PluralRules('{tag}').select(n)];
            const right_count = n === undefined ? 'in digits of the language' : form.replace('{{n}}', digits.textContent);
            return {{ lang: panel.lang, dir: panel.dir, count: words.textContent, right_count }};
        }})()"
    );
    customer.evaluate(&look).await
}
