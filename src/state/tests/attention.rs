//! A ticket that is not on its way: refused, waiting with the person in no mood to wait, edited, downloaded, discarded.

use guichet_wire::settings::EndpointKind;

use super::*;

fn refused(status: u16, errors: Vec<FieldProblem>) -> Model {
    let mut model = sending();
    answered(&mut model, Answer::Refused(problem(status, errors)));
    model
}

fn problem(status: u16, errors: Vec<FieldProblem>) -> Problem {
    Problem {
        kind: String::new(),
        title: String::new(),
        status,
        detail: "no".to_owned(),
        errors,
    }
}

/// A ticket that was written while the browser had no network.
fn written_offline() -> Model {
    let mut model = ready();
    update(&mut model, Msg::Opened);
    update(&mut model, Msg::Go(Route::Contact));
    update(&mut model, Msg::Offline);
    fill(&mut model);
    update(&mut model, submitted(ID));
    let effects = update(
        &mut model,
        Msg::Saved {
            id: ID,
            saved: true,
        },
    );
    assert_eq!(effects, [], "it is not even tried");
    model
}

fn entry(model: &Model) -> &Entry {
    model.outbox.get(ID).unwrap()
}

#[test]
fn a_refusal_of_no_field_in_particular_is_left_to_the_person() {
    for status in [400, 409, 413, 415, 422] {
        let model = refused(status, Vec::new());
        assert_eq!(stage(&model), Some(Stage::Attention), "{status}");
        assert!(model.outbox.current().is_some(), "{status}");
        assert!(entry(&model).can_be_sent() && entry(&model).can_be_edited());
    }
}

#[test]
fn a_ticket_that_was_erased_is_never_sent_again() {
    let mut model = refused(410, Vec::new());
    assert!(!entry(&model).can_be_sent());
    let effects = update(&mut model, Msg::RetryWanted(ID));
    assert_eq!(effects, [Effect::Focus(Focus::Heading)]);
    assert_eq!(stage(&model), Some(Stage::Attention));
}

#[test]
fn a_refused_ticket_is_tried_again_when_the_person_wants_it_and_only_then() {
    let mut model = refused(413, Vec::new());
    assert_eq!(update(&mut model, Msg::Online), []);
    assert_eq!(update(&mut model, Msg::RetryDue { id: ID, attempt: 1 }), []);
    let effects = update(&mut model, Msg::RetryWanted(ID));
    assert!(matches!(effects[0], Effect::Send { .. }));
    answered(&mut model, Answer::NotNow { retry_after: 0 });
    assert_eq!(entry(&model).problem(), None);
}

#[test]
fn an_edited_ticket_is_a_draft_with_another_id_that_takes_the_old_one_s_place_when_it_is_saved() {
    let mut model = refused(413, Vec::new());
    let effects = update(&mut model, Msg::EditWanted(ID));
    assert_eq!(effects, [Effect::Focus(Focus::Heading)]);
    assert_eq!(model.form.message, "It does not light.");
    assert!(model.outbox.current().is_none(), "the form is shown");
    assert_eq!(model.outbox.entries.len(), 1);
    update(&mut model, typed(Field::Message, "Dark."));
    let effects = update(&mut model, submitted(OTHER));
    let Effect::Replace { old: ID, delivery } = &effects[0] else {
        panic!("{effects:?}");
    };
    assert_eq!(delivery.ticket.id, OTHER);
    assert!(
        model.outbox.get(ID).is_none(),
        "nobody can send it any more"
    );
}

/// A refused ticket that is in the form again, with another message.
fn edited() -> Model {
    let mut model = refused(413, Vec::new());
    update(&mut model, Msg::EditWanted(ID));
    update(&mut model, typed(Field::Message, "Dark."));
    model
}

/// What is in the form is as it was typed, and sent it is a ticket of its own, which the person has been told.
fn is_a_new_ticket(mut model: Model, told: First) {
    assert_eq!(model.form.message, "Dark.");
    assert_eq!(model.form.first, Some(told));
    assert_eq!(
        model.form.refusal, None,
        "that was said of the first version"
    );
    assert!(model.outbox.current().is_none(), "the form stays");
    let effects = update(&mut model, submitted(OTHER));
    assert!(matches!(&effects[0], Effect::Save(delivery) if delivery.ticket.id == OTHER));
}

#[test]
fn a_ticket_that_arrives_as_it_was_while_it_is_edited_leaves_what_was_typed_and_says_so() {
    for (answer, number) in [(receipt(ID), Some(1001)), (Answer::Taken(None), None)] {
        let mut model = edited();
        let effects = answered(&mut model, answer);
        assert!(!effects.contains(&Effect::Focus(Focus::Heading)));
        assert!(model.outbox.entries.is_empty() && model.outbox.sent.is_none());
        is_a_new_ticket(model, First::Sent(number));
    }
}

