//! Whether articles helped: what the person said of which, and how far that has come.
//!
//! It is no ticket: it lives as long as the page does, nobody is told when it cannot be sent, and it is sent once more only, when there
//! is a network again.

use guichet_wire::feedback::{Feedback, FeedbackId, Reason};

use super::{Effect, Focus, Model, Route};

/// What the person said of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the endpoint is told.
    pub feedback: Feedback,
    /// Whether there is nothing more to ask: it helped, or the person has said why not.
    pub complete: bool,
    transit: Transit,
    /// It failed before: the next failure is the last.
    retried: bool,
}

/// How far an article helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Help {
    /// Not at all.
    None,
    /// It answered the question.
    Answered,
    /// It answered a question that was about to become a ticket.
    TicketAvoided,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Transit {
    /// On its way.
    Sending,
    /// On its way, while the person has said more. Two requests at once could arrive in the wrong order.
    Outdated,
    /// Waits for the network.
    Failed,
    /// Arrived, or given up.
    Over,
}

impl Model {
    /// Where feedback goes; without it nobody is asked.
    pub fn feedback_endpoint(&self) -> Option<&str> {
        let settings = &self.manifest.ready()?.settings;
        settings.feedback.endpoint.as_deref()
    }

    /// What the person said of an article in the language that they read it in.
    pub fn verdict(&self, article: &str) -> Option<&Verdict> {
        let locale = self.language_of(article);
        let is_it = |verdict: &&Verdict| {
            verdict.feedback.article == article && verdict.feedback.locale == locale
        };
        self.verdicts.iter().find(is_it)
    }

    /// Tag of the locale that an article is written in, as far as the chosen locale knows it.
    pub fn language_of(&self, article: &str) -> &str {
        let entry = self.entry(article);
        let other = entry.and_then(|entry| entry.written_in.as_deref());
        other.unwrap_or(&self.locale)
    }
}

/// The person says whether the article that is shown helped; `id` is fresh and random.
pub(super) fn judged(model: &mut Model, id: FeedbackId, helpful: bool) -> Vec<Effect> {
    let help = match helpful {
        true => Help::Answered,
        false => Help::None,
    };
    match model.history.current().clone() {
        Route::Article { id: article, .. } => judge(model, article, id, help),
        _ => Vec::new(),
    }
}

/// The person says how far an article helped; `id` is fresh and random.
pub(super) fn judge(model: &mut Model, article: String, id: FeedbackId, help: Help) -> Vec<Effect> {
    let helpful = help != Help::None;
    let known = model.verdict(&article).map(|verdict| verdict.feedback.id);
    let feedback = Feedback {
        id: known.unwrap_or(id),
        locale: model.language_of(&article).to_owned(),
        article,
        helpful,
        ticket_avoided: help == Help::TicketAvoided,
        reason: None,
        comment: String::new(),
    };
    if known.is_none() {
        model.verdicts.push(Verdict {
            feedback: feedback.clone(),
            complete: false,
            transit: Transit::Over,
            retried: false,
        });
    }
    said(model, feedback, helpful)
}

/// The person says why the article that is shown did not help.
pub(super) fn explained(model: &mut Model, reason: Option<Reason>, comment: String) -> Vec<Effect> {
    let Route::Article { id, .. } = model.history.current() else {
        return Vec::new();
    };
    let Some(verdict) = model.verdict(id) else {
        return Vec::new();
    };
    let feedback = Feedback {
        reason,
        comment: comment.trim().to_owned(),
        ..verdict.feedback.clone()
    };
    let mut effects = said(model, feedback, true);
    effects.push(Effect::Focus(Focus::Verdict)); // The button goes away.
    effects
}

/// Keeps what was said and sends it, unless the endpoint has been told the same.
fn said(model: &mut Model, feedback: Feedback, complete: bool) -> Vec<Effect> {
    let endpoint = model.feedback_endpoint().map(str::to_owned);
    let Some(verdict) = find(model, feedback.id) else {
        return Vec::new();
    };
    verdict.complete = complete;
    verdict.feedback = feedback;
    match (verdict.transit, endpoint) {
        (Transit::Sending | Transit::Outdated, _) => {
            verdict.transit = Transit::Outdated;
            Vec::new()
        }
        (_, endpoint) => send(verdict, endpoint),
    }
}

fn send(verdict: &mut Verdict, endpoint: Option<String>) -> Vec<Effect> {
    verdict.transit = Transit::Sending;
    let feedback = verdict.feedback.clone();
    let effect = endpoint.map(|endpoint| Effect::SendFeedback { endpoint, feedback });
    effect.into_iter().collect()
}

/// It arrived, or did not.
pub(super) fn sent(model: &mut Model, id: FeedbackId, arrived: bool) -> Vec<Effect> {
    let endpoint = model.feedback_endpoint().map(str::to_owned);
    let Some(verdict) = find(model, id) else {
        return Vec::new();
    };
    match verdict.transit {
        Transit::Outdated if arrived => return send(verdict, endpoint),
        _ if arrived || verdict.retried => verdict.transit = Transit::Over,
        _ => verdict.transit = Transit::Failed,
    }
    Vec::new()
}

/// There is a network again.
pub(super) fn online(model: &mut Model) -> Vec<Effect> {
    let endpoint = model.feedback_endpoint().map(str::to_owned);
    let mut effects = Vec::new();
    for verdict in &mut model.verdicts {
        if verdict.transit == Transit::Failed {
            verdict.retried = true;
            effects.extend(send(verdict, endpoint.clone()));
        }
    }
    effects
}

fn find(model: &mut Model, id: FeedbackId) -> Option<&mut Verdict> {
    let mut verdicts = model.verdicts.iter_mut();
    verdicts.find(|verdict| verdict.feedback.id == id)
}
