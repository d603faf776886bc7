//! A field of the contact form: its label, the help to fill it in, what holds the answer, and what is wrong with that. Which controls
//! the owner's own questions have is said in [`question`](super::question).

use guichet_wire::form::{QuestionKind, Texts};
use guichet_wire::problem::FieldCode;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use crate::state::{Field, Msg};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, follow, html};
use crate::views::watched::Watched;
use crate::views::{Ui, direction, icon};

/// One of the fields that every form has.
pub fn field(ui: Ui, field: Field, is_optional: bool) -> Child {
    let input = match field {
        Field::Message => html::textarea().rows("6"),
        Field::Email => html::input().r#type("email").autocomplete("email"),
        Field::Name => html::input().r#type("text").autocomplete("name"),
        _ => html::input().r#type("text").autocomplete("off"),
    };
    labelled(ui, field, is_optional, text(ui, field, is_optional, input))
}

/// A control under its label.
pub fn labelled(ui: Ui, field: Field, is_optional: bool, control: El) -> Child {
    let label = html::label()
        .r#for(input_id(field))
        .child(words(ui, field, is_optional));
    frame(
        ui,
        field,
        html::div().child((label, help(ui, field), control)),
    )
}

/// Several controls under one label, which a screen reader calls a `role`.
pub fn grouped(
    ui: Ui,
    field: Field,
    is_optional: bool,
    role: &'static str,
    controls: Vec<Child>,
) -> Child {
    let legend = html::legend().child(words(ui, field, is_optional));
    let group = html::fieldset()
        .role(role)
        .aria_describedby(description(ui, field))
        .child((legend, help(ui, field), html::div().child(controls)));
    // Other groups can be neither in ARIA.
    let is_wrong = is_wrong(ui, field);
    let group = match role {
        "radiogroup" => group
            .aria_required((!is_optional).then_some("true"))
            .aria_invalid(move || is_wrong().then_some("true")),
        _ => group,
    };
    frame(ui, field, group)
}

/// A control beside its label.
pub fn ticked(ui: Ui, field: Field, is_optional: bool, control: El) -> Child {
    let label = html::label()
        .class("tick")
        .child((control, html::span().child(words(ui, field, is_optional))));
    frame(ui, field, html::div().child((label, help(ui, field))))
}

/// What is wrong is said after the field was left, and where it is.
fn frame(ui: Ui, field: Field, content: El) -> Child {
    content
        .class("field")
        .attr("data-wrong", is_wrong(ui, field))
        .on(ev::focusout, move |_| ui.send(Msg::FieldLeft(field)))
        .child(error(ui, field))
        .into_child()
}

/// What all controls have that hold an answer of their own.
pub fn control(ui: Ui, field: Field, is_optional: bool, input: El) -> El {
    let is_wrong = is_wrong(ui, field);
    input
        .id(input_id(field))
        .name(field.name())
        .aria_required((!is_optional).then_some("true"))
        .aria_invalid(move || is_wrong().then_some("true"))
        .aria_describedby(description(ui, field))
}

/// A control that holds a text.
pub fn text(ui: Ui, field: Field, is_optional: bool, input: El) -> El {
    let value = ui.read(move |model| model.form.text(field).to_owned());
    holds(control(ui, field, is_optional, input), value)
        .dir(direction(value))
        .on(ev::input, move |event| ui.send(edited(field, &event)))
        .on(ev::blur, move |event| look(ui, field, &event))
}

/// Half of a day is no input: that it is there, or not any more, is heard of only when it is looked at.
fn look(ui: Ui, field: Field, event: &Event) {
    let msg = edited(field, event);
    let is_wrong = ui.peek(|model| model.form.error(field).is_some());
    if is_wrong || matches!(msg, Msg::Edited { fits: false, .. }) {
        ui.send(msg);
    }
}

/// Leaves a field for a day or a number for a moment: who sends the form may be in the middle of it, and Firefox judges half of a day
/// only when it is left.
pub fn look_at_focused(submitted: &Event) {
    let form: Element = event_target(submitted);
    let focused = form.query_selector("[type=date]:focus,[type=number]:focus");
    let focused = focused.ok().flatten();
    if let Some(control) = focused.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        // An element that refuses this leaves the focus where it is.
        let _ = control.blur();
        let _ = control.focus();
    }
}

