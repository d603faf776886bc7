//! What the person sees: each component reads the [`Model`] and sends [`Msg`]s. Elements are made by the builder of `element`,
//! because Leptos's `view!` writes static parts as HTML, which a page under Trusted Types forbids.
//!
//! Nothing is decided here that `state` could decide, and nothing is fetched or stored.

mod article;
mod category;
mod child;
mod contact;
mod contents;
mod copy;
mod document;
mod element;
mod feedback;
mod footnote;
mod header;
mod home;
mod icon;
mod inline;
mod marked;
mod modal;
mod panel;
mod picture;
mod recent;
mod resize;
mod rows;
mod search;
mod skeleton;
mod theme;
mod trouble;
mod watched;

use std::sync::Arc;

use leptos::prelude::*;

use self::watched::Watched;
use crate::platform::intl;
use crate::state::{Model, Msg, Pane, Strings};

pub use panel::panel;

/// What every component is given: the model to read and the way to say what happened.
#[derive(Clone, Copy)]
pub struct Ui {
    model: ReadSignal<Model>,
    strings: Watched<Arc<Strings>>,
    contact_strings: Watched<Arc<Strings>>,
    send: UnsyncCallback<Msg>,
}

impl Ui {
    /// A view of `model` that reports to `send`.
    pub fn new(model: ReadSignal<Model>, send: UnsyncCallback<Msg>) -> Self {
        let strings = Watched::new(model, |model| model.strings.clone());
        let contact_strings = Watched::new(model, |model| {
            let strings = model.contact_strings.ready();
            strings.cloned().unwrap_or_default()
        });
        Self {
            model,
            strings,
            contact_strings,
            send,
        }
    }

    /// Says what happened.
    pub fn send(self, msg: Msg) {
        self.send.run(msg);
    }

    /// A part of the model; whoever reads it is drawn again when that part changes.
    pub fn read<T>(self, part: impl Fn(&Model) -> T + Send + Sync + 'static) -> Watched<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Watched::new(self.model, part)
    }

    /// A part of the model as it is now.
    pub fn peek<T>(self, part: impl FnOnce(&Model) -> T) -> T {
        self.model.with_untracked(part)
    }

    /// The message `key`, as a child or an attribute that follows the language.
    pub fn text(self, key: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        move || self.say(key)
    }

    /// The message `key` in the current language; empty until there are strings. Only who says a message of the contact part is
    /// drawn again when those come.
    pub fn say(self, key: &str) -> String {
        let message = self.strings.with(|strings| strings.get(key));
        let message = message.or_else(|| self.contact_strings.with(|strings| strings.get(key)));
        message.unwrap_or_default()
    }

    /// The message `key` with `value` in its place, isolated from the direction of the text around it.
    pub fn fill(self, key: &str, value: &str) -> String {
        filled(&self.say(key), &format!("\u{2068}{value}\u{2069}"))
    }

    /// The form of the message `key` that the language uses with the number `n`.
    pub fn plural(self, key: &str, n: u32) -> String {
        let category = intl::plural_category(&self.tag(), n);
        let key = format!("{key}.{category}");
        filled(&self.say(&key), &self.number(n))
    }

    /// The name of a language in itself: `hu` → `magyar`. Until there are strings its tag: the browser would take its time to find
    /// the names that come with them.
    pub fn language(self, tag: &str) -> String {
        self.strings.with(|strings| match strings.tag.is_empty() {
            true => tag.to_owned(),
            false => (strings.language(tag)).unwrap_or_else(|| intl::language_name(tag)),
        })
    }

    /// A number as the language writes it.
    pub fn number(self, n: u32) -> String {
        intl::number(&self.tag(), n)
    }

    /// Tag of the language that the messages are in; the tag for no language in particular until there are some.
    pub fn tag(self) -> String {
        self.strings.with(|strings| match strings.tag.is_empty() {
            true => "und".to_owned(),
            false => strings.tag.clone(),
        })
    }

    /// The id that the focus looks for, on the heading of the pane that the person is in.
    fn heading_id(self, pane: Pane) -> Watched<Option<&'static str>> {
        self.read(move |model| {
            (model.history.current().pane() == pane).then_some("guichet-heading")
        })
    }
}

/// The direction of a field: that of what was typed and, while that is nothing, of the panel.
fn direction(typed: Watched<String>) -> impl Fn() -> Option<&'static str> + Send + 'static {
    move || typed.with(|text| (!text.is_empty()).then_some("auto"))
}

/// A message has one thing to fill in, whatever it is called: `{query}`.
fn filled(message: &str, value: &str) -> String {
    let (mut filled, mut rest) = (String::new(), message);
    while let Some((before, after)) = rest.split_once('{') {
        filled += before;
        filled += value;
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    filled + rest
}

#[cfg(test)]
mod tests;
