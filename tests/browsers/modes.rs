//! The help as part of a page: inline, in an element of the page's own, and as a whole page. The same journeys as in the
//! floating panel, and what a part of a page must not do: take the focus, the keys or the title.

use guichet_tests::browser::{Key, heading, option};
use guichet_tests::site::Reply;
use guichet_tests::{Page, Shop, Target};
use serde::Deserialize;
use serde_json::json;

use crate::customer::Customer;
use crate::story::{EVERY_ENGINE, EVERYWHERE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(EVERYWHERE, help_inside_a_page_answers_and_takes_a_ticket),
    story!(EVERYWHERE, help_as_a_page_fills_the_window),
    story!(EVERY_ENGINE, help_far_down_the_page_waits_until_it_is_near),
    story!(
        EVERY_ENGINE,
        the_page_s_interface_searches_in_the_help_inside_it
    ),
    story!(EVERY_ENGINE, the_page_decides_how_large_the_help_is),
    story!(EVERY_ENGINE, a_hostile_page_cannot_spoil_the_help_inside_it),
    story!(
        EVERY_ENGINE,
        help_inside_a_page_does_not_take_the_focus_when_it_fails
    ),
    story!(
        EVERY_ENGINE,
        an_element_that_comes_later_is_helped_when_the_page_says_so
    ),
];

const INLINE: &str = r#"<guichet-help mode="inline"></guichet-help>"#;
const WHOLE_PAGE: &str = r#"<guichet-help mode="page"></guichet-help>"#;
const FAR_DOWN: &str = r#"<p id="far"></p><guichet-help mode="inline"></guichet-help>
    <style>#far { height: 500vh; }</style>"#;
const SIZED: &str = r#"<guichet-help mode="inline"></guichet-help>
    <style>guichet-help { inline-size: 500px; block-size: 640px; }</style>"#;

async fn help_inside_a_page_answers_and_takes_a_ticket(stage: Stage<'_>) -> Outcome {
    let customer = visit(stage, Page::plain().with_element(INLINE)).await?;
    see_nothing_taken(&customer).await?;
    let room = room(&customer).await?;
    assert!(room.height >= 560.0, "{room:?}");
    assert!(room.left > 0.0, "the page keeps its margin: {room:?}");
    find_read_and_write(&customer).await?;
    assert_eq!(
        room.height,
        self::room(&customer).await?.height,
        "the page below has moved"
    );
    Ok(())
}

async fn help_as_a_page_fills_the_window(stage: Stage<'_>) -> Outcome {
    let customer = visit(stage, Page::plain().with_element(WHOLE_PAGE)).await?;
    see_nothing_taken(&customer).await?;
    let (width, height) = stage.size.pixels();
    let whole = Room {
        left: 0.0,
        top: 0.0,
        width: f64::from(width),
        height: f64::from(height),
    };
    assert_eq!(room(&customer).await?, whole);
    find_read_and_write(&customer).await
}

async fn help_far_down_the_page_waits_until_it_is_near(stage: Stage<'_>) -> Outcome {
    let shop = Shop::open(Page::plain().with_element(FAR_DOWN)).await?;
    let customer = stage.arrive(shop, "en").await?;
    let at_rest = "page.document.readyState === 'complete' && page.performance.now() > 1000";
    customer.wait_for("the page at rest", at_rest).await?;
    assert_eq!(customer.shop.help.requests(), ["GET /guichet.js"]);
    go_down(&customer).await?;
    see_topics(&customer).await
}

async fn the_page_s_interface_searches_in_the_help_inside_it(stage: Stage<'_>) -> Outcome {
    let shop = Shop::open(Page::plain().with_element(FAR_DOWN)).await?;
    let customer = stage.arrive(shop, "en").await?;
    let ready = "!!page.Guichet?.open";
    customer.wait_for("the page's interface", ready).await?;
    // Before it is there, then once it is; and what would close a floating panel leaves this one where it is.
    for query in ["return", "refund"] {
        let open = format!("void page.Guichet.open('{query}')");
        customer.evaluate::<()>(&open).await?;
        customer.see(&Target::any("option")).await?;
        customer.see_focus_on(&customer.search_field()).await?;
        assert_eq!(customer.value(&customer.search_field()).await?, query);
    }
    customer.evaluate::<()>("void page.Guichet.close()").await?;
    customer.see(&region()).await
}

async fn the_page_decides_how_large_the_help_is(stage: Stage<'_>) -> Outcome {
    let customer = visit(stage, Page::plain().with_element(SIZED)).await?;
    let room = room(&customer).await?;
    assert_eq!((room.width, room.height), (500.0, 640.0));
    // One pane at a time in so little room, whatever the window offers.
    customer.search("return").await?;
    customer.read("Return an item").await?;
    customer.miss(&customer.search_field()).await
}

