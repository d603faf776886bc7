//! Where the pages of each language are, and which of them are asked for.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::tag;

/// What `C` is written in.
const SOURCE: &str = "en";

/// The pages of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The language's tag.
    pub tag: String,
    /// The folder that holds `*.page`.
    pub pages: PathBuf,
    /// The folder that holds all languages; nothing is read outside of it.
    pub root: PathBuf,
}

impl Folder {
    /// The path of a file relative to the folder of the languages, with `/` between its parts.
    pub fn name(&self, file: &Path) -> String {
        let path = file.strip_prefix(&self.root).unwrap_or(file);
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }
}

/// The folders of the languages asked for (all, if none is), the default language first. `dir` may hold the languages,
/// or be one of them.
pub fn find(dir: &Path, document: &str, wanted: &[String]) -> Result<Vec<Folder>> {
    let found = match one(dir, document) {
        Some(folder) => vec![("".to_owned(), folder)],
        None => all(dir, document)?,
    };
    if found.is_empty() {
        bail!(
            "{} holds no help pages: expected <language>/{document}/*.page in it; name the folder that holds the languages \
             (GNOME's is share/help), or another document with --document",
            dir.display()
        );
    }
    if wanted.is_empty() {
        return Ok(found.into_iter().map(|(_, folder)| folder).collect());
    }
    let mut folders: Vec<Folder> = Vec::new();
    for wish in wanted {
        let folder = chosen(wish, &found)?;
        if folders.iter().any(|other| other.tag == folder.tag) {
            bail!("--locales names {} twice; name it once", folder.tag);
        }
        folders.push(folder);
    }
    Ok(folders)
}

fn all(dir: &Path, document: &str) -> Result<Vec<(String, Folder)>> {
    let mut found = Vec::new();
    let entries =
        fs::read_dir(dir).with_context(|| format!("cannot read the folder {}", dir.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let candidates = [path.join(document), path.clone()];
        if let Some(pages) = candidates.into_iter().find(|folder| holds_pages(folder)) {
            let tag = tag::from_folder(&name, SOURCE);
            found.push((
                name,
                Folder {
                    tag,
                    pages,
                    root: dir.to_owned(),
                },
            ));
        }
    }
    found.sort_by_key(|(name, folder)| (folder.tag != SOURCE, folder.tag.clone(), name.clone()));
    found.dedup_by(|(_, later), (_, earlier)| later.tag == earlier.tag);
    Ok(found)
}

/// `dir` as a language's folder (`share/help/hu`) or its pages' (`share/help/hu/gnome-help`).
fn one(dir: &Path, document: &str) -> Option<Folder> {
    let absolute = fs::canonicalize(dir).ok()?;
    let (language, pages) = if holds_pages(&absolute) {
        let is_document = absolute.file_name().is_some_and(|name| name == document);
        let language = if is_document {
            absolute.parent()?
        } else {
            &absolute
        };
        (language.to_owned(), absolute.clone())
    } else {
        (absolute.clone(), absolute.join(document))
    };
    if !holds_pages(&pages) {
        return None;
    }
    let tag = tag::from_folder(&language.file_name()?.to_string_lossy(), SOURCE);
    Some(Folder {
        tag,
        pages,
        root: language.parent()?.to_owned(),
    })
}

fn chosen(wish: &str, found: &[(String, Folder)]) -> Result<Folder> {
    let (tag, name) = match wish.split_once('=') {
        Some((tag, name)) => (Some(tag), name),
        None => (None, wish),
    };
    let is_it = |(folder, language): &&(String, Folder)| {
        folder == name
            || language.tag.eq_ignore_ascii_case(name)
            || (found.len() == 1 && folder.is_empty() && tag.is_some())
    };
    let Some((_, folder)) = found.iter().find(is_it) else {
        let names: Vec<&str> = found
            .iter()
            .map(|(_, folder)| folder.tag.as_str())
            .collect();
        bail!(
            "--locales names `{name}`, which is not there; there are: {}",
            names.join(", ")
        );
    };
    let mut folder = folder.clone();
    if let Some(tag) = tag {
        folder.tag = tag.to_owned();
    }
    if !guichet_wire::locale::is_well_formed(&folder.tag) {
        bail!(
            "`{}` is no language tag; write --locales TAG={name} with a BCP 47 tag such as `en` or `pt-BR`",
            folder.tag
        );
    }
    Ok(folder)
}

fn holds_pages(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    let is_page = |entry: fs::DirEntry| {
        entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "page")
    };
    entries.flatten().any(is_page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help() -> tempfile::TempDir {
        let help = tempfile::tempdir().unwrap();
        for language in ["C", "pt_BR", "sr@latin"] {
            let pages = help.path().join(language).join("gnome-help");
            fs::create_dir_all(&pages).unwrap();
            fs::write(pages.join("a.page"), "").unwrap();
        }
        help
    }

    fn tags(dir: &Path, wanted: &[&str]) -> Result<Vec<String>> {
        let wanted: Vec<String> = wanted.iter().map(|wish| (*wish).to_owned()).collect();
        let folders = find(dir, "gnome-help", &wanted)?;
        Ok(folders.into_iter().map(|folder| folder.tag).collect())
    }

    #[test]
    fn all_languages_are_found_and_the_source_comes_first() {
        assert_eq!(
            tags(help().path(), &[]).unwrap(),
            ["en", "pt-BR", "sr-Latn"]
        );
    }

    #[test]
    fn languages_are_chosen_by_folder_or_tag() {
        let help = help();
        for (wanted, found) in [
            (&["pt_BR", "en"][..], &["pt-BR", "en"][..]),
            (&["en=C", "sr-Latn"], &["en", "sr-Latn"]),
            (&["en-GB=C"], &["en-GB"]),
        ] {
            assert_eq!(tags(help.path(), wanted).unwrap(), found);
        }
    }

    #[test]
    fn a_folder_of_one_language_will_do() {
        let help = help();
        assert_eq!(tags(&help.path().join("pt_BR"), &[]).unwrap(), ["pt-BR"]);
        assert_eq!(
            tags(&help.path().join("pt_BR/gnome-help"), &[]).unwrap(),
            ["pt-BR"]
        );
    }

    #[test]
    fn what_is_not_there_is_named_with_what_is() {
        let help = help();
        let error = tags(help.path(), &["xx"]).unwrap_err().to_string();
        assert!(error.contains("`xx`") && error.contains("pt-BR"), "{error}");
        let empty = tempfile::tempdir().unwrap();
        let error = tags(empty.path(), &[]).unwrap_err().to_string();
        assert!(error.contains("--document"), "{error}");
        let error = tags(help.path(), &["no_tag_here=C"])
            .unwrap_err()
            .to_string();
        assert!(error.contains("BCP 47"), "{error}");
    }
}
