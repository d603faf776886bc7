//! The catalog: what one locale offers, in the order in which it is shown.
//!
//! Titles and headings are here and only here; the search index knows articles and sections by their place in the catalog,
//! and the texts are in the packs.

use serde::{Deserialize, Serialize};

use crate::manifest::FileRef;

/// The categories and articles of one locale, those that come from a fallback locale included.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Catalog {
    /// BCP 47 tag of the locale.
    pub locale: String,
    /// In the order of `guichet.toml`; only those that have an article.
    pub categories: Vec<Category>,
    /// By category, then the article's `order`, then id. The index's article ordinal is the place in this list.
    pub articles: Vec<ArticleEntry>,
    /// The packs that hold the articles' documents; those of a fallback locale stand in its folder.
    pub packs: Vec<FileRef>,
}

impl Catalog {
    /// The entry of the article `id`, with its place in the list.
    pub fn article(&self, id: &str) -> Option<(usize, &ArticleEntry)> {
        self.articles
            .iter()
            .enumerate()
            .find(|(_, entry)| entry.id == id)
    }

    /// The articles of a category, in order.
    pub fn articles_in<'a>(&'a self, category: &'a str) -> impl Iterator<Item = &'a ArticleEntry> {
        self.articles
            .iter()
            .filter(move |entry| entry.category == category)
    }
}

/// A category as one locale names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// The id that articles name in their front matter.
    pub id: String,
    /// The name a customer reads.
    pub name: String,
    /// One line below the name; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// One article as the lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ArticleEntry {
    /// Path without locale and extension, the same in every locale: `orders/track-an-order`.
    pub id: String,
    /// The article's title.
    pub title: String,
    /// One sentence that says what the article answers; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Id of the article's category.
    pub category: String,
    /// Ids of articles to read next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// The locale the text is written in, where it is not the catalog's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_in: Option<String>,
    /// Which of the catalog's packs holds the document.
    pub pack: u32,
    /// The sections after the lead, in order: the index's section ordinal 0 is the lead, `n` is `sections[n - 1]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<SectionEntry>,
}

/// A section of an article: what stands below one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionEntry {
    /// The anchor that links name, unique in the article.
    pub anchor: String,
    /// The heading's plain text.
    pub heading: String,
}
