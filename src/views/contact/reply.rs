//! The place to say more about a request.

use guichet_wire::ticket::MAX_MESSAGE;
use leptos::ev;
use leptos::prelude::*;

use super::thread::Thread;
use crate::platform::random;
use crate::state::{Exchange, Request, RequestEvent};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};
use crate::views::watched::Watched;
use crate::views::{Ui, direction, icon};

/// The place to say more; on a solved request the way there.
pub fn reply(thread: Thread) -> Child {
    let takes_reply = thread.read(Request::takes_reply);
    let is_solved = thread.read(Request::is_solved);
    let content = move || match (takes_reply.get(), is_solved.get()) {
        (Some(true), _) => form(thread),
        (_, Some(true)) => thread
            .button("ticket.reopen", || RequestEvent::ReopenWanted)
            .into_child(),
        _ => Child::Nothing,
    };
    content.into_child()
}

fn form(thread: Thread) -> Child {
    let ui = thread.ui;
    let text = thread.text(|request| &request.reply);
    let field = html::textarea()
        .id("guichet-answer")
        .rows("4")
        .dir(direction(text))
        .attr("maxlength", MAX_MESSAGE as u32)
        .prop("value", move || text.get())
        .on(ev::input, move |event| {
            thread.send(RequestEvent::ReplyTyped(event_target_value(&event)))
        });
    let label = html::label()
        .r#for("guichet-answer")
        .child(ui.text("ticket.reply"));
    let replying = thread.read(|request| request.replying);
    let send = html::button()
        .r#type("submit")
        .class("button primary")
        .attr("aria-busy", busy(replying))
        .child(ui.text("ticket.reply-send"));
    html::form()
        .on(ev::submit, move |event| {
            event.prevent_default();
            thread.send(RequestEvent::ReplyWanted(random::id()));
        })
        .child((
            html::div().class("field").child((label, field)),
            trouble(ui, replying, "ticket.failed"),
            send,
        ))
        .into_child()
}

/// Whether an answer is waited for.
pub fn busy(exchange: Watched<Option<Exchange>>) -> impl Fn() -> Option<&'static str> + 'static {
    move || (exchange.get() == Some(Exchange::UnderWay)).then_some("true")
}

/// What is said where something could not be sent, or fetched.
pub fn trouble(ui: Ui, exchange: Watched<Option<Exchange>>, sentence: &'static str) -> El {
    let words = move || {
        let failed = exchange.get() == Some(Exchange::Failed);
        failed.then(|| {
            let words = html::span().child(ui.text(sentence));
            html::p().class("error").child((icon::information(), words))
        })
    };
    html::div().role("alert").child(words)
}
