//! A field of the contact form: its label, its input, and what is wrong with it.

use guichet_wire::problem::FieldCode;
use leptos::ev;
use leptos::prelude::*;

use crate::state::{Field, Msg};
use crate::views::child::{Child, IntoChild};
use crate::views::element::html;
use crate::views::{Ui, direction, icon};

/// What is asked for.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// A line that may stay empty.
    OptionalLine,
    /// A line.
    Line,
    /// An e-mail address.
    Email,
    /// Several lines.
    Text,
}

/// The field, called by the message `label`.
pub fn field(ui: Ui, field: Field, label: &'static str, kind: Kind) -> Child {
    let optional = (kind == Kind::OptionalLine).then(|| {
        html::span()
            .class("optional")
            .child(move || format!(" {}", ui.say("contact.optional")))
    });
    let label = html::label()
        .r#for(input_id(field))
        .child((html::span().child(ui.text(label)), optional));
    html::div()
        .class("field")
        .child((label, input(ui, field, kind), error(ui, field)))
        .into_child()
}

fn input(ui: Ui, field: Field, kind: Kind) -> Child {
    let value = ui.read(move |model| model.form.text(field).to_owned());
    let wrong = ui.read(move |model| model.form.error(field).is_some());
    let required = (kind != Kind::OptionalLine).then_some("true");
    let input = match (kind, field) {
        (Kind::Text, _) => html::textarea().rows("6"),
        (Kind::Email, _) => html::input().r#type("email").autocomplete("email"),
        (_, Field::Name) => html::input().r#type("text").autocomplete("name"),
        _ => html::input().r#type("text").autocomplete("off"),
    };
    input
        .id(input_id(field))
        .name(field.name())
        .dir(direction(value))
        .aria_required(required)
        .aria_invalid(move || wrong.get().then_some("true"))
        .aria_describedby(move || wrong.get().then(|| error_id(field)))
        .prop("value", move || value.get())
        .on(ev::input, move |event| {
            ui.send(Msg::Edited(field, event_target_value(&event)))
        })
        .into_child()
}

fn error(ui: Ui, field: Field) -> Child {
    let code = ui.read(move |model| model.form.error(field));
    let message = move |code: FieldCode| {
        let sentence = match code {
            FieldCode::Required => "contact.required",
            FieldCode::TooLong => "contact.too-long",
            FieldCode::Malformed if field == Field::Email => "contact.malformed",
            FieldCode::Malformed => "contact.refused",
        };
        html::p()
            .id(error_id(field))
            .class("error")
            .child((icon::information(), html::span().child(ui.text(sentence))))
    };
    let content = move || code.get().map(message);
    content.into_child()
}

fn input_id(field: Field) -> String {
    format!("guichet-field-{}", field.name())
}

fn error_id(field: Field) -> String {
    format!("guichet-error-{}", field.name())
}
