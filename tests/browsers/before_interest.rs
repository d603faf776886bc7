//! What the page pays for the widget until somebody shows interest in it: one small request, and nothing else.

use guichet_tests::Page;
use guichet_tests::browser::combobox;

use crate::customer::Customer;
use crate::story::{CHROMIUM_PHONE, EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        a_page_that_nobody_touches_asks_once_and_stores_nothing
    ),
    story!(
        EVERY_ENGINE,
        the_first_touch_of_the_launcher_fetches_the_widget
    ),
    story!(
        EVERY_ENGINE,
        what_is_certain_to_be_needed_is_asked_for_at_once
    ),
    story!(
        EVERY_ENGINE,
        the_first_opening_waits_for_none_of_the_browsers_tables
    ),
    story!(
        EVERY_ENGINE,
        a_visit_that_sent_nothing_leaves_the_next_one_as_light
    ),
    story!(
        CHROMIUM_PHONE,
        the_loader_is_no_long_task_on_a_slow_processor
    ),
];

/// The only thing that a page asks the help centre for by itself.
const LOADER: &str = "GET /guichet.js";

async fn a_page_that_nobody_touches_asks_once_and_stores_nothing(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    see_the_page_at_rest(&customer).await?;
    assert_eq!(customer.shop.help.requests(), [LOADER]);
    assert_eq!(customer.shop.desk.site().requests(), [""; 0]);
    assert_eq!(customer.stored().await?, [""; 0]);
    Ok(())
}

async fn the_first_touch_of_the_launcher_fetches_the_widget(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.hover(&customer.launcher()).await?;
    let fetched =
        "page.performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'))";
    customer.wait_for("the wasm's request", fetched).await?;
    assert_eq!(customer.stored().await?, [""; 0]);
    // Interest is no wish: the panel opens on the click.
    assert_eq!(customer.count(&customer.panel()).await?, 0);
    Ok(())
}

/// After the loader come two rounds of requests, however slow the network is: what the loader knows of, then the search part and what the
/// manifest names.
async fn what_is_certain_to_be_needed_is_asked_for_at_once(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    let requests = customer.shop.help.requests();
    let asked = |requests: &[String], parts: &[&str]| {
        let found = |part: &&str| requests.iter().any(|request| request.contains(part));
        assert!(parts.iter().all(found), "{parts:?} in {requests:?}");
    };
    assert_eq!(requests.len(), 9, "{requests:?}");
    assert_eq!(requests[0], LOADER);
    let first = [".wasm", ".js", ".css", "/en.json", "/manifest.json"];
    asked(&requests[1..6], &first);
    asked(&requests[6..], &["/search-", "/catalog-", "/index-"]);
    Ok(())
}

/// The names of languages and the ways to write numbers are tables that a browser reads when it is first asked, which takes a phone tens
/// of milliseconds each.
async fn the_first_opening_waits_for_none_of_the_browsers_tables(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    let note = "(() => {
        page.asked = [];
        const { toLocaleString } = page.Number.prototype;
        page.Number.prototype.toLocaleString = function (...how) {
            page.asked.push(`the number ${this}`);
            return toLocaleString.apply(this, how);
        };
        for (const name of ['DisplayNames', 'NumberFormat', 'DateTimeFormat']) {
            const Table = page.Intl[name];
            page.Intl[name] = function (...how) {
                page.asked.push(`${name} of ${how[0]}`);
                return new Table(...how);
            };
        }
    })()";
    customer.evaluate::<()>(&format!("void {note}")).await?;
    customer.open_help().await?;
    let languages = combobox(customer.words.say("panel.language"));
    customer.see(&languages).await?;
    let asked: Vec<String> = customer.evaluate("page.asked").await?;
    assert_eq!(asked, [""; 0]);

    // The page would have noticed.
    let ask = "(new page.Intl.DisplayNames('en', { type: 'language' }), new page.Number(7).toLocaleString('en'), page.asked)";
    let asked: Vec<String> = customer.evaluate(ask).await?;
    assert_eq!(asked, ["DisplayNames of en", "the number 7"]);
    Ok(())
}

async fn a_visit_that_sent_nothing_leaves_the_next_one_as_light(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    // By the page's interface: a pointer that stays on the launcher is interest again.
    customer.evaluate::<()>("void page.Guichet.open()").await?;
    customer.see(&customer.heading("home.greeting")).await?;
    customer.reload().await?;
    customer.see(&customer.launcher()).await?;
    see_the_page_at_rest(&customer).await?;
    // Asked of the browser, because the site does not see what comes out of the cache.
    let fetched = "page.performance.getEntriesByType('resource').map(({ name }) => name)";
    let mut fetched: Vec<String> = customer.evaluate(fetched).await?;
    let help = &customer.shop.help.origin;
    fetched.retain(|address| address.starts_with(help));
    assert_eq!(fetched, [format!("{help}/guichet.js")]);
    Ok(())
}

/// A task that the loader itself makes long is long every time; one that the machine interrupted is not.
async fn the_loader_is_no_long_task_on_a_slow_processor(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.chromium_slows_down(4).await?;
    let mut seen: Vec<Vec<f64>> = Vec::new();
    for _ in 0..5 {
        customer.reload().await?;
        customer.see(&customer.launcher()).await?;
        see_the_page_at_rest(&customer).await?;
        seen.push(customer.evaluate("page.longTasks").await?);
    }
    assert!(
        seen.iter().any(Vec::is_empty),
        "tasks of more than 50 ms in every load: {seen:?}"
    );

    // The page would have noticed one.
    let busy = "void page.setTimeout('for (const end = performance.now() + 200; performance.now() < end; );')";
    customer.evaluate::<()>(busy).await?;
    customer
        .wait_for("a long task of the page's own", "page.longTasks.length > 0")
        .await
        .map(drop)
}

/// A second after it began: whatever starts by itself has started.
async fn see_the_page_at_rest(customer: &Customer<'_>) -> Outcome {
    let at_rest = "page.document.readyState === 'complete' && page.performance.now() > 1000";
    customer
        .wait_for("the page at rest", at_rest)
        .await
        .map(drop)
}
