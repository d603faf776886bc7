//! A ticket on its way: being saved, being sent, or waiting for its endpoint, and what the person has to know meanwhile.

use guichet_wire::ticket::TicketId;
use leptos::ev;

use super::heading;
use super::ticket::another;
use crate::state::{Model, Msg, Stage};
use crate::views::child::{Child, IntoChild};
use crate::views::element::html;
use crate::views::watched::Watched;
use crate::views::{Ui, icon};

/// What is shown of the ticket.
#[derive(Clone, PartialEq)]
struct Shown {
    id: TicketId,
    subject: String,
    stage: Stage,
    saved: bool,
}

fn shown(model: &Model) -> Option<Shown> {
    let entry = model.outbox.current()?;
    Some(Shown {
        id: entry.delivery.ticket.id,
        subject: entry.delivery.ticket.subject.clone(),
        stage: entry.stage,
        saved: entry.saved,
    })
}

/// The ticket on its way.
pub fn outgoing(ui: Ui) -> Child {
    let ticket = ui.read(shown);
    let waiting = move || {
        ticket.with(|ticket| {
            ticket
                .as_ref()
                .is_some_and(|ticket| ticket.stage == Stage::Waiting)
        })
    };
    let title = move || match ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.stage)) {
        Some(Stage::Saving) => ui.say("outgoing.saving"),
        Some(Stage::Sending) => ui.say("outgoing.sending"),
        _ => ui.say("home.unsent"),
    };
    let sign = move || match waiting() {
        true => icon::clock(),
        false => html::span().class("spinner").into_child(),
    };
    let subject =
        move || ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.subject.clone()));
    html::div()
        .class("outcome")
        .child((
            html::div().class("sign").child(sign),
            heading(ui, title),
            html::p().class("lead").child(html::bdi().child(subject)),
            html::div().role("status").child(advice(ui, ticket)),
        ))
        .into_child()
}

/// While it waits: whether the page may be left, and a way to hurry.
fn advice(ui: Ui, ticket: Watched<Option<Shown>>) -> impl Fn() -> Option<Child> + Send + 'static {
    move || {
        let ticket = ticket
            .get()
            .filter(|ticket| ticket.stage == Stage::Waiting)?;
        let sentence = if ticket.saved {
            "outgoing.kept"
        } else {
            "outgoing.unsaved"
        };
        let class = if ticket.saved {
            "advice"
        } else {
            "advice urgent"
        };
        let retry = html::button()
            .r#type("button")
            .class("button primary")
            .on(ev::click, move |_| ui.send(Msg::RetryWanted(ticket.id)))
            .child(ui.text("outgoing.retry"));
        let words = html::p().class(class).child(ui.text(sentence));
        let another = ticket.saved.then(|| another(ui));
        let actions = html::div().class("actions").child((retry, another));
        Some((words, actions).into_child())
    }
}
