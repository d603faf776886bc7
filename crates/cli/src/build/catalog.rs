//! What a locale lists, in which order, and where its texts are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use guichet_wire::catalog::{ArticleEntry, Catalog, Category, SectionEntry};
use guichet_wire::document::{Section, sections};
use guichet_wire::manifest::FileRef;

use crate::knowledge_base::settings::CategoryNames;
use crate::knowledge_base::{Article, KnowledgeBase, Locale};

/// An article as a locale lists it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed<'a> {
    /// The locale that has the text: the one that lists it, or a fallback.
    pub(crate) written_in: &'a Locale,
    /// The article.
    pub(crate) article: &'a Article,
}

impl<'a> Listed<'a> {
    /// What tells the text from all others.
    pub(super) fn key(&self) -> (&'a str, &'a str) {
        (&self.written_in.tag, &self.article.id)
    }
}

/// The packs of the articles that are written in one locale.
#[derive(Debug, Default)]
pub(super) struct Packed<'a> {
    pub(super) files: Vec<FileRef>,
    /// By id, the place in `files`.
    pub(super) place: BTreeMap<&'a str, usize>,
}

/// The articles of `locale` and of its fallbacks, by category, `order` and id.
pub(crate) fn listing<'a>(base: &'a KnowledgeBase, locale: &'a Locale) -> Vec<Listed<'a>> {
    let fallbacks = locale.fallback.iter().filter_map(|tag| base.locale(tag));
    let chain = std::iter::once(locale).chain(fallbacks);
    let ids: BTreeSet<&String> = chain.flat_map(|locale| locale.articles.keys()).collect();
    let shown = ids.into_iter().filter_map(|id| base.shown(locale, id));
    let mut listing: Vec<_> = shown
        .map(|(written_in, article)| Listed {
            written_in,
            article,
        })
        .collect();
    let categories = &base.configuration.categories;
    let place = |id: &str| categories.iter().position(|category| category.id == id);
    // Ids are in order already, and the sort is stable.
    listing.sort_by_cached_key(|listed| (place(&listed.article.category), listed.article.order));
    listing
}

/// The catalog of `locale`, which lists `listing`.
pub(super) fn catalog(
    base: &KnowledgeBase,
    locale: &Locale,
    listing: &[Listed],
    packed: &BTreeMap<&str, Packed>,
) -> Catalog {
    let ids: BTreeSet<&str> = listing
        .iter()
        .map(|listed| listed.article.id.as_str())
        .collect();
    let mut packs = Packs::default();
    let articles = listing.iter().map(|listed| {
        let (tag, id) = listed.key();
        let article = listed.article;
        let related = article
            .related
            .iter()
            .filter(|id| ids.contains(id.as_str()));
        ArticleEntry {
            id: id.to_owned(),
            title: article.title.clone(),
            description: article.description.clone(),
            category: article.category.clone(),
            related: related.cloned().collect(),
            written_in: (tag != locale.tag).then(|| tag.to_owned()),
            updated: article.updated.clone(),
            outdated: base
                .newer_source(listed.written_in, article)
                .map(|source| source.tag.clone()),
            pack: packs.number(tag, &packed[tag], id),
            sections: sections(&article.document)
                .iter()
                .skip(1)
                .map(section_entry)
                .collect(),
        }
    });
    let articles = articles.collect();
    Catalog {
        locale: locale.tag.clone(),
        categories: categories(base, locale, listing),
        articles,
        packs: packs.files,
        pages: None,
    }
}

/// The packs that one catalog names, numbered as they come up.
#[derive(Default)]
struct Packs {
    files: Vec<FileRef>,
    numbers: BTreeMap<(String, usize), u32>,
}

impl Packs {
    fn number(&mut self, tag: &str, packed: &Packed, id: &str) -> u32 {
        let place = packed.place[id];
        let next = self.files.len() as u32;
        let number = *self.numbers.entry((tag.to_owned(), place)).or_insert(next);
        if number == next {
            self.files.push(packed.files[place].clone());
        }
        number
    }
}

fn section_entry(section: &Section) -> SectionEntry {
    SectionEntry {
        anchor: section.anchor.clone(),
        heading: section.heading.clone(),
    }
}

/// The categories that a reader of `locale` sees: those of the articles that it lists, and all above these.
pub(crate) fn categories(
    base: &KnowledgeBase,
    locale: &Locale,
    listing: &[Listed],
) -> Vec<Category> {
    let mut articles: HashMap<&str, u32> = HashMap::new();
    for listed in listing {
        *articles.entry(&listed.article.category).or_default() += 1;
    }
    // Children stand after their parents, so that from the last to the first all below a category are known before it.
    let mut seen: Vec<Category> = Vec::new();
    for category in base.configuration.categories.iter().rev() {
        let articles = articles.get(category.id.as_str()).copied();
        let is_parent = |child: &Category| child.parent.as_ref() == Some(&category.id);
        if articles.is_some() || seen.iter().any(is_parent) {
            seen.push(named(category, locale, articles.unwrap_or_default()));
        }
    }
    seen.reverse();
    seen
}

/// The category with the name that `locale` or a fallback gives it, or else its id.
fn named(category: &CategoryNames, locale: &Locale, articles: u32) -> Category {
    let text = |texts: &BTreeMap<String, String>| {
        let mut tags = std::iter::once(&locale.tag).chain(&locale.fallback);
        tags.find_map(|tag| texts.get(tag)).cloned()
    };
    Category {
        id: category.id.clone(),
        name: text(&category.name).unwrap_or_else(|| category.id.clone()),
        description: text(&category.description).unwrap_or_default(),
        articles,
        parent: category.parent.clone(),
    }
}
