//! A text that readers see: for each language, or one for all.
//!
//! Where a text can stand is the business of the tables that have one.

use std::collections::{BTreeMap, BTreeSet};

use guichet_wire::form::Texts;
use serde::Deserialize;
use toml::Spanned;

use super::super::diagnostic::Fault;
use super::FILE;
use super::checks::Check;
use super::fields::Shape;

/// As it is written: `"IBAN"` or `{ en = "Order number", fr = "Numéro de commande" }`.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Wording {
    Everywhere(String),
    ByTag(BTreeMap<String, String>),
}

impl Wording {
    /// What such a key should hold.
    pub(super) fn shape(example: &'static str) -> Shape {
        Shape("a text, or a text for each language", example)
    }

    /// By tag. A text for all languages is in that of `default`, which every reader gets where their own has none.
    pub(super) fn texts(self, default: &str) -> Texts {
        match self {
            Self::Everywhere(text) => Texts::from([(default.to_owned(), text)]),
            Self::ByTag(texts) => texts,
        }
    }
}

impl Check<'_> {
    /// `what` says in messages which text it is.
    pub(super) fn wording(
        &mut self,
        what: &str,
        wording: &Spanned<Wording>,
        tags: &BTreeSet<&str>,
    ) {
        let texts = match wording.get_ref() {
            Wording::Everywhere(text) => return self.says_something(what, text, wording.span()),
            Wording::ByTag(texts) => texts,
        };
        for (tag, text) in texts {
            let tag = Spanned::new(wording.span(), tag.clone());
            self.known_locale(&tag, tags, &format!("a language of {what}"));
            self.says_something(what, text, wording.span());
        }
        if texts.is_empty() {
            return self.says_something(what, "", wording.span());
        }
        let is_missing = |tag: &&str| !texts.contains_key(*tag);
        let missing: Vec<&str> = tags.iter().copied().filter(is_missing).collect();
        if let Some(first) = missing.first() {
            let message = format!(
                "{what} is missing in {}; another language's is used",
                missing.join(", ")
            );
            let cure = format!("add `{first} = \"…\"`, or write one text for all languages");
            let line = self.line(wording.span().start);
            self.found
                .push(Fault::new(message, cure).warning(FILE, line));
        }
    }

    fn says_something(&mut self, what: &str, text: &str, span: std::ops::Range<usize>) {
        if text.trim().is_empty() {
            let cure = "write what the customer should read";
            self.error(span.start, Fault::new(format!("{what} is empty"), cure));
        }
    }
}
