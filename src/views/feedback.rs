//! "Was this helpful?" below an article: yes or no, and what went wrong. What becomes of the answer is not spoken of.

use std::cell::Cell;
use std::rc::Rc;

use guichet_wire::feedback::{MAX_COMMENT, Reason};
use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::Ui;
use super::child::{Child, IntoChild};
use super::element::html;
use super::watched::Watched;
use crate::platform::random;
use crate::state::Msg;

/// What the person has said: whether it helped, and whether there is nothing more to ask.
type Said = Watched<Option<(bool, bool)>>;

/// The question about the article `id`, where there is somebody to answer to.
pub fn feedback(ui: Ui, id: String) -> Child {
    let possible = ui.read(|model| model.feedback_endpoint().is_some());
    let said = ui.read(move |model| {
        let verdict = model.verdict(&id)?;
        Some((verdict.feedback.helpful, verdict.complete))
    });
    let content = move || possible.get().then(|| question(ui, said));
    content.into_child()
}

fn question(ui: Ui, said: Said) -> Child {
    let words = html::p()
        .id("guichet-helpful")
        .class("strong")
        .child(ui.text("article.helpful"));
    let answers = html::div()
        .class("answers")
        .child((answer(ui, said, true), answer(ui, said, false)));
    let question = html::div()
        .class("question")
        .role("group")
        .aria_labelledby("guichet-helpful")
        .child((words, answers));
    // It is there from the start, so that what it says is read out when it begins to.
    let reply = move || match said.get() {
        Some((_, true)) => ui.say("article.thanks"),
        Some((_, false)) => ui.say("article.why"),
        None => String::new(),
    };
    let reply = html::p().id("guichet-reply").role("status").child(reply);
    let form = move || {
        let asked = said.get().is_some_and(|(_, complete)| !complete);
        asked.then(|| form(ui))
    };
    html::div()
        .class("feedback")
        .child((question, reply, form))
        .into_child()
}

/// An answer, which stays: the person may change their mind.
fn answer(ui: Ui, said: Said, helpful: bool) -> Child {
    let pressed = move || said.with(|said| said.is_some_and(|(answer, _)| answer == helpful));
    let words = if helpful { "article.yes" } else { "article.no" };
    html::button()
        .r#type("button")
        .class("button choice")
        .attr("aria-pressed", move || pressed().to_string())
        .on(ev::click, move |_| {
            if !pressed() {
                let id = random::id();
                ui.send(Msg::Judged { id, helpful });
            }
        })
        .child(ui.text(words))
        .into_child()
}

fn form(ui: Ui) -> Child {
    let chosen = Rc::new(Cell::new(None));
    let reasons = Reason::ALL.map(|reason| choice(ui, &chosen, reason));
    let reasons = html::div()
        .class("reasons")
        .role("radiogroup")
        .aria_labelledby("guichet-reply")
        .child(Vec::from(reasons));
    let place = NodeRef::<Textarea>::new();
    let comment = html::textarea()
        .id("guichet-comment")
        .node_ref(place)
        .rows("3")
        .dir("auto")
        .attr("maxlength", MAX_COMMENT as u32);
    let label = html::label()
        .r#for("guichet-comment")
        .child(ui.text("article.comment"));
    let comment = html::div().class("field").child((label, comment));
    let send = html::button()
        .r#type("submit")
        .class("button primary")
        .child(ui.text("article.send"));
    html::form()
        .on(ev::submit, move |event| {
            event.prevent_default();
            let comment = place.get_untracked().map(|comment| comment.value());
            ui.send(Msg::Explained {
                reason: chosen.get(),
                comment: comment.unwrap_or_default(),
            });
        })
        .child((reasons, comment, send))
        .into_child()
}

fn choice(ui: Ui, chosen: &Rc<Cell<Option<Reason>>>, reason: Reason) -> Child {
    let words = match reason {
        Reason::Incomplete => "article.incomplete",
        Reason::Unclear => "article.unclear",
        Reason::Wrong => "article.wrong",
        Reason::Unrelated => "article.unrelated",
    };
    let chosen = Rc::clone(chosen);
    let choice = html::input()
        .r#type("radio")
        .name("guichet-reason")
        .on(ev::change, move |_| chosen.set(Some(reason)));
    html::label()
        .class("button choice")
        .child((choice, html::span().child(ui.text(words))))
        .into_child()
}
