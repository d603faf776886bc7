//! The tables of `guichet.toml` and the form of their keys.
//!
//! Whether what they say fits together is checked in `checks`.

use std::collections::BTreeMap;

use guichet_wire::settings::{Position, Scheme};
use toml::Spanned;
use toml::de::DeValue;

use super::checks::Check;
use super::contact::ContactTable;
use super::fields::{Fields, Shape};

/// The file, as far as it can be read.
pub(super) struct File {
    pub(super) name: Option<Spanned<String>>,
    pub(super) default_locale: Option<Spanned<String>>,
    pub(super) locales: Locales,
    pub(super) categories: Vec<CategoryTable>,
    pub(super) contact: ContactTable,
    /// The endpoint.
    pub(super) feedback: Option<Spanned<String>>,
    pub(super) suggestions: Vec<SuggestionTable>,
    pub(super) theme: ThemeTable,
    pub(super) search: SearchTable,
    pub(super) synonyms: Synonyms,
    pub(super) is_whole: bool,
}

pub(super) struct LocaleTable {
    pub(super) fallback: Vec<Spanned<String>>,
}

pub(super) struct CategoryTable {
    pub(super) id: Spanned<String>,
    pub(super) parent: Option<Spanned<String>>,
    /// `None` where it cannot be read.
    pub(super) name: Option<Texts>,
    pub(super) description: Texts,
}

pub(super) struct SuggestionTable {
    pub(super) page: Spanned<String>,
    pub(super) articles: Vec<Spanned<String>>,
}

pub(super) struct ThemeTable {
    pub(super) accent: Option<Spanned<String>>,
    pub(super) position: Position,
    pub(super) scheme: Scheme,
}

pub(super) struct SearchTable {
    pub(super) help_words: bool,
    pub(super) thesaurus: BTreeMap<Spanned<String>, Spanned<String>>,
}

pub(super) type Locales = BTreeMap<Spanned<String>, LocaleTable>;

pub(super) type Texts = BTreeMap<Spanned<String>, String>;

/// The lines for each locale.
pub(super) type Synonyms = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

impl File {
    /// Reads all keys; what is wrong goes to `check`.
    pub(super) fn read(mut fields: Fields, check: &mut Check) -> Self {
        let tag = Shape("a language tag", "default-locale = \"en\"");
        fields.must_have("locales", "[locales.en]");
        fields.must_have("categories", "[[categories]]");
        let default_locale = fields.require("default-locale", tag, check);
        let locales = fields.table("locales", "[locales.en]", check);
        let locales: Locales = locales
            .rest()
            .filter_map(|(tag, value)| LocaleTable::read(tag, value, check))
            .collect();
        let categories = tables(fields.value("categories"), check, CategoryTable::read);
        let is_whole = check.found.is_empty()
            && default_locale.is_some()
            && !locales.is_empty()
            && categories.is_some();
        let name = Shape("a text", "name = \"Pinewick\"");
        let suggestions = tables(fields.value("suggestions"), check, SuggestionTable::read);
        let synonyms = Shape("a list of texts", "en = [\"parcel, package, shipment\"]");
        let file = Self {
            name: fields.require("name", name, check),
            default_locale,
            locales,
            categories: categories.unwrap_or_default(),
            contact: ContactTable::read(fields.table("contact", "[contact]", check), check),
            feedback: feedback(fields.table("feedback", "[feedback]", check), check),
            suggestions: suggestions.unwrap_or_default(),
            theme: ThemeTable::read(fields.table("theme", "[theme]", check), check),
            search: SearchTable::read(fields.table("search", "[search]", check), check),
            synonyms: fields
                .table("synonyms", "[synonyms]", check)
                .each(&synonyms, check),
            is_whole,
        };
        fields.finish(check);
        file
    }
}

