//! The list of the person's requests: what waits to be sent, and the tickets that are known here, newest first.

use guichet_wire::ticket::TicketId;
use leptos::ev;

use super::reply::trouble;
use super::thread::Thread;
use super::{heading, thread, ticket};
use crate::state::{Bookmark, Exchange, Model, Msg, Request, Route, Stage};
use crate::views::child::{Child, IntoChild};
use crate::views::element::html;
use crate::views::{Ui, icon, rows};

/// The list.
pub fn requests(ui: Ui) -> Child {
    let entries = ui.read(entries);
    let bookmarks = ui.read(bookmarks);
    let none = move || {
        let is_empty = entries.with(Vec::is_empty) && bookmarks.with(Vec::is_empty);
        is_empty.then(|| html::p().class("lead").child(ui.text("ticket.none")))
    };
    let list = move || {
        let waiting = entries
            .get()
            .into_iter()
            .map(|entry| self::entry(ui, entry));
        let known = bookmarks.get().into_iter().map(|known| request(ui, known));
        waiting.chain(known).collect::<Vec<_>>()
    };
    html::div()
        .class("requests")
        .child((
            heading(ui, ui.text("home.requests")),
            none,
            check(ui),
            html::ul().child(list),
        ))
        .into_child()
}

/// A way to see whether anything has changed, and to try again where that could not be seen.
fn check(ui: Ui) -> Child {
    let looking = ui.read(looking);
    let has_any = ui.read(|model| !model.requests.list.is_empty());
    let look = move || ui.send(Msg::RequestsShown);
    let button = move || has_any.get().then(|| thread::check(ui, looking, look));
    html::div()
        .class("standing")
        .child((trouble(ui, looking, "ticket.unreachable"), button))
        .into_child()
}

/// How it goes to see where the requests stand.
fn looking(model: &Model) -> Option<Exchange> {
    let list = || model.requests.list.iter();
    if list().any(Request::is_out_of_reach) {
        return Some(Exchange::Failed);
    }
    let mut exchanges = list().map(|request| request.looking);
    exchanges.find(|exchange| *exchange == Exchange::UnderWay)
}

fn entries(model: &Model) -> Vec<(TicketId, String, Stage)> {
    let entries = model.outbox.entries.iter().rev();
    entries
        .map(|entry| {
            let ticket = &entry.delivery.ticket;
            (ticket.id, ticket.subject.clone(), entry.stage)
        })
        .collect()
}

fn bookmarks(model: &Model) -> Vec<Bookmark> {
    let requests = model.requests.list.iter();
    requests.map(|request| request.bookmark.clone()).collect()
}

fn entry(ui: Ui, (id, subject, stage): (TicketId, String, Stage)) -> Child {
    let state = match stage {
        Stage::Saving => "outgoing.saving",
        Stage::Sending => "outgoing.sending",
        Stage::Waiting => "home.unsent",
        Stage::Attention => "outgoing.attention",
    };
    let state = html::span().class("row-detail").child(ui.text(state));
    row(
        ui,
        Route::Outgoing(id),
        icon::clock(),
        subject,
        state.into_child(),
    )
}

fn request(ui: Ui, bookmark: Bookmark) -> Child {
    let number = bookmark.number.to_string();
    let route = Route::Request(bookmark.status_url.clone());
    let request = Thread::new(ui, bookmark.status_url).read(|request| {
        let summary = ticket::summary(request);
        (summary, request.gone)
    });
    let detail = move || {
        let (summary, gone) = request.get()?;
        let (state, time) = match summary {
            _ if gone => (
                html::span().child(ui.text("ticket.gone")).into_child(),
                None,
            ),
            Some((state, at)) => (
                ticket::state(ui, state),
                Some((" · ", ticket::time(ui, at))),
            ),
            None => (Child::Nothing, None),
        };
        let number = html::bdi().child(number.clone());
        let detail = html::span().class("row-detail").child((number, time));
        Some((state, detail))
    };
    row(
        ui,
        route,
        icon::letter(),
        bookmark.subject,
        detail.into_child(),
    )
}

/// What stands below the subject may change while the row keeps the focus.
fn row(ui: Ui, route: Route, icon: Child, subject: String, detail: Child) -> Child {
    let title = html::span()
        .class("row-title")
        .child(html::bdi().child(subject));
    let text = html::span().class("row-text").child((title, detail));
    let row = html::button()
        .r#type("button")
        .class("row")
        .attr("data-to", route.name())
        .on(ev::click, move |event| {
            rows::focus(&event);
            ui.send(Msg::Go(route.clone()));
        })
        .child((icon, text, crate::views::icon::forward()));
    html::li().child(row).into_child()
}
