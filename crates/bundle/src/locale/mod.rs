//! One opened locale: catalog and index as one thing that can be asked.
//!
//! Of a large locale only the heads of both are there at first. What else a question needs is told as [`Part`]s, each a file of its own, which
//! whoever does the I/O fetches and adds. The texts are not here: a pack is opened when an article or a snippet is wanted.

mod pages;

use guichet_search::{FormatError, Hit, Segment};
use guichet_wire::catalog::{ArticleEntry, Catalog, CatalogPage, Category, IdFile, SectionEntry};
use guichet_wire::manifest::{FileRef, LocaleEntry};

use self::pages::Pages;

pub use pages::id_file;

/// Catalog and index do not belong together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("catalog and index of {locale} do not belong together: {what}; build the bundle again")]
pub struct LocaleError {
    /// The locale's tag.
    pub locale: String,
    /// What does not match.
    pub what: Mismatch,
}

/// What does not match between catalog and index, or within a catalog.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mismatch {
    /// One has articles that the other has not.
    #[error("{listed} articles listed, {indexed} indexed")]
    Articles {
        /// How many the catalog has.
        listed: u32,
        /// How many the index has.
        indexed: u32,
    },
    /// An article has more sections in one than in the other.
    #[error("the sections of {0}")]
    Sections(String),
    /// No pack holds an article.
    #[error("{0} is in no pack")]
    NoPack(String),
    /// A catalog says that it has no pages, or more than there can be.
    #[error("{pages} pages and {id_files} files of ids")]
    Pages {
        /// How many pages.
        pages: u32,
        /// How many files of ids.
        id_files: u32,
    },
    /// A page has more or fewer articles than it must have.
    #[error("page {page} has {articles} articles")]
    Page {
        /// Its number.
        page: u32,
        /// How many it has.
        articles: usize,
    },
}

/// A locale that can be searched.
#[derive(Clone, Debug)]
pub struct Locale {
    tag: String,
    categories: Vec<Category>,
    pages: Pages,
    segment: Segment,
    /// The folders of the index's shards and of the catalog's pages.
    folders: [String; 2],
}

/// A piece of a large locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A shard of the index, by its number.
    Shard(u32),
    /// A page of the catalog, by its number.
    Page(u32),
    /// A file of ids, by its number.
    Ids(u32),
}

/// An article that answers a query, best section first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found<'a> {
    /// The article.
    pub article: &'a ArticleEntry,
    /// Its place in the catalog's order.
    pub ordinal: u32,
    /// Its section that answers best: 0 is the lead, `n` is `article.sections[n - 1]`.
    pub section: usize,
    /// How well it answers; comparable within one search only.
    pub score: f32,
    /// The pack that holds its document.
    pub pack: &'a FileRef,
}

impl<'a> Found<'a> {
    /// The section's entry; `None` for the lead.
    pub fn section_entry(&self) -> Option<&'a SectionEntry> {
        self.article.sections.get(self.section.checked_sub(1)?)
    }
}

impl Locale {
    /// Joins catalog and index of an entry of the manifest, after checking that every ordinal of one means something in the other.
    pub fn new(
        entry: &LocaleEntry,
        catalog: Catalog,
        mut segment: Segment,
    ) -> Result<Self, LocaleError> {
        let tag = catalog.locale;
        let mismatch = |what| LocaleError {
            locale: tag.clone(),
            what,
        };
        let pages = Pages::new(catalog.articles, catalog.packs, catalog.pages);
        let pages = pages.map_err(mismatch)?;
        let (listed, indexed) = (pages.articles(), segment.article_count());
        if indexed != listed {
            return Err(mismatch(Mismatch::Articles { listed, indexed }));
        }
        for (ordinal, article) in pages.all() {
            let sections = article.sections.len() as u32 + 1;
            if segment
                .section_count(ordinal)
                .is_some_and(|count| count != sections)
            {
                return Err(mismatch(Mismatch::Sections(article.id.clone())));
            }
        }
        segment.file_under(catalog.categories.iter().map(|category| category.articles));
        let folder = |file: &FileRef| match file.path.rsplit_once('.') {
            Some((folder, _)) => folder.to_owned(),
            None => file.path.clone(),
        };
        Ok(Self {
            folders: [folder(&entry.index), folder(&entry.catalog)],
            tag,
            categories: catalog.categories,
            pages,
            segment,
        })
    }

    /// Its BCP 47 tag.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Whether it comes in parts.
    pub fn is_large(&self) -> bool {
        self.segment.shard_count() > 0
    }

