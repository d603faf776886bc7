//! How much of a ticket with files has left: a bar, and the same in words.

use guichet_wire::ticket::TicketId;

use crate::platform::contact::measure;
use crate::state::{Model, Stage};
use crate::views::Ui;
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};

fn percent(model: &Model, id: TicketId) -> Option<u32> {
    let entry = model.outbox.get(id)?;
    let is_uploaded = entry.stage == Stage::Sending && !entry.delivery.files.is_empty();
    is_uploaded.then_some(entry.progress.unwrap_or(0))
}

/// The bar, while the ticket's files are on their way.
pub fn progress(ui: Ui, id: TicketId) -> Child {
    let is_shown = ui.read(move |model| percent(model, id).is_some());
    let content = move || is_shown.get().then(|| bar(ui, id));
    content.into_child()
}

fn bar(ui: Ui, id: TicketId) -> Child {
    let percent = ui.read(move |model| percent(model, id).unwrap_or(0));
    let bar = El::new("progress")
        .attr("max", 100)
        .attr("value", move || percent.get())
        .aria_label(ui.text("outgoing.sending"));
    let words = move || {
        ui.fill(
            "outgoing.progress",
            &measure::percent(&ui.tag(), percent.get()),
        )
    };
    (bar, html::p().class("row-detail").child(words)).into_child()
}
