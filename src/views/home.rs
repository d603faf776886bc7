//! Home: the greeting, the search field, and below it the topics or, while something is typed, the results.

use guichet_wire::catalog::Category;
use leptos::ev;

use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, icon, rows, search, skeleton, trouble};
use crate::state::{Loading, Msg, Pane, Route};

/// Home.
pub fn home(ui: Ui) -> Child {
    let searching = ui.read(|model| model.results.is_searching());
    let knowledge = ui.read(trouble::knowledge);
    let content = move || match knowledge.get() {
        Loading::Ready(()) if searching.get() => search::results(ui),
        Loading::Ready(()) => topics(ui),
        Loading::Failed(error) => trouble::trouble(ui, error),
        Loading::Absent | Loading::Pending => skeleton::rows(ui),
    };
    html::div()
        .class("home")
        .child((greeting(ui), search::field(ui), content, contact_bar(ui)))
        .into_child()
}

fn greeting(ui: Ui) -> Child {
    let id = ui.heading_id(Pane::List);
    html::h2()
        .id(move || id.get())
        .class("greeting")
        .tabindex("-1")
        .child(ui.text("home.greeting"))
        .into_child()
}

fn topics(ui: Ui) -> Child {
    let categories = ui.read(|model| {
        let knowledge = model.knowledge.ready();
        knowledge.map(|knowledge| knowledge.categories().to_vec())
    });
    let rows = move || {
        let categories = categories.get().into_iter().flatten();
        categories
            .map(|category| topic(ui, category))
            .collect::<Vec<_>>()
    };
    html::ul()
        .class("rows")
        .aria_label(ui.text("home.topics"))
        .child(rows)
        .into_child()
}

fn topic(ui: Ui, category: Category) -> Child {
    let count = category.articles as usize;
    let route = Route::Category(category.id);
    let text = rows::text(category.name, None, category.description);
    let number = html::span().aria_hidden("true").child(count);
    let words = html::span()
        .class("said-only")
        .child(move || ui.plural("category.count", count));
    let count = html::span().class("row-count").child((number, words));
    let row = html::button()
        .r#type("button")
        .class("row")
        .on(ev::click, move |_| ui.send(Msg::Go(route.clone())))
        .child((text, count, icon::forward()));
    html::li().child(row).into_child()
}

/// The way to the contact form, always in reach at the bottom of the list.
pub fn contact_bar(ui: Ui) -> Child {
    let possible = ui.read(|model| model.endpoint().is_some());
    let bar = move || {
        let bar = || html::div().class("contact-bar").child(contact_button(ui));
        possible.get().then(bar)
    };
    bar.into_child()
}

/// A button that goes to the contact form.
pub fn contact_button(ui: Ui) -> Child {
    html::button()
        .r#type("button")
        .class("button")
        .on(ev::click, move |_| ui.send(Msg::Go(Route::Contact)))
        .child((icon::letter(), html::span().child(ui.text("contact.title"))))
        .into_child()
}
