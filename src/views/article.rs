//! An article: its title at once, its text as soon as its pack is here, and where to go from it.

use guichet_bundle::pack::Article;
use guichet_wire::catalog::ArticleEntry;
use guichet_wire::locale::is_right_to_left;

use super::child::{Child, IntoChild};
use super::document::document;
use super::element::html;
use super::home::contact_button;
use super::{Ui, icon, rows, skeleton, trouble};
use crate::platform::intl;
use crate::state::{LoadError, Loading, Model, Pane};

/// The article `id`.
pub fn article(ui: Ui, id: String) -> Child {
    let shown = {
        let id = id.clone();
        ui.read(move |model| {
            model
                .entry(&id)
                .map(|entry| (model.locale.clone(), entry.clone()))
        })
    };
    let entry = ui.read(move |model| match trouble::knowledge(model) {
        Loading::Ready(()) => model.entry_state(&id),
        state => state,
    });
    let content = move || match (entry.get(), shown.get()) {
        (Loading::Ready(()), Some((locale, entry))) => reader(ui, locale, entry),
        (Loading::Failed(error), _) => trouble::trouble(ui, error),
        (Loading::Absent, _) => gone(ui),
        _ => skeleton::paragraphs(ui),
    };
    content.into_child()
}

fn reader(ui: Ui, locale: String, entry: ArticleEntry) -> Child {
    let notice = entry.written_in.as_deref().map(|tag| untranslated(ui, tag));
    let written_in = entry.written_in.clone().unwrap_or(locale);
    let id = ui.heading_id(Pane::Detail);
    let title = html::h2()
        .id(move || id.get())
        .class("heading")
        .tabindex("-1")
        .child(entry.title.clone());
    let direction = if is_right_to_left(&written_in) {
        "rtl"
    } else {
        "ltr"
    };
    let text = html::article()
        .class("article")
        .lang(written_in)
        .dir(direction)
        .child((title, text(ui, entry.id.clone())));
    html::div()
        .class("reader")
        .child((notice, text, related(ui, &entry), not_found_it(ui)))
        .into_child()
}

/// The text, or what stands for it.
fn text(ui: Ui, id: String) -> Child {
    let state = {
        let id = id.clone();
        ui.read(move |model| pack_state(model, &id))
    };
    let text = move || match state.get() {
        Loading::Ready(()) => match ui.peek(|model| decoded(model, &id)) {
            Some(article) => document(ui, &article),
            None => trouble::trouble(ui, LoadError::Damaged),
        },
        Loading::Failed(error) => trouble::trouble(ui, error),
        Loading::Absent | Loading::Pending => skeleton::paragraphs(ui),
    };
    text.into_child()
}

fn pack_state(model: &Model, id: &str) -> Loading<()> {
    match model.pack_of(id).map(|file| model.packs.get(&file.path)) {
        Some(Loading::Ready(_)) => Loading::Ready(()),
        Some(Loading::Failed(error)) => Loading::Failed(*error),
        _ => Loading::Pending,
    }
}

fn decoded(model: &Model, id: &str) -> Option<Article> {
    let pack = model.packs.get(&model.pack_of(id)?.path).ready()?;
    pack.article(id).ok().flatten()
}

fn untranslated(ui: Ui, tag: &str) -> Child {
    let language = intl::language_name(tag);
    let words = move || ui.fill("article.untranslated", &language);
    html::p()
        .class("notice")
        .child((icon::globe(), html::span().child(words)))
        .into_child()
}

/// A link led to an article that this locale does not have.
fn gone(ui: Ui) -> Child {
    let id = ui.heading_id(Pane::Detail);
    let sentence = html::h2()
        .id(move || id.get())
        .class("strong")
        .tabindex("-1")
        .child(ui.text("article.gone"));
    html::div()
        .class("message")
        .child((icon::book(), sentence))
        .into_child()
}

fn related(ui: Ui, entry: &ArticleEntry) -> Child {
    let related = entry.related.clone();
    let entries = ui.read(move |model| -> Vec<ArticleEntry> {
        related
            .iter()
            .filter_map(|id| model.entry(id).cloned())
            .collect()
    });
    let section = move || {
        let entries = entries.get();
        let section = || {
            let heading = html::h3()
                .class("subheading")
                .child(ui.text("article.related"));
            html::div()
                .class("related")
                .child((heading, rows::articles(ui, entries.clone())))
        };
        (!entries.is_empty()).then(section)
    };
    section.into_child()
}

fn not_found_it(ui: Ui) -> Child {
    let possible = ui.read(|model| model.endpoint().is_some());
    let content = move || {
        let content = || {
            let question = html::p().child(ui.text("article.unanswered"));
            html::div()
                .class("unanswered")
                .child((question, contact_button(ui)))
        };
        possible.get().then(content)
    };
    content.into_child()
}
