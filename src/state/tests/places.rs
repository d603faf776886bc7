//! The way back: where the focus goes, and how far what is seen again is scrolled.

use guichet_wire::document::Image;

use super::*;

fn article(id: &str, anchor: &str) -> Route {
    Route::Article {
        id: id.to_owned(),
        anchor: anchor.to_owned(),
    }
}

fn go(model: &mut Model, route: Route) -> Vec<Effect> {
    update(model, Msg::Go(route))
}

/// The platform's answer to [`Effect::NoteSpot`].
fn left(model: &mut Model, depth: usize, top: i32) {
    let spot = Spot { top, link: Some(3) };
    assert_eq!(update(model, Msg::Left { depth, spot }), []);
}

fn note(pane: Pane, depth: usize) -> Effect {
    Effect::NoteSpot { pane, depth }
}

fn scroll(pane: Pane, top: i32) -> Effect {
    Effect::Scroll { pane, top }
}

#[test]
fn back_from_an_article_to_another_restores_its_position_and_the_focus_on_the_link() {
    let mut model = ready();
    go(&mut model, article("orders/track", ""));
    let effects = go(&mut model, article("returns/refunds", ""));
    assert_eq!(
        effects,
        [
            note(Pane::Detail, 1),
            Effect::Focus(Focus::Heading),
            scroll(Pane::Detail, 0)
        ]
    );
    left(&mut model, 1, 480);
    let link = Effect::FocusLink {
        pane: Pane::Detail,
        link: Some(3),
        to: "article returns/refunds".to_owned(),
        otherwise: Focus::Heading,
    };
    let effects = update(&mut model, Msg::Back);
    assert_eq!(effects, [scroll(Pane::Detail, 480), link]);
}

#[test]
fn a_list_that_stands_as_it_was_left_is_not_scrolled_on_the_way_back() {
    let mut model = ready();
    go(&mut model, Route::Category("orders".to_owned()));
    left(&mut model, 0, 60);
    go(&mut model, article("orders/track", ""));
    left(&mut model, 1, 300);
    let row = |to: &str, otherwise| Effect::FocusLink {
        pane: Pane::List,
        link: Some(3),
        to: to.to_owned(),
        otherwise,
    };
    let effects = update(&mut model, Msg::Back);
    assert_eq!(effects, [row("article orders/track", Focus::Heading)]);
    let effects = update(&mut model, Msg::Back);
    let expected = [
        scroll(Pane::List, 60),
        row("category orders", Focus::Search),
    ];
    assert_eq!(effects, expected);
}

#[test]
fn another_heading_of_the_article_is_shown_and_is_no_place_to_go_back_to() {
    let mut model = ready();
    go(&mut model, article("orders/track", ""));
    let effects = go(&mut model, article("orders/track", "late"));
    assert_eq!(effects, [Effect::ShowSection("late".to_owned())]);
    update(&mut model, Msg::Back);
    assert_eq!(*model.history.current(), Route::Home);
}

#[test]
fn the_panel_opens_again_on_the_article_as_it_was_left() {
    let mut model = ready();
    update(&mut model, Msg::Opened);
    go(&mut model, article("orders/track", "late"));
    let effects = update(&mut model, Msg::Closed);
    assert_eq!(effects[0], note(Pane::Detail, 1));
    left(&mut model, 1, 250);
    let effects = update(&mut model, Msg::Opened);
    assert_eq!(effects.last(), Some(&scroll(Pane::Detail, 250)));
}

#[test]
fn back_puts_a_large_picture_away_first() {
    let mut model = ready();
    go(&mut model, article("orders/track", ""));
    let picture = Image {
        path: "media/parcel.svg".to_owned(),
        alt: "A parcel".to_owned(),
        width: 640,
        height: 360,
    };
    update(&mut model, Msg::Enlarged(picture.clone()));
    assert_eq!(model.reading.picture, Some(picture));
    assert_eq!(update(&mut model, Msg::Back), []);
    assert_eq!(model.reading.picture, None);
    assert_eq!(*model.history.current(), article("orders/track", ""));
}

#[test]
fn what_was_copied_says_so_until_something_else_is_or_a_while_has_gone() {
    let mut model = ready();
    let copied = |model: &mut Model, text: &str| update(model, Msg::Copied(text.to_owned()));
    assert_eq!(copied(&mut model, "one"), [Effect::Linger(1)]);
    assert_eq!(copied(&mut model, "two"), [Effect::Linger(2)]);
    update(&mut model, Msg::Lingered(1));
    assert_eq!(model.reading.copied.as_deref(), Some("two"));
    update(&mut model, Msg::Lingered(2));
    assert_eq!(model.reading.copied, None);
}

#[test]
fn an_articles_address_is_that_of_its_page_in_the_language_it_is_read_in() {
    let mut model = ready();
    model.shell.bundle = "https://help.example.org/".to_owned();
    assert_eq!(
        model.address_of("orders/track", "late"),
        "https://help.example.org/pages/en/orders/track.html#late"
    );
    let whole = "https://help.example.org/pages/en/orders/track.html";
    assert_eq!(model.address_of("orders/track", ""), whole);
}
