//! The panel: a dialog, or a region of the page, with its header and its two panes. Which of the panes is seen is the style sheet's business.

use leptos::ev;
use leptos::html::Section;
use leptos::prelude::*;

use super::article::article;
use super::category::category;
use super::child::{Child, IntoChild};
use super::contact::contact;
use super::element::{El, html};
use super::header::header;
use super::home::home;
use super::{Ui, icon, modal, resize, search, skeleton, theme, trouble};
use crate::state::{Loading, Mode, Msg, Pane, Route};

/// The whole panel.
pub fn panel(ui: Ui) -> El {
    let open = ui.read(|model| model.open);
    let shown = ui.read(|model| model.history.current().pane());
    let strings = ui.read(|model| model.strings.clone());
    let frame = NodeRef::<Section>::new();
    let mode = ui.peek(|model| model.shell.mode);
    let covers = modal::covers_page(mode);
    let panel = html::section()
        .class("panel")
        .node_ref(frame)
        .role(match mode {
            Mode::Floating => "dialog",
            Mode::Embedded => "region",
        })
        .tabindex("-1")
        .aria_labelledby("guichet-name")
        .aria_modal(move || covers.get().then_some("true"))
        .hidden(move || !open.get())
        .lang(move || strings.with(|strings| strings.tag.clone()))
        .dir(move || strings.with(|strings| strings.dir.clone()))
        .attr("data-pane", move || name(shown.get()))
        .on(ev::keydown, move |event| match event.key().as_str() {
            "Escape" if !search::is_composing(&event) => ui.send(Msg::Closed),
            _ if event.key_code() == modal::TAB && covers.get_untracked() => {
                modal::keep_focus(frame, &event)
            }
            _ => {}
        })
        .child((
            header(ui),
            network(ui),
            panes(ui),
            (mode == Mode::Floating).then(|| resize::corner(ui, frame)),
        ));
    theme::root(ui, panel)
}

/// What has to be known while there is no network.
fn network(ui: Ui) -> Child {
    let is_offline = ui.read(|model| model.is_offline);
    let words = move || is_offline.get().then(|| ui.say("panel.offline"));
    html::p()
        .class("network")
        .role("status")
        .child(words)
        .into_child()
}

fn panes(ui: Ui) -> Child {
    html::div()
        .class("panes")
        .child((list_pane(ui), detail_pane(ui)))
        .into_child()
}

fn list_pane(ui: Ui) -> Child {
    let route = ui.read(|model| model.history.latest(Pane::List).cloned());
    let content = move || match route.get() {
        Some(Route::Category(id)) => category(ui, id),
        _ => home(ui),
    };
    html::div().class("pane list").child(content).into_child()
}

fn detail_pane(ui: Ui) -> Child {
    let route = ui.read(|model| model.history.latest(Pane::Detail).map(without_anchor));
    let content = move || match route.get() {
        Some(Route::Article { id, .. }) => article(ui, id),
        Some(_) => contact_part(ui),
        None => nothing_chosen(ui),
    };
    html::div().class("pane detail").child(content).into_child()
}

/// The contact view, or what stands for it until its part of the program is here.
fn contact_part(ui: Ui) -> Child {
    let part = ui.read(|model| model.contact_part.clone());
    let content = move || match part.get() {
        Loading::Ready(()) => contact(ui),
        Loading::Failed(error) => trouble::trouble(ui, error),
        Loading::Absent | Loading::Pending => skeleton::paragraphs(ui),
    };
    content.into_child()
}

/// Another heading of the same article is a place to scroll to, not an article to draw again.
fn without_anchor(route: &Route) -> Route {
    match route {
        Route::Article { id, .. } => Route::Article {
            id: id.clone(),
            anchor: String::new(),
        },
        other => other.clone(),
    }
}

/// What stands beside the list before an article is chosen; only seen where there is room for two panes.
fn nothing_chosen(ui: Ui) -> Child {
    html::div()
        .class("nothing-chosen")
        .child((icon::book(), html::p().child(ui.text("article.choose"))))
        .into_child()
}

fn name(pane: Pane) -> &'static str {
    match pane {
        Pane::List => "list",
        Pane::Detail => "detail",
    }
}
