//! What goes with a ticket beside what was written.

use guichet_wire::ticket::{Context, NewTicket};

use super::*;

/// Somebody who searched, read and writes.
fn writing() -> Model {
    let mut model = ready();
    let en = Strings {
        tag: "en".to_owned(),
        ..Strings::default()
    };
    update(&mut model, Msg::Strings(Ok(en)));
    update(&mut model, Msg::At("https://shop.example/lamps".to_owned()));
    update(&mut model, Msg::Opened);
    for (query, id) in [("track", "orders/track"), ("refunds", "returns/refunds")] {
        search(&mut model, query);
        read(&mut model, id);
        update(&mut model, Msg::Back);
    }
    search(&mut model, "lamp");
    update(&mut model, Msg::Go(Route::Contact));
    update(
        &mut model,
        Msg::PageSeen {
            title: "Lamps".to_owned(),
            viewport: "390x844".to_owned(),
        },
    );
    fill(&mut model);
    model
}

fn read(model: &mut Model, id: &str) {
    let article = Route::Article {
        id: id.to_owned(),
        anchor: String::new(),
    };
    update(model, Msg::Go(article));
}

fn leave_out(model: &mut Model, detail: Detail, is_left_out: bool) {
    let msg = Msg::DetailChosen {
        detail,
        is_told: !is_left_out,
    };
    update(model, msg);
}

fn sent(model: &mut Model) -> NewTicket {
    let effects = update(model, submitted(ID));
    let Some(Effect::Save(delivery)) = effects.first() else {
        panic!("expected a ticket, found {effects:?}");
    };
    delivery.ticket.clone()
}

#[test]
fn a_ticket_tells_where_the_person_is_and_what_they_did() {
    let ticket = sent(&mut writing());
    assert_eq!(ticket.page, "https://shop.example/lamps");
    assert_eq!(ticket.locale, "en");
    let owned = |texts: [&str; 2]| texts.map(str::to_owned).to_vec();
    let expected = Context {
        title: "Lamps".to_owned(),
        searches: [owned(["track", "refunds"]), vec!["lamp".to_owned()]].concat(),
        articles: owned(["orders/track", "returns/refunds"]),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        viewport: "390x844".to_owned(),
    };
    assert_eq!(ticket.context, expected);
    assert_eq!(ticket.problems(), []);
}

#[test]
fn what_was_left_out_is_not_told() {
    let mut model = writing();
    for detail in Detail::ALL {
        leave_out(&mut model, detail, true);
        assert!(!model.is_told(detail));
        assert!(!model.detail(detail).is_empty(), "it can still be seen");
    }
    let ticket = sent(&mut model);
    assert_eq!((&*ticket.page, &*ticket.locale), ("", ""));
    assert_eq!(ticket.context, Context::default());
}

#[test]
fn each_detail_is_left_out_for_itself_and_told_again() {
    let mut model = writing();
    leave_out(&mut model, Detail::Page, true);
    leave_out(&mut model, Detail::Searches, true);
    leave_out(&mut model, Detail::Searches, false);
    let ticket = sent(&mut model);
    assert_eq!((&*ticket.page, &*ticket.context.title), ("", ""));
    assert_eq!(ticket.locale, "en");
    assert_eq!(ticket.context.searches.len(), 3);
}

#[test]
fn an_article_that_was_read_twice_is_told_once_and_where_it_was_read_last() {
    let mut model = writing();
    read(&mut model, "orders/track");
    assert_eq!(
        model.detail(Detail::Articles),
        ["returns/refunds", "orders/track"]
    );
}

#[test]
fn what_was_not_done_is_not_mentioned() {
    let mut model = ready();
    fill(&mut model);
    for detail in [Detail::Page, Detail::Searches, Detail::Articles] {
        assert!(model.detail(detail).is_empty(), "{detail:?}");
    }
}

#[test]
fn a_long_way_is_told_by_its_end() {
    let mut model = ready();
    for at in 0..30 {
        read(&mut model, &format!("{at}{}", "x".repeat(300)));
    }
    fill(&mut model);
    let ticket = sent(&mut model);
    assert_eq!(ticket.context.articles.len(), 20);
    assert!(ticket.context.articles[19].starts_with("29x"));
    assert_eq!(ticket.problems(), []);
}