async fn a_hostile_page_cannot_spoil_the_help_inside_it(stage: Stage<'_>) -> Outcome {
    let shop = Shop::open(Page::hostile().with_element(INLINE)).await?;
    let customer = stage.arrive(shop, "en").await?;
    go_down(&customer).await?; // The page's rules show even what stands in its head.
    see_topics(&customer).await?;
    let room = room(&customer).await?;
    assert!(room.height >= 320.0 && room.width >= 300.0, "{room:?}");
    let style = format!(
        "(({{ fontSize, color, textTransform }}) => [fontSize, color, textTransform])
         (page.getComputedStyle(stage.find({})[0]))",
        json!(region())
    );
    let style: [String; 3] = customer.evaluate(&style).await?;
    assert_eq!(style, ["16px", "rgb(26, 31, 38)", "none"]);
    customer.search("return").await?;
    customer.read("Return an item").await
}

async fn help_inside_a_page_does_not_take_the_focus_when_it_fails(stage: Stage<'_>) -> Outcome {
    let shop = Shop::open(Page::plain().with_element(INLINE)).await?;
    shop.help
        .fail("manifest.json", 1, Reply::new(404, "not here"));
    let customer = stage.arrive(shop, "en").await?;
    customer.see(&Target::any("alert")).await?;
    see_nothing_taken(&customer).await
}

/// An application that draws its views itself: the tag has run, and its panel been used, long before the element is there.
async fn an_element_that_comes_later_is_helped_when_the_page_says_so(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.search("refund").await?;
    customer.read("When you get your money back").await?;
    customer.click(&customer.button("panel.close")).await?;
    customer.miss(&customer.panel()).await?;
    let draw = |view: u32| {
        format!(
            "const place = page.document.querySelector('main');
             const element = page.document.createElement('guichet-help');
             element.setAttribute('mode', 'inline');
             place.replaceChildren(element);
             const tag = page.document.createElement('script');
             tag.type = 'module';
             tag.src = page.document.querySelector('script[data-bundle]').src + '?{view}';
             page.document.head.append(tag)"
        )
    };
    for view in 1..=2 {
        customer
            .evaluate::<()>(&format!("void (() => {{ {} }})()", draw(view)))
            .await?;
        see_topics(&customer).await?;
        customer.search("return").await?;
        customer.read("Return an item").await?;
    }
    customer.go_to_contact().await?;
    customer.write().await?;
    customer.see_confirmation().await?;
    // The launcher's panel is as it was left.
    customer.click(&customer.launcher()).await?;
    customer
        .see(&heading("When you get your money back").within(customer.panel()))
        .await
}

/// Opens a page that the help is a part of; what is near needs no click.
async fn visit<'a>(stage: Stage<'a>, page: Page) -> Result<Customer<'a>, guichet_tests::Failure> {
    let customer = stage.arrive(Shop::open(page).await?, "en").await?;
    see_topics(&customer).await?;
    Ok(customer)
}

async fn go_down(customer: &Customer<'_>) -> Outcome {
    let down = "void page.document.querySelector('guichet-help').scrollIntoView()";
    customer.evaluate(down).await
}

async fn see_topics(customer: &Customer<'_>) -> Outcome {
    let topics = Target::new("list", customer.words.say("home.topics"));
    customer.see(&topics.within(region())).await
}

/// A part of the page: no launcher, no dialog, and focus, scroll position and title as they were.
async fn see_nothing_taken(customer: &Customer<'_>) -> Outcome {
    assert_eq!(customer.count(&customer.launcher()).await?, 0);
    assert_eq!(customer.count(&customer.panel()).await?, 0);
    let untouched = "stage.focused() === page.document.body && page.scrollY === 0";
    assert!(customer.evaluate::<bool>(untouched).await?);
    let title: String = customer.evaluate("page.document.title").await?;
    assert_eq!(title, "Shop");
    Ok(())
}

/// The journey, with a look by axe-core at each of its places.
async fn find_read_and_write(customer: &Customer<'_>) -> Outcome {
    see_no_violations(customer).await?;
    customer.search("return").await?;
    customer.see(&option("Return an item")).await?;
    see_no_violations(customer).await?;
    customer.read("Return an item").await?;
    see_no_violations(customer).await?;
    customer.press(Key::Escape).await?;
    customer.see(&Target::any("article")).await?;
    customer.go_to_contact().await?;
    see_no_violations(customer).await?;
    customer.write().await?;
    customer.see_confirmation().await.map(drop)
}

async fn see_no_violations(customer: &Customer<'_>) -> Outcome {
    let violations = customer.accessibility_violations().await?;
    assert!(violations.is_empty(), "{violations:#?}");
    Ok(())
}

fn region() -> Target {
    Target::new("region", "Pinewick")
}

#[derive(Debug, Deserialize, PartialEq)]
struct Room {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

async fn room(customer: &Customer<'_>) -> Result<Room, guichet_tests::Failure> {
    let region = json!(region());
    customer
        .evaluate(&format!(
            "(({{ left, top, width, height }}) => ({{ left, top, width, height }}))
             (stage.find({region})[0].getBoundingClientRect())"
        ))
        .await
}
