//! Writes a knowledge base: `guichet.toml`, an article's file with its front matter, pictures.
//!
//! The format's story is `docs/formats/knowledge-base.md`; reading it is the business of `crate::knowledge_base`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use guichet_wire::document::Block;

use super::markdown;

/// A knowledge base that is being written into an empty folder.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
}

/// What an article says about itself and its text.
#[derive(Debug, Default)]
pub struct Article {
    /// The article's id.
    pub id: String,
    /// Not empty.
    pub title: String,
    /// Empty for none.
    pub description: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The category's id; empty for none.
    pub category: String,
    /// The place in the category.
    pub order: usize,
    /// Ids of articles about something near.
    pub related: Vec<String>,
    /// The day on which the text was last looked over, as `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// What goes into `guichet.toml`.
#[derive(Debug, Default)]
pub struct Settings {
    /// The knowledge base's name.
    pub name: String,
    /// The locale shown when nothing else fits.
    pub default_locale: String,
    /// Every locale's tag.
    pub locales: BTreeSet<String>,
    /// In the order shown.
    pub categories: Vec<Category>,
}

/// A category with its names by locale.
#[derive(Debug, Default)]
pub struct Category {
    /// What articles call it.
    pub id: String,
    /// By tag; every locale has one.
    pub names: BTreeMap<String, String>,
    /// By tag; empty ones are left out.
    pub descriptions: BTreeMap<String, String>,
}

impl Output {
    /// Starts in `root`, which must not hold anything yet.
    pub fn new(root: &Path) -> Result<Self> {
        let shown = root.display();
        fs::create_dir_all(root).with_context(|| format!("cannot make the folder {shown}"))?;
        if fs::read_dir(root)?.next().is_some() {
            bail!(
                "--out names {shown}, which is not empty; name a new folder, so that no file of yours is written over"
            );
        }
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// Writes an article's file.
    pub fn article(&self, locale: &str, article: &Article) -> Result<()> {
        let markdown = article.markdown();
        self.write(&format!("{locale}/{}.md", article.id), markdown.as_bytes())
    }

    /// Copies a picture to `to`.
    pub fn picture(&self, from: &Path, to: &str) -> Result<()> {
        let bytes = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
        self.write(to, &bytes)
    }

    /// Writes `guichet.toml`, which makes the folder a knowledge base.
    pub fn settings(&self, settings: &Settings) -> Result<()> {
        self.write("guichet.toml", settings.toml().as_bytes())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let path = self.root.join(path);
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, bytes))
            .with_context(|| format!("cannot write {}", path.display()))
    }
}

impl Article {
    /// The file's text.
    pub fn markdown(&self) -> String {
        let mut head = vec![format!("title: {}", quoted(&self.title))];
        if !self.description.is_empty() {
            head.push(format!("description: {}", quoted(&self.description)));
        }
        if !self.keywords.is_empty() {
            let keywords: Vec<String> = self.keywords.iter().map(|word| quoted(word)).collect();
            head.push(format!("keywords: [{}]", keywords.join(", ")));
        }
        if !self.category.is_empty() {
            head.push(format!("category: {}", self.category));
            head.push(format!("order: {}", self.order));
        }
        if !self.related.is_empty() {
            head.push("related:".to_owned());
            head.extend(self.related.iter().map(|id| format!("  - {id}")));
        }
        if let Some(day) = &self.updated {
            head.push(format!("updated: {day}"));
        }
        let text = markdown::write(&self.blocks, markdown::Place::of(&self.id));
        format!("---\n{}\n---\n{text}", head.join("\n"))
    }
}

impl Settings {
    fn toml(&self) -> String {
        let mut toml = format!(
            "name = {}\ndefault-locale = {}\n",
            quoted(&self.name),
            quoted(&self.default_locale)
        );
        for tag in &self.locales {
            toml += &format!("\n[locales.{tag}]\n");
            if let Some(fallback) = self.fallback(tag) {
                toml += &format!("fallback = [{}]\n", quoted(fallback));
            }
        }
        for category in &self.categories {
            toml += &format!("\n[[categories]]\nid = {}\n", quoted(&category.id));
            toml += &table("name", &category.names);
            toml += &table("description", &category.descriptions);
        }
        toml
    }

    /// Another variety of the language: `pt` for `pt-BR`. The default locale comes after it by itself.
    fn fallback<'a>(&self, tag: &'a str) -> Option<&'a str> {
        let shorter =
            std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(rest, _)| rest));
        shorter
            .skip(1)
            .find(|shorter| self.locales.contains(*shorter) && *shorter != self.default_locale)
    }
}

fn table(key: &str, texts: &BTreeMap<String, String>) -> String {
    let lines: Vec<String> = texts
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(tag, text)| format!("{tag} = {}\n", quoted(text)))
        .collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("[categories.{key}]\n{}", lines.concat())
    }
}

/// The text in quotation marks. What JSON writes, YAML and TOML both read.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text.replace('\u{7f}', "")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge_base::{front_matter, settings};

    #[test]
    fn front_matter_is_read_back_whatever_the_title_is() {
        for title in [
            "no",
            "a: b # c",
            "“Quoted” \"twice\"",
            "2024",
            "- list",
            "\\ backslash",
        ] {
            let article = Article {
                id: "a".into(),
                title: title.into(),
                category: "c".into(),
                order: 3,
                updated: Some("2026-11-03".into()),
                ..Article::default()
            };
            let markdown = article.markdown();
            let read = front_matter::split(&markdown).front_matter;
            assert_eq!(read.title(), Some(title));
            assert_eq!((read.category(), read.order), (Some(("c", 3)), 3));
            assert_eq!(read.updated(), Some("2026-11-03"));
        }
    }

    #[test]
    fn the_settings_are_read_back_without_a_finding() {
        let by_tag = |text: &str| {
            ["en", "pt", "pt-BR"]
                .map(|tag| (tag.to_owned(), text.to_owned()))
                .into()
        };
        let written = Settings {
            name: "Help".into(),
            default_locale: "en".into(),
            locales: ["en", "pt", "pt-BR"].map(str::to_owned).into(),
            categories: vec![Category {
                id: "net".into(),
                names: by_tag("Web & \"mail\""),
                descriptions: BTreeMap::new(),
            }],
        };
        let (read, found) = settings::parse(&written.toml());
        assert_eq!(found, []);
        assert_eq!(read.categories[0].name["pt-BR"], "Web & \"mail\"");
        let fallbacks = read.locales.iter().find(|(tag, _)| tag == "pt-BR").unwrap();
        assert_eq!(fallbacks.1, ["pt", "en"]);
    }
}
