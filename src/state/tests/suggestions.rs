//! Answers first: articles while the question is written, and a question that one of them has answered.

use guichet_wire::feedback::FeedbackId;

use super::*;

const FEEDBACK: &str = "https://desk.example.org/feedback";
const SAID: FeedbackId = FeedbackId([9; 16]);

/// Somebody who looks at the form.
fn writing() -> Model {
    let mut manifest = manifest();
    manifest.settings.feedback.endpoint = Some(FEEDBACK.to_owned());
    let mut model = wanting(&["en"]);
    update(&mut model, Msg::Manifest(Ok(manifest)));
    arrive(&mut model, "en");
    update(&mut model, Msg::ContactPart(Ok(())));
    update(&mut model, Msg::Opened);
    update(&mut model, Msg::Go(Route::Contact));
    update(&mut model, Msg::FormShown(1));
    model
}

fn suggested(model: &Model) -> Vec<&str> {
    let items = model.form.suggestions.iter();
    items.map(|item| item.id.as_str()).collect()
}

fn pause(model: &mut Model, effects: Vec<Effect>) {
    let Some(Effect::AwaitPause(change)) = effects.first() else {
        panic!("expected a pause, found {effects:?}");
    };
    update(model, Msg::MessagePaused(*change));
}

/// Reads the first suggestion and comes back.
fn read_and_return(model: &mut Model) {
    let route = model.form.suggestions[0].route();
    update(model, Msg::Go(route));
    update(model, Msg::Back);
    update(model, Msg::FormShown(9));
}

#[test]
fn a_subject_finds_articles_with_each_letter() {
    let mut model = writing();
    update(&mut model, typed(Field::Subject, "track my"));
    assert_eq!(suggested(&model), ["orders/track"]);
    assert_eq!(model.suggested_for(), Field::Subject);
    update(&mut model, typed(Field::Subject, ""));
    assert_eq!(suggested(&model), [""; 0]);
}

#[test]
fn a_message_finds_articles_after_a_pause_and_where_the_subject_finds_none() {
    let mut model = writing();
    update(&mut model, typed(Field::Subject, "zeppelin"));
    let first = update(&mut model, typed(Field::Message, "refund"));
    let second = update(&mut model, typed(Field::Message, "refunds please"));
    pause(&mut model, first);
    assert_eq!(suggested(&model), [""; 0], "it was still being written");
    pause(&mut model, second);
    assert_eq!(suggested(&model), ["returns/refunds"]);
    assert_eq!(model.suggested_for(), Field::Message);
    // The subject comes first.
    update(&mut model, typed(Field::Subject, "track"));
    let effects = update(&mut model, typed(Field::Message, "refunds please!"));
    pause(&mut model, effects);
    assert_eq!(suggested(&model), ["orders/track"]);
}

#[test]
fn the_draft_is_kept_while_an_article_is_read() {
    let mut model = writing();
    fill(&mut model);
    update(&mut model, typed(Field::Subject, "track"));
    assert_eq!(model.read_meanwhile(), None);
    let before = model.form.clone();
    read_and_return(&mut model);
    assert_eq!(model.form, before);
    assert_eq!(model.history.current(), &Route::Contact);
    assert_eq!(model.read_meanwhile(), Some("orders/track"));
}

#[test]
fn an_article_that_was_read_before_the_question_came_up_has_not_answered_it() {
    let mut model = writing();
    update(&mut model, Msg::Go(Route::Home));
    model.form.forget_question();
    search(&mut model, "refunds");
    update(&mut model, Msg::ResultOpened);
    update(&mut model, Msg::Go(Route::Contact));
    update(&mut model, Msg::FormShown(5));
    assert_eq!(model.read_meanwhile(), None);
}

#[test]
fn a_question_that_an_article_has_answered_is_forgotten_and_counts_for_the_article() {
    let mut model = writing();
    fill(&mut model);
    update(&mut model, typed(Field::Subject, "track"));
    read_and_return(&mut model);
    let effects = update(&mut model, Msg::Solved(SAID));
    let [
        Effect::SendFeedback { endpoint, feedback },
        Effect::Focus(Focus::Heading),
    ] = &effects[..]
    else {
        panic!("expected feedback and nothing else to be sent, found {effects:?}");
    };
    assert_eq!(endpoint, FEEDBACK);
    assert_eq!((feedback.id, &*feedback.article), (SAID, "orders/track"));
    assert!(feedback.helpful && feedback.ticket_avoided);
    assert!(model.form.solved && model.form.is_empty());
    assert_eq!(model.form.email, "ana@example.org");
    assert!(model.outbox.entries.is_empty());
    update(&mut model, Msg::WriteAnother);
    assert!(!model.form.solved);
}

#[test]
fn an_article_that_was_called_helpful_before_has_now_avoided_a_ticket_too() {
    let mut model = writing();
    fill(&mut model);
    update(&mut model, typed(Field::Subject, "track"));
    let route = model.form.suggestions[0].route();
    update(&mut model, Msg::Go(route));
    let judged = Msg::Judged {
        id: FeedbackId([8; 16]),
        helpful: true,
    };
    let first = update(&mut model, judged);
    let [Effect::SendFeedback { feedback: said, .. }] = &first[..] else {
        panic!("expected feedback to be sent, found {first:?}");
    };
    assert!(!said.ticket_avoided, "they only read it");
    let id = said.id;
    update(&mut model, Msg::FeedbackSent { id, arrived: true });
    update(&mut model, Msg::Back);
    update(&mut model, Msg::FormShown(9));
    let effects = update(&mut model, Msg::Solved(SAID));
    let Some(Effect::SendFeedback { feedback, .. }) = effects.first() else {
        panic!("expected feedback to be sent, found {effects:?}");
    };
    assert_eq!(feedback.id, id, "it takes the place of what was said");
    assert!(feedback.ticket_avoided);
}

#[test]
fn where_nobody_asks_whether_articles_help_nothing_is_sent() {
    let mut model = ready();
    update(&mut model, Msg::Go(Route::Contact));
    update(&mut model, Msg::FormShown(1));
    update(&mut model, typed(Field::Subject, "track"));
    read_and_return(&mut model);
    assert_eq!(
        update(&mut model, Msg::Solved(SAID)),
        [Effect::Focus(Focus::Heading)]
    );
    assert!(model.form.solved);
}
