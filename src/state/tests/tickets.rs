//! Asking: the form, the outbox, the endpoint's answers.

use super::*;

#[test]
fn the_subject_finds_articles_while_it_is_typed() {
    let mut model = ready();
    update(&mut model, typed(Field::Subject, "where is my parcel"));
    assert_eq!(model.form.suggestions[0].id, "orders/track");
}

#[test]
fn an_incomplete_form_is_not_sent_and_says_what_is_missing() {
    let mut model = ready();
    update(&mut model, typed(Field::Email, "nobody"));
    let effects = update(&mut model, submitted(ID));
    assert_eq!(effects, [Effect::Focus(Focus::FieldError)]);
    assert_eq!(model.form.error(Field::Email), Some(FieldCode::Malformed));
    assert_eq!(model.form.error(Field::Message), Some(FieldCode::Required));
    assert!(model.outbox.entries.is_empty());
    update(&mut model, typed(Field::Email, "ana@example.org"));
    assert_eq!(model.form.error(Field::Email), None);
}

#[test]
fn a_ticket_is_saved_before_it_is_sent() {
    let mut model = ready();
    fill(&mut model);
    let effects = update(&mut model, submitted(ID));
    assert!(matches!(&effects[0], Effect::Save(delivery) if delivery.ticket.id == ID));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Send { .. }))
    );
    let effects = update(
        &mut model,
        Msg::Saved {
            id: ID,
            saved: true,
        },
    );
    assert!(matches!(&effects[0], Effect::Send { delivery, .. } if delivery.endpoint == ENDPOINT));
}

#[test]
fn without_storage_a_ticket_is_sent_all_the_same() {
    let mut model = ready();
    fill(&mut model);
    update(&mut model, submitted(ID));
    let effects = update(
        &mut model,
        Msg::Saved {
            id: ID,
            saved: false,
        },
    );
    assert!(matches!(effects[0], Effect::Send { saved: false, .. }));
    assert!(!model.outbox.entries[0].saved);
}

#[test]
fn a_ticket_leaves_the_outbox_only_when_the_receipt_names_it() {
    let mut model = sending();
    let effects = answered(&mut model, receipt(OTHER));
    assert!(matches!(effects[..], [Effect::RetryLater { .. }]));
    assert_eq!(stage(&model), Some(Stage::Waiting));
    update(&mut model, Msg::RetryDue { id: ID, attempt: 1 });
    let effects = answered(&mut model, receipt(ID));
    assert_eq!(effects[0], Effect::Forget(ID));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::LoadStatus(_)))
    );
    assert_eq!(model.outbox.sent.as_ref().unwrap().number, Some(1001));
    assert_eq!(
        model.form.message, "",
        "the form is free for the next question"
    );
    assert_eq!(
        model.form.email, "ana@example.org",
        "and still knows who asks"
    );
}

#[test]
fn a_dead_endpoint_makes_the_ticket_wait_and_the_network_wakes_it() {
    let mut model = sending();
    let effects = answered(&mut model, Answer::NotNow { retry_after: 0 });
    let wait = Effect::RetryLater {
        id: ID,
        attempt: 1,
        at_least: 0,
    };
    assert_eq!(effects, [wait]);
    assert_eq!(model.form.message, "It does not light.", "the text stays");
    let effects = update(&mut model, Msg::Online);
    assert!(matches!(effects[..], [Effect::Send { .. }]));
    assert_eq!(
        update(&mut model, Msg::RetryDue { id: ID, attempt: 1 }),
        [],
        "it is on its way already"
    );
}

#[test]
fn a_refused_ticket_stays_saved_until_its_mended_successor_takes_its_place() {
    let mut model = sending();
    let problem = Problem {
        kind: "invalid-ticket".to_owned(),
        title: "The ticket is not valid".to_owned(),
        status: 422,
        detail: String::new(),
        errors: vec![FieldProblem {
            field: "email".to_owned(),
            code: FieldCode::Malformed,
            detail: "no such domain".to_owned(),
        }],
    };
    let effects = answered(&mut model, Answer::Refused(problem));
    assert_eq!(effects, [Effect::Focus(Focus::FieldError)]);
    assert_eq!(model.form.error(Field::Email), Some(FieldCode::Malformed));
    assert!(model.outbox.current().is_none(), "the form is shown again");
    update(&mut model, typed(Field::Email, "ana@example.com"));
    let effects = update(&mut model, submitted(OTHER));
    assert!(matches!(&effects[0], Effect::Replace { old: ID, .. }));
    let effects = update(
        &mut model,
        Msg::Saved {
            id: OTHER,
            saved: true,
        },
    );
    assert!(matches!(effects[..], [Effect::Send { .. }]));
    assert_eq!(model.outbox.entries.len(), 1);
}

#[test]
fn tickets_of_an_earlier_visit_are_sent_and_never_twice_at_once() {
    let mut model = ready();
    let deliveries = sending()
        .outbox
        .entries
        .into_iter()
        .map(|entry| entry.delivery);
    let deliveries: Vec<Delivery> = deliveries.collect();
    let effects = update(&mut model, Msg::OutboxLoaded(deliveries.clone()));
    assert!(matches!(effects[..], [Effect::Send { .. }]));
    assert_eq!(update(&mut model, Msg::OutboxLoaded(deliveries)), []);
}

#[test]
fn a_wait_that_another_attempt_has_overtaken_sends_nothing() {
    let mut model = sending();
    answered(&mut model, Answer::NotNow { retry_after: 0 });
    update(&mut model, Msg::RetryWanted(ID));
    answered(&mut model, Answer::NotNow { retry_after: 60 });
    let due = |attempt| Msg::RetryDue { id: ID, attempt };
    assert_eq!(update(&mut model, due(1)), []);
    assert!(matches!(
        update(&mut model, due(2))[..],
        [Effect::Send { .. }]
    ));
}

#[test]
fn a_waiting_ticket_does_not_stand_in_the_way_of_another_question() {
    let mut model = sending();
    answered(&mut model, Answer::NotNow { retry_after: 0 });
    update(&mut model, Msg::WriteAnother);
    assert!(model.outbox.current().is_none(), "the form is shown");
    assert!(model.form.is_empty());
    assert!(matches!(
        update(&mut model, Msg::Online)[..],
        [Effect::Send { .. }]
    ));
}

#[test]
fn a_new_draft_with_the_subject_of_a_sent_ticket_is_kept() {
    let mut model = sending();
    let other = "It is the second lamp now.".to_owned();
    update(&mut model, typed(Field::Message, &other));
    answered(&mut model, receipt(ID));
    assert_eq!(model.form.message, other);
}
