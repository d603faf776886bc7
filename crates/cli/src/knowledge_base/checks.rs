//! The checks that need the whole knowledge base: categories, links between articles, related and suggested
//! articles, images.

use std::collections::BTreeMap;

use guichet_wire::document::{Block, ListItem};
use rayon::prelude::*;

use super::diagnostic::{Diagnostic, Fault, did_you_mean};
use super::{Article, KnowledgeBase, Locale, pictures, settings};

impl KnowledgeBase {
    /// Everything that is wrong between files. Measures the images on the way.
    pub(super) fn check(&mut self) -> Vec<Diagnostic> {
        let mut found = self.measure_pictures();
        let anchors = self.anchors();
        let articles: Vec<(&Locale, &Article)> = self.articles().collect();
        let checked = articles.par_iter().flat_map_iter(|(locale, article)| {
            let mut found = self.check_category(article);
            found.extend(self.check_related(locale, article));
            found.extend(self.check_links(locale, article, &anchors));
            found
        });
        found.par_extend(checked);
        found.extend(self.check_suggested());
        let is_empty = articles.is_empty() && self.drafts == 0 && found.is_empty();
        if is_empty && self.configuration.is_whole {
            let tag = &self.configuration.default_locale;
            let message = "there is no article";
            let cure = format!("write one, such as {tag}/orders/track-an-order.md");
            found.push(Fault::new(message, cure).error(settings::FILE, 0));
        }
        found
    }

    fn measure_pictures(&mut self) -> Vec<Diagnostic> {
        let mut uses: BTreeMap<&str, Vec<(&Article, u32)>> = BTreeMap::new();
        for (_, article) in self.articles() {
            for image in &article.named.images {
                uses.entry(&image.path)
                    .or_default()
                    .push((article, image.line));
            }
        }
        let paths: Vec<&str> = uses.keys().copied().collect();
        let measured: Vec<_> = paths
            .par_iter()
            .map(|path| (*path, pictures::measure(&self.root, path)))
            .collect();
        let mut found = Vec::new();
        let mut pictures = BTreeMap::new();
        for (path, picture) in measured {
            match picture {
                Ok(picture) => {
                    if picture.has_scripts {
                        let message = "the image has scripts, which do not run where it is shown";
                        let cure = "remove its <script> elements and `on…` attributes";
                        found.push(Fault::new(message, cure).warning(path, 0));
                    }
                    pictures.insert(path.to_owned(), picture);
                }
                Err(fault) => {
                    let places = uses[path].iter();
                    found.extend(
                        places.map(|(article, line)| fault.clone().error(&article.file, *line)),
                    );
                }
            }
        }
        self.pictures = pictures;
        found
    }

    fn check_category(&self, article: &Article) -> Vec<Diagnostic> {
        let categories = self.configuration.categories.iter();
        let ids: Vec<&str> = categories.map(|category| category.id.as_str()).collect();
        let Some(line) = article.named.category else {
            return Vec::new();
        };
        if !self.configuration.is_whole || ids.contains(&article.category.as_str()) {
            return Vec::new();
        }
        let message = format!("guichet.toml has no category `{}`", article.category);
        let cure = format!("add it there, or name one of: {}", ids.join(", "));
        let cure = did_you_mean(&article.category, ids, cure);
        vec![Fault::new(message, cure).error(&article.file, line)]
    }

    /// A suggestion is for readers of every locale; those whose locale has no such article do not see it.
    fn check_suggested(&self) -> Vec<Diagnostic> {
        let is_somewhere = |id: &str| {
            let mut locales = self.locales.iter();
            locales.any(|locale| locale.articles.contains_key(id))
        };
        let suggested = self.configuration.suggested.iter();
        let missing = suggested.filter(|suggested| !is_somewhere(&suggested.id));
        let default = self.locales.first();
        missing
            .filter_map(|suggested| {
                let what = format!("the suggested article `{}`", suggested.id);
                let fault = self.missing(default?, &what, &suggested.id);
                Some(fault.error(settings::FILE, suggested.line))
            })
            .collect()
    }

