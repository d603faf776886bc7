//! One article: its file, read.
//!
//! What it names is checked where the whole knowledge base is known.

use guichet_wire::document::Document;

use super::diagnostic::{Diagnostic, Fault};
use super::files::ArticleFile;
use super::front_matter::{FrontMatter, split};
use super::text_of;
use crate::markdown::destination::Origin;
use crate::markdown::{self, Compiled, ImageUse, LinkUse};

/// An article.
#[derive(Debug)]
pub struct Article {
    /// Path without locale and extension.
    pub id: String,
    /// Path of its file, relative to the knowledge base.
    pub file: String,
    /// The title.
    pub title: String,
    /// One sentence on what it answers; may be empty.
    pub description: String,
    /// Words that people search for and the text does not use.
    pub keywords: Vec<String>,
    /// Questions that customers ask in their own words.
    pub questions: Vec<String>,
    /// The category's id.
    pub category: String,
    /// The place in the category.
    pub order: i64,
    /// What its score in a search is multiplied with: 0.25 to 4.
    pub weight: f32,
    /// Ids of articles to read next.
    pub related: Vec<String>,
    /// The day on which the text was last looked over, as `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// The text. Its images have the path of their file in the knowledge base, and no size yet.
    pub document: Document,
    /// What is to be checked once all articles are known, with lines.
    pub(super) named: Named,
}

/// What an article names that may not exist.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) category: Option<u32>,
    pub(super) related: Vec<u32>,
    pub(super) links: Vec<LinkUse>,
    pub(super) images: Vec<ImageUse>,
}

/// What a file turned out to be.
pub(super) enum Read {
    Article(Box<Article>),
    Draft(String),
    Unreadable,
}

/// Reads the file. Where its front matter is at fault, its text is checked all the same.
pub(super) fn read(file: &ArticleFile) -> (Read, Vec<Diagnostic>) {
    let name = file.in_base();
    let text = text_of(&file.on_disk, |error| {
        let message = format!("the file cannot be read: {error}");
        Fault::new(message, "make it readable")
    });
    let text = match text {
        Ok(text) => text,
        Err(fault) => return (Read::Unreadable, vec![fault.error(&name, 0)]),
    };
    let split = split(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let front_matter = split.front_matter;
    let faults = split.faults.into_iter();
    let mut found: Vec<_> = faults
        .map(|(line, fault)| fault.error(&name, line))
        .collect();
    if front_matter.draft {
        return (Read::Draft(file.id.clone()), found);
    }
    let origin = Origin {
        locale: &file.locale,
        path: &file.path,
        id: &file.id,
    };
    let mut compiled = markdown::compile(split.body, split.body_line, &origin);
    let remarks = std::mem::take(&mut compiled.remarks).into_iter();
    found.extend(remarks.map(|(severity, line, fault)| fault.at(severity, &name, line)));
    let article = article(file, &front_matter, compiled);
    (Read::Article(Box::new(article)), found)
}

fn article(file: &ArticleFile, front_matter: &FrontMatter, compiled: Compiled) -> Article {
    let category = front_matter.category();
    Article {
        id: file.id.clone(),
        file: file.in_base(),
        title: front_matter.title().unwrap_or_default().to_owned(),
        description: front_matter.description.trim().to_owned(),
        keywords: front_matter.keywords.clone(),
        questions: front_matter.questions.clone(),
        category: category.map_or_else(String::new, |(id, _)| id.to_owned()),
        order: front_matter.order,
        weight: front_matter.weight(),
        related: front_matter
            .related()
            .map(|(id, _)| id.to_owned())
            .collect(),
        updated: front_matter.updated().map(str::to_owned),
        document: compiled.document,
        named: Named {
            category: category.map(|(_, line)| line),
            related: front_matter.related().map(|(_, line)| line).collect(),
            links: compiled.links,
            images: compiled.images,
        },
    }
}
