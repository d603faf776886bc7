//! The contact view: the form or, after it, what becomes of the ticket. All of it is in the part of the program that comes later, so
//! nothing but `contact` may be public here.

mod attachments;
mod field;
mod outgoing;
mod progress;
mod question;
mod rating;
mod requests;
mod summary;
mod thread;
mod ticket;

use guichet_wire::settings::{EndpointKind, FieldRule};
use guichet_wire::ticket::TicketId;
use leptos::ev;

use self::field::{field, text};
use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, icon, rows, skeleton, trouble};
use crate::platform::{clock, random};
use crate::state::{Field, Loading, Model, Msg, Pane, ResultItem, Route};

/// What the view speaks about.
#[derive(Clone, PartialEq)]
enum Shown {
    Form,
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
        _ if outbox.current().is_some() => Shown::Outgoing,
        _ if outbox.sent.is_some() => Shown::Ticket,
        _ => Shown::Form,
    }
}

/// How far the view's messages have come; `None` once they are here. Where there are no messages at all, they are not waited for.
fn missing(model: &Model) -> Option<Loading<()>> {
    let strings = &model.strings;
    let is_missing = !(strings.with_contact || strings.tag.is_empty());
    is_missing.then(|| model.contact_strings.clone())
}

/// The heading that all forms of the view share.
fn heading(ui: Ui, words: impl Fn() -> String + Send + Sync + 'static) -> Child {
    let id = ui.heading_id(Pane::Detail);
    html::h2()
        .id(move || id.get())
        .class("heading")
        .tabindex("-1")
        .child(words)
        .into_child()
}

fn form(ui: Ui) -> Child {
    let is_mail = by_mail(ui);
    let lead = move || match is_mail() {
        true => "contact.mail-lead",
        false => "contact.lead",
    };
    let lead = html::p().class("lead").child(move || ui.say(lead()));
    let form = html::form()
        .attr("novalidate", "")
        .autocomplete("on")
        .on(ev::submit, move |event| {
            event.prevent_default();
            ui.send(Msg::Submitted {
                id: random::id(),
                now: clock::seconds(),
            });
        })
        .child((
            heading(ui, ui.text("home.contact")),
            lead,
            unsaved(ui),
            refusal(ui),
            summary::summary(ui),
            fields(ui),
        ));
    attachments::accepting(ui, form).into_child()
}

/// What is to be filled in, once it is known what the owner wants to ask.
fn fields(ui: Ui) -> Child {
    let awaits_form = ui.read(Model::awaits_form);
    let content = move || {
        ui.send(Msg::FormShown(clock::seconds()));
        match awaits_form.get() {
            true => skeleton::paragraphs(ui),
            false => (
                standard(ui),
                question::questions(ui),
                attachments::attachments(ui),
                trap(ui),
                send(ui),
            )
                .into_child(),
        }
    };
    content.into_child()
}

fn standard(ui: Ui) -> Child {
    let name_rule = ui.read(|model| model.settings().contact.name);
    let name = move || match name_rule.get() {
        FieldRule::Optional => Some(field(ui, Field::Name, true)),
        FieldRule::Required => Some(field(ui, Field::Name, false)),
        FieldRule::Hidden => None,
    };
    (
        name,
        field(ui, Field::Email, false),
        field(ui, Field::Subject, false),
        suggestions(ui),
        field(ui, Field::Message, false),
    )
        .into_child()
}

/// A field that people neither see nor hear of: what fills it in is a program.
fn trap(ui: Ui) -> Child {
    let input = html::input()
        .r#type("text")
        .class("trap")
        .tabindex("-1")
        .aria_hidden("true")
        .autocomplete("off");
    text(ui, Field::Website, true, input).into_child()
}

/// Pressing it does not take the focus from a field, or what is wrong there would be said at once and push the button away from under
/// the pointer.
fn send(ui: Ui) -> Child {
    let is_mail = by_mail(ui);
    let words = move || match is_mail() {
        true => "contact.mail",
        false => "contact.send",
    };
    html::button()
        .r#type("submit")
        .class("button primary")
        .on(ev::mousedown, |event| event.prevent_default())
        .child(move || ui.say(words()))
        .into_child()
}

/// Whether the message goes to the person's own mail program, and nobody knows what becomes of it there.
fn by_mail(ui: Ui) -> impl Fn() -> bool + Copy + Send + 'static {
    let kind = ui.read(|model| model.settings().contact.kind);
    move || kind.get() == EndpointKind::Mailto
}

/// What has to be known before anything is typed that could be lost.
fn unsaved(ui: Ui) -> Child {
    if ui.peek(|model| model.shell.storage) {
        return Child::Nothing;
    }
    let words = html::span().child(ui.text("contact.unsaved"));
    html::p()
        .class("notice")
        .child((icon::information(), words))
        .into_child()
}

fn refusal(ui: Ui) -> Child {
    let reason = ui.read(|model| model.form.refusal.clone());
    let box_of = move |reason: String| {
        let words = html::p().child(ui.text("contact.refused"));
        let reason = html::p().child(html::bdi().child(reason));
        html::div()
            .class("refusal")
            .role("alert")
            .child((icon::triangle(), html::div().child((words, reason))))
    };
    let content = move || reason.get().map(box_of);
    content.into_child()
}

/// The articles that may answer the question while it is still being written.
fn suggestions(ui: Ui) -> Child {
    let items = ui.read(|model: &Model| model.form.suggestions.clone());
    let content = move || {
        let items = items.get();
        let list = || {
            let heading = html::p()
                .class("strong")
                .child(ui.text("contact.suggestions"));
            let links = items
                .iter()
                .map(|item| suggestion(ui, item))
                .collect::<Vec<_>>();
            html::div()
                .class("suggestions")
                .child((heading, html::ul().child(links)))
        };
        (!items.is_empty()).then(list)
    };
    html::div().role("status").child(content).into_child()
}

fn suggestion(ui: Ui, item: &ResultItem) -> Child {
    let title = html::bdi().child(item.title.text.clone());
    let content = (icon::book(), title).into_child();
    let link = rows::link(ui, "link", item.id.clone(), item.anchor.clone(), content);
    html::li()
        .lang(item.written_in.clone())
        .child(link)
        .into_child()
}
