//! Packages → articles: the description as it is, then what the package needs, what goes well with it and where it comes from.
//!
//! The fifty thousand with the longest descriptions have 105 words in 2.9 sections on average, titles included.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use anyhow::Result;
use guichet_cli::import::output::{Article, Category, Output, Settings};
use guichet_wire::document::{Block, Inline, LinkTarget, ListItem};

use super::packages::Package;

/// As many articles as the largest knowledge bases have.
pub const ARTICLES: usize = 50_000;
/// What more packages than this need says nothing about any of them.
const WIDELY_NEEDED: usize = 500;
/// So many links in one list.
const LINKS: usize = 8;

/// Writes the knowledge base into an empty folder.
pub fn write(packages: &BTreeMap<String, Package>, folder: &Path) -> Result<()> {
    let mut longest: Vec<&Package> = packages.values().collect();
    longest.sort_by_key(|package| std::cmp::Reverse(length(package)));
    longest.truncate(ARTICLES);
    longest.sort_by_key(|package| &package.name);
    let corpus = Corpus::new(&longest);
    let output = Output::new(folder)?;
    for package in &longest {
        output.article("en", &corpus.article(package))?;
    }
    let sections: BTreeSet<&str> = longest.iter().map(|package| &*package.section).collect();
    output.settings(&Settings {
        name: "Packages".to_owned(),
        default_locale: "en".to_owned(),
        locales: ["en".to_owned()].into(),
        categories: sections.into_iter().map(category).collect(),
    })
}

fn length(package: &Package) -> usize {
    package.description.iter().map(String::len).sum()
}

fn category(section: &str) -> Category {
    Category {
        id: section.to_owned(),
        names: [("en".to_owned(), section.to_owned())].into(),
        descriptions: BTreeMap::new(),
    }
}

/// The packages that are articles.
struct Corpus<'a> {
    by_name: HashMap<&'a str, &'a Package>,
    /// How many need each.
    needed: HashMap<&'a str, usize>,
}

impl<'a> Corpus<'a> {
    fn new(packages: &[&'a Package]) -> Self {
        let mut needed = HashMap::new();
        for name in packages.iter().flat_map(|package| &package.needs) {
            *needed.entry(name.as_str()).or_default() += 1;
        }
        let named = packages
            .iter()
            .map(|package| (package.name.as_str(), *package));
        Self {
            by_name: named.collect(),
            needed,
        }
    }

    fn article(&self, package: &Package) -> Article {
        let mut blocks = description(&package.description);
        let lists = [
            ("What it needs", "needs", &package.needs),
            ("What goes well with it", "with", &package.suggests),
        ];
        for (title, anchor, names) in lists {
            let links = self.links(names);
            if !links.is_empty() {
                blocks.extend([heading(title, anchor), bullets(links)]);
            }
        }
        let homepage = package.homepage.as_ref();
        if let Some(homepage) = homepage.filter(|address| address.starts_with("http")) {
            let link = Inline::Link {
                target: LinkTarget::External(homepage.clone()),
                content: vec![Inline::Text(homepage.clone())],
            };
            let before = Inline::Text("Its authors tell more at ".to_owned());
            let paragraph = Block::Paragraph(vec![before, link]);
            blocks.extend([heading("Where it comes from", "origin"), paragraph]);
        }
        Article {
            id: id(package),
            title: format!("{}: {}", package.name, package.summary),
            keywords: package.tags.clone(),
            category: package.section.clone(),
            blocks,
            ..Article::default()
        }
    }

    /// A link to each that is an article, with its summary.
    fn links(&self, names: &[String]) -> Vec<Vec<Inline>> {
        let known = names
            .iter()
            .filter_map(|name| self.by_name.get(name.as_str()));
        let telling = known.filter(|package| {
            let needed = self.needed.get(package.name.as_str());
            needed.is_none_or(|needed| *needed <= WIDELY_NEEDED)
        });
        let link = |package: &&Package| {
            let target = LinkTarget::Article {
                id: id(package),
                anchor: String::new(),
            };
            let content = vec![Inline::Text(package.name.clone())];
            let summary = Inline::Text(format!(": {}", package.summary));
            vec![Inline::Link { target, content }, summary]
        };
        telling.take(LINKS).map(link).collect()
    }
}

/// An id has no `+`, and names such as `g++` have.
fn id(package: &Package) -> String {
    format!("{}/{}", package.section, package.name.replace('+', "plus"))
}

fn heading(title: &str, anchor: &str) -> Block {
    Block::Heading {
        level: 2,
        anchor: anchor.to_owned(),
        content: vec![Inline::Text(title.to_owned())],
    }
}

fn bullets(items: Vec<Vec<Inline>>) -> Block {
    let item = |content| ListItem {
        task: None,
        blocks: vec![Block::Paragraph(content)],
    };
    Block::List {
        start: None,
        items: items.into_iter().map(item).collect(),
    }
}

/// What the lines are part of.
enum Part {
    Paragraph(String),
    Items(Vec<String>),
    Verbatim(String),
}

/// A line begins with a space; after a second one it is to be shown as it is, and a lone dot is an empty line.
fn description(lines: &[String]) -> Vec<Block> {
    let mut parts: Vec<Part> = Vec::new();
    let mut is_new = true;
    for line in lines {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.trim() == "." {
            is_new = true;
            continue;
        }
        let last = if is_new { None } else { parts.last_mut() };
        match (bullet(line), last) {
            (Some(item), Some(Part::Items(items))) => items.push(item.to_owned()),
            (Some(item), _) => parts.push(Part::Items(vec![item.to_owned()])),
            (None, Some(Part::Items(items))) if line.starts_with(' ') => {
                items
                    .last_mut()
                    .into_iter()
                    .for_each(|item| append(item, ' ', line.trim()));
            }
            (None, Some(Part::Verbatim(text))) if line.starts_with(' ') => append(text, '\n', line),
            (None, Some(Part::Paragraph(text))) if !line.starts_with(' ') => {
                append(text, ' ', line.trim());
            }
            (None, _) if line.starts_with(' ') => parts.push(Part::Verbatim(line.to_owned())),
            (None, _) => parts.push(Part::Paragraph(line.trim().to_owned())),
        }
        is_new = false;
    }
    parts.into_iter().map(block).collect()
}

fn bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let marks = ["* ", "- ", "+ ", "o "];
    marks
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .map(str::trim)
}

fn append(text: &mut String, between: char, more: &str) {
    text.push(between);
    text.push_str(more);
}

fn block(part: Part) -> Block {
    match part {
        Part::Paragraph(text) => Block::Paragraph(vec![Inline::Text(text)]),
        Part::Items(items) => bullets(
            items
                .into_iter()
                .map(|item| vec![Inline::Text(item)])
                .collect(),
        ),
        Part::Verbatim(text) => Block::Code {
            language: String::new(),
            text,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_becomes_paragraphs_lists_and_code() {
        let lines = [
            " It boils",
            " water:",
            "  * whistles",
            "    loudly",
            "  * stops",
            " .",
            "  kettle --on",
            " Done.",
        ];
        let blocks = description(&lines.map(str::to_owned));
        let text = |text: &str| vec![Inline::Text(text.to_owned())];
        assert_eq!(
            blocks,
            [
                Block::Paragraph(text("It boils water:")),
                bullets(vec![text("whistles loudly"), text("stops")]),
                Block::Code {
                    language: String::new(),
                    text: " kettle --on".to_owned()
                },
                Block::Paragraph(text("Done.")),
            ]
        );
    }
}
