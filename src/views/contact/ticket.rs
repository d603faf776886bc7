//! The ticket that has arrived: its number, where it stands, the answers so far.

use guichet_wire::ticket::{Receipt, Reply, TicketState, TicketStatus};
use leptos::ev;

use super::heading;
use crate::platform::intl;
use crate::state::{Model, Msg};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};
use crate::views::{Ui, icon};

/// The ticket.
pub fn ticket(ui: Ui) -> Child {
    let receipt = ui.read(|model| model.outbox.sent.as_ref().map(|sent| sent.receipt.clone()));
    let status = ui.read(status);
    let number = move || {
        let number = receipt.with(|receipt| receipt.as_ref().map(|receipt| receipt.number));
        ui.fill("ticket.number", &number.unwrap_or_default().to_string())
    };
    let state = move || status.get().map(|status| self::state(ui, status));
    let links = move || receipt.get().map(|receipt| actions(ui, receipt));
    html::div()
        .class("outcome")
        .child((
            html::div().class("sign done").child(icon::check()),
            heading(ui, ui.text("ticket.title")),
            html::p().class("lead").child(number),
            html::div().role("status").child(state),
            links,
        ))
        .into_child()
}

fn status(model: &Model) -> Option<TicketStatus> {
    model.outbox.sent.as_ref()?.status.clone()
}

fn state(ui: Ui, status: TicketStatus) -> Child {
    let (name, sentence) = match status.state {
        TicketState::Open => ("open", "ticket.open"),
        TicketState::Waiting => ("waiting", "ticket.answered"),
        TicketState::Solved => ("solved", "ticket.solved"),
    };
    let state = html::p()
        .class("state")
        .attr("data-state", name)
        .child(ui.text(sentence));
    let subject = html::p()
        .class("strong")
        .child(html::bdi().child(status.subject));
    let sent = html::p()
        .class("row-detail")
        .child(time(ui, status.created_at));
    let replies = status
        .replies
        .into_iter()
        .map(|reply| self::reply(ui, reply));
    let replies = html::ol()
        .class("replies")
        .child(replies.collect::<Vec<_>>());
    html::div()
        .class("card")
        .child((subject, sent, state, replies))
        .into_child()
}

fn reply(ui: Ui, reply: Reply) -> Child {
    let text = html::p().class("reply-text").dir("auto").child(reply.text);
    html::li().child((time(ui, reply.at), text)).into_child()
}

fn time(ui: Ui, at: String) -> Child {
    let machine = at.clone();
    html::time()
        .datetime(machine)
        .child(move || intl::date_time(&ui.tag(), &at))
        .into_child()
}

fn actions(ui: Ui, receipt: Receipt) -> Child {
    let check = html::button()
        .r#type("button")
        .class("button")
        .on(ev::click, move |_| ui.send(Msg::StatusWanted))
        .child(ui.text("ticket.check"));
    let page = html::a()
        .class("button")
        .href(receipt.status_url)
        .target("_blank")
        .rel("noopener")
        .child((html::span().child(ui.text("ticket.page")), icon::leaving()));
    html::div()
        .class("actions")
        .child((check, page, another(ui)))
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
