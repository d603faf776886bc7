//! A ticket that has not arrived yet: being saved, being sent, waiting for its endpoint or for the person, and what they have to know and
//! can do meanwhile.

use guichet_wire::ticket::TicketId;
use leptos::ev;

use super::ticket::another;
use super::{heading, progress};
use crate::state::{Entry, Model, Msg, Stage};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};
use crate::views::watched::Watched;
use crate::views::{Ui, icon};

/// What is shown of the ticket.
#[derive(Clone, PartialEq)]
struct Shown {
    id: TicketId,
    subject: String,
    stage: Stage,
    saved: bool,
    /// The status and the words with which the endpoint refused it.
    refusal: Option<(u16, String)>,
    can_be_sent: bool,
    can_be_edited: bool,
    is_discarding: bool,
}

fn shown(model: &Model, entry: &Entry) -> Shown {
    let id = entry.id();
    let problem = entry.problem();
    Shown {
        id,
        subject: entry.delivery.ticket.subject.clone(),
        stage: entry.stage,
        saved: entry.saved,
        refusal: problem.map(|problem| (problem.status, problem.detail.clone())),
        can_be_sent: entry.can_be_sent(),
        can_be_edited: model.can_edit(id),
        is_discarding: model.outbox.discarding == Some(id),
    }
}

/// The ticket that was written last.
pub fn outgoing(ui: Ui) -> Child {
    ticket(
        ui,
        ui.read(|model| Some(shown(model, model.outbox.current()?))),
    )
}

/// The ticket with this id.
pub fn entry(ui: Ui, id: TicketId) -> Child {
    ticket(
        ui,
        ui.read(move |model| Some(shown(model, model.outbox.get(id)?))),
    )
}

fn ticket(ui: Ui, ticket: Watched<Option<Shown>>) -> Child {
    let stage = move || ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.stage));
    let title = move || {
        ui.say(match stage() {
            Some(Stage::Saving) => "outgoing.saving",
            Some(Stage::Sending) => "outgoing.sending",
            Some(Stage::Attention) => "outgoing.attention",
            _ => "home.unsent",
        })
    };
    let sign = move || {
        html::div().class("sign").child(match stage() {
            Some(Stage::Waiting) => icon::clock(),
            Some(Stage::Attention) => icon::triangle(),
            _ => html::span().class("spinner").into_child(),
        })
    };
    let subject = move || ticket.with(|ticket| Some(ticket.as_ref()?.subject.clone()));
    let advice = move || Some(advice(ui, &ticket.get()?));
    let progress = move || Some(progress::progress(ui, ticket.get()?.id));
    let actions = move || Some(actions(ui, &ticket.get()?));
    html::div()
        .class("outcome")
        .child((
            sign,
            heading(ui, title),
            html::p().class("lead").child(html::bdi().child(subject)),
            progress,
            html::div().role("status").child(advice),
            actions,
        ))
        .into_child()
}

/// What the person has to know: how far it is, whether the page may be left, why it was refused.
fn advice(ui: Ui, ticket: &Shown) -> Child {
    let sentence = match (ticket.stage, &ticket.refusal) {
        (Stage::Saving | Stage::Sending, _) => return Child::Nothing,
        (Stage::Waiting, _) if ticket.saved => return words(ui, "advice", "outgoing.kept"),
        (Stage::Waiting, _) => "outgoing.unsaved",
        (Stage::Attention, Some((410, _))) => "outgoing.erased",
        (Stage::Attention, Some((413, _))) => "outgoing.too-large",
        (Stage::Attention, Some((_, reason))) => {
            let reason = html::p().child(html::bdi().child(reason.clone()));
            return (words(ui, "advice urgent", "contact.refused"), reason).into_child();
        }
        (Stage::Attention, None) => return Child::Nothing,
    };
    words(ui, "advice urgent", sentence)
}

fn words(ui: Ui, class: &'static str, sentence: &'static str) -> Child {
    let words = html::p().class(class).child(ui.text(sentence));
    words.into_child()
}

/// What the person can do with it, as long as nothing is being done.
fn actions(ui: Ui, ticket: &Shown) -> Child {
    let id = ticket.id;
    if !matches!(ticket.stage, Stage::Waiting | Stage::Attention) {
        return Child::Nothing;
    }
    if ticket.is_discarding {
        return question(ui, id);
    }
    let act = |key, msg: fn(TicketId) -> Msg| button(ui, key, move || msg(id));
    let retry = || act("outgoing.retry", Msg::RetryWanted);
    let edit = || act("outgoing.edit", Msg::EditWanted);
    let retry = ticket.can_be_sent.then(retry);
    let edit = ticket.can_be_edited.then(edit);
    // What was refused is more likely taken when it is another.
    let (first, second) = match ticket.stage {
        Stage::Attention if edit.is_some() => (edit, retry),
        _ => (retry, edit),
    };
    let others = html::div().class("others").child((
        second,
        act("outgoing.download", Msg::DownloadWanted),
        act("outgoing.discard", |id| Msg::DiscardWanted(Some(id))),
    ));
    let first = first.map(|first| first.class("button primary"));
    html::div()
        .class("actions")
        .child((first, others, another(ui)))
        .into_child()
}

/// Whether the person means it. The answer that loses nothing comes first.
fn question(ui: Ui, id: TicketId) -> Child {
    let words = html::p()
        .id("guichet-question")
        .child(ui.text("outgoing.discard-sure"));
    let actions = html::div().class("actions").child((
        button(ui, "outgoing.keep", || Msg::DiscardWanted(None)),
        button(ui, "outgoing.discard", move || Msg::Discarded(id)).class("button danger"),
    ));
    html::div()
        .class("discarding")
        .role("group")
        .aria_labelledby("guichet-question")
        .child((words, actions))
        .into_child()
}

fn button(ui: Ui, key: &'static str, msg: impl Fn() -> Msg + 'static) -> El {
    html::button()
        .r#type("button")
        .class("button")
        .on(ev::click, move |_| ui.send(msg()))
        .child(ui.text(key))
}
