//! One opened locale: catalog and index as one thing that can be asked.
//!
//! The texts are not here: a pack is opened when an article or a snippet is wanted.

use guichet_search::Segment;
use guichet_wire::catalog::{ArticleEntry, Catalog, SectionEntry};

/// Catalog and index do not belong together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("catalog and index of {locale} do not belong together: {what}; build the bundle again")]
pub struct LocaleError {
    /// The locale's tag.
    pub locale: String,
    /// What does not match.
    pub what: String,
}

/// A locale that can be searched.
#[derive(Debug)]
pub struct Locale {
    catalog: Catalog,
    segment: Segment,
}

/// An article that answers a query, best section first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found<'a> {
    /// The article.
    pub article: &'a ArticleEntry,
    /// Its section that answers best: 0 is the lead, `n` is `article.sections[n - 1]`.
    pub section: usize,
    /// How well it answers; comparable within one search only.
    pub score: f32,
}

impl<'a> Found<'a> {
    /// The section's entry; `None` for the lead.
    pub fn section_entry(&self) -> Option<&'a SectionEntry> {
        self.article.sections.get(self.section.checked_sub(1)?)
    }
}

impl Locale {
    /// Joins the two, after checking that every ordinal of one means something in the other.
    pub fn new(catalog: Catalog, segment: Segment) -> Result<Self, LocaleError> {
        let mismatch = |what: String| LocaleError {
            locale: catalog.locale.clone(),
            what,
        };
        let indexed = segment.article_count() as usize;
        if indexed != catalog.articles.len() {
            let listed = catalog.articles.len();
            return Err(mismatch(format!(
                "{listed} articles listed, {indexed} indexed"
            )));
        }
        for (ordinal, article) in catalog.articles.iter().enumerate() {
            if article.pack as usize >= catalog.packs.len() {
                return Err(mismatch(format!("{} is in no pack", article.id)));
            }
            if segment.section_count(ordinal as u32) as usize != article.sections.len() + 1 {
                return Err(mismatch(format!("the sections of {}", article.id)));
            }
        }
        Ok(Self { catalog, segment })
    }

    /// What the locale offers.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The index, for its analyzer.
    pub fn segment(&self) -> &Segment {
        &self.segment
    }

    /// The articles that answer `query` best, at most `limit`, best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Found<'_>> {
        let found = |hit: guichet_search::Hit| Found {
            article: &self.catalog.articles[hit.article as usize],
            section: hit.section as usize,
            score: hit.score,
        };
        let hits = self.segment.search(query, limit);
        hits.into_iter().map(found).collect()
    }
}