#[test]
fn a_ticket_that_is_gone_from_another_tab_while_it_is_edited_leaves_what_was_typed() {
    let mut model = edited();
    update(&mut model, Msg::OutboxLoaded(Vec::new()));
    is_a_new_ticket(model, First::Gone);

    let mut model = edited();
    update(&mut model, submitted(OTHER));
    let (id, answer) = (OTHER, Answer::Gone);
    update(&mut model, Msg::Answered { id, answer });
    is_a_new_ticket(model, First::Gone);

    let mut model = edited();
    update(&mut model, submitted(OTHER));
    let saved = false;
    update(&mut model, Msg::Saved { id: OTHER, saved });
    update(&mut model, Msg::OutboxLoaded(Vec::new()));
    let effects = update(&mut model, submitted(OTHER));
    assert!(matches!(&effects[0], Effect::Replace { old: ID, .. }));
    let (id, answer) = (OTHER, Answer::Gone);
    update(&mut model, Msg::Answered { id, answer });
    is_a_new_ticket(model, First::Gone);
}

#[test]
fn an_answer_or_a_file_that_was_changed_is_not_lost_either() {
    let mut model = refused(413, Vec::new());
    update(&mut model, Msg::EditWanted(ID));
    update(&mut model, typed(Field::Email, "ana@example.com"));
    answered(&mut model, receipt(ID));
    assert_eq!(model.form.message, "It does not light.");
    assert_eq!(model.form.first, Some(First::Sent(Some(1001))));

    let mut model = refused(413, Vec::new());
    update(&mut model, Msg::EditWanted(ID));
    update(&mut model, typed(Field::Email, "ana@example.com"));
    assert!(!model.can_edit(ID), "nor overwritten");
}

#[test]
fn a_ticket_that_arrives_as_it_is_in_the_form_is_done_with() {
    let mut model = refused(413, Vec::new());
    update(&mut model, Msg::EditWanted(ID));
    answered(&mut model, receipt(ID));
    assert!(model.form.is_empty() && model.form.first.is_none());
    assert!(model.outbox.sent.is_some(), "which is what is shown");
}

#[test]
fn an_edited_ticket_that_arrives_is_done_with_although_the_outbox_was_read_meanwhile() {
    let mut model = edited();
    update(&mut model, submitted(OTHER));
    let saved = true;
    update(&mut model, Msg::Saved { id: OTHER, saved });
    let left = vec![model.outbox.get(OTHER).unwrap().delivery.clone()];
    update(&mut model, Msg::OutboxLoaded(left));
    assert_eq!(model.form.first, None);
    let (id, answer) = (OTHER, receipt(OTHER));
    update(&mut model, Msg::Answered { id, answer });
    assert!(model.form.is_empty() && model.outbox.sent.is_some());
}

#[test]
fn an_edited_ticket_that_is_discarded_takes_its_draft_with_it() {
    let mut model = edited();
    update(&mut model, Msg::Discarded(ID));
    assert!(model.form.is_empty() && model.form.first.is_none());
}

#[test]
fn an_edited_ticket_that_cannot_be_saved_is_not_sent_beside_the_old_one() {
    let mut model = refused(413, Vec::new());
    update(&mut model, Msg::EditWanted(ID));
    update(&mut model, typed(Field::Message, "Dark."));
    update(&mut model, submitted(OTHER));
    let saved = false;
    let effects = update(&mut model, Msg::Saved { id: OTHER, saved });
    assert_eq!(effects, [Effect::LoadOutbox]);
    assert_eq!(model.form.message, "Dark.", "the text stays");

    let kept = refused(413, Vec::new()).outbox.entries.remove(0).delivery;
    update(&mut model, Msg::OutboxLoaded(vec![kept]));
    assert_eq!(stage(&model), Some(Stage::Attention), "as it was before");
    let effects = update(&mut model, submitted(OTHER));
    assert!(matches!(&effects[0], Effect::Replace { old: ID, .. }));
}

#[test]
fn a_ticket_that_is_sent_once_more_as_it_was_is_not_edited_meanwhile() {
    let mut model = refused(413, Vec::new());
    update(&mut model, Msg::EditWanted(ID));
    update(&mut model, Msg::RetryWanted(ID));
    assert_eq!(
        update(&mut model, submitted(OTHER)),
        [],
        "one after the other"
    );
}

