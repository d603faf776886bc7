//! A category: its articles in the owner's order.

use guichet_wire::catalog::{ArticleEntry, Category};
use leptos::prelude::*;

use super::child::{Child, IntoChild};
use super::element::html;
use super::home::contact_bar;
use super::{Ui, rows, skeleton, trouble};
use crate::state::{Loading, Model, Pane};

/// The category `id`.
pub fn category(ui: Ui, id: String) -> Child {
    let knowledge = ui.read(trouble::knowledge);
    let shown = ui.read(move |model| contents(model, &id));
    let content = move || match knowledge.get() {
        Loading::Ready(()) => shown
            .get()
            .map(|(category, entries)| list(ui, category, entries)),
        Loading::Failed(error) => Some(trouble::trouble(ui, error)),
        Loading::Absent | Loading::Pending => Some(skeleton::rows(ui)),
    };
    html::div()
        .class("category")
        .child((content, contact_bar(ui)))
        .into_child()
}

fn contents(model: &Model, id: &str) -> Option<(Category, Vec<ArticleEntry>)> {
    let catalog = model.knowledge.ready()?.catalog();
    let category = catalog
        .categories
        .iter()
        .find(|category| category.id == id)?;
    Some((category.clone(), catalog.articles_in(id).cloned().collect()))
}

fn list(ui: Ui, category: Category, entries: Vec<ArticleEntry>) -> Child {
    let id = ui.heading_id(Pane::List);
    let heading = html::h2()
        .id(move || id.get())
        .class("heading")
        .tabindex("-1")
        .child(html::bdi().child(category.name));
    let description = html::p()
        .class("lead")
        .child(html::bdi().child(category.description));
    (heading, description, rows::articles(ui, entries)).into_child()
}
