//! The corpus: GNOME's help, imported and built by the code of the `guichet` command, in a folder that vanishes afterwards.
//! The text is licensed CC BY-SA and is no part of this repository.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use guichet_bundle::Locale;
use guichet_bundle::folder::Folder;
use guichet_cli::Guichet;
use guichet_wire::document::{Section, sections};
use tempfile::TempDir;

const HELP: &str = "/usr/share/help";

/// A built bundle.
pub struct Corpus {
    pub bundle: Folder,
    /// How long `guichet build` took.
    pub build_time: Duration,
    _folder: TempDir,
}

/// An article as its author sees it.
pub struct Article {
    pub title: String,
    pub sections: Vec<Section>,
}

impl Corpus {
    /// Imports and builds `tags`, the first of them being English, whose folder is called `C`.
    pub fn new(tags: &[&str]) -> Result<Self> {
        ensure!(
            Path::new(HELP).join("hu/gnome-help").is_dir(),
            "expected GNOME's help in {HELP}, found none; install it: apt-get install gnome-user-docs"
        );
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name).display().to_string();
        let (base, bundle) = (path("kb"), path("bundle"));
        let locales = tags.join(",").replacen("en", "en=C", 1);
        guichet(&[
            "import",
            "mallard",
            HELP,
            "--locales",
            &locales,
            "--out",
            &base,
        ])?;
        let start = Instant::now();
        guichet(&["build", &base, "--out", &bundle])?;
        Ok(Self {
            build_time: start.elapsed(),
            bundle: Folder::open(Path::new(&bundle))?,
            _folder: folder,
        })
    }

    /// The articles in the order of the catalog.
    pub fn articles(&self, locale: &Locale) -> Result<Vec<Article>> {
        let entries = locale.catalog().articles.iter().map(|entry| {
            let article = self.bundle.article(locale, &entry.id)?;
            let article = article.with_context(|| format!("{} is not in its pack", entry.id))?;
            Ok(Article {
                title: entry.title.clone(),
                sections: sections(&article.document),
            })
        });
        entries.collect()
    }
}

fn guichet(arguments: &[&str]) -> Result<()> {
    let words = std::iter::once(&"guichet").chain(arguments);
    let succeeded = guichet_cli::run(Guichet::try_parse_from(words)?.command)?;
    ensure!(succeeded, "`guichet {}` failed", arguments.join(" "));
    Ok(())
}
