//! Several tabs share one outbox: each learns what another has done.

use super::*;

/// A model whose ticket `ID` waits for its endpoint.
fn waiting(retry_after: u32) -> Model {
    let mut model = sending();
    answered(&mut model, Answer::NotNow { retry_after });
    model
}

fn deliveries(model: &Model) -> Vec<Delivery> {
    let entries = model.outbox.entries.iter();
    entries.map(|entry| entry.delivery.clone()).collect()
}

#[test]
fn a_page_that_is_seen_again_looks_what_is_left_and_sends_it() {
    let mut model = waiting(0);
    assert_eq!(update(&mut model, Msg::Seen), [Effect::LoadOutbox]);
    let left = deliveries(&model);
    let effects = update(&mut model, Msg::OutboxLoaded(left));
    assert!(matches!(effects[..], [Effect::Send { .. }]));
}

#[test]
fn a_page_without_tickets_looks_whether_another_tab_has_left_some() {
    let mut model = first_opening();
    assert_eq!(update(&mut model, Msg::Seen), [Effect::LookForOutbox]);
}

#[test]
fn what_another_tab_has_sent_or_discarded_is_gone_here_too() {
    let mut model = waiting(0);
    let effects = update(&mut model, Msg::OutboxLoaded(Vec::new()));
    assert_eq!(
        effects,
        [Effect::Focus(Focus::Heading)],
        "and nothing is written"
    );
    assert!(model.outbox.entries.is_empty());
    assert!(model.form.is_empty(), "nobody is led to send it again");
}

#[test]
fn a_ticket_that_is_on_its_way_is_not_given_up_for_an_outbox_read_before() {
    let mut model = sending();
    assert_eq!(update(&mut model, Msg::OutboxLoaded(Vec::new())), []);
    assert_eq!(stage(&model), Some(Stage::Sending));
}

#[test]
fn a_ticket_that_could_not_be_saved_is_not_missed_in_the_outbox() {
    let mut model = waiting(0);
    model.outbox.entries[0].saved = false;
    update(&mut model, Msg::OutboxLoaded(Vec::new()));
    assert_eq!(model.outbox.entries.len(), 1);
}

#[test]
fn a_turn_that_comes_too_late_sends_nothing_and_writes_nothing() {
    let mut model = sending();
    let effects = answered(&mut model, Answer::Gone);
    assert_eq!(effects, [Effect::Focus(Focus::Heading)]);
    assert!(model.outbox.entries.is_empty() && model.outbox.sent.is_none());
}

#[test]
fn an_endpoint_that_asked_for_patience_is_given_it_whatever_happens_in_the_browser() {
    let mut model = waiting(60);
    assert_eq!(update(&mut model, Msg::Online), []);
    let left = deliveries(&model);
    assert_eq!(update(&mut model, Msg::OutboxLoaded(left)), []);
    let due = Msg::RetryDue { id: ID, attempt: 1 };
    assert!(matches!(update(&mut model, due)[..], [Effect::Send { .. }]));
}

#[test]
fn who_is_writing_is_not_interrupted_by_a_ticket_of_another_tab() {
    let left = deliveries(&waiting(0));
    let mut model = ready();
    update(&mut model, Msg::Opened);
    update(&mut model, Msg::Go(Route::Contact));
    update(&mut model, typed(Field::Subject, "Another lamp"));
    let effects = update(&mut model, Msg::OutboxLoaded(left));
    assert!(matches!(effects[..], [Effect::Send { .. }]));
    assert!(model.outbox.current().is_none(), "the form stays");
    let effects = answered(&mut model, receipt(ID));
    assert!(!effects.contains(&Effect::Focus(Focus::Heading)));
    assert!(
        model.outbox.sent.is_none(),
        "even when the other has arrived"
    );
}

#[test]
fn what_an_endpoint_told_another_tab_is_told_here_too_and_once() {
    let mut model = sending();
    let effects = answered(&mut model, receipt(ID));
    assert_eq!(effects[0], Effect::Forget(ID));
    assert_eq!(
        answered(&mut model, Answer::Gone),
        [],
        "its own turn comes later"
    );
    assert!(model.outbox.sent.is_some());
}

#[test]
fn news_of_a_ticket_that_is_not_known_here_is_none() {
    let mut model = ready();
    assert_eq!(answered(&mut model, receipt(ID)), []);
    assert!(model.outbox.sent.is_none());
}