    /// The categories in their order.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The categories below the category `parent`, or those below none, in order.
    pub fn categories_in<'a>(
        &'a self,
        parent: Option<&'a str>,
    ) -> impl Iterator<Item = &'a Category> {
        let is_child = move |category: &&Category| category.parent.as_deref() == parent;
        self.categories.iter().filter(is_child)
    }

    /// How many articles a category has, those of the categories below it included.
    pub fn articles_below(&self, id: &str) -> u32 {
        let mut below = vec![id];
        let mut articles = 0_u32;
        // Whatever is below a category stands after it.
        for category in &self.categories {
            let is_below = |parent: &String| below.contains(&parent.as_str());
            if category.parent.as_ref().is_some_and(is_below) {
                below.push(&category.id);
            } else if category.id != id {
                continue;
            }
            articles = articles.saturating_add(category.articles);
        }
        articles
    }

    /// The index.
    pub fn segment(&self) -> &Segment {
        &self.segment
    }

    /// The articles that answer `query` best, at most `limit`, best first: as far as what is [wanted](Self::wanted_by_search) is here.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Found<'_>> {
        let found = |hit: Hit| {
            Some(Found {
                article: self.pages.entry(hit.article)?,
                ordinal: hit.article,
                section: hit.section as usize,
                score: hit.score,
                pack: self.pages.pack(hit.article)?,
            })
        };
        let hits = self.segment.search(query, limit);
        hits.into_iter().filter_map(found).collect()
    }

    /// What has to be added before a search is answered in full. Once that is here, more may be wanted.
    pub fn wanted_by_search(&self, query: &str, limit: usize) -> Vec<Part> {
        if !self.is_large() {
            return Vec::new();
        }
        let shards = self.segment.missing(query);
        if !shards.is_empty() {
            return shards.into_iter().map(Part::Shard).collect();
        }
        let hits = self.segment.search(query, limit);
        self.missing_pages(hits.into_iter().map(|hit| hit.article))
    }

    /// The entries that are here, in the catalog's order.
    pub fn articles(&self) -> impl Iterator<Item = &ArticleEntry> {
        self.pages.all().map(|(_, entry)| entry)
    }

    /// The entry of the article `id`, with its place in the catalog's order; `None` where there is no such article, or what is
    /// [wanted](Self::wanted_by_article) is not here.
    pub fn article(&self, id: &str) -> Option<(u32, &ArticleEntry)> {
        self.pages.all().find(|(_, entry)| entry.id == id)
    }

    /// What has to be added before the article `id` is known.
    pub fn wanted_by_article(&self, id: &str) -> Option<Part> {
        self.pages.wanted(id)
    }

    /// The pack that holds the article `id`, if its entry is here.
    pub fn pack_of(&self, id: &str) -> Option<&FileRef> {
        self.pages.pack(self.article(id)?.0)
    }

    /// The articles of a category in order, the first `limit` of them, as far as what is [wanted](Self::wanted_by_category) is here.
    pub fn articles_in(&self, category: &str, limit: u32) -> impl Iterator<Item = &ArticleEntry> {
        let ordinals = self.ordinals_in(category, limit);
        ordinals.filter_map(|ordinal| self.pages.entry(ordinal))
    }

    /// What has to be added before the first `limit` articles of a category are known.
    pub fn wanted_by_category(&self, category: &str, limit: u32) -> Vec<Part> {
        self.missing_pages(self.ordinals_in(category, limit))
    }

    fn ordinals_in(&self, category: &str, limit: u32) -> std::ops::Range<u32> {
        let mut start = 0_u32;
        for known in &self.categories {
            if known.id == category {
                return start..start.saturating_add(known.articles.min(limit));
            }
            start = start.saturating_add(known.articles);
        }
        0..0
    }

    fn missing_pages(&self, articles: impl Iterator<Item = u32>) -> Vec<Part> {
        let mut pages: Vec<u32> = articles.filter_map(|at| self.pages.missing(at)).collect();
        pages.sort_unstable();
        pages.dedup();
        pages.into_iter().map(Part::Page).collect()
    }

    /// The path of a part in the bundle.
    pub fn path(&self, part: Part) -> String {
        let [shards, pages] = &self.folders;
        match part {
            Part::Shard(number) => format!("{shards}/{number}.bin"),
            Part::Page(number) => format!("{pages}/{number}.json"),
            Part::Ids(number) => format!("{pages}/ids-{number}.json"),
        }
    }

    /// Adds the shard `number`, inflated.
    pub fn add_shard(&mut self, number: u32, bytes: &[u8]) -> Result<(), FormatError> {
        self.segment.add_shard(number, bytes)
    }

    /// Adds the page `number`.
    pub fn add_page(&mut self, number: u32, page: CatalogPage) -> Result<(), LocaleError> {
        self.pages.add(number, page).map_err(|what| LocaleError {
            locale: self.tag.clone(),
            what,
        })
    }

    /// Adds the ids of file `number`.
    pub fn add_ids(&mut self, number: u32, ids: IdFile) {
        self.pages.add_ids(number, ids);
    }
}

#[cfg(test)]
mod tests;
