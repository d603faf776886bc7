//! Draws what flows in a line of an article.

use super::child::{Child, IntoChild};
use super::element::html;
use super::{Ui, footnote, icon, rows};
use guichet_wire::document::{Image, Inline, LinkTarget};

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
        Inline::Image(image) => self::image(ui, image),
        Inline::FootnoteReference(number) => footnote::mark(ui, *number),
        Inline::LineBreak => html::br().into_child(),
    }
}

fn link(ui: Ui, target: &LinkTarget, content: &[Inline]) -> Child {
    let content = inlines(ui, content).into_child();
    match target {
        LinkTarget::Article { id, anchor } => {
            rows::link(ui, "link", id.clone(), anchor.clone(), content)
        }
        LinkTarget::External(address) => external(ui, address.clone(), content),
    }
}

fn external(ui: Ui, address: String, content: Child) -> Child {
    let hint = html::span()
        .class("said-only")
        .child(move || format!(" ({})", ui.say("article.leaves")));
    html::a()
        .class("link")
        .href(address)
        .target("_blank")
        .rel("noopener")
        .child((content, icon::leaving(), hint))
        .into_child()
}

/// The size is known beforehand, so that nothing moves when the image comes.
fn image(ui: Ui, image: &Image) -> Child {
    html::img()
        .loading("lazy")
        .decoding("async")
        .width(image.width.to_string())
        .height(image.height.to_string())
        .alt(image.alt.clone())
        .src(ui.peek(|model| format!("{}{}", model.shell.bundle, image.path)))
        .into_child()
}
