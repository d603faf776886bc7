//! Rows that lead to articles: real links to their static pages, opened in the panel on a plain click.

use guichet_wire::catalog::{ArticleEntry, Category};
use leptos::ev;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

use super::child::{Child, IntoChild};
use super::element::{El, html};
use super::{Ui, icon};
use crate::state::{Msg, Pane, Route};

/// A list of articles.
pub fn articles(ui: Ui, entries: Vec<ArticleEntry>) -> Child {
    let rows = entries.into_iter().map(|entry| article(ui, entry));
    html::ul()
        .class("rows")
        .child(rows.collect::<Vec<_>>())
        .into_child()
}

fn article(ui: Ui, entry: ArticleEntry) -> Child {
    let badge = entry.written_in.as_deref().map(|tag| badge(ui, tag));
    let text = text(entry.title, badge, entry.description);
    let content = (text, icon::forward()).into_child();
    let row = link(ui, "row", entry.id.clone(), String::new(), content);
    html::li()
        .lang(entry.written_in)
        .child(current(ui, row, entry.id))
        .into_child()
}

/// A list of categories with the number of their articles.
pub fn categories(ui: Ui, categories: Vec<(Category, u32)>) -> Child {
    let rows = categories
        .into_iter()
        .map(|(category, articles)| self::category(ui, category, articles));
    html::ul()
        .class("rows")
        .aria_label(ui.text("home.topics"))
        .child(rows.collect::<Vec<_>>())
        .into_child()
}

fn category(ui: Ui, category: Category, articles: u32) -> Child {
    let route = Route::Category(category.id);
    let text = text(category.name, None, category.description);
    let number = html::span().aria_hidden("true").child(ui.number(articles));
    let words = html::span()
        .class("said-only")
        .child(ui.plural("category.count", articles));
    let count = html::span().class("row-count").child((number, words));
    let row = html::button()
        .r#type("button")
        .class("row")
        .attr("data-to", route.name())
        .on(ev::click, move |_| ui.send(Msg::Go(route.clone())))
        .child((text, count, icon::forward()));
    html::li().child(row).into_child()
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
pub fn badge(ui: Ui, tag: &str) -> Child {
    html::span()
        .class("badge")
        .lang(tag.to_owned())
        .child(ui.language(tag))
        .into_child()
}

/// A link to an article, or to a heading in it.
pub fn link(ui: Ui, class: &'static str, id: String, anchor: String, content: Child) -> El {
    let address = ui.peek(|model| model.address_of(&id, &anchor));
    let route = Route::Article { id, anchor };
    html::a()
        .class(class)
        .href(address)
        .attr("data-to", route.name())
        .on(ev::click, move |event| {
            if is_plain(&event) {
                event.prevent_default();
                focus(&event);
                ui.send(Msg::Go(route.clone()));
            }
        })
        .child(content)
}

/// The row of an article, marked while that stands in the other pane, or would if there were room for it.
pub fn current(ui: Ui, row: El, id: String) -> El {
    let is_shown = ui.read(move |model| {
        let latest = model.history.latest(Pane::Detail);
        matches!(latest, Some(Route::Article { id: shown, .. }) if *shown == id)
    });
    row.aria_current(move || is_shown.get().then_some("page"))
}

/// Whether the click means "open it here", not "in a new tab" or "save it".
fn is_plain(event: &MouseEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !modified
}

/// The way back leads to what had the focus, and Safari gives none to what is clicked.
pub fn focus(event: &MouseEvent) {
    if let Some(clicked) = event.current_target() {
        // An element that refuses the focus leaves it where it is.
        let _ = clicked.unchecked_into::<HtmlElement>().focus();
    }
}
