//! Answers first: the articles that may answer the question while it is still being written, and that one of them did.

use guichet_wire::feedback::FeedbackId;
use guichet_wire::ticket::MAX_SEARCH;

use super::contact::short;
use super::feedback::{self, Help};
use super::{Effect, Field, Focus, Model, parts, results};

impl Model {
    /// The field that the suggested articles match.
    pub fn suggested_for(&self) -> Field {
        match self.form.query == self.form.subject {
            true => Field::Subject,
            false => Field::Message,
        }
    }

    /// The article that was read last since the form was first shown: it may have answered the question.
    pub fn read_meanwhile(&self) -> Option<&str> {
        let articles = self.traces.articles.get(self.form.articles_before?..)?;
        articles.last().map(String::as_str)
    }
}

/// The subject changed, and with it what it finds.
pub(super) fn subject_edited(model: &mut Model) -> Vec<Effect> {
    suggest(model, model.form.subject.clone())
}

/// The message changed. It is longer, so it is looked at after a pause, and only where the subject finds nothing.
pub(super) fn message_edited(model: &mut Model) -> Vec<Effect> {
    let form = &mut model.form;
    form.changes += 1;
    vec![Effect::AwaitPause(form.changes)]
}

/// Nothing was written for a while, unless it was meanwhile.
pub(super) fn message_paused(model: &mut Model, change: u32) -> Vec<Effect> {
    let form = &model.form;
    let is_free = form.suggestions.is_empty() || model.suggested_for() == Field::Message;
    match form.changes == change && is_free {
        true => suggest(model, short(&form.message, MAX_SEARCH)),
        false => Vec::new(),
    }
}

fn suggest(model: &mut Model, query: String) -> Vec<Effect> {
    model.form.query = query;
    results::suggest(model);
    parts::typed(model).into_iter().collect()
}

/// An article has answered the question, so it is not sent: a ticket was avoided.
pub(super) fn solved(model: &mut Model, id: FeedbackId) -> Vec<Effect> {
    let article = model.read_meanwhile().map(str::to_owned);
    model.form.forget_question();
    model.form.solved = true;
    let has_endpoint = model.feedback_endpoint().is_some();
    let helped = article.filter(|_| has_endpoint);
    let told = helped.map(|article| feedback::judge(model, article, id, Help::TicketAvoided));
    let mut effects = told.unwrap_or_default();
    effects.push(Effect::Focus(Focus::Heading));
    effects
}
