//! An article: its title at once, its text as soon as its pack is here, what can be done with it, and where to go from it.

use guichet_bundle::pack::Article;
use guichet_wire::catalog::ArticleEntry;
use guichet_wire::locale::is_right_to_left;
use leptos::ev;

use super::child::{Child, IntoChild};
use super::document::document;
use super::element::html;
use super::home::contact_button;
use super::watched::Watched;
use super::{Ui, copy, feedback, icon, picture, rows, skeleton, trouble};
use crate::platform::intl;
use crate::state::{LoadError, Loading, Model, Msg, Pane, Route};

/// The article `id`. Its frame and its title stay while the language changes, and the focus with them.
pub fn article(ui: Ui, id: String) -> Child {
    let is_gone = {
        let id = id.clone();
        ui.read(move |model| progress(model, &id) == Loading::Absent)
    };
    let content = move || match is_gone.get() {
        true => gone(ui),
        false => reader(ui, &id),
    };
    content.into_child()
}

fn reader(ui: Ui, id: &str) -> Child {
    let state = {
        let id = id.to_owned();
        ui.read(move |model| progress(model, &id))
    };
    let entry = {
        let id = id.to_owned();
        ui.read(move |model| model.entry(&id).cloned())
    };
    let after = move || match (state.get(), entry.get()) {
        (Loading::Ready(()), Some(entry)) => after(ui, &entry),
        _ => Child::Nothing, // It would be pushed down when the text comes.
    };
    html::div()
        .class("reader")
        .child((
            move || entry.get().and_then(|entry| notice(ui, &entry)),
            body(ui, id, state),
            after,
        ))
        .into_child()
}

fn body(ui: Ui, id: &str, state: Watched<Loading<()>>) -> Child {
    let language = {
        let id = id.to_owned();
        ui.read(move |model| model.language_of(&id).to_owned())
    };
    let direction = move || match language.with(|tag| is_right_to_left(tag)) {
        true => "rtl",
        false => "ltr",
    };
    html::article()
        .class("article")
        .lang(move || language.get())
        .dir(direction)
        .child((title(ui, id), text(ui, id.to_owned(), state)))
        .into_child()
}

fn title(ui: Ui, id: &str) -> Child {
    let heading_id = ui.heading_id(Pane::Detail);
    let id = id.to_owned();
    let title = ui.read(move |model| model.entry(&id).map(|entry| entry.title.clone()));
    let words = move || match title.get() {
        Some(title) => title.into_child(),
        None => skeleton::title(ui),
    };
    html::h2()
        .id(move || heading_id.get())
        .class("heading")
        .tabindex("-1")
        .child(words)
        .into_child()
}

/// The text, or what stands for it.
fn text(ui: Ui, id: String, state: Watched<Loading<()>>) -> Child {
    let text = move || match state.get() {
        Loading::Ready(()) => written(ui, &id),
        Loading::Failed(error) => trouble::trouble(ui, error),
        Loading::Absent | Loading::Pending => skeleton::paragraphs(ui),
    };
    text.into_child()
}

/// The text itself. A way into the article part, so it is never drawn into what calls it.
#[inline(never)]
fn written(ui: Ui, id: &str) -> Child {
    match ui.peek(|model| decoded(model, id)) {
        Some(article) => document(ui, &article),
        None => trouble::trouble(ui, LoadError::Damaged),
    }
}

/// What stands below the text. A way into the article part, so it is never drawn into what calls it.
#[inline(never)]
fn after(ui: Ui, entry: &ArticleEntry) -> Child {
    (
        about(ui, entry),
        feedback::feedback(ui, entry.id.clone()),
        related(ui, entry),
        not_found_it(ui),
        copy::announcement(ui),
        picture::enlarged(ui),
    )
        .into_child()
}

/// How far everything has come that the article needs.
fn progress(model: &Model, id: &str) -> Loading<()> {
    let knowledge = match trouble::knowledge(model) {
        Loading::Ready(()) => model.entry_state(id),
        state => state,
    };
    match knowledge {
        Loading::Ready(()) => text_state(model, id),
        state => state,
    }
}

/// The pack and the part of the program that draws it come side by side.
fn text_state(model: &Model, id: &str) -> Loading<()> {
    match (pack_state(model, id), &model.article_part) {
        (Loading::Ready(()), Loading::Ready(())) => Loading::Ready(()),
        (Loading::Failed(error), _) | (_, &Loading::Failed(error)) => Loading::Failed(error),
        _ => Loading::Pending,
    }
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

/// What has to be known before the article is read.
fn notice(ui: Ui, entry: &ArticleEntry) -> Option<Child> {
    let (tag, key) = match (&entry.written_in, &entry.outdated) {
        (Some(tag), _) => (tag, "article.untranslated"),
        (None, Some(tag)) => (tag, "article.outdated"),
        (None, None) => return None,
    };
    let language = ui.language(tag);
    let original = entry.written_in.is_none().then(|| {
        let (tag, language) = (tag.clone(), language.clone());
        html::button()
            .r#type("button")
            .class("link")
            .on(ev::click, move |_| {
                ui.send(Msg::AskedElsewhere(tag.clone()));
            })
            .child(move || ui.fill("article.original", &language))
    });
    let words = html::p().child(move || ui.fill(key, &language));
    let notice = html::div()
        .class("notice")
        .child((icon::globe(), html::div().child((words, original))));
    Some(notice.into_child())
}

/// When the text was looked over last, and what can be done with it.
fn about(ui: Ui, entry: &ArticleEntry) -> Child {
    let updated = entry.updated.clone().map(|day| {
        let words = {
            let day = day.clone();
            move || ui.fill("article.updated", &intl::date(&ui.tag(), &day))
        };
        html::time().datetime(day).child(words)
    });
    let address = {
        let id = entry.id.clone();
        move |model: &Model| match model.history.current() {
            Route::Article { anchor, .. } => model.address_of(&id, anchor),
            _ => model.address_of(&id, ""),
        }
    };
    let copy = copy::button(ui, "article.copy-link", icon::chain, address);
    let print = html::button()
        .r#type("button")
        .class("tool")
        .on(ev::click, move |_| ui.send(Msg::PrintWanted))
        .child((
            icon::printer(),
            html::span().child(ui.text("article.print")),
        ));
    let tools = html::div().class("tools").child((copy, print));
    html::div()
        .class("about")
        .child((updated, tools))
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
