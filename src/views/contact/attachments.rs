//! The files of the contact form: choosing, dropping and pasting them, what was chosen, and what is wrong with it.

use std::cell::{Cell, RefCell};

use guichet_wire::form::AttachmentRules;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, FileList, HtmlElement,
    HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::platform::contact::{files, measure};
use crate::state::{File, FileProblem, Msg, takes_photos};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};
use crate::views::{Ui, icon};

const LABEL: &str = "guichet-attachments";
const LIMIT: &str = "guichet-attachments-limit";

/// The field, where files are wanted.
pub fn attachments(ui: Ui) -> Child {
    let rules = ui.read(|model| model.attachment_rules().cloned());
    let content = move || rules.get().map(|rules| field(ui, &rules));
    content.into_child()
}

fn field(ui: Ui, rules: &AttachmentRules) -> El {
    let optional = move || format!(" {}", ui.say("contact.optional"));
    let label = html::p().id(LABEL).class("label").child((
        html::span().child(ui.text("contact.attachments")),
        html::span().class("optional").child(optional),
    ));
    let accept = (!rules.accept.is_empty()).then(|| rules.accept.join(","));
    let input = input(ui)
        .attr("multiple", rules.files > 1)
        .attr("accept", accept);
    let photo = takes_photos(rules).then(|| {
        let camera = self::input(ui)
            .attr("accept", "image/*")
            .attr("capture", "environment");
        picker(ui, "contact.photo", icon::camera(), camera).class("button pick photo")
    });
    let list = list(ui, input.clone());
    let pickers = (picker(ui, "contact.attach", icon::clip(), input), photo);
    let bytes = rules.bytes;
    let limit = move || ui.fill("contact.limit", &measure::size(&ui.tag(), bytes));
    html::div()
        .class("field")
        .role("group")
        .aria_labelledby(LABEL)
        .child((
            label,
            list,
            html::div().class("pickers").child(pickers),
            html::p().id(LIMIT).class("row-detail").child(limit),
            html::p()
                .class("said-only")
                .role("status")
                .child(status(ui)),
        ))
}

/// A field that opens the system's way of choosing. It lies over its label, unseen: the label looks like the other buttons.
fn input(ui: Ui) -> El {
    html::input()
        .r#type("file")
        .title("") // Else browsers say that no file is chosen.
        .aria_describedby(LIMIT)
        .on(ev::change, move |event: Event| {
            let Some(input) = event.target() else { return };
            let input: HtmlInputElement = input.unchecked_into();
            chosen(ui, input.files());
            input.set_value(""); // The same file can be chosen once more.
        })
}

fn picker(ui: Ui, words: &'static str, icon: Child, input: El) -> El {
    let words = html::span().child(ui.text(words));
    html::label()
        .class("button pick")
        .child((icon, words, input))
}

/// Takes files in, if there are any and files are wanted.
fn chosen(ui: Ui, list: Option<FileList>) -> bool {
    let limit = ui.peek(|model| Some(model.attachment_rules()?.bytes));
    let list = list.filter(|list| list.length() > 0);
    let (Some(list), Some(limit)) = (list, limit) else {
        return false;
    };
    let added = move |files| ui.send(Msg::FilesAdded(files));
    files::take(&list, limit, Box::new(added));
    true
}

/// What was chosen. When one is removed, the focus goes to `input`.
fn list(ui: Ui, input: El) -> Child {
    let attached = ui.read(|model| model.attachments());
    // Drawn once each: the list is drawn anew with every change.
    let pictures = RefCell::new(Vec::new());
    let shown = Cell::new(usize::MAX);
    let content = move || {
        let files: Vec<_> = attached.get();
        let is_longer = files.len() > shown.replace(files.len());
        let items = files.into_iter().map(|(file, problem)| {
            let picture = picture(&mut pictures.borrow_mut(), &file, problem);
            item(ui, file, problem, picture, input.clone())
        });
        let items: Vec<El> = items.collect();
        (!items.is_empty()).then(|| {
            let list = html::ul().class("files").child(items);
            is_longer.then(|| show(&list));
            list
        })
    };
    content.into_child()
}

/// Brings the list into sight, once it is drawn: files can be dropped where it is not.
fn show(list: &El) {
    let list: Element = list.node().clone().unchecked_into();
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    request_animation_frame(move || list.scroll_into_view_with_scroll_into_view_options(&nearest));
}