/// Keeps the control at `value`. It is not touched while it says that already: what the person is typing into a field for numbers or
/// days would be lost.
pub fn holds(input: El, value: Watched<String>) -> El {
    let control = as_input(&input);
    follow(Box::new(move || {
        value.with(|value| {
            if control.value() != *value {
                control.set_value(value);
            }
        })
    }));
    input
}

/// Keeps the control ticked as long as `is_on` says so.
pub fn ticks(input: El, is_on: Watched<bool>) -> El {
    let control = as_input(&input);
    follow(Box::new(move || control.set_checked(is_on.get())));
    input
}

/// What is true of inputs here is true of text areas and selections too.
fn as_input(control: &El) -> HtmlInputElement {
    control.node().clone().unchecked_into()
}

/// What a control says now, and whether the browser finds that it has the form that was asked for.
pub fn edited(field: Field, event: &Event) -> Msg {
    let control: HtmlInputElement = event_target(event);
    let validity = control.validity();
    Msg::Edited {
        field,
        text: control.value(),
        fits: !(validity.pattern_mismatch() || validity.bad_input()),
    }
}

/// What the field is called.
pub fn name(ui: Ui, field: Field) -> El {
    let key = match field {
        Field::Question(question) => {
            return owners(ui, html::bdi(), &question.label);
        }
        Field::Name => "contact.name",
        Field::Email => "contact.email",
        Field::Subject => "contact.subject",
        Field::Message | Field::Website => "contact.message",
    };
    html::span().child(ui.text(key))
}

fn words(ui: Ui, field: Field, is_optional: bool) -> Child {
    let optional = is_optional.then(|| {
        html::span()
            .class("optional")
            .child(move || format!(" {}", ui.say("contact.optional")))
    });
    (name(ui, field), optional).into_child()
}

fn help(ui: Ui, field: Field) -> Child {
    let Field::Question(question) = field else {
        return Child::Nothing;
    };
    if question.help.is_empty() {
        return Child::Nothing;
    }
    let place = html::p().id(help_id(field)).class("help");
    owners(ui, place, &question.help).into_child()
}

/// A text of the owner's in its place, which says what language that is where it is not the panel's.
pub fn owners(ui: Ui, place: El, texts: &'static Texts) -> El {
    let words = ui.read(move |model| model.words(texts));
    place
        .lang(move || words.get().language)
        .dir("auto")
        .child(move || words.get().text)
}

fn error(ui: Ui, field: Field) -> Child {
    let code = ui.read(move |model| model.form.error(field));
    let message = move |code: FieldCode| {
        html::p().id(error_id(field)).class("error").child((
            icon::information(),
            html::span().child(ui.text(sentence(field, code))),
        ))
    };
    let content = move || code.get().map(message);
    content.into_child()
}

fn sentence(field: Field, code: FieldCode) -> &'static str {
    let kind = match field {
        Field::Question(question) => Some(question.kind),
        _ => None,
    };
    match (code, kind) {
        (FieldCode::Required, Some(QuestionKind::Consent)) => "contact.consent",
        (FieldCode::Required, _) => "contact.required",
        (FieldCode::TooLong, _) => "contact.too-long",
        (FieldCode::Malformed, Some(QuestionKind::Number)) => "contact.number",
        (FieldCode::Malformed, Some(QuestionKind::Date)) => "contact.date",
        (FieldCode::Malformed, Some(_)) => "contact.pattern",
        (FieldCode::Malformed, None) if field == Field::Email => "contact.malformed",
        (FieldCode::Malformed, None) => "contact.refused",
    }
}

fn is_wrong(ui: Ui, field: Field) -> impl Fn() -> bool + Copy + Send + 'static {
    let is_wrong = ui.read(move |model| model.form.error(field).is_some());
    move || is_wrong.get()
}

/// The ids of the help and of what is wrong, as far as they are there.
fn description(ui: Ui, field: Field) -> impl Fn() -> Option<String> + Send + 'static {
    let is_wrong = is_wrong(ui, field);
    let has_help = matches!(field, Field::Question(question) if !question.help.is_empty());
    move || match (has_help, is_wrong()) {
        (false, false) => None,
        (true, false) => Some(help_id(field)),
        (false, true) => Some(error_id(field)),
        (true, true) => Some([help_id(field), error_id(field)].join(" ")),
    }
}

fn input_id(field: Field) -> String {
    ["guichet-field-", field.name()].concat()
}

fn help_id(field: Field) -> String {
    ["guichet-help-", field.name()].concat()
}

fn error_id(field: Field) -> String {
    ["guichet-error-", field.name()].concat()
}
