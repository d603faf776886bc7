//! The contact view: the form or, after it, what becomes of the ticket. All of it is in the part of the program that comes later, so
//! nothing but `contact` may be public here.

mod field;
mod outgoing;
mod ticket;

use guichet_wire::settings::FieldRule;
use leptos::ev;

use self::field::{Kind, field};
use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, icon, rows, skeleton, trouble};
use crate::platform::random;
use crate::state::{Field, Loading, Model, Msg, Pane, ResultItem};

/// What the view speaks about.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Form,
    Outgoing,
    Ticket,
}

/// The contact view. A way into the contact part, so it is never drawn into what calls it.
#[inline(never)]
pub fn contact(ui: Ui) -> Child {
    let shown = ui.read(|model| match &model.outbox {
        outbox if outbox.current().is_some() => Shown::Outgoing,
        outbox if outbox.sent.is_some() => Shown::Ticket,
        _ => Shown::Form,
    });
    let messages = ui.read(missing);
    let content = move || match (messages.get(), shown.get()) {
        (Some(Loading::Failed(error)), _) => trouble::trouble(ui, error),
        (Some(_), _) => skeleton::paragraphs(ui),
        (None, Shown::Form) => form(ui),
        (None, Shown::Outgoing) => outgoing::outgoing(ui),
        (None, Shown::Ticket) => ticket::ticket(ui),
    };
    html::div().class("contact").child(content).into_child()
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
    let lead = html::p().class("lead").child(ui.text("contact.lead"));
    let send = html::button()
        .r#type("submit")
        .class("button primary")
        .child(ui.text("contact.send"));
    html::form()
        .attr("novalidate", "")
        .autocomplete("on")
        .on(ev::submit, move |event| {
            event.prevent_default();
            ui.send(Msg::Submitted(random::id()));
        })
        .child((
            heading(ui, ui.text("home.contact")),
            lead,
            unsaved(ui),
            refusal(ui),
            fields(ui),
            send,
        ))
        .into_child()
}

fn fields(ui: Ui) -> Child {
    let name_rule = ui.read(|model| model.settings().contact.name);
    let name = move || match name_rule.get() {
        FieldRule::Optional => Some(field(ui, Field::Name, "contact.name", Kind::OptionalLine)),
        FieldRule::Required => Some(field(ui, Field::Name, "contact.name", Kind::Line)),
        FieldRule::Hidden => None,
    };
    (
        name,
        field(ui, Field::Email, "contact.email", Kind::Email),
        field(ui, Field::Subject, "contact.subject", Kind::Line),
        suggestions(ui),
        field(ui, Field::Message, "contact.message", Kind::Text),
    )
        .into_child()
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