fn item(ui: Ui, file: File, problem: Option<FileProblem>, picture: Option<El>, input: El) -> El {
    let File {
        key, name, bytes, ..
    } = file;
    let detail = match problem {
        None => html::p()
            .class("row-detail")
            .child(html::bdi().child(move || measure::size(&ui.tag(), bytes))),
        Some(problem) => html::p().class("error").child((
            icon::information(),
            html::span().child(move || sentence(ui, problem)),
        )),
    };
    let text = html::div().class("file-text").child((
        html::bdi()
            .class("file-name")
            .title(name.clone())
            .child(name.clone()),
        detail,
    ));
    let words = move || ui.fill("contact.remove", &name);
    let remove = html::button()
        .r#type("button")
        .class("icon-button")
        .aria_label(words)
        .on(ev::click, move |_| {
            // The button goes away. An element that refuses the focus leaves it where it is.
            let _ = input.node().unchecked_ref::<HtmlElement>().focus();
            ui.send(Msg::FileRemoved(key));
        })
        .child(icon::cross());
    let sign = html::span()
        .class("file-sign")
        .child((icon::sheet(), picture));
    html::li().class("file").child((sign, text, remove))
}

/// A small picture of a picture.
fn picture(drawn: &mut Vec<(u32, El)>, file: &File, problem: Option<FileProblem>) -> Option<El> {
    if problem.is_some() || !file.media_type.starts_with("image/") {
        return None;
    }
    if let Some((_, picture)) = drawn.iter().find(|(key, _)| *key == file.key) {
        return Some(picture.clone());
    }
    let canvas = El::new("canvas").hidden(true);
    files::draw(file.key, canvas.node().clone().unchecked_into());
    drawn.push((file.key, canvas.clone()));
    Some(canvas)
}

fn sentence(ui: Ui, problem: FileProblem) -> String {
    match problem {
        FileProblem::TooLarge(limit) => {
            ui.fill("contact.file-large", &measure::size(&ui.tag(), limit))
        }
        FileProblem::Type => ui.say("contact.file-type"),
        FileProblem::Unread => ui.say("contact.file-unread"),
        FileProblem::TooMany(most) => ui.plural("contact.file-count", most),
    }
}

/// What is said whenever files were added or removed: what there is now.
fn status(ui: Ui) -> impl Fn() -> Vec<El> + 'static {
    let attached = ui.read(|model| model.attachments());
    let changed = Cell::new(false);
    move || {
        let files: Vec<_> = attached.get();
        if files.is_empty() && !changed.get() {
            return Vec::new();
        }
        changed.set(true);
        let count = ui.number(files.len() as u32);
        let count = format!("{}: {count}", ui.say("contact.attachments"));
        let each = files.into_iter().map(|(file, problem)| match problem {
            None => file.name,
            Some(problem) => format!("{}: {}", file.name, sentence(ui, problem)),
        });
        let sentences = std::iter::once(count).chain(each);
        sentences
            .map(|words| html::p().dir("auto").child(words))
            .collect()
    }
}

/// Lets files be dropped on the form and pasted into it.
pub fn accepting(ui: Ui, form: El) -> El {
    let (over, set_over) = signal(false);
    let drag = move |event: DragEvent| {
        let is_wanted = ui.peek(|model| model.attachment_rules().is_some());
        let data = event.data_transfer();
        if is_wanted && data.is_some_and(|data| has(&data, "Files")) {
            event.prevent_default();
            if !over.get_untracked() {
                set_over.set(true);
            }
        }
    };
    let drop = move |event: DragEvent| {
        set_over.set(false);
        if chosen(ui, event.data_transfer().and_then(|data| data.files())) {
            event.prevent_default();
        }
    };
    let veil = move || over.get().then(|| veil(ui, set_over));
    form.on(ev::dragenter, drag)
        .on(ev::dragover, drag)
        .on(ev::drop, drop)
        .on(ev::paste, move |event| paste(ui, &event))
        .child(veil)
}

/// What is shown while files are over the form. It covers the form, so that only leaving the form leaves it.
fn veil(ui: Ui, set_over: WriteSignal<bool>) -> El {
    let words = html::span().child(ui.text("contact.drop"));
    html::div()
        .class("veil")
        .on(ev::dragleave, move |_| set_over.set(false))
        .child(html::p().child((icon::clip(), words)))
}

/// What was copied from a text processor comes as a picture too, and stays a text.
fn paste(ui: Ui, event: &ClipboardEvent) {
    let is_text = |data: &DataTransfer| has(data, "text/plain") && has(data, "text/html");
    let data = event.clipboard_data().filter(|data| !is_text(data));
    if chosen(ui, data.and_then(|data| data.files())) {
        event.prevent_default();
    }
}

fn has(data: &DataTransfer, kind: &str) -> bool {
    data.types().includes(&JsValue::from(kind), 0)
}
