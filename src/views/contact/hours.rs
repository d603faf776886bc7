//! By when a reply can be expected, in the visitor's own time.

use crate::platform::contact::zone;
use crate::platform::intl;
use crate::views::child::{Child, IntoChild};
use crate::views::element::html;
use crate::views::{Ui, icon};

/// What the opening hours promise now, where there are any.
pub fn expected(ui: Ui) -> Child {
    let hours = ui.read(|model| model.owners_form().hours.as_ref());
    let content = move || {
        let promise = zone::promise(hours.get()?)?;
        let sentence = |key: &str, at| {
            let at = intl::date_time(&ui.tag(), &zone::written(at));
            html::p().child(ui.fill(key, &at))
        };
        let closed = promise.opens.map(|opens| sentence("contact.closed", opens));
        let reply = sentence("contact.reply-by", promise.reply);
        let words = html::div().child((closed, reply));
        Some(html::div().class("expected").child((icon::clock(), words)))
    };
    content.into_child()
}
