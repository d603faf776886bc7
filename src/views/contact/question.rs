//! The owner's own questions: each kind has the control that people know for it.

use guichet_wire::form::{Question, QuestionKind, QuestionOption};
use leptos::ev;
use leptos::prelude::event_target;
use web_sys::HtmlInputElement;

use super::field::{control, edited, grouped, holds, labelled, owners, text, ticked, ticks};
use crate::state::{Field, Model, Msg, with_choice};
use crate::views::Ui;
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};

/// Up to so many choices can be seen at once.
const SEEN: usize = 5;

/// The answer of a ticked box.
const YES: &str = "yes";

/// The questions that are asked, as the answers stand.
pub fn questions(ui: Ui) -> Child {
    let questions = ui.peek(Model::owners_form).questions.iter();
    questions
        .map(|question| {
            let is_asked = ui.read(move |model| model.is_asked(question));
            move || is_asked.get().then(|| self::question(ui, question))
        })
        .collect::<Vec<_>>()
        .into_child()
}

fn question(ui: Ui, question: &'static Question) -> Child {
    let is_optional = !question.required;
    let field = Field::Question(question);
    let line = |kind: &'static str| html::input().r#type(kind).autocomplete("off");
    let input = match question.kind {
        QuestionKind::Text => line("text").attr("pattern", question.pattern.clone()),
        QuestionKind::LongText => html::textarea().rows("4"),
        QuestionKind::Number => line("number").attr("step", "any").inputmode("decimal"),
        QuestionKind::Date => line("date"),
        QuestionKind::Choice if question.options.len() > SEEN => {
            return labelled(ui, field, is_optional, selection(ui, question));
        }
        QuestionKind::Choice => return choice(ui, question),
        QuestionKind::Choices => return choices(ui, question),
        QuestionKind::Checkbox => {
            return ticked(ui, field, is_optional, tick(ui, field, is_optional));
        }
        QuestionKind::Consent => return ticked(ui, field, false, tick(ui, field, false)),
        QuestionKind::Hidden => return Child::Nothing,
    };
    labelled(ui, field, is_optional, text(ui, field, is_optional, input))
}

fn selection(ui: Ui, question: &'static Question) -> El {
    let field = Field::Question(question);
    let value = ui.read(move |model| model.form.text(field).to_owned());
    let none = html::option().value("").child(ui.text("contact.choose"));
    let options = question
        .options
        .iter()
        .map(|option| owners(ui, html::option().value(&*option.value), &option.label));
    let select = html::select().child((none, options.collect::<Vec<_>>()));
    let select = holds(control(ui, field, !question.required, select), value)
        .on(ev::change, move |event| ui.send(edited(field, &event)));
    html::div().class("selection").child(select)
}

fn choice(ui: Ui, question: &'static Question) -> Child {
    let field = Field::Question(question);
    let option = |option: &'static QuestionOption| {
        let is_chosen = ui.read(move |model| model.form.text(field) == option.value);
        let input = html::input()
            .r#type("radio")
            .name(field.name())
            .value(&*option.value)
            .on(ev::change, move |event| ui.send(edited(field, &event)));
        beside(ui, option, ticks(input, is_chosen))
    };
    let options = question.options.iter().map(option).collect();
    grouped(ui, field, !question.required, "radiogroup", options)
}

fn choices(ui: Ui, question: &'static Question) -> Child {
    let field = Field::Question(question);
    let option = |option: &'static QuestionOption| {
        let is_chosen = ui.read(move |model| {
            let mut chosen = model.form.text(field).lines();
            chosen.any(|value| value == option.value)
        });
        let chosen = move |is_on| {
            let before = ui.peek(|model| model.form.text(field).to_owned());
            with_choice(&question.options, &before, &option.value, is_on)
        };
        let input =
            html::input()
                .r#type("checkbox")
                .name(field.name())
                .on(ev::change, move |event| {
                    let control: HtmlInputElement = event_target(&event);
                    ui.send(answered(field, chosen(control.checked())));
                });
        beside(ui, option, ticks(input, is_chosen))
    };
    let options = question.options.iter().map(option).collect();
    grouped(ui, field, !question.required, "group", options)
}

fn tick(ui: Ui, field: Field, is_optional: bool) -> El {
    let is_on = ui.read(move |model| !model.form.text(field).is_empty());
    let input = control(ui, field, is_optional, html::input().r#type("checkbox"));
    ticks(input, is_on).on(ev::change, move |event| {
        let control: HtmlInputElement = event_target(&event);
        let text = if control.checked() { YES } else { "" };
        ui.send(answered(field, text.to_owned()));
    })
}

fn answered(field: Field, text: String) -> Msg {
    Msg::Edited {
        field,
        text,
        fits: true,
    }
}

fn beside(ui: Ui, option: &'static QuestionOption, input: El) -> Child {
    let label = owners(ui, html::bdi(), &option.label);
    html::label()
        .class("tick")
        .child((input, label))
        .into_child()
}
