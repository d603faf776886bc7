//! The pages of a language: files to XML, XML to articles. A page that cannot be read is named and left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result};
use roxmltree::{Document, Node, ParsingOptions};

use super::conditional::MALLARD;
use super::folders::Folder;
use super::head::{Head, Heads, plain};
use super::media::Picture;
use super::reader::{Language, Reader, separator};
use crate::import::output;
use crate::knowledge_base::diagnostic::{Diagnostic, Fault};

/// Elements nested deeper than this are no help page. Reading them is recursive.
const MAX_DEPTH: usize = 64;
/// The largest page of GNOME's help has about 30 kB.
const MAX_NODES: u32 = 200_000;

/// The readable pages of a language.
#[derive(Debug, Default)]
pub struct Pages {
    /// By id.
    pub heads: Heads,
    /// By id.
    pub texts: BTreeMap<String, Text>,
    /// What is wrong with the others.
    pub found: Vec<Diagnostic>,
}

/// The file of a page.
#[derive(Debug)]
pub struct Text {
    /// Path relative to the folder of the languages.
    pub name: String,
    xml: String,
}

/// An article with the pictures that it shows.
#[derive(Debug)]
pub struct Read {
    /// The article.
    pub article: output::Article,
    /// Its pictures.
    pub pictures: BTreeSet<Picture>,
}

impl Pages {
    /// Reads the files `*.page` in the folder.
    pub fn read(folder: &Folder) -> Result<Self> {
        let mut pages = Self::default();
        let shown = folder.pages.display();
        let entries =
            fs::read_dir(&folder.pages).with_context(|| format!("cannot read {shown}"))?;
        let mut paths: Vec<_> = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "page")
        });
        paths.sort();
        for path in paths {
            let name = folder.name(&path);
            let bytes =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            if let Err((line, fault)) = pages.add(name.clone(), bytes, separator(&folder.tag)) {
                pages.found.push(fault.warning(&name, line));
            }
        }
        Ok(pages)
    }

    fn add(&mut self, name: String, bytes: Vec<u8>, separator: &str) -> Result<(), (u32, Fault)> {
        let whole = |message: String, cure: &str| (1, Fault::new(message, cure));
        let xml = String::from_utf8(bytes)
            .map_err(|_| whole("the page is not UTF-8".into(), "save it as UTF-8"))?;
        let document = parse(&xml)?;
        let page = document.root_element();
        if page.tag_name() != (MALLARD, "page").into() {
            return Err(whole(
                "the file holds no Mallard page".into(),
                "the outermost element should be `page`",
            ));
        }
        let head = Head::read(page, separator);
        if !is_id(&head.id) {
            return Err(whole(
                format!("`{}` cannot be the id of a page", head.id),
                "use letters, digits, `-`, `_` and `.`",
            ));
        }
        if head.title.is_empty() {
            return Err(whole(
                "the page has no title".into(),
                "add `<title>…</title>`",
            ));
        }
        if let Some(other) = self.texts.get(&head.id) {
            return Err(whole(
                format!("{} has the same id", other.name),
                "give one of the two pages another id",
            ));
        }
        drop(document);
        self.texts.insert(head.id.clone(), Text { name, xml });
        self.heads.insert(head.id.clone(), head);
        Ok(())
    }
}

/// The article that a page becomes; what is wrong in it is added to `found`.
pub fn article(
    text: &Text,
    language: &Language,
    id: &str,
    found: &mut Vec<Diagnostic>,
) -> Result<Read> {
    let document = parse(&text.xml)
        .map_err(|(_, fault)| anyhow::anyhow!("{}: {}", text.name, fault.message))?;
    let head = language
        .heads
        .get(id)
        .context("a page that was read has a head")?;
    let mut reader = Reader::new(language, head, &text.name);
    let blocks = reader.page_text(document.root_element());
    let is_known = |id: &&String| reader.page(id).is_some();
    let related = head.related.iter().filter(is_known).cloned().collect();
    found.append(&mut reader.found);
    let place = language.structure.place(id);
    let article = output::Article {
        id: id.to_owned(),
        title: head.title.clone(),
        description: head.description.clone(),
        keywords: head.keywords.clone(),
        category: place.map_or_else(
            || language.structure.last_category(),
            |place| place.category.clone(),
        ),
        order: place.map_or(0, |place| place.order),
        related,
        updated: head.updated.clone(),
        blocks,
    };
    Ok(Read {
        article,
        pictures: reader.pictures,
    })
}

/// Whether the page says the same as the source's: nobody has translated it.
pub fn same_text(text: &Text, source: Option<&Text>) -> bool {
    let words = |text: &Text| {
        let document = parse(&text.xml).ok()?;
        let is_credit = |node: &Node| node.tag_name().name() == "info";
        let page = document.root_element();
        let parts = page.children().filter(|node| !is_credit(node));
        Some(
            parts
                .map(|part| plain(part, " "))
                .collect::<Vec<_>>()
                .concat(),
        )
    };
    source.is_some_and(|source| words(text) == words(source))
}

/// Parses without document type definitions, and so without entities that could name files or grow without bound.
fn parse(xml: &str) -> Result<Document<'_>, (u32, Fault)> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(xml, options).map_err(|error| {
        let cure = match error {
            roxmltree::Error::DtdDetected => {
                "remove the document type: no entities but XML's own are read"
            }
            _ => "mend the XML; the page is left out",
        };
        (
            error.pos().row,
            Fault::new(format!("the page cannot be read: {error}"), cure),
        )
    })?;
    match document
        .descendants()
        .find(|node| node.ancestors().count() > MAX_DEPTH)
    {
        Some(node) => {
            let message = format!("elements are nested more than {MAX_DEPTH} deep");
            Err((
                document.text_pos_at(node.range().start).row,
                Fault::new(message, "the page is left out; make it flatter"),
            ))
        }
        None => Ok(document),
    }
}

/// An id becomes a file's name and a part of addresses.
fn is_id(id: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    !id.is_empty() && !id.starts_with('.') && id.chars().all(is_plain)
}
