//! The ticket that has arrived: its number, where it stands, and the ways on from here. With it, what else speaks of tickets.

use guichet_wire::ticket::TicketState;
use leptos::ev;

use super::thread::Thread;
use super::{heading, hours};
use crate::platform::intl;
use crate::state::{Msg, Request, Route};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};
use crate::views::{Ui, icon};

/// The ticket.
pub fn ticket(ui: Ui) -> Child {
    let sent = ui.read(|model| model.outbox.sent.clone());
    let number = move || {
        let number = sent.with(|sent| sent.as_ref()?.number);
        number.map(|number| self::number(ui, number))
    };
    let link = ui.read(|model| {
        let receipt = model.outbox.sent.as_ref()?.receipt.as_ref()?;
        let request = model.requests.get(&receipt.status_url)?;
        Some(request.bookmark.status_url.clone())
    });
    let request = move || match link.get() {
        Some(link) => request(ui, link),
        // Nobody can see what becomes of it.
        None => html::div().class("actions").child(another(ui)).into_child(),
    };
    html::div()
        .class("outcome")
        .child((
            html::div().class("sign done").child(icon::check()),
            heading(ui, ui.text("ticket.title")),
            html::p().class("lead").child(number),
            hours::expected(ui),
            request,
        ))
        .into_child()
}

/// The number by which the endpoint knows it.
pub fn number(ui: Ui, number: u64) -> String {
    ui.fill("ticket.number", &number.to_string())
}

/// What there is to see of it, and to do with it, by its link.
fn request(ui: Ui, link: String) -> Child {
    let route = Route::Request(link.clone());
    let thread = Thread::new(ui, link);
    let summary = thread.read(summary);
    let summary = move || {
        let summary = summary.get()?;
        let (state, at) = summary?;
        let sent = html::p().class("row-detail").child(time(ui, at));
        Some(
            html::div()
                .class("card")
                .child((self::state(ui, state), sent)),
        )
    };
    let check = html::button()
        .r#type("button")
        .class("button")
        .attr("data-to", route.name())
        .on(ev::click, move |_| ui.send(Msg::Go(route.clone())))
        .child(ui.text("ticket.check"));
    let actions = html::div()
        .class("actions")
        .child((check, thread.remember(), another(ui)));
    (html::div().role("status").child(summary), actions).into_child()
}

/// Where a request stands, and when it was sent.
pub fn summary(request: &Request) -> Option<(TicketState, String)> {
    let status = request.status.as_ref()?;
    Some((status.state, status.created_at.clone()))
}

/// Where a ticket stands, in words.
pub fn state(ui: Ui, state: TicketState) -> Child {
    let sentence = match state {
        TicketState::Open => "ticket.open",
        TicketState::Waiting => "ticket.answered",
        TicketState::Solved => "ticket.solved",
    };
    html::span()
        .class("state")
        .attr("data-state", state.as_str())
        .child(ui.text(sentence))
        .into_child()
}

/// A point in time.
pub fn time(ui: Ui, at: String) -> Child {
    let machine = at.clone();
    html::time()
        .datetime(machine)
        .child(move || intl::date_time(&ui.tag(), &at))
        .into_child()
}

/// The way to another question.
pub fn another(ui: Ui) -> El {
    html::button()
        .r#type("button")
        .class("button")
        .on(ev::click, move |_| ui.send(Msg::WriteAnother))
        .child(ui.text("ticket.another"))
}
