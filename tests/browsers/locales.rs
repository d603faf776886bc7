//! Which language the widget speaks, what it does for an article that is not translated, and search in other alphabets'
//! letters.

use guichet_tests::browser::{combobox, heading, option, text};
use guichet_tests::{Page, Shop, Target, Words};

use crate::story::{EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(EVERY_ENGINE, the_page_s_language_is_spoken),
    story!(EVERY_ENGINE, the_tag_s_language_goes_before_the_page_s),
    story!(
        EVERY_ENGINE,
        the_launcher_speaks_the_language_before_anything_is_fetched
    ),
    story!(
        EVERY_ENGINE,
        a_language_that_nobody_translated_falls_back_to_the_default
    ),
    story!(EVERY_ENGINE, switching_the_language_keeps_the_article_open),
    story!(
        EVERY_ENGINE,
        an_untranslated_article_is_shown_in_its_own_language_and_says_so
    ),
    story!(
        EVERY_ENGINE,
        queries_find_the_article_with_and_without_their_accents
    ),
    story!(
        EVERY_ENGINE,
        a_word_that_only_another_language_has_leads_to_its_answers
    ),
];

async fn the_page_s_language_is_spoken(stage: Stage<'_>) -> Outcome {
    for (lang, spoken) in [("hu", "hu"), ("fr-CA", "fr"), ("LV", "lv")] {
        let shop = Shop::open(Page::plain().in_language(lang)).await?;
        stage.enter(shop, spoken).await?.open_help().await?;
    }
    Ok(())
}

async fn the_tag_s_language_goes_before_the_page_s(stage: Stage<'_>) -> Outcome {
    let page = Page::plain()
        .in_language("hu")
        .with_attribute("data-locale", "vi");
    stage
        .enter(Shop::open(page).await?, "vi")
        .await?
        .open_help()
        .await
}

async fn the_launcher_speaks_the_language_before_anything_is_fetched(stage: Stage<'_>) -> Outcome {
    for (lang, spoken) in [
        ("pt", "pt-BR"),
        ("pt-PT", "pt-PT"),
        ("zh", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-tw", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("sr-Latn", "sr"),
        // Not language tags: the browser's own language is the next wish.
        ("en_GB", "en"),
        ("", "en"),
    ] {
        let shop = Shop::open(Page::plain().in_language(lang)).await?;
        let customer = stage.enter(shop, spoken).await?;
        let fetched = customer.shop.help.requests();
        assert_eq!(fetched.len(), 1, "{lang}: {fetched:?}");
        // That the label is this variety's, and not one that is spelt alike, shows in what comes after it.
        customer.hover(&customer.launcher()).await?;
        let strings = format!(
            "page.performance.getEntriesByType('resource').some(({{ name }}) => name.endsWith('/{spoken}.json'))"
        );
        customer.wait_for("the strings' request", &strings).await?;
    }
    Ok(())
}

async fn a_language_that_nobody_translated_falls_back_to_the_default(stage: Stage<'_>) -> Outcome {
    // Every browser of the tests asks for English itself, so the tag must say that nothing else will do.
    let page = Page::plain()
        .in_language("nv")
        .with_attribute("data-locale", "gn");
    stage
        .enter(Shop::open(page).await?, "en")
        .await?
        .open_help()
        .await
}

async fn switching_the_language_keeps_the_article_open(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.search("return").await?;
    customer.read("Return an item").await?;
    let languages = combobox(customer.words.say("panel.language"));
    customer.choose(&languages, "mag").await?;
    customer.see(&heading("Termék visszaküldése")).await?;
    let hungarian = Words::of("hu")?;
    customer
        .see(&heading(hungarian.say("article.related")))
        .await?;
    customer.miss(&heading("Return an item")).await
}

async fn an_untranslated_article_is_shown_in_its_own_language_and_says_so(
    stage: Stage<'_>,
) -> Outcome {
    let shop = Shop::open(Page::plain().in_language("vi")).await?;
    let customer = stage.enter(shop, "vi").await?;
    customer.open_help().await?;
    customer
        .click(&Target::containing("button", "Quyền riêng tư"))
        .await?;
    let row = customer.link("Cookies");
    customer.see(&text("English").within(row.clone())).await?;
    customer.click(&row).await?;
    let notice = customer
        .words
        .fill("article.untranslated", "language", "English");
    customer.see(&text(&notice)).await?;
    let article = "stage.find({ role: 'article', name: null })[0].lang === 'en'";
    customer
        .wait_for("an article marked as English", article)
        .await
        .map(drop)
}

async fn queries_find_the_article_with_and_without_their_accents(stage: Stage<'_>) -> Outcome {
    for (lang, queries, title) in [
        (
            "hu",
            ["visszaküldés", "visszakuldes"],
            "Termék visszaküldése",
        ),
        ("vi", ["trả hàng", "tra hang"], "Trả hàng"),
    ] {
        let shop = Shop::open(Page::plain().in_language(lang)).await?;
        let customer = stage.enter(shop, lang).await?;
        customer.open_help().await?;
        for query in queries {
            customer.search(query).await?;
            customer.see(&option(title)).await?;
        }
    }
    Ok(())
}

async fn a_word_that_only_another_language_has_leads_to_its_answers(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.search("visszaküldés").await?;
    let elsewhere = customer.words.say("search.elsewhere");
    let row = Target::containing("button", elsewhere);
    customer.see(&text("magyar").within(row.clone())).await?;
    let name =
        "stage.find({ role: 'button', name: null }).some((row) => row.querySelector('[lang=hu]'))";
    customer
        .wait_for("a name marked as Hungarian", name)
        .await?;
    let violations = customer.accessibility_violations().await?;
    assert!(violations.is_empty(), "{violations:?}");
    customer.click(&row).await?;
    customer.read("Termék visszaküldése").await?;
    customer.miss(&row).await
}
