//! Home: the greeting, the search field, and below it what was searched for before, the person's requests, the articles suggested
//! for the page and the topics; or, while something is typed, the results.

use guichet_bundle::Locale;
use guichet_wire::catalog::{ArticleEntry, Category};
use leptos::ev;

use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, icon, recent, rows, search, skeleton, trouble};
use crate::state::{Loading, Model, Msg, Pane, Route};

/// Home.
pub fn home(ui: Ui) -> Child {
    let searching = ui.read(|model| model.results.is_searching());
    let knowledge = ui.read(trouble::knowledge);
    let content = move || match knowledge.get() {
        Loading::Ready(()) if searching.get() => search::results(ui),
        Loading::Ready(()) => start(ui),
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

/// What there is before anything is typed.
fn start(ui: Ui) -> Child {
    (recent::recent(ui), requests(ui), suggested(ui), topics(ui)).into_child()
}

/// The way to the person's requests, where there are some.
fn requests(ui: Ui) -> Child {
    let any = ui.read(Model::has_requests);
    let unsent = ui.read(|model| !model.outbox.entries.is_empty());
    let row = move || {
        let detail = unsent.get().then(|| ui.say("home.unsent"));
        let text = rows::text(ui.say("home.requests"), None, detail.unwrap_or_default());
        let button = html::button()
            .r#type("button")
            .class("row")
            .attr("data-to", Route::Requests.name())
            .on(ev::click, move |_| ui.send(Msg::Go(Route::Requests)))
            .child((icon::letter(), text, icon::forward()));
        html::div().class("rows").child(button)
    };
    let content = move || any.get().then(row);
    content.into_child()
}

/// The articles that the owner suggests for this page.
fn suggested(ui: Ui) -> Child {
    let entries = ui.read(|model| -> Vec<ArticleEntry> {
        let ids = model.suggested().into_iter();
        ids.filter_map(|id| model.entry(id).cloned()).collect()
    });
    let section = move |entries: Vec<ArticleEntry>| {
        (
            subheading(ui, "home.suggested"),
            rows::articles(ui, entries),
            subheading(ui, "home.topics"),
        )
    };
    let content = move || {
        Some(entries.get())
            .filter(|entries| !entries.is_empty())
            .map(section)
    };
    content.into_child()
}

fn subheading(ui: Ui, key: &'static str) -> Child {
    html::h3()
        .class("subheading")
        .child(ui.text(key))
        .into_child()
}

fn topics(ui: Ui) -> Child {
    let topics = ui.read(|model| below(model, None));
    let list = move || rows::categories(ui, topics.get());
    list.into_child()
}

/// The categories below another one, or below none, and how many articles each has.
pub fn below(model: &Model, parent: Option<&str>) -> Vec<(Category, u32)> {
    let knowledge = model.knowledge.ready().into_iter();
    let counted = |knowledge: &Locale, category: &Category| {
        (category.clone(), knowledge.articles_below(&category.id))
    };
    knowledge
        .flat_map(|knowledge| {
            let children = knowledge.categories_in(parent);
            children.map(|category| counted(knowledge, category))
        })
        .collect()
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
        .attr("data-to", Route::Contact.name())
        .on(ev::pointerenter, move |_| ui.send(Msg::ContactLikely))
        .on(ev::focus, move |_| ui.send(Msg::ContactLikely))
        .on(ev::click, move |_| ui.send(Msg::Go(Route::Contact)))
        .child((icon::letter(), html::span().child(ui.text("home.contact"))))
        .into_child()
}
