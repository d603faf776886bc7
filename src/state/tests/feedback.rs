//! Whether an article helped: what is sent, when, and what the article remembers.

use guichet_wire::feedback::{Feedback, Reason};

use super::*;

const FEEDBACK: &str = "https://desk.example.org/feedback";

/// A model whose English knowledge base is open at an article, with somebody to tell whether it helped.
fn reading() -> Model {
    let mut model = wanting(&["en"]);
    let mut manifest = manifest();
    manifest.settings.feedback.endpoint = Some(FEEDBACK.to_owned());
    update(&mut model, Msg::Manifest(Ok(manifest)));
    arrive(&mut model, "en");
    update(&mut model, Msg::Go(article("returns/refunds")));
    model
}

fn article(id: &str) -> Route {
    Route::Article {
        id: id.to_owned(),
        anchor: String::new(),
    }
}

fn judge(model: &mut Model, id: TicketId, helpful: bool) -> Vec<Effect> {
    update(model, Msg::Judged { id, helpful })
}

fn explain(model: &mut Model) -> Vec<Effect> {
    let msg = Msg::Explained {
        reason: Some(Reason::Unclear),
        comment: "  What is a voucher?\n".to_owned(),
    };
    update(model, msg)
}

fn sent(model: &mut Model, arrived: bool) -> Vec<Effect> {
    update(model, Msg::FeedbackSent { id: ID, arrived })
}

fn no() -> Feedback {
    Feedback {
        id: ID,
        article: "returns/refunds".to_owned(),
        locale: "en".to_owned(),
        helpful: false,
        ticket_avoided: false,
        reason: None,
        comment: String::new(),
    }
}

fn why() -> Feedback {
    Feedback {
        reason: Some(Reason::Unclear),
        comment: "What is a voucher?".to_owned(),
        ..no()
    }
}

fn send(feedback: Feedback) -> Effect {
    Effect::SendFeedback {
        endpoint: FEEDBACK.to_owned(),
        feedback,
    }
}

fn said(model: &Model) -> Option<(bool, bool)> {
    let verdict = model.verdict("returns/refunds")?;
    Some((verdict.feedback.helpful, verdict.complete))
}

#[test]
fn a_no_is_sent_at_once_and_the_reason_under_the_same_id() {
    let mut model = reading();
    assert_eq!(judge(&mut model, ID, false), [send(no())]);
    assert_eq!(said(&model), Some((false, false)));
    sent(&mut model, true);
    let effects = explain(&mut model);
    assert_eq!(effects, [send(why()), Effect::Focus(Focus::Verdict)]);
    assert_eq!(said(&model), Some((false, true)));
}

#[test]
fn what_is_said_while_something_is_on_its_way_is_sent_after_it() {
    let mut model = reading();
    judge(&mut model, ID, false);
    assert_eq!(explain(&mut model), [Effect::Focus(Focus::Verdict)]);
    assert_eq!(sent(&mut model, true), [send(why())]);
    assert_eq!(sent(&mut model, true), []);
}

#[test]
fn a_yes_is_all_that_is_asked_and_can_become_a_no() {
    let mut model = reading();
    judge(&mut model, ID, true);
    assert_eq!(said(&model), Some((true, true)));
    sent(&mut model, true);
    assert_eq!(judge(&mut model, OTHER, false), [send(no())]);
    assert_eq!(said(&model), Some((false, false)));
}

#[test]
fn what_could_not_be_sent_is_sent_once_more_when_there_is_a_network() {
    let mut model = reading();
    judge(&mut model, ID, false);
    explain(&mut model);
    assert_eq!(sent(&mut model, false), []);
    assert_eq!(update(&mut model, Msg::Online), [send(why())]);
    sent(&mut model, false);
    assert_eq!(update(&mut model, Msg::Online), []);
}

#[test]
fn an_article_remembers_the_answer_in_the_language_it_was_given_in() {
    let mut model = reading();
    judge(&mut model, ID, true);
    update(&mut model, Msg::Go(article("orders/track")));
    assert_eq!(model.verdict("orders/track"), None);
    update(&mut model, Msg::Back);
    assert_eq!(said(&model), Some((true, true)));
    update(&mut model, Msg::LocaleChosen("hu".to_owned()));
    arrive(&mut model, "hu");
    assert_eq!(said(&model), None);
}

#[test]
fn without_an_endpoint_nobody_is_asked() {
    let mut model = ready();
    update(&mut model, Msg::Go(article("returns/refunds")));
    assert_eq!(model.feedback_endpoint(), None);
    assert_eq!(judge(&mut model, ID, false), []);
}
