//! The catalog: what one locale offers, in the order in which it is shown.
//!
//! Titles and headings are here and only here; the search index knows articles and sections by their place in the catalog,
//! and the texts are in the packs. A catalog of many articles is cut into pages, of which a reader fetches those that it shows.

use serde::{Deserialize, Serialize};

use crate::manifest::FileRef;

/// The categories and articles of one locale, those that come from a fallback locale included.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Catalog {
    /// BCP 47 tag of the locale.
    pub locale: String,
    /// Depth first, in the order of `guichet.toml`; only those that have an article, or a category below them that has one.
    pub categories: Vec<Category>,
    /// By category, then the article's `order`, then id. The index's article ordinal is the place in this list. Empty where there are
    /// pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<ArticleEntry>,
    /// The packs that hold the articles' documents; those of a fallback locale stand in its folder. Empty where there are pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<FileRef>,
    /// The pages, where there are more articles than one file should list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
}

/// How a catalog is cut. Its pages stand in the folder that is called as the catalog's file is, without the extension: `0.json` has the first
/// `size` articles, and so on; `ids-0.json` has the ids whose CRC-32 is a multiple of `id_files`, and so on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pages {
    /// How many articles there are in all.
    pub articles: u32,
    /// How many of them a page lists, the last one perhaps fewer; at least 1.
    pub size: u32,
    /// Over how many files the ids are spread; at least 1.
    pub id_files: u32,
    /// A digest of all these files, so that other pages belong to a catalog of another name.
    pub digest: String,
}

/// A page of the catalog: some articles in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogPage {
    /// The articles.
    pub articles: Vec<ArticleEntry>,
    /// The packs that hold their documents.
    pub packs: Vec<FileRef>,
}

/// Where the articles of some ids stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdFile {
    /// In no particular order.
    pub ids: Vec<IdEntry>,
}

/// Where an article stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdEntry {
    /// The article's id.
    pub id: String,
    /// Its place in the catalog's order.
    pub article: u32,
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
    /// How many articles of its own it has, those of the categories below it not counted. They stand together in the catalog's
    /// order, which is that of the categories.
    pub articles: u32,
    /// Id of the category above it, which stands before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
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
    /// The day on which its author last looked over the text, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// The locale whose version of the article is newer than this one, which was translated from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outdated: Option<String>,
    /// Which of the packs of the catalog, or of its page, holds the document.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_of_format_1_1_has_no_parents_and_no_dates() {
        let json = r#"{"locale":"fr",
            "categories":[{"id":"orders","name":"Commandes","articles":1}],
            "articles":[{"id":"track","title":"Suivre","category":"orders","pack":0}],
            "packs":[]}"#;
        let catalog: Catalog = serde_json::from_str(json).unwrap();
        assert_eq!(catalog.categories[0].parent, None);
        let article = &catalog.articles[0];
        assert_eq!((&article.updated, &article.outdated), (&None, &None));
        // What is not there is not written either: readers of 1.1 get what they know.
        let written = serde_json::to_string(&catalog).unwrap();
        for later in ["parent", "updated", "outdated"] {
            assert!(!written.contains(later), "{written}");
        }
    }
}
