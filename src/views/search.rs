//! The search field and its results: a combobox whose list pops up below it (ARIA Authoring Practices Guide, list
//! autocomplete). The focus stays in the field; the arrow keys move an active result, which `state` keeps.

use std::time::Duration;

use js_sys::JsString;
use leptos::ev;
use leptos::html::{Input, Ul};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{InputEvent, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::child::{Child, IntoChild};
use super::element::{follow, html};
use super::header::icon_button;
use super::home::contact_button;
use super::marked::{marked, parts};
use super::{Ui, direction, icon, rows, skeleton, trouble};
use crate::state::{Loading, Marked, Msg, ResultItem};

/// How long nobody types before the number of results is read out.
const SETTLED: Duration = Duration::from_millis(700);

/// The search field.
pub fn field(ui: Ui) -> Child {
    let place = NodeRef::<Input>::new();
    let filled = ui.read(|model| !model.results.query.is_empty());
    let clear = move || {
        let clear = move || {
            ui.send(Msg::QueryTyped(String::new()));
            // The button goes away; typing goes on in the field.
            let _ = place.get_untracked().map(|field| field.focus());
        };
        let button = || icon_button(ui, "search.clear", icon::cross(), clear);
        filled.get().then(button)
    };
    let useless = ui.read(|model| matches!(trouble::knowledge(model), Loading::Failed(_)));
    html::div()
        .class("search")
        .hidden(move || useless.get())
        .child((icon::magnifier(), input(ui, place), clear, announcement(ui)))
        .into_child()
}

fn input(ui: Ui, place: NodeRef<Input>) -> Child {
    let query = ui.read(|model| model.results.query.clone());
    let found = ui.read(|model| !model.results.items.is_empty());
    let active = ui.read(|model| model.results.active);
    html::input()
        .id("guichet-search")
        .node_ref(place)
        .r#type("text")
        .inputmode("search")
        .enterkeyhint("search")
        .autocomplete("off")
        .autocapitalize("none")
        .spellcheck("false")
        .dir(direction(query))
        .placeholder(ui.text("search.label"))
        .aria_label(ui.text("search.label"))
        .role("combobox")
        .aria_autocomplete("list")
        .aria_expanded(move || found.get().to_string())
        .aria_controls(move || found.get().then_some("guichet-results"))
        .aria_activedescendant(move || active.get().map(option_id))
        .prop("value", move || query.get())
        .on(ev::input, move |event| {
            let composing = event.dyn_ref().is_some_and(InputEvent::is_composing);
            if !(composing && ui.peek(|model| is_converted(&model.locale))) {
                ui.send(Msg::QueryTyped(event_target_value(&event)));
            }
        })
        .on(ev::compositionend, move |event| {
            ui.send(Msg::QueryTyped(event_target_value(&event)))
        })
        .on(ev::keydown, move |event| pressed(ui, &event))
        .into_child()
}

/// Whether what is typed in this language becomes words only at the end of the composition. Elsewhere phones' keyboards compose
/// every word, and the search follows each letter.
fn is_converted(locale: &str) -> bool {
    let language = locale.split('-').next().unwrap_or_default();
    ["ja", "ko", "zh"].contains(&language)
}

/// The code of a key that an input method has taken; Safari sends it after the composition's end.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// Whether the key belongs to a composition and means nothing else.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == TAKEN_BY_INPUT_METHOD
}

fn pressed(ui: Ui, event: &KeyboardEvent) {
    // With Alt, an arrow would show or hide the list; it is shown as long as it has something to show.
    if is_composing(event) || event.alt_key() {
        return;
    }
    let key = event.key();
    // What moves the cursor means the field again, not a result.
    if ["ArrowLeft", "ArrowRight", "Home", "End"].contains(&key.as_str()) {
        return ui.send(Msg::ResultLeft);
    }
    let msg = match key.as_str() {
        "ArrowDown" => Msg::ResultMoved(1),
        "ArrowUp" => Msg::ResultMoved(-1),
        "Enter" => Msg::ResultOpened,
        "Escape" if ui.peek(|model| !model.results.query.is_empty()) => {
            event.stop_propagation();
            Msg::QueryTyped(String::new())
        }
        _ => return,
    };
    event.prevent_default();
    ui.send(msg);
}

/// The number of results, read out once nobody types any more.
fn announcement(ui: Ui) -> Child {
    let found = ui.read(|model| {
        let results = &model.results;
        let searched = results.is_searching() && model.knowledge.ready().is_some();
        let searched = searched && results.progress == Loading::Ready(());
        searched.then(|| (results.query.trim().to_owned(), results.items.len() as u32))
    });
    let (settled, set_settled) = signal(false);
    let mut settle = debounce(SETTLED, move |()| set_settled.set(true));
    follow(Box::new(move || {
        found.with(|_| ());
        set_settled.set(false);
        settle(());
    }));
    let words = move || match found.get().filter(|_| settled.get()) {
        Some((query, 0)) => ui.fill("search.none", &query),
        Some((_, count)) => ui.plural("search.count", count),
        None => String::new(),
    };
    html::div()
        .class("said-only")
        .role("status")
        .child(words)
        .into_child()
}

