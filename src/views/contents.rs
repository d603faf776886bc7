//! The contents of a long article: its top headings, folded away where there is little room.

use guichet_wire::document::Block;
use leptos::leptos_dom::helpers::queue_microtask;
use leptos::wasm_bindgen::JsCast;
use web_sys::Element;

use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, icon, rows};

/// From how many headings on an article has contents.
const LONG: usize = 3;
/// The width of the text, in CSS pixels, from which on the contents are unfolded.
const WIDE: i32 = 400;

/// The contents of the article `id`; nothing for a short one.
pub fn contents(ui: Ui, id: &str, blocks: &[Block]) -> Child {
    let headings = top_headings(blocks);
    if headings.len() < LONG {
        return Child::Nothing;
    }
    let item = |anchor: &String| {
        let words = ui.peek(|model| {
            let sections = model.entry(id).map(|entry| &*entry.sections);
            let mut sections = sections.unwrap_or_default().iter();
            let section = sections.find(|section| section.anchor == *anchor);
            section.map(|section| section.heading.clone())
        });
        let link = rows::link(
            ui,
            "link",
            id.to_owned(),
            anchor.clone(),
            words.into_child(),
        );
        html::li().child(link)
    };
    let items: Vec<_> = headings.into_iter().map(item).collect();
    let summary = html::summary()
        .lang(move || ui.tag())
        .child((icon::forward(), ui.text("article.contents")));
    let list = html::nav()
        .aria_label(ui.text("article.contents"))
        .child(html::ul().child(items));
    let folded = html::details().class("contents").child((summary, list));
    let element: Element = folded.node().clone().unchecked_into();
    // How much room there is shows as soon as it stands in the page, before it is painted.
    queue_microtask(move || {
        if element.client_width() >= WIDE {
            let opened = element.set_attribute("open", "");
            debug_assert!(opened.is_ok(), "the attribute's name is one");
        }
    });
    folded.into_child()
}

/// The anchors of the highest headings that the article has.
fn top_headings(blocks: &[Block]) -> Vec<&String> {
    let heading = |block| match block {
        &Block::Heading {
            level, ref anchor, ..
        } => Some((level, anchor)),
        _ => None,
    };
    let headings = || blocks.iter().filter_map(heading);
    let top = headings().map(|(level, _)| level).min();
    let highest = headings().filter(|(level, _)| Some(*level) == top);
    highest.map(|(_, anchor)| anchor).collect()
}
