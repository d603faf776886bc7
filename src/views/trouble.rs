//! What is said when the knowledge base, or an article, could not be loaded, and what the person can do about it.

use leptos::ev;

use super::child::{Child, IntoChild};
use super::element::html;
use super::home::contact_button;
use super::{Ui, icon};
use crate::state::{LoadError, Loading, Model, Msg};

/// Whether there is a knowledge base to show.
pub fn knowledge(model: &Model) -> Loading<()> {
    match (&model.manifest, &model.knowledge) {
        (Loading::Failed(error), _) | (_, Loading::Failed(error)) => Loading::Failed(*error),
        (Loading::Ready(_), Loading::Ready(_)) => Loading::Ready(()),
        _ => Loading::Pending,
    }
}

/// Says what is wrong and offers to try again, to write, and to read the static pages.
pub fn trouble(ui: Ui, error: LoadError) -> Child {
    let sentence = match error {
        LoadError::Unreachable => "trouble.unreachable",
        LoadError::Damaged => "trouble.damaged",
        LoadError::TooNew => "trouble.too-new",
    };
    let again = html::button()
        .r#type("button")
        .class("button primary")
        .on(ev::click, move |_| ui.send(Msg::LoadAgain))
        .child(ui.text("trouble.again"));
    let pages = html::a()
        .class("button")
        .href(ui.peek(Model::static_pages))
        .target("_blank")
        .rel("noopener")
        .child((
            html::span().child(ui.text("trouble.pages")),
            icon::leaving(),
        ));
    let possible = ui.read(|model| model.endpoint().is_some());
    let contact = move || possible.get().then(|| contact_button(ui));
    html::div()
        .class("message")
        .role("alert")
        .child((
            icon::triangle(),
            html::p().child(ui.text(sentence)),
            html::div().class("actions").child((again, pages, contact)),
        ))
        .into_child()
}