    fn check_related(&self, locale: &Locale, article: &Article) -> Vec<Diagnostic> {
        let related = article.related.iter().zip(&article.named.related);
        let missing = related.filter(|(id, _)| self.shown(locale, id).is_none());
        missing
            .map(|(id, line)| {
                let fault = self.missing(locale, &format!("the related article `{id}`"), id);
                fault.error(&article.file, *line)
            })
            .collect()
    }

    fn check_links(
        &self,
        locale: &Locale,
        article: &Article,
        anchors: &BTreeMap<(&str, &str), Vec<&str>>,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for link in &article.named.links {
            let Some((written_in, target)) = self.shown(locale, &link.id) else {
                let fault = self.missing(locale, &format!("the link to `{}`", link.id), &link.id);
                found.push(fault.error(&article.file, link.line));
                continue;
            };
            let there = &anchors[&(written_in.tag.as_str(), target.id.as_str())];
            if !link.anchor.is_empty() && !there.contains(&link.anchor.as_str()) {
                let message = format!(
                    "{} has no heading with the anchor `{}`",
                    target.file, link.anchor
                );
                let cure = match there.is_empty() {
                    true => "link to the article without an anchor".to_owned(),
                    false => format!("link to one of: {}", there.join(", ")),
                };
                let cure = did_you_mean(&link.anchor, there.iter().copied(), cure);
                found.push(Fault::new(message, cure).error(&article.file, link.line));
            }
        }
        found
    }

    /// Why readers of `locale` get no article of that id; `what` is what leads to it.
    pub(super) fn missing(&self, locale: &Locale, what: &str, id: &str) -> Fault {
        let fallbacks = locale.fallback.iter().filter_map(|tag| self.locale(tag));
        let mut chain = std::iter::once(locale).chain(fallbacks);
        if chain.any(|locale| locale.drafts.contains(id)) {
            let message = format!("{what} leads to a draft");
            return Fault::new(
                message,
                "publish the draft (remove `draft: true`), or remove this",
            );
        }
        let tags = std::iter::once(&locale.tag).chain(&locale.fallback);
        let tags: Vec<&str> = tags.map(String::as_str).collect();
        let message = format!("{what} leads to no article in {}", tags.join(", "));
        let ids = self
            .locales
            .iter()
            .flat_map(|locale| locale.articles.keys());
        let last = |id: &str| id.rsplit('/').next().map(str::to_owned);
        let moved = ids.clone().find(|other| last(other) == last(id));
        let cure = "write the article, or correct this: ids are paths below the language's folder, without `.md`";
        let cure = match moved {
            Some(other) => format!("did you mean `{other}`?"),
            None => did_you_mean(id, ids.map(String::as_str), cure),
        };
        Fault::new(message, cure)
    }

    /// The anchors of every article, by locale and id.
    fn anchors(&self) -> BTreeMap<(&str, &str), Vec<&str>> {
        self.articles()
            .map(|(locale, article)| {
                let mut anchors = Vec::new();
                anchors_in(&article.document.blocks, &mut anchors);
                ((locale.tag.as_str(), article.id.as_str()), anchors)
            })
            .collect()
    }
}

fn anchors_in<'a>(blocks: &'a [Block], anchors: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Heading { anchor, .. } => anchors.push(anchor),
            Block::List { items, .. } => {
                items
                    .iter()
                    .for_each(|ListItem { blocks, .. }| anchors_in(blocks, anchors));
            }
            Block::Quote(blocks)
            | Block::Callout { blocks, .. }
            | Block::Details { blocks, .. }
            | Block::Footnote { blocks, .. } => anchors_in(blocks, anchors),
            Block::Paragraph(_) | Block::Table(_) | Block::Code { .. } | Block::Rule => {}
        }
    }
}
