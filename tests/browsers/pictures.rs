//! Reviewed pictures: what the panel looked like when people last found it good (`docs/pictures/`). Each is taken again and must not look
//! different; `UPDATE_PICTURES=1` takes them anew, for people to look at before they are committed.

use std::{env, fs};

use guichet_tests::browser::Preferences;
use guichet_tests::{Failure, Page, Picture, Shop, Target, repository};

use crate::customer::Customer;
use crate::story::{
    CHROMIUM, CHROMIUM_PHONE, CHROMIUM_PHONE_AND_DESKTOP, Outcome, Stage, Story, story,
};
use crate::tour::{ARABIC, ENGLISH, JAPANESE, Sights, VIETNAMESE};

pub const STORIES: &[Story] = &[
    story!(CHROMIUM, it_looks_as_in_the_pictures),
    story!(
        CHROMIUM_PHONE_AND_DESKTOP,
        it_looks_as_in_the_pictures_by_night
    ),
    story!(
        CHROMIUM_PHONE_AND_DESKTOP,
        it_looks_as_in_the_pictures_in_arabic
    ),
    story!(
        CHROMIUM_PHONE_AND_DESKTOP,
        it_looks_as_in_the_pictures_in_japanese
    ),
    story!(
        CHROMIUM_PHONE,
        it_looks_as_in_the_pictures_in_vietnamese_by_night
    ),
    story!(CHROMIUM_PHONE, a_moved_part_and_a_missing_one_are_noticed),
];

/// The fonts that `cargo xtask setup --tests` installs, because another machine's own would break lines elsewhere; no cursor, because it
/// blinks; and not when somebody answers, because that depends on the hour.
const STYLE: &str = "
    :host, .root { --font: 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK JP' !important }
    * { caret-color: transparent !important }
    .expected { display: none !important }";

async fn it_looks_as_in_the_pictures(stage: Stage<'_>) -> Outcome {
    album(stage, ENGLISH, "light").await
}

async fn it_looks_as_in_the_pictures_by_night(stage: Stage<'_>) -> Outcome {
    album(stage, ENGLISH, "dark").await
}

async fn it_looks_as_in_the_pictures_in_arabic(stage: Stage<'_>) -> Outcome {
    album(stage, ARABIC, "light").await
}

async fn it_looks_as_in_the_pictures_in_japanese(stage: Stage<'_>) -> Outcome {
    album(stage, JAPANESE, "light").await
}

async fn it_looks_as_in_the_pictures_in_vietnamese_by_night(stage: Stage<'_>) -> Outcome {
    album(stage, VIETNAMESE, "dark").await
}

/// The four views, one after the other.
async fn album(stage: Stage<'_>, sights: Sights, scheme: &'static str) -> Outcome {
    let customer = sit_for_pictures(stage, sights.tag, scheme).await?;
    let name = |view| format!("{}-{}-{scheme}-{view}", stage.size.name(), sights.tag);
    let mut changed = Vec::new();
    changed.extend(compare(&name("home"), &customer.still_picture().await?)?);
    customer.search(sights.query).await?;
    customer.see_snippets().await?;
    changed.extend(compare(&name("results"), &customer.still_picture().await?)?);
    customer.read(sights.article).await?;
    customer
        .see(&Target::any("img").within(Target::any("article")))
        .await?;
    changed.extend(compare(&name("article"), &customer.still_picture().await?)?);
    customer.click(&customer.button("panel.back")).await?;
    customer.search("zeppelin").await?;
    customer.go_to_contact().await?;
    changed.extend(compare(&name("contact"), &customer.still_picture().await?)?);
    assert!(
        changed.is_empty(),
        "these pictures look different: {changed:?}; {} shows what was expected, what there is and where they differ",
        repository::changed_pictures().display()
    );
    Ok(())
}

async fn sit_for_pictures<'a>(
    stage: Stage<'a>,
    tag: &str,
    scheme: &'static str,
) -> Result<Customer<'a>, Failure> {
    let page = Page::plain()
        .in_language(tag)
        .with_attribute("data-accent", "#0b6e5f");
    let customer = stage.enter(Shop::open(page).await?, tag).await?;
    let preferences = Preferences {
        reduced_motion: true,
        ..Preferences::scheme(scheme)
    };
    customer.chromium_prefers(preferences).await?;
    customer.open_help().await?;
    let style = serde_json::json!(STYLE);
    let dress = format!(
        "void ['guichet-help', 'body'].forEach((name) => {{
            const sheet = new page.CSSStyleSheet();
            sheet.replaceSync({style} + 'body {{ font-family: Noto Sans !important }}');
            const element = page.document.querySelector(name);
            (element.shadowRoot ?? page.document).adoptedStyleSheets.push(sheet);
        }})"
    );
    customer.evaluate::<()>(&dress).await?;
    Ok(customer)
}

impl Customer<'_> {
    /// A picture in which nothing is still to come, and nothing is as it is only because the pointer stands there.
    async fn still_picture(&self) -> Result<Picture, Failure> {
        self.rest().await?;
        let still = "await page.document.fonts.ready, [...stage.elements()].every((element) =>
            !element.matches('img') || (element.complete && element.naturalWidth > 0))";
        self.wait_for("all pictures and fonts", still).await?;
        self.picture().await
    }
}

/// The name, if this does not look like the reference picture.
fn compare(name: &str, actual: &Picture) -> Result<Option<String>, Failure> {
    let reference = repository::path(&format!("docs/pictures/{name}.png"));
    if env::var_os("UPDATE_PICTURES").is_some() {
        fs::write(&reference, actual.to_small_png())?;
        return Ok(None);
    }
    let expected = fs::read(&reference).unwrap_or_else(|_| {
        panic!("expected docs/pictures/{name}.png; `UPDATE_PICTURES=1` takes it")
    });
    let expected = Picture::from_png(&expected)?;
    let Some(difference) = expected.difference(actual) else {
        return Ok(None);
    };
    let folder = repository::changed_pictures();
    fs::create_dir_all(&folder)?;
    let beside = Picture::beside(&[&expected, actual, &difference]);
    fs::write(folder.join(format!("{name}.png")), beside.to_png())?;
    Ok(Some(name.to_owned()))
}

async fn a_moved_part_and_a_missing_one_are_noticed(stage: Stage<'_>) -> Outcome {
    let customer = sit_for_pictures(stage, "en", "light").await?;
    let before = customer.still_picture().await?;
    for (selector, style, is_noticed) in [
        (".greeting", "translate: 4px", true),
        (".search > .icon", "visibility: hidden", true),
        (".contact-bar", "translate: 0 -3px", true),
        // Edges that are smoothed in another way.
        (".row-detail", "-webkit-text-stroke: 0.1px", false),
    ] {
        let root = "page.document.querySelector('guichet-help').shadowRoot";
        let element = format!("{root}.querySelector('{selector}').style");
        let change = format!("void ({element}.cssText = '{style}')");
        customer.evaluate::<()>(&change).await?;
        let after = customer.still_picture().await?;
        let difference = before.difference(&after);
        assert_eq!(difference.is_some(), is_noticed, "{selector}");
        let back = format!("void ({element}.cssText = '')");
        customer.evaluate::<()>(&back).await?;
    }
    Ok(())
}
