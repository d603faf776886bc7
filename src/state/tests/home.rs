//! What home offers before anything is typed, and the way through categories below others.

use guichet_wire::settings::Suggestion;

use super::*;

fn searched(model: &mut Model, query: &str) {
    update(model, Msg::Go(Route::Home));
    search(model, query);
    update(model, Msg::Go(Route::Contact));
}

#[test]
fn a_search_that_led_somewhere_is_offered_again_the_newest_first_and_once() {
    let mut model = ready();
    for query in ["refunds", " track ", "refunds", "zeppelin"] {
        searched(&mut model, query);
    }
    assert_eq!(model.recent, ["zeppelin", "refunds", "track"]);
    searched(&mut model, "  ");
    for query in ["a", "b", "c", "d"] {
        searched(&mut model, query);
    }
    assert_eq!(model.recent, ["d", "c", "b", "a"]);
}

#[test]
fn a_recent_search_is_made_again_in_the_field_and_forgotten_when_asked() {
    let mut model = ready();
    searched(&mut model, "refunds");
    update(&mut model, Msg::Go(Route::Home));
    search(&mut model, "");
    let effects = update(&mut model, Msg::SearchedAgain("refunds".to_owned()));
    assert!(effects.contains(&Effect::Focus(Focus::Search)));
    assert_eq!(model.results.query, "refunds");
    assert_eq!(model.results.items[0].title.text, "Refunds");
    update(&mut model, Msg::RecentForgotten);
    assert!(model.recent.is_empty());
}

#[test]
fn the_articles_suggested_are_those_of_the_page_that_the_panel_was_opened_on() {
    let mut model = wanting(&["en"]);
    let mut manifest = manifest();
    manifest.settings.suggestions = vec![Suggestion {
        page: "/orders*".to_owned(),
        articles: vec!["orders/track".to_owned()],
    }];
    update(&mut model, Msg::Manifest(Ok(manifest)));
    assert!(model.suggested().is_empty());
    let page = "https://shop.example.org/orders/17";
    update(&mut model, Msg::At(page.to_owned()));
    assert_eq!(model.suggested(), ["orders/track"]);
}

#[test]
fn a_key_that_moves_the_cursor_leaves_the_results() {
    let mut model = ready();
    search(&mut model, "your");
    update(&mut model, Msg::ResultMoved(1));
    update(&mut model, Msg::ResultLeft);
    assert_eq!(model.results.active, None);
    assert_eq!(model.results.items.len(), 2);
}
