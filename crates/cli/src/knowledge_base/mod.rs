//! A knowledge base: a folder with `guichet.toml` and a folder of Markdown for each locale, read and checked.
//!
//! Everything that is wrong is found in one run. No bundle is made here.

mod article;
mod checks;
pub mod diagnostic;
pub mod files;
pub mod front_matter;
pub mod pictures;
pub mod queries;
pub mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use rayon::prelude::*;

pub use self::article::Article;
use self::article::Read;
use self::diagnostic::{Diagnostic, Fault};
use self::pictures::Picture;
use self::settings::Configuration;
use crate::progress;
use crate::vocabulary::thesaurus::Thesaurus;

/// A knowledge base in memory.
#[derive(Debug)]
pub struct KnowledgeBase {
    /// Where it is.
    pub root: PathBuf,
    /// What `guichet.toml` says.
    pub configuration: Configuration,
    /// In the order of the configuration: the default first, then by tag.
    pub locales: Vec<Locale>,
    /// Every image that an article shows, by its path.
    pub pictures: BTreeMap<String, Picture>,
    /// The thesauri that `guichet.toml` names, by locale tag.
    pub thesauri: BTreeMap<String, Thesaurus>,
    /// How many articles are drafts; they are left out.
    pub drafts: usize,
}

/// The articles that are written in one locale.
#[derive(Debug)]
pub struct Locale {
    /// The language tag.
    pub tag: String,
    /// Where to look for an article that is not here.
    pub fallback: Vec<String>,
    /// By id.
    pub articles: BTreeMap<String, Article>,
    /// Ids of articles that are not published yet.
    drafts: BTreeSet<String>,
}

impl KnowledgeBase {
    /// Reads and checks the folder `root`. `None` where it has no settings that are a text.
    pub fn read(root: &Path, progress: &ProgressBar) -> (Option<Self>, Vec<Diagnostic>) {
        let (configuration, mut found) = read_settings(root);
        let Some(mut configuration) = configuration else {
            return (None, found);
        };
        if !configuration.is_whole {
            configuration.add_locales(files::folders(root));
        }
        let (files, faults) = files::find(root, &configuration);
        found.extend(faults);
        progress::step(progress, "reading", files.len());
        let read = files.par_iter().map(|file| {
            let read = article::read(file);
            progress.inc(1);
            read
        });
        let read: Vec<_> = read.collect();
        let mut base = Self::new(root, configuration);
        for (file, (article, faults)) in files.iter().zip(read) {
            found.extend(faults);
            base.add(&file.locale, article);
        }
        found.extend(base.check());
        found.extend(base.read_thesauri());
        diagnostic::sort(&mut found);
        (Some(base), found)
    }

    fn new(root: &Path, configuration: Configuration) -> Self {
        let locale = |(tag, fallback): &(String, Vec<String>)| Locale {
            tag: tag.clone(),
            fallback: fallback.clone(),
            articles: BTreeMap::new(),
            drafts: BTreeSet::new(),
        };
        Self {
            root: root.to_owned(),
            locales: configuration.locales.iter().map(locale).collect(),
            configuration,
            pictures: BTreeMap::new(),
            thesauri: BTreeMap::new(),
            drafts: 0,
        }
    }

    fn add(&mut self, tag: &str, article: Read) {
        let Some(locale) = self.locales.iter_mut().find(|locale| locale.tag == tag) else {
            return;
        };
        match article {
            Read::Article(article) => {
                locale.articles.insert(article.id.clone(), *article);
            }
            Read::Draft(id) => {
                self.drafts += 1;
                locale.drafts.insert(id);
            }
            Read::Unreadable => {}
        }
    }

    fn read_thesauri(&mut self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for named in &self.configuration.vocabulary.thesauri {
            match Thesaurus::read(&self.root.join(&named.path)) {
                Ok(thesaurus) => {
                    self.thesauri.insert(named.locale.clone(), thesaurus);
                }
                Err(fault) => found.push(fault.error(settings::FILE, named.line)),
            }
        }
        found
    }

    /// Every article with the locale that it is written in.
    pub fn articles(&self) -> impl Iterator<Item = (&Locale, &Article)> {
        let locales = self.locales.iter();
        locales.flat_map(|locale| {
            locale
                .articles
                .values()
                .map(move |article| (locale, article))
        })
    }

    /// The locale of that tag.
    pub fn locale(&self, tag: &str) -> Option<&Locale> {
        self.locales.iter().find(|locale| locale.tag == tag)
    }

    /// The article as readers of `locale` get it: from there or from the first of its fallbacks that has it, with the
    /// locale it is written in.
    pub fn shown<'a>(&'a self, locale: &'a Locale, id: &str) -> Option<(&'a Locale, &'a Article)> {
        let fallbacks = locale.fallback.iter().filter_map(|tag| self.locale(tag));
        let mut chain = std::iter::once(locale).chain(fallbacks);
        chain.find_map(|locale| Some((locale, locale.articles.get(id)?)))
    }

    /// The locale whose version was the source of the article that is written in `written_in`, where it is newer: the
    /// translation lacks what changed there. An article without a day is never outdated.
    pub fn newer_source(&self, written_in: &Locale, article: &Article) -> Option<&Locale> {
        let default = &self.configuration.default_locale;
        if written_in.tag == *default {
            return None;
        }
        let tags = std::iter::once(default).chain(&written_in.fallback);
        let mut locales = tags.filter_map(|tag| self.locale(tag));
        let source = locales.find(|locale| locale.articles.contains_key(&article.id))?;
        let changed = source.articles[&article.id].updated.as_ref()?;
        (changed > article.updated.as_ref()?).then_some(source)
    }
}

fn read_settings(root: &Path) -> (Option<Configuration>, Vec<Diagnostic>) {
    let text = text_of(&root.join(settings::FILE), |error| {
        let place = root.join(settings::FILE);
        let message = format!("{} cannot be read: {error}", place.display());
        let cure = "name the folder of a knowledge base, or make one by `guichet init`";
        Fault::new(message, cure)
    });
    match text {
        Ok(text) => {
            let (configuration, found) = settings::parse(&text);
            (Some(configuration), found)
        }
        Err(fault) => (None, vec![fault.error(settings::FILE, 0)]),
    }
}

/// The text of a file; `unreadable` says what it means that the file cannot be read.
fn text_of(path: &Path, unreadable: impl FnOnce(io::Error) -> Fault) -> Result<String, Fault> {
    let bytes = fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes)
        .map_err(|_| Fault::new("the file is not UTF-8", "save it as UTF-8 in your editor"))
}
