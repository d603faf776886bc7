//! Draws what flows in a line of an article.

use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, footnote, icon, picture, rows};
use guichet_wire::document::{Inline, LinkTarget};

/// Inlines, one after the other.
pub fn inlines(ui: Ui, content: &[Inline]) -> Vec<Child> {
    content
        .iter()
        .map(|inline| self::inline(ui, inline))
        .collect()
}

fn inline(ui: Ui, inline: &Inline) -> Child {
    match inline {
        Inline::Text(text) => text.clone().into_child(),
        Inline::Emphasis(content) => html::em().child(inlines(ui, content)).into_child(),
        Inline::Strong(content) => html::strong().child(inlines(ui, content)).into_child(),
        Inline::Strikethrough(content) => html::s().child(inlines(ui, content)).into_child(),
        Inline::Code(text) => html::code().child(text.clone()).into_child(),
        Inline::Keyboard(text) => html::kbd().child(text.clone()).into_child(),
        Inline::Link { target, content } => link(ui, target, content),
        Inline::Image(image) => picture::zoomable(ui, image),
        Inline::FootnoteReference(number) => footnote::mark(ui, *number),
        Inline::LineBreak => html::br().into_child(),
    }
}

fn link(ui: Ui, target: &LinkTarget, content: &[Inline]) -> Child {
    // A picture in a link leads where the link does.
    let part = |inline: &Inline| match inline {
        Inline::Image(image) => picture::picture(ui, image).into_child(),
        inline => self::inline(ui, inline),
    };
    let content = Child::Several(content.iter().map(part).collect());
    match target {
        LinkTarget::Article { id, anchor } => {
            rows::link(ui, "link", id.clone(), anchor.clone(), content).into_child()
        }
        LinkTarget::External(address) => external(ui, address.clone(), content),
    }
}

/// Another page opens beside this one, which keeps what the person has typed here; a number or an address opens its own program.
fn external(ui: Ui, address: String, content: Child) -> Child {
    let is_page = address.starts_with("http");
    let hint = is_page.then(|| {
        let words = move || format!(" ({})", ui.say("article.leaves"));
        (
            icon::leaving(),
            html::span().class("said-only").child(words),
        )
    });
    html::a()
        .class("link")
        .href(address)
        .target(is_page.then_some("_blank"))
        .rel("noopener")
        .child((content, hint))
        .into_child()
}