#[test]
fn a_refusal_by_who_knows_nothing_of_earlier_attempts_is_no_proof_that_the_ticket_did_not_arrive() {
    for (kind, can_be_edited) in [("", false), ("urn:guichet:problem:too-large", true)] {
        let mut model = sending();
        answered(&mut model, Answer::NotNow { retry_after: 0 });
        update(&mut model, Msg::RetryWanted(ID));
        let refusal = Problem {
            kind: kind.to_owned(),
            ..problem(413, Vec::new())
        };
        answered(&mut model, Answer::Refused(refusal));
        assert_eq!(entry(&model).can_be_edited(), can_be_edited, "{kind}");
    }
}

#[test]
fn a_ticket_that_may_have_arrived_is_not_edited() {
    let mut model = sending();
    answered(&mut model, Answer::NotNow { retry_after: 0 });
    assert!(!entry(&model).can_be_edited());
    assert_eq!(update(&mut model, Msg::EditWanted(ID)), []);
    assert_eq!(stage(&model), Some(Stage::Waiting));
}

#[test]
fn a_ticket_that_was_never_sent_can_be_edited_and_is_not_sent_meanwhile() {
    let mut model = written_offline();
    assert!(entry(&model).can_be_edited());
    update(&mut model, Msg::EditWanted(ID));
    assert_eq!(model.form.refusal, None);
    assert_eq!(update(&mut model, Msg::Online), []);
}

#[test]
fn a_ticket_that_was_written_offline_is_sent_with_the_network() {
    let mut model = written_offline();
    let effects = update(&mut model, Msg::Online);
    assert!(matches!(effects[..], [Effect::Send { saved: true, .. }]));
    assert!(!entry(&model).can_be_edited());
}

#[test]
fn no_draft_is_overwritten_by_a_ticket_that_is_to_be_edited() {
    let mut model = refused(413, Vec::new());
    update(&mut model, Msg::WriteAnother);
    update(&mut model, typed(Field::Subject, "Another lamp"));
    assert!(!model.can_edit(ID));
    assert_eq!(update(&mut model, Msg::EditWanted(ID)), []);
    assert_eq!(model.form.subject, "Another lamp");
}

#[test]
fn from_elsewhere_editing_leads_to_the_form() {
    let mut model = refused(413, Vec::new());
    update(&mut model, Msg::Go(Route::Requests));
    update(&mut model, Msg::EditWanted(ID));
    assert_eq!(*model.history.current(), Route::Contact);
}

#[test]
fn a_ticket_is_discarded_only_after_the_person_has_said_so_twice() {
    let mut model = refused(413, Vec::new());
    let effects = update(&mut model, Msg::DiscardWanted(Some(ID)));
    assert_eq!(effects, [Effect::Focus(Focus::Question)]);
    update(&mut model, Msg::DiscardWanted(None));
    assert_eq!(model.outbox.entries.len(), 1);
    update(&mut model, Msg::DiscardWanted(Some(ID)));
    let effects = update(&mut model, Msg::Discarded(ID));
    assert_eq!(effects[0], Effect::Forget(ID));
    assert!(model.outbox.entries.is_empty());
    assert!(model.form.is_empty());
}

#[test]
fn a_ticket_that_went_off_while_the_person_was_asked_is_not_discarded() {
    let mut model = sending();
    answered(&mut model, Answer::NotNow { retry_after: 0 });
    update(&mut model, Msg::DiscardWanted(Some(ID)));
    update(&mut model, Msg::RetryDue { id: ID, attempt: 1 });
    assert_eq!(update(&mut model, Msg::Discarded(ID)), []);
    assert_eq!(stage(&model), Some(Stage::Sending));
}

#[test]
fn the_person_can_have_their_own_copy() {
    let mut model = refused(413, Vec::new());
    let effects = update(&mut model, Msg::DownloadWanted(ID));
    assert!(matches!(&effects[..], [Effect::Download(delivery)] if delivery.ticket.id == ID));
}

#[test]
fn a_service_without_receipts_is_believed_and_its_number_told() {
    for number in [None, Some(7)] {
        let mut model = sending();
        let effects = answered(&mut model, Answer::Taken(number));
        assert_eq!(effects[0], Effect::Forget(ID));
        let sent = model.outbox.sent.as_ref().unwrap();
        assert_eq!((sent.number, &sent.receipt), (number, &None));
        assert!(model.requests.list.is_empty(), "there is nothing to follow");
    }
}

#[test]
fn a_mail_is_opened_and_nothing_is_claimed_about_it() {
    let mut model = ready();
    let mut manifest = manifest();
    manifest.settings.contact.kind = EndpointKind::Mailto;
    update(&mut model, Msg::Manifest(Ok(manifest)));
    fill(&mut model);
    let effects = update(&mut model, submitted(ID));
    assert!(matches!(&effects[..], [Effect::WriteMail(delivery)] if delivery.ticket.id == ID));
    assert!(model.outbox.entries.is_empty() && model.outbox.sent.is_none());
    assert_eq!(model.form.message, "It does not light.", "the draft stays");
}
