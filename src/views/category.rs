//! A category: the categories below it and its articles, in the owner's order.

use guichet_wire::catalog::{ArticleEntry, Category};
use leptos::ev;

use super::child::{Child, IntoChild};
use super::element::html;
use super::home::{below, contact_bar};
use super::{Ui, rows, skeleton, trouble};
use crate::state::{Loading, Model, Msg, Pane};

/// The category `id`.
pub fn category(ui: Ui, id: String) -> Child {
    let knowledge = ui.read(trouble::knowledge);
    let shown = ui.read(move |model| contents(model, &id));
    let content = move || match knowledge.get() {
        Loading::Ready(()) => shown.get().map(|contents| list(ui, contents)),
        Loading::Failed(error) => Some(trouble::trouble(ui, error)),
        Loading::Absent | Loading::Pending => Some(skeleton::rows(ui)),
    };
    html::div()
        .class("category")
        .child((content, contact_bar(ui)))
        .into_child()
}

/// What is listed of a category.
#[derive(Clone, PartialEq)]
struct Contents {
    category: Category,
    /// The categories below it, and how many articles each has.
    below: Vec<(Category, u32)>,
    /// How many articles it has, those of the categories below it included.
    articles: u32,
    entries: Vec<ArticleEntry>,
    /// How many entries there would be if all were here that are asked for.
    listed: u32,
}

fn contents(model: &Model, id: &str) -> Option<Contents> {
    let knowledge = model.knowledge.ready()?;
    let category = knowledge
        .categories()
        .iter()
        .find(|category| category.id == id)?;
    let listed = model.listed().min(category.articles);
    Some(Contents {
        category: category.clone(),
        below: below(model, Some(id)),
        articles: knowledge.articles_below(id),
        entries: knowledge.articles_in(id, listed).cloned().collect(),
        listed,
    })
}

fn list(ui: Ui, contents: Contents) -> Child {
    let Contents {
        category,
        below,
        articles,
        entries,
        listed,
    } = contents;
    let is_waiting = entries.len() < listed as usize;
    let end = if is_waiting {
        Some(skeleton::rows(ui))
    } else {
        (listed < category.articles).then(|| more(ui))
    };
    let id = ui.heading_id(Pane::List);
    let heading = html::h2()
        .id(move || id.get())
        .class("heading")
        .tabindex("-1")
        .child(html::bdi().child(category.name));
    let description = html::p()
        .class("lead")
        .child(html::bdi().child(category.description));
    let count = html::p()
        .class("lead count")
        .child(ui.plural("category.count", articles));
    let below = (!below.is_empty()).then(|| rows::categories(ui, below));
    let rows = (!entries.is_empty()).then(|| rows::articles(ui, entries));
    (heading, description, count, below, rows, end).into_child()
}

/// A button that lists more articles.
fn more(ui: Ui) -> Child {
    html::button()
        .r#type("button")
        .class("button")
        .on(ev::click, move |_| ui.send(Msg::MoreListed))
        .child(ui.text("category.more"))
        .into_child()
}
