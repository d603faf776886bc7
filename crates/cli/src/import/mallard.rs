//! `guichet import mallard`: the help pages that GNOME ships become a knowledge base.
//!
//! What becomes of each element is told in `docs/formats/mallard.md`. Writing the knowledge base is the business of
//! `output`; nothing is read from the network, and no external entity or inclusion is followed.

mod block;
mod conditional;
mod folders;
mod head;
mod inline;
mod media;
mod page;
mod reader;
mod structure;
mod table;
mod tag;
#[cfg(test)]
mod tests;
mod topics;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;

use anyhow::{Context, Result, bail};
use clap::Args;
use rayon::prelude::*;

use self::folders::Folder;
use self::media::{Media, Picture};
use self::page::Pages;
use self::reader::Language;
use self::structure::{INDEX, Structure};
use super::output::{Category, Output, Settings};
use crate::knowledge_base::diagnostic::{self, Diagnostic};
use crate::progress;

/// Arguments of `guichet import mallard`.
#[derive(Debug, Args)]
pub struct MallardArgs {
    /// The folder that holds a folder for each language, such as /usr/share/help
    dir: PathBuf,
    /// Languages to import, the default one first, as folder names (pt_BR) or tags (pt-BR); TAG=FOLDER gives a folder
    /// another tag [default: all]
    #[arg(long, value_delimiter = ',', value_name = "LOCALES")]
    locales: Vec<String>,
    /// The document to import: the folder of the pages within each language's
    #[arg(long, default_value = "gnome-help")]
    document: String,
    /// Leave out pages whose text is the same as in the default language: readers get them by fallback
    #[arg(long)]
    skip_untranslated: bool,
    /// The folder for the knowledge base; it must be new or empty
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &MallardArgs) -> Result<()> {
    let folders = folders::find(&args.dir, &args.document, &args.locales)?;
    let languages = import(args, &folders)?;
    let mut found: Vec<Diagnostic> = languages
        .iter()
        .flat_map(|language| language.found.clone())
        .collect();
    diagnostic::sort(&mut found);
    diagnostic::print(&found)?;
    let articles: usize = languages.iter().map(|language| language.articles).sum();
    anstream::println!(
        "{articles} articles in {} {}, written to {out}. To see them: guichet serve {out}",
        languages.len(),
        if languages.len() == 1 {
            "language"
        } else {
            "languages"
        },
        out = args.out.display(),
    );
    Ok(())
}

fn import(args: &MallardArgs, folders: &[Folder]) -> Result<Vec<Imported>> {
    let first = folders
        .first()
        .context("folders::find gives at least one")?;
    let source = pages_of(first)?;
    let output = Output::new(&args.out)?;
    let import = Import {
        args,
        output: &output,
        first,
        structure: Structure::new(&source.heads),
        source,
        pictures: Mutex::default(),
    };
    let bar = progress::bar("languages");
    bar.set_length(folders.len() as u64);
    bar.set_message("importing");
    let languages: Vec<Imported> = folders
        .par_iter()
        .map(|folder| import.language(folder).inspect(|_| bar.inc(1)))
        .collect::<Result<_>>()?;
    bar.finish_and_clear();
    import.settings(&languages)?;
    Ok(languages)
}

/// The default language's pages, at least one.
fn pages_of(first: &Folder) -> Result<Pages> {
    let source = Pages::read(first)?;
    if source.texts.is_empty() {
        diagnostic::print(&source.found)?;
        bail!(
            "none of the {} pages in {} could be read; nothing was written",
            source.found.len(),
            first.pages.display()
        );
    }
    Ok(source)
}

/// What is the same for all languages.
struct Import<'a> {
    args: &'a MallardArgs,
    output: &'a Output,
    /// The default language's folder and pages; its structure holds for all.
    first: &'a Folder,
    source: Pages,
    structure: Structure,
    /// Pictures that are written already.
    pictures: Mutex<BTreeSet<String>>,
}

/// What came of a language.
struct Imported {
    tag: String,
    articles: usize,
    names: BTreeMap<String, (String, String)>,
    found: Vec<Diagnostic>,
}

impl Import<'_> {
    fn language(&self, folder: &Folder) -> Result<Imported> {
        let mut pages = Pages::read(folder)?;
        let media = Media {
            folder: &folder.pages,
            shared: &self.first.pages,
            root: &folder.root,
            tag: &folder.tag,
        };
        let language = Language {
            tag: &folder.tag,
            heads: &pages.heads,
            source: &self.source.heads,
            structure: &self.structure,
            media: &media,
        };
        let is_first = folder.tag == self.first.tag;
        let mut articles = 0;
        let mut found = std::mem::take(&mut pages.found);
        for (id, text) in &pages.texts {
            let is_left_out = self.args.skip_untranslated
                && !is_first
                && page::same_text(text, self.source.texts.get(id));
            if id == INDEX || is_left_out {
                continue;
            }
            let article = page::article(text, &language, id, &mut found)?;
            self.output.article(&folder.tag, &article.article)?;
            self.copy(article.pictures)?;
            articles += 1;
        }
        Ok(Imported {
            tag: folder.tag.clone(),
            articles,
            names: self.names(&pages),
            found,
        })
    }

    fn copy(&self, pictures: BTreeSet<Picture>) -> Result<()> {
        for picture in pictures {
            let is_new = self
                .pictures
                .lock()
                .expect("no thread panics while it holds the lock")
                .insert(picture.to.clone());
            if is_new {
                self.output.picture(&picture.from, &picture.to)?;
            }
        }
        Ok(())
    }

    /// Names and descriptions of the categories, from their guides.
    fn names(&self, pages: &Pages) -> BTreeMap<String, (String, String)> {
        let head = |id: &String| pages.heads.get(id).or_else(|| self.source.heads.get(id));
        let names = self.structure.categories.iter().map(|id| match head(id) {
            Some(head) => (
                id.clone(),
                (head.short_title.clone(), head.description.clone()),
            ),
            None => (id.clone(), (self.args.document.clone(), String::new())),
        });
        names.collect()
    }

    fn settings(&self, languages: &[Imported]) -> Result<()> {
        let categories = self.structure.categories.iter().map(|id| {
            let mut category = Category {
                id: id.clone(),
                ..Category::default()
            };
            for language in languages {
                let (name, description) = &language.names[id];
                category.names.insert(language.tag.clone(), name.clone());
                category
                    .descriptions
                    .insert(language.tag.clone(), description.clone());
            }
            category
        });
        let index = self
            .source
            .heads
            .get(INDEX)
            .filter(|index| !index.title.is_empty());
        self.output.settings(&Settings {
            name: index.map_or_else(|| self.args.document.clone(), |index| index.title.clone()),
            default_locale: self.first.tag.clone(),
            locales: languages
                .iter()
                .map(|language| language.tag.clone())
                .collect(),
            categories: categories.collect(),
        })
    }
}