impl LocaleTable {
    fn read(
        tag: Spanned<String>,
        value: Spanned<DeValue>,
        check: &mut Check,
    ) -> Option<(Spanned<String>, Self)> {
        let path = format!("locales.{}", tag.get_ref());
        let mut fields = Fields::of(path, value, "[locales.en]", check)?;
        let shape = Shape("a list of language tags", "fallback = [\"pt\"]");
        let fallback = fields.take("fallback", shape, check).unwrap_or_default();
        fields.finish(check);
        Some((tag, Self { fallback }))
    }
}

/// Each table of a list, or the only one. `None` where nothing is said of it.
pub(super) fn tables<'i, T>(
    value: Option<Spanned<DeValue<'i>>>,
    check: &mut Check,
    read: fn(Spanned<DeValue<'i>>, &mut Check) -> Option<T>,
) -> Option<Vec<T>> {
    let value = value?;
    let span = value.span();
    let tables = match value.into_inner() {
        DeValue::Array(tables) => tables.into_iter().collect(),
        other => vec![Spanned::new(span, other)],
    };
    let read = |value| read(value, check);
    Some(tables.into_iter().filter_map(read).collect())
}

impl CategoryTable {
    fn read(value: Spanned<DeValue>, check: &mut Check) -> Option<Self> {
        let mut fields = Fields::of("categories".into(), value, "[[categories]]", check)?;
        let id = Shape("a text", "id = \"orders\"");
        let parent = Shape("a text", "parent = \"products\"");
        let name = Shape("a text for each language", "name = { en = \"Orders\" }");
        let description = Shape(
            "a text for each language",
            "description = { en = \"Track, change or cancel\" }",
        );
        let id = fields.require("id", id, check);
        let parent = fields.take("parent", parent, check);
        let name = fields.require("name", name, check);
        let description = fields.take("description", description, check);
        fields.finish(check);
        Some(Self {
            id: id?,
            parent,
            name,
            description: description.unwrap_or_default(),
        })
    }
}

fn feedback(mut fields: Fields, check: &mut Check) -> Option<Spanned<String>> {
    let endpoint = Shape(
        "a web address",
        "endpoint = \"https://desk.example.org/feedback\"",
    );
    let endpoint = fields.take("endpoint", endpoint, check);
    fields.finish(check);
    endpoint
}

impl SuggestionTable {
    fn read(value: Spanned<DeValue>, check: &mut Check) -> Option<Self> {
        let mut fields = Fields::of("suggestions".into(), value, "[[suggestions]]", check)?;
        let page = Shape("a text", "page = \"/checkout*\"");
        let articles = Shape("a list of ids", "articles = [\"payment/ways-to-pay\"]");
        let page = fields.require("page", page, check);
        let articles = fields.require("articles", articles, check);
        fields.finish(check);
        Some(Self {
            page: page?,
            articles: articles?,
        })
    }
}

impl ThemeTable {
    fn read(mut fields: Fields, check: &mut Check) -> Self {
        let accent = Shape("a colour", "accent = \"#0b6e5f\"");
        let position = Shape("`right` or `left`", "position = \"right\"");
        let scheme = Shape("`auto`, `light` or `dark`", "scheme = \"auto\"");
        let table = Self {
            accent: fields.take("accent", accent, check),
            position: fields.take("position", position, check).unwrap_or_default(),
            scheme: fields.take("scheme", scheme, check).unwrap_or_default(),
        };
        fields.finish(check);
        table
    }
}

impl SearchTable {
    fn read(mut fields: Fields, check: &mut Check) -> Self {
        let help_words = Shape("`true` or `false`", "help-words = false");
        let thesaurus = Shape("the path of a file", "en = \"thesaurus/th_en_US_v2.dat\"");
        let table = Self {
            help_words: fields.take("help-words", help_words, check).unwrap_or(true),
            thesaurus: fields
                .table("thesaurus", "[search.thesaurus]", check)
                .each(&thesaurus, check),
        };
        fields.finish(check);
        table
    }
}
