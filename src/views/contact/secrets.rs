//! The question whether a card number, a bank account or a password is to leave.

use leptos::ev;

use super::summary::go_to;
use crate::platform::{clock, random};
use crate::state::{Field, Msg, Secret};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};
use crate::views::{Ui, icon};

/// What sends the form or, while there is a secret to be asked about, the question.
pub fn question_or(ui: Ui, send: fn(Ui) -> Child) -> Child {
    let secret = ui.read(|model| model.form.secret);
    let content = move || match secret.get() {
        Some((secret, field)) => question(ui, secret, field).into_child(),
        None => send(ui),
    };
    content.into_child()
}

fn question(ui: Ui, secret: Secret, field: Field) -> El {
    let found = match secret {
        Secret::Card => "contact.card",
        Secret::Iban => "contact.iban",
        Secret::Password => "contact.password",
    };
    let words = html::div().child((
        html::p().class("strong").child(ui.text(found)),
        html::p().child(ui.text("contact.secret")),
    ));
    let edit = button(ui, "outgoing.edit").on(ev::click, move |event| go_to(field, &event));
    let send = button(ui, "contact.anyway").on(ev::click, move |_| {
        ui.send(Msg::SentAnyway {
            id: random::id(),
            now: clock::seconds(),
        });
    });
    let actions = html::div().class("actions").child((edit, send));
    html::div()
        .class("secret")
        .role("alert")
        .child((icon::triangle(), words, actions))
}

fn button(ui: Ui, words: &'static str) -> El {
    html::button()
        .r#type("button")
        .class("button")
        .child(ui.text(words))
}
