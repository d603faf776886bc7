//! The catalog's articles, as far as their pages are here. A catalog in one piece is one page that is.

use std::sync::Arc;

use guichet_search::checksum;
use guichet_wire::catalog::{self, ArticleEntry, CatalogPage, IdFile};
use guichet_wire::manifest::FileRef;

use super::{Mismatch, Part};

/// Most pages that a catalog may claim to have: each takes memory before it is here.
const MOST_PAGES: u32 = 1 << 20;

#[derive(Clone, Debug)]
pub(super) struct Pages {
    articles: u32,
    /// Articles of a page; the last may have fewer.
    size: u32,
    pages: Vec<Option<Arc<CatalogPage>>>,
    ids: Vec<Option<Arc<IdFile>>>,
}

impl Pages {
    pub(super) fn new(
        articles: Vec<ArticleEntry>,
        packs: Vec<FileRef>,
        cut: Option<catalog::Pages>,
    ) -> Result<Self, Mismatch> {
        let Some(cut) = cut else {
            let count = articles.len() as u32;
            let mut whole = Self {
                articles: count,
                size: count.max(1),
                pages: vec![None],
                ids: Vec::new(),
            };
            whole.add(0, CatalogPage { articles, packs })?;
            return Ok(whole);
        };
        let pages = cut.articles.div_ceil(cut.size.max(1));
        if cut.size == 0 || cut.id_files == 0 || pages.max(cut.id_files) > MOST_PAGES {
            let id_files = cut.id_files;
            return Err(Mismatch::Pages { pages, id_files });
        }
        Ok(Self {
            articles: cut.articles,
            size: cut.size,
            pages: vec![None; pages as usize],
            ids: vec![None; cut.id_files as usize],
        })
    }

    pub(super) fn articles(&self) -> u32 {
        self.articles
    }

    pub(super) fn are_complete(&self) -> bool {
        self.pages.iter().all(Option::is_some)
    }

    pub(super) fn add(&mut self, number: u32, page: CatalogPage) -> Result<(), Mismatch> {
        let start = u64::from(number) * u64::from(self.size);
        let expected = u64::from(self.articles)
            .saturating_sub(start)
            .min(self.size.into());
        let found = page.articles.len();
        let place = self.pages.get_mut(number as usize);
        let place = place.filter(|_| found as u64 == expected);
        let place = place.ok_or(Mismatch::Page {
            page: number,
            articles: found,
        })?;
        let is_lost = |entry: &&ArticleEntry| entry.pack as usize >= page.packs.len();
        if let Some(entry) = page.articles.iter().find(is_lost) {
            return Err(Mismatch::NoPack(entry.id.clone()));
        }
        *place = Some(Arc::new(page));
        Ok(())
    }

    pub(super) fn add_ids(&mut self, number: u32, ids: IdFile) {
        if let Some(place) = self.ids.get_mut(number as usize) {
            *place = Some(Arc::new(ids));
        }
    }

    /// The articles that are here, with their ordinals.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, &ArticleEntry)> {
        let here = (0..).zip(&self.pages);
        let here = here.filter_map(|(number, page): (u32, _)| Some((number, page.as_ref()?)));
        here.flat_map(|(number, page)| (number * self.size..).zip(&page.articles))
    }

    fn page(&self, article: u32) -> Option<&CatalogPage> {
        self.pages.get((article / self.size) as usize)?.as_deref()
    }

    pub(super) fn entry(&self, article: u32) -> Option<&ArticleEntry> {
        let at = article % self.size;
        self.page(article)?.articles.get(at as usize)
    }

    pub(super) fn pack(&self, article: u32) -> Option<&FileRef> {
        let entry = self.entry(article)?;
        self.page(article)?.packs.get(entry.pack as usize)
    }

    /// The page of an article, if there is one that is not here.
    pub(super) fn missing(&self, article: u32) -> Option<u32> {
        let number = article / self.size;
        let page = self.pages.get(number as usize)?;
        page.is_none().then_some(number)
    }

    /// What has to be added before the article `id` is known.
    pub(super) fn wanted(&self, id: &str) -> Option<Part> {
        if self.are_complete() || self.all().any(|(_, entry)| entry.id == id) {
            return None;
        }
        let number = id_file(id, self.ids.len() as u32);
        let Some(file) = &self.ids[number as usize] else {
            return Some(Part::Ids(number));
        };
        let known = file.ids.iter().find(|known| known.id == id)?;
        self.missing(known.article).map(Part::Page)
    }
}

/// The file, of so many (at least 1), that says where the article `id` stands.
pub fn id_file(id: &str, files: u32) -> u32 {
    checksum(id.as_bytes()) % files
}
