//! The contact view: the form or, after it, what becomes of the ticket. All of it is in the part of the program that comes later, so
//! nothing but `contact` may be public here.

mod attachments;
mod context;
mod field;
mod form;
mod hours;
mod outgoing;
mod progress;
mod question;
mod rating;
mod reply;
mod requests;
mod secrets;
mod suggestions;
mod summary;
mod thread;
mod ticket;

use guichet_wire::ticket::TicketId;

use self::form::form;
use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, skeleton, trouble};
use crate::state::{Loading, Model, Pane, Route};

/// What the view speaks about.
#[derive(Clone, PartialEq)]
enum Shown {
    Form,
    Solved,
    Outgoing,
    Entry(TicketId),
    Ticket,
    Requests,
    Request(String),
}

/// The contact view. A way into the contact part, so it is never drawn into what calls it.
#[inline(never)]
pub fn contact(ui: Ui) -> Child {
    let shown = ui.read(shown);
    let messages = ui.read(missing);
    let content = move || match (messages.get(), shown.get()) {
        (Some(Loading::Failed(error)), _) => trouble::trouble(ui, error),
        (Some(_), _) => skeleton::paragraphs(ui),
        (None, Shown::Form) => form(ui),
        (None, Shown::Solved) => suggestions::solved(ui),
        (None, Shown::Outgoing) => outgoing::outgoing(ui),
        (None, Shown::Entry(id)) => outgoing::entry(ui, id),
        (None, Shown::Ticket) => ticket::ticket(ui),
        (None, Shown::Requests) => requests::requests(ui),
        (None, Shown::Request(link)) => thread::thread(ui, link),
    };
    html::div().class("contact").child(content).into_child()
}

fn shown(model: &Model) -> Shown {
    let outbox = &model.outbox;
    match model.history.latest(Pane::Detail) {
        Some(Route::Request(link)) if model.requests.get(link).is_some() => {
            Shown::Request(link.clone())
        }
        Some(Route::Requests | Route::Request(_)) => Shown::Requests,
        Some(Route::Outgoing(id)) if outbox.get(*id).is_some() => Shown::Entry(*id),
        Some(Route::Outgoing(_)) if outbox.sent.is_none() => Shown::Requests,
        Some(Route::Outgoing(_)) => Shown::Ticket,
        _ if model.form.solved => Shown::Solved,
        _ if outbox.current().is_some() => Shown::Outgoing,
        _ if outbox.sent.is_some() => Shown::Ticket,
        _ => Shown::Form,
    }
}

/// How far the view's messages have come; `None` once they are here. Where there are no messages at all, they are not waited for.
fn missing(model: &Model) -> Option<Loading<()>> {
    let tag = &model.strings.tag;
    match &model.contact_strings {
        _ if tag.is_empty() => None,
        Loading::Ready(own) if own.tag == *tag => None,
        Loading::Failed(error) => Some(Loading::Failed(*error)),
        _ => Some(Loading::Pending),
    }
}

/// The heading that all forms of the view share.
fn heading(ui: Ui, words: impl IntoChild) -> Child {
    let id = ui.heading_id(Pane::Detail);
    html::h2()
        .id(move || id.get())
        .class("heading")
        .tabindex("-1")
        .child(words)
        .into_child()
}
