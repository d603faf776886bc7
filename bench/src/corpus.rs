//! The corpus: GNOME's help, imported and built by the code of the `guichet` command, in the folder of run-time data.
//! The text is licensed CC BY-SA and is no part of this repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use guichet_bundle::folder::Folder;
use guichet_cli::Guichet;
use guichet_cli::knowledge_base::{self, KnowledgeBase};
use guichet_wire::document::sections;
use indicatif::ProgressBar;
use serde::Serialize;
use tempfile::TempDir;

use crate::record;

/// The ten languages; the first is the one that the others are translated from.
pub const LANGUAGES: [&str; 10] = [
    "en", "de", "fr", "es", "ru", "hu", "lv", "vi", "ja", "zh-CN",
];

const HELP: &str = "/usr/share/help";

/// Debian's tool knows which version of the corpus it installed.
const VERSION: &str = "dpkg-query --show --showformat=${Version} gnome-user-docs";

/// The built bundle, and the same articles as plain texts.
pub struct Corpus {
    /// As Debian counts.
    pub version: String,
    pub bundle: Folder,
    /// Where the bundle is: another folder in each run, so that two runs do not meet.
    folder: TempDir,
    /// In the order of [`LANGUAGES`].
    pub languages: Vec<Language>,
    /// How long `guichet build` took.
    pub build_time: Duration,
}

/// What readers of one language search: the articles in it, and English ones in the place of those that are not translated.
#[derive(Serialize)]
pub struct Language {
    pub tag: &'static str,
    pub articles: Vec<Article>,
}

/// An article as its author sees it.
#[derive(Serialize)]
pub struct Article {
    pub id: String,
    pub title: String,
    pub keywords: Vec<String>,
    pub description: String,
    pub sections: Vec<Section>,
    /// Whether it is in the language whose readers get it. Queries are made of these only.
    pub is_translated: bool,
}

/// A heading, empty before the first one, and what stands below it.
#[derive(Serialize)]
pub struct Section {
    pub heading: String,
    pub text: String,
}

/// The folder of everything that is made at run time; git ignores it.
pub fn work_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench")
}

impl Corpus {
    /// Imports the help, once for each version of it, and builds it, anew each time.
    pub fn new() -> Result<Self> {
        ensure!(
            Path::new(HELP).join("hu/gnome-help").is_dir(),
            "expected GNOME's help in {HELP}, found none; install it: apt-get install gnome-user-docs"
        );
        let version = record::said_by(VERSION);
        let base = work_folder().join(format!("kb-{version}"));
        if !base.exists() {
            import(&base)?;
        }
        let folder = tempfile::tempdir_in(work_folder())?;
        let outcome = guichet_cli::build::build(&base, folder.path(), &ProgressBar::hidden())?;
        let summary = outcome.summary.with_context(|| {
            format!(
                "the corpus has errors; delete {}, so that it is imported again",
                base.display()
            )
        })?;
        Ok(Self {
            version,
            bundle: Folder::open(folder.path())?,
            folder,
            languages: languages(&read(&base)?)?,
            build_time: summary.time,
        })
    }

    /// The folder of the bundle, which goes when this value does.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The bytes of a file of the bundle.
    pub fn file(&self, path: &str) -> Result<Vec<u8>> {
        let path = self.path().join(path);
        fs::read(&path).with_context(|| path.display().to_string())
    }
}

/// Imports beside the place and moves the result there, so that half a corpus is never taken for one.
fn import(base: &Path) -> Result<()> {
    let partial = work_folder().join("kb.partial");
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    let locales = LANGUAGES.join(",").replacen("en", "en=C", 1);
    let arguments = ["guichet", "import", "mallard", HELP, "--skip-untranslated"];
    let options = ["--locales", &locales, "--out", &partial.to_string_lossy()];
    let command = Guichet::try_parse_from(arguments.iter().chain(&options))?.command;
    ensure!(guichet_cli::run(command)?, "the import failed");
    leave_out_untranslated(&partial)?;
    fs::rename(&partial, base)?;
    Ok(())
}

/// An article counts as translated when its title is: many have a few translated links and nothing else.
fn leave_out_untranslated(base: &Path) -> Result<()> {
    let knowledge_base = read(base)?;
    let english = knowledge_base.locale(LANGUAGES[0]).context("no English")?;
    for tag in &LANGUAGES[1..] {
        let locale = knowledge_base.locale(tag).context("a language is gone")?;
        for article in locale.articles.values() {
            let original = english.articles.get(&article.id);
            if original.is_some_and(|original| original.title == article.title) {
                fs::remove_file(base.join(&article.file))?;
            }
        }
    }
    Ok(())
}

/// The knowledge base in a folder, which has to be one.
pub fn read(base: &Path) -> Result<KnowledgeBase> {
    let (knowledge_base, _) = KnowledgeBase::read(base, &ProgressBar::hidden());
    knowledge_base.with_context(|| format!("{} is no knowledge base", base.display()))
}

fn languages(base: &KnowledgeBase) -> Result<Vec<Language>> {
    let languages = LANGUAGES.iter();
    languages.map(|tag| Language::new(tag, base)).collect()
}

impl Article {
    fn new(article: &knowledge_base::Article, is_translated: bool) -> Self {
        let sections = sections(&article.document).into_iter();
        Self {
            id: article.id.clone(),
            title: article.title.clone(),
            keywords: article.keywords.clone(),
            description: article.description.clone(),
            sections: sections
                .map(|section| Section {
                    heading: section.heading,
                    text: section.text,
                })
                .collect(),
            is_translated,
        }
    }

    /// Every text of it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let sections = self.sections.iter();
        let sections = sections.flat_map(|section| [section.heading.as_str(), &section.text]);
        let keywords = self.keywords.iter().map(String::as_str);
        [self.title.as_str(), &self.description]
            .into_iter()
            .chain(keywords)
            .chain(sections)
    }
}

impl Language {
    /// What readers of one locale of `base` search.
    pub fn new(tag: &'static str, base: &KnowledgeBase) -> Result<Self> {
        let locale = base.locale(tag);
        let locale = locale.with_context(|| format!("the corpus has no {tag}"))?;
        let ids: BTreeSet<&String> = base
            .locales
            .iter()
            .flat_map(|locale| locale.articles.keys())
            .collect();
        let shown = ids.iter().filter_map(|id| base.shown(locale, id));
        let articles =
            shown.map(|(written_in, article)| Article::new(article, written_in.tag == tag));
        Ok(Self {
            tag,
            articles: articles.collect(),
        })
    }

    /// The articles that queries are made of.
    pub fn translated(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter().filter(|article| article.is_translated)
    }

    /// The ids of all articles that have this title, in any case of its letters: nobody could say which of them was meant.
    pub fn titled(&self, title: &str) -> Vec<&str> {
        let title = title.to_lowercase();
        let articles = self.articles.iter();
        let same = articles.filter(|article| article.title.to_lowercase() == title);
        same.map(|article| article.id.as_str()).collect()
    }
}

/// The articles by id.
pub fn by_id(language: &Language) -> BTreeMap<&str, &Article> {
    let articles = language.articles.iter();
    articles
        .map(|article| (article.id.as_str(), article))
        .collect()
}
