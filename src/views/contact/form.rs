//! The contact form, from its lead to the button that sends it: which parts it has, and in which order.

use guichet_wire::settings::{EndpointKind, FieldRule};
use leptos::ev;

use super::field::{field, look_at_focused, text};
use super::suggestions::suggestions;
use super::{attachments, context, heading, hours, question, secrets, summary, ticket};
use crate::platform::{clock, random};
use crate::state::{Field, First, Model, Msg};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};
use crate::views::{Ui, icon, skeleton};

/// The form.
pub fn form(ui: Ui) -> Child {
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
            look_at_focused(&event);
            ui.send(Msg::Submitted {
                id: random::id(),
                now: clock::seconds(),
            });
        })
        .child((
            heading(ui, ui.text("home.contact")),
            (lead, hours::expected(ui)).into_child(),
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
            false => parts(ui),
        }
    };
    content.into_child()
}

fn parts(ui: Ui) -> Child {
    (
        standard(ui),
        attachments::attachments(ui),
        question::questions(ui),
        trap(ui),
        context::context(ui),
        first(ui),
        secrets::question_or(ui, send),
    )
        .into_child()
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
        suggestions(ui, Field::Subject),
        field(ui, Field::Message, false),
        suggestions(ui, Field::Message),
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
    notice(ui.text("contact.unsaved")).into_child()
}

/// What became of the first version of what is written here. It stands where nobody sends the other one without seeing it.
fn first(ui: Ui) -> Child {
    let first = ui.read(|model| model.form.first);
    let content = move || {
        let (sentence, number) = match first.get()? {
            First::Sent(number) => ("contact.first-sent", number),
            First::Gone => ("contact.first-gone", None),
        };
        let number = number.map(|number| html::p().child(ticket::number(ui, number)));
        let words = html::p().child(ui.text(sentence));
        Some(notice((words, number)).role("alert"))
    };
    content.into_child()
}

fn notice(words: impl IntoChild) -> El {
    html::div()
        .class("notice")
        .child((icon::information(), html::div().child(words)))
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
