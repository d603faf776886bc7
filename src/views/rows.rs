//! Rows that lead to articles: real links to their static pages, opened in the panel on a plain click.

use guichet_wire::catalog::ArticleEntry;
use leptos::ev;
use web_sys::MouseEvent;

use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, icon};
use crate::platform::intl;
use crate::state::{Model, Msg, Pane, Route};

/// A list of articles.
pub fn articles(ui: Ui, entries: Vec<ArticleEntry>) -> Child {
    let rows = entries.into_iter().map(|entry| article(ui, entry));
    html::ul()
        .class("rows")
        .child(rows.collect::<Vec<_>>())
        .into_child()
}

fn article(ui: Ui, entry: ArticleEntry) -> Child {
    let badge = entry.written_in.as_deref().map(badge);
    let text = text(entry.title, badge, entry.description);
    let content = (text, icon::forward()).into_child();
    html::li()
        .lang(entry.written_in)
        .child(link(ui, "row", entry.id, String::new(), content))
        .into_child()
}

/// A row's title and the line below it, which may be empty.
pub fn text(title: String, badge: Option<Child>, detail: String) -> Child {
    let title = html::span()
        .class("row-title")
        .child((html::bdi().child(title), badge));
    let detail = (!detail.is_empty()).then(|| {
        html::span()
            .class("row-detail")
            .child(html::bdi().child(detail))
    });
    html::span()
        .class("row-text")
        .child((title, detail))
        .into_child()
}

/// The language of a text that is not in the language around it.
pub fn badge(tag: &str) -> Child {
    html::span()
        .class("badge")
        .lang(tag.to_owned())
        .child(intl::language_name(tag))
        .into_child()
}

/// A link to an article, or to a heading in it.
pub fn link(ui: Ui, class: &'static str, id: String, anchor: String, content: Child) -> Child {
    let address = ui.peek(|model| {
        // The page stands where the text was written.
        let written_in = model.entry(&id).and_then(|entry| entry.written_in.as_ref());
        let locale = written_in.unwrap_or(&model.locale);
        let page = format!("{}pages/{locale}/{id}.html", model.shell.bundle);
        match anchor.is_empty() {
            true => page,
            false => format!("{page}#{anchor}"),
        }
    });
    let shown = {
        let id = id.clone();
        ui.read(move |model| is_shown(model, &id))
    };
    let route = Route::Article { id, anchor };
    html::a()
        .class(class)
        .href(address)
        .aria_current(move || shown.get().then_some("page"))
        .on(ev::click, move |event| {
            if is_plain(&event) {
                event.prevent_default();
                ui.send(Msg::Go(route.clone()));
            }
        })
        .child(content)
        .into_child()
}

/// Whether the article stands in the other pane, or would if there were room for it.
fn is_shown(model: &Model, id: &str) -> bool {
    let latest = model.history.latest(Pane::Detail);
    matches!(latest, Some(Route::Article { id: shown, .. }) if shown == id)
}

/// Whether the click means "open it here", not "in a new tab" or "save it".
fn is_plain(event: &MouseEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !modified
}
