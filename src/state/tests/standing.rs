//! What an endpoint has said of a ticket outlives the page, and reaches the other tabs.

use super::*;

fn problem(kind: &str) -> Problem {
    Problem {
        kind: kind.to_owned(),
        title: String::new(),
        status: 422,
        detail: "no".to_owned(),
        errors: vec![FieldProblem {
            field: "email".to_owned(),
            code: FieldCode::Malformed,
            detail: String::new(),
        }],
    }
}

fn refused() -> Standing {
    Standing {
        problem: Some(problem("urn:guichet:problem:invalid-ticket")),
        ..Standing::default()
    }
}

fn waiting(seconds: u32) -> Standing {
    Standing {
        wait: seconds,
        ..Standing::default()
    }
}

/// The next visit, whose outbox keeps the ticket `ID` with this standing; what that visit does first.
fn visit(standing: Standing) -> (Model, Vec<Effect>) {
    let delivery = Delivery {
        standing,
        ..sending().outbox.entries.remove(0).delivery
    };
    let mut model = ready();
    let effects = update(&mut model, Msg::OutboxLoaded(vec![delivery]));
    (model, effects)
}

fn entry(model: &Model) -> &Entry {
    model.outbox.get(ID).unwrap()
}

#[test]
fn a_refused_ticket_waits_for_the_person_at_the_next_visit_too() {
    let (mut model, effects) = visit(refused());
    assert_eq!(effects, [], "it is not sent");
    assert_eq!(stage(&model), Some(Stage::Attention));
    assert_eq!(entry(&model).problem(), refused().problem.as_ref());
    assert_eq!(update(&mut model, Msg::Online), []);
    assert!(model.form.is_empty(), "nobody is led into a form at once");

    assert!(model.can_edit(ID));
    let effects = update(&mut model, Msg::RetryWanted(ID));
    assert!(matches!(&effects[0], Effect::Send { .. }));
}

#[test]
fn a_refused_ticket_of_an_earlier_visit_is_edited_with_what_is_wrong_with_it() {
    let (mut model, _) = visit(refused());
    let effects = update(&mut model, Msg::EditWanted(ID));
    assert!(effects.contains(&Effect::Focus(Focus::FieldError)));
    assert_eq!(model.form.error(Field::Email), Some(FieldCode::Malformed));
}

#[test]
fn a_refused_ticket_that_may_have_arrived_before_is_not_edited_at_the_next_visit_either() {
    let (model, _) = visit(Standing {
        unsure: true,
        ..refused()
    });
    assert!(entry(&model).can_be_sent());
    assert!(!model.can_edit(ID));
}

#[test]
fn a_ticket_of_which_nothing_was_noted_may_have_been_sent_and_is_sent_again() {
    let (mut model, effects) = visit(Standing::default());
    assert!(matches!(effects[..], [Effect::Send { .. }]));
    answered(&mut model, Answer::Refused(problem("")));
    assert!(!model.can_edit(ID), "an earlier attempt may have arrived");
}

#[test]
fn the_next_visit_has_the_patience_that_was_asked_of_the_last_one() {
    let (mut model, effects) = visit(waiting(40));
    let wait = Effect::RetryLater {
        id: ID,
        attempt: 0,
        at_least: 40,
    };
    assert_eq!(effects, [wait]);
    assert_eq!(stage(&model), Some(Stage::Waiting));
    assert_eq!(update(&mut model, Msg::Online), []);
    let due = Msg::RetryDue { id: ID, attempt: 0 };
    assert!(matches!(update(&mut model, due)[..], [Effect::Send { .. }]));
}

#[test]
fn what_one_tab_was_answered_another_is_told_instead_of_sending() {
    let open = Standing::default();
    assert_eq!(open.unheard(&open), None);
    let problem = refused().problem.unwrap();
    assert_eq!(
        open.unheard(&refused()),
        Some(Answer::Refused(problem)),
        "the person decides here too"
    );
    let retry_after = 40;
    assert_eq!(
        open.unheard(&waiting(40)),
        Some(Answer::NotNow { retry_after })
    );
    // Who knows it and sends all the same was told to by the person, or has waited.
    assert_eq!(refused().unheard(&refused()), None);
    assert_eq!(waiting(40).unheard(&waiting(1)), None);
    assert_eq!(refused().unheard(&open), None);
}
