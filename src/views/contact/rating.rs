//! What the person says of the help once a request is solved: the three questions that support measures itself by, and a comment. None
//! of it has to be answered, and all of it can be changed later.

use guichet_wire::feedback::MAX_COMMENT;
use guichet_wire::ticket::Rating;
use leptos::ev;
use leptos::prelude::*;

use super::reply::{busy, trouble};
use super::thread::Thread;
use crate::state::{Exchange, Request, RequestEvent, Scale};
use crate::views::child::{Child, IntoChild};
use crate::views::direction;
use crate::views::element::{El, html};
use crate::views::watched::Watched;

/// A question and its scale.
struct Question {
    scale: Scale,
    name: &'static str,
    lowest: u8,
    highest: u8,
    words: &'static str,
    low: &'static str,
    high: &'static str,
}

const QUESTIONS: [Question; 3] = [
    Question {
        scale: Scale::Csat,
        name: "csat",
        lowest: 1,
        highest: 5,
        words: "ticket.csat",
        low: "ticket.csat-low",
        high: "ticket.csat-high",
    },
    Question {
        scale: Scale::Ces,
        name: "ces",
        lowest: 1,
        highest: 7,
        words: "ticket.ces",
        low: "ticket.ces-low",
        high: "ticket.ces-high",
    },
    Question {
        scale: Scale::Nps,
        name: "nps",
        lowest: 0,
        highest: 10,
        words: "ticket.nps",
        low: "ticket.nps-low",
        high: "ticket.nps-high",
    },
];

/// The questions, where the request is solved.
pub fn rating(thread: Thread) -> Child {
    let is_solved = thread.read(Request::is_solved);
    let content = move || (is_solved.get() == Some(true)).then(|| form(thread));
    content.into_child()
}

fn form(thread: Thread) -> El {
    let ui = thread.ui;
    let rating = thread.read(|request| request.rating.clone());
    let questions: Vec<El> = QUESTIONS
        .iter()
        .map(|question| self::question(thread, rating, question))
        .collect();
    let judging = thread.read(|request| request.judging);
    let thanks = move || (judging.get() == Some(Exchange::Done)).then(|| ui.say("article.thanks"));
    let send = html::button()
        .r#type("submit")
        .class("button")
        .attr("aria-busy", busy(judging))
        .child(ui.text("article.send"));
    html::form()
        .class("rating")
        .on(ev::submit, move |event| {
            event.prevent_default();
            thread.send(RequestEvent::RatingWanted);
        })
        .child((
            questions,
            comment(thread),
            trouble(ui, judging, "ticket.failed"),
            send,
            html::p().role("status").child(thanks),
        ))
}

fn question(thread: Thread, rating: Watched<Option<Rating>>, question: &'static Question) -> El {
    let ui = thread.ui;
    let scores: Vec<El> = (question.lowest..=question.highest)
        .map(|score| self::score(thread, rating, question, score))
        .collect();
    let ends = html::p().class("ends").aria_hidden("true").child((
        html::span().child(ui.text(question.low)),
        html::span().child(ui.text(question.high)),
    ));
    html::fieldset().child((
        html::legend()
            .class("strong")
            .child(ui.text(question.words)),
        html::div()
            .class("scores")
            .attr("data-scale", question.name)
            .child(scores),
        ends,
    ))
}

/// A place on a scale. What its ends mean is said with them.
fn score(
    thread: Thread,
    rating: Watched<Option<Rating>>,
    question: &'static Question,
    score: u8,
) -> El {
    let ui = thread.ui;
    let scale = question.scale;
    let chosen = move || {
        let is_chosen = rating
            .with(|rating| rating.as_ref().and_then(|rating| said(rating, scale)) == Some(score));
        // The property takes any text for a yes but the empty one.
        String::from(if is_chosen { "yes" } else { "" })
    };
    let input = html::input()
        .r#type("radio")
        .name(format!("guichet-{}", question.name))
        .prop("checked", chosen)
        .on(ev::change, move |_| {
            thread.send(RequestEvent::Scored(scale, score))
        });
    let end = match score {
        _ if score == question.lowest => Some(question.low),
        _ if score == question.highest => Some(question.high),
        _ => None,
    };
    let end = end.map(|end| html::span().class("said-only").child(ui.text(end)));
    let number = html::span().child(move || ui.number(score.into()));
    html::label().child((input, number, end))
}

fn said(rating: &Rating, scale: Scale) -> Option<u8> {
    match scale {
        Scale::Csat => rating.csat,
        Scale::Ces => rating.ces,
        Scale::Nps => rating.nps,
    }
}

fn comment(thread: Thread) -> El {
    let ui = thread.ui;
    let text = thread.text(|request| &request.rating.comment);
    let field = html::textarea()
        .id("guichet-rating")
        .rows("3")
        .dir(direction(text))
        .attr("maxlength", MAX_COMMENT as u32)
        .prop("value", move || text.get())
        .on(ev::input, move |event| {
            thread.send(RequestEvent::Commented(event_target_value(&event)))
        });
    let label = html::label()
        .r#for("guichet-rating")
        .child(ui.text("article.comment"));
    html::div().class("field").child((label, field))
}