/// What was found.
pub fn results(ui: Ui) -> Child {
    let items = ui.read(|model| model.results.items.iter().map(ResultItem::unread).collect());
    let any = ui.read(|model| !model.results.items.is_empty());
    let progress = ui.read(|model| model.results.progress.clone());
    let list = NodeRef::<Ul>::new();
    let active = ui.read(|model| model.results.active);
    follow(Box::new(move || show_active(list, active.get())));
    let options = move || {
        let items: Vec<ResultItem> = items.get();
        items
            .into_iter()
            .enumerate()
            .map(|(at, item)| option(ui, at, item))
            .collect::<Vec<_>>()
    };
    let found = move || {
        html::ul()
            .id("guichet-results")
            .class("rows results")
            .node_ref(list)
            .role("listbox")
            .aria_label(ui.text("search.results"))
            .child(options)
    };
    let content = move || {
        if any.get() {
            return found().into_child();
        }
        match progress.get() {
            Loading::Pending => skeleton::rows(ui),
            Loading::Failed(error) => trouble::trouble(ui, error),
            _ => nothing_found(ui),
        }
    };
    (correction(ui), content, elsewhere(ui)).into_child()
}

/// Ways to the answers that other languages have.
fn elsewhere(ui: Ui) -> Child {
    let tags = ui.read(|model| model.results.elsewhere.clone());
    let rows = move |tags: Vec<String>| {
        let rows = tags.into_iter().map(|tag| language(ui, tag));
        html::ul()
            .class("rows")
            .child(rows.collect::<Vec<_>>())
            .into_child()
    };
    let shown = move || Some(tags.get()).filter(|tags| !tags.is_empty()).map(rows);
    shown.into_child()
}

fn language(ui: Ui, tag: String) -> Child {
    let title = ui.say("search.elsewhere");
    let text = rows::text(title, Some(rows::badge(ui, &tag)), String::new());
    let button = html::button()
        .r#type("button")
        .class("row")
        .on(ev::click, move |_| {
            ui.send(Msg::AskedElsewhere(tag.clone()))
        })
        .child((icon::globe(), text, icon::forward()));
    html::li().child(button).into_child()
}

/// "Did you mean": a way to see what was searched for.
fn correction(ui: Ui) -> Child {
    let corrected = ui.read(|model| model.results.correction.as_deref().map(composed));
    let button = move |query: String| {
        let words = ui.fill("search.correction", &query);
        html::button()
            .class("link correction")
            .r#type("button")
            .dir("auto")
            // The focus stays in the field: typing goes on there.
            .on(ev::mousedown, |event| event.prevent_default())
            .on(ev::click, move |_| ui.send(Msg::QueryTyped(query.clone())))
            .child(words)
    };
    let shown = move || corrected.get().map(button);
    shown.into_child()
}

/// The engine takes letters and marks apart; people read and type them together.
fn composed(text: &str) -> String {
    JsString::from(text).normalize("NFC").into()
}

/// A result. Its snippet comes later, into the same row: a row made anew between pressing and letting go would not be clicked.
fn option(ui: Ui, at: usize, item: ResultItem) -> Child {
    let active = ui.read(move |model| model.results.active == Some(at));
    let id = item.id.clone();
    let route = item.route();
    let heading = item.heading.map(|heading| {
        html::span()
            .class("row-section")
            .child((icon::forward(), marked(heading)))
    });
    let read = ui.read(move |model| model.results.items.get(at)?.snippet.clone());
    let snippet = move || snippet(read.get());
    let badge = item.written_in.clone().map(|tag| rows::badge(ui, &tag));
    let title = html::span()
        .class("row-title")
        .child((marked(item.title), badge));
    let row = html::li()
        .id(option_id(at))
        .class("row")
        .role("option")
        .lang(item.written_in)
        .aria_selected(move || active.get().to_string())
        // The focus stays in the field, and a phone's keyboard where it is until the tap is done.
        .on(ev::mousedown, |event| event.prevent_default())
        .on(ev::click, move |_| ui.send(Msg::Go(route.clone())))
        .child((title, heading, snippet));
    rows::current(ui, row, id).into_child()
}

/// The place of a result that answers. Its room is kept until it is known that there is none.
fn snippet(read: Option<Marked>) -> Option<Child> {
    let says_something = |snippet: &Marked| !snippet.text.is_empty();
    read.as_ref().is_none_or(says_something).then(|| {
        html::span()
            .class("row-detail snippet")
            // On the box itself: where a line is too long, its end in reading order is cut off.
            .dir("auto")
            .child(read.map(parts))
            .into_child()
    })
}

fn option_id(at: usize) -> String {
    format!("guichet-result-{at}")
}

/// Scrolls the list just so far that the active result is seen.
fn show_active(list: NodeRef<Ul>, active: Option<usize>) {
    let option = active.and_then(|at| list.get_untracked()?.children().item(at as u32));
    if let Some(option) = option {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

fn nothing_found(ui: Ui) -> Child {
    let query = ui.read(|model| model.results.query.trim().to_owned());
    let sentence = move || ui.fill("search.none", &query.get());
    let possible = ui.read(|model| model.endpoint().is_some());
    let contact = move || possible.get().then(|| contact_button(ui));
    html::div()
        .class("message")
        .child((
            icon::magnifier(),
            html::p().class("strong").child(sentence),
            html::p().child(ui.text("search.advice")),
            html::div().class("actions").child(contact),
        ))
        .into_child()
}
