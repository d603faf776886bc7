//! Which files are articles, and what their ids are.
//!
//! What is in them is read elsewhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::diagnostic::{Diagnostic, Fault, did_you_mean};
use super::settings::Configuration;
use crate::markdown::destination::article_id;

/// The file of an article.
#[derive(Clone, Debug)]
pub struct ArticleFile {
    /// The locale, by its folder.
    pub locale: String,
    /// The article's id.
    pub id: String,
    /// Path below the locale's folder, with `/` between its parts.
    pub path: String,
    /// Where it is on disk.
    pub on_disk: PathBuf,
}

impl ArticleFile {
    /// Path relative to the knowledge base.
    pub fn in_base(&self) -> String {
        format!("{}/{}", self.locale, self.path)
    }
}

/// Finds the articles below `root`: the files `*.md` in the folders of the locales, hidden ones left aside.
pub fn find(root: &Path, configuration: &Configuration) -> (Vec<ArticleFile>, Vec<Diagnostic>) {
    let mut files = Vec::new();
    let mut found = Vec::new();
    let mut strangers = BTreeMap::new();
    let walk = WalkDir::new(root)
        .min_depth(1)
        .follow_links(true)
        .sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let fault = Fault::new(error.to_string(), "make the file readable, or remove it");
                found.push(fault.error(&display(root, error.path().unwrap_or(root)), 0));
                continue;
            }
        };
        if !entry.file_type().is_file() || entry.path().extension() != Some("md".as_ref()) {
            continue;
        }
        let name = display(root, entry.path());
        let Some((locale, path)) = name.split_once('/') else {
            // A text beside guichet.toml, such as a README, is for the authors.
            continue;
        };
        if !configuration.has_locale(locale) {
            strangers
                .entry(locale.to_owned())
                .or_insert_with(|| name.clone());
            continue;
        }
        found.extend(name_fault(path).map(|fault| fault.error(&name, 0)));
        files.push(ArticleFile {
            locale: locale.to_owned(),
            id: article_id(path),
            path: path.to_owned(),
            on_disk: entry.into_path(),
        });
    }
    found.extend(
        strangers
            .iter()
            .map(|(folder, file)| stranger(folder, file, configuration)),
    );
    found.extend(same_ids(&files));
    (files, found)
}

/// The folders of `root` that are named like a language.
pub fn folders(root: &Path) -> Vec<String> {
    let entries = WalkDir::new(root)
        .min_depth(1)
        .max_depth(1)
        .sort_by_file_name();
    let folders = entries.into_iter().flatten();
    folders
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| guichet_wire::locale::is_well_formed(name))
        .collect()
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn display(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Ids become addresses of pages and stand in links: they are made of letters, digits and a few signs.
fn name_fault(path: &str) -> Option<Fault> {
    if path == "index.md" {
        let cure =
            "give the file another name: the address is that of the language's list of articles";
        return Some(Fault::new("an article cannot be called `index` here", cure));
    }
    let allowed = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let bad = path.chars().find(|c| !allowed(*c))?;
    let message =
        format!("the file's name has the character {bad:?}, which an article's id cannot have");
    Some(Fault::new(message, "use letters, digits, `-`, `_` and `.`"))
}

fn stranger(folder: &str, file: &str, configuration: &Configuration) -> Diagnostic {
    let message = format!(
        "the folder `{folder}` holds articles, but guichet.toml has no table [locales.{folder}]"
    );
    let cure = if guichet_wire::locale::is_well_formed(folder) {
        let same = |tag: &&str| tag.eq_ignore_ascii_case(folder);
        match configuration.tags().find(same) {
            Some(tag) => format!("rename the folder to `{tag}`, as guichet.toml spells it"),
            None => format!(
                "add the table, or move the folder out of the knowledge base; there are: {}",
                list(configuration)
            ),
        }
    } else {
        let otherwise = format!(
            "name the folder by a language tag of guichet.toml: {}",
            list(configuration)
        );
        did_you_mean(folder, configuration.tags(), otherwise)
    };
    Fault::new(message, cure).error(file, 0)
}

fn list(configuration: &Configuration) -> String {
    configuration.tags().collect::<Vec<_>>().join(", ")
}

/// Two files with one id, and ids that differ in letter case only: on many disks and hosts they are the same address.
fn same_ids(files: &[ArticleFile]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, String), &ArticleFile> = BTreeMap::new();
    let mut spelling: BTreeMap<String, &ArticleFile> = BTreeMap::new();
    let mut found = Vec::new();
    for file in files {
        let folded = file.id.to_lowercase();
        if let Some(other) = first.insert((&file.locale, folded.clone()), file) {
            let message = format!(
                "the article `{}` is there twice: also in {}",
                file.id,
                other.in_base()
            );
            let fault = Fault::new(message, "rename or remove one of the two files");
            found.push(fault.error(&file.in_base(), 0));
            continue;
        }
        let other = *spelling.entry(folded).or_insert(file);
        if other.id != file.id {
            let message = format!(
                "the id `{}` is spelt `{}` in {}",
                file.id,
                other.id,
                other.in_base()
            );
            let fault = Fault::new(
                message,
                "give both files the same name, letter case included",
            );
            found.push(fault.error(&file.in_base(), 0));
        }
    }
    found
}
