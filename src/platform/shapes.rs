//! How the shapes of `wire` look as JSON in the browser. Natively, serde reads and writes the same; the browser tests hold the
//! two together, since each shape crosses from one side to the other in them.

use guichet_wire::catalog::{
    ArticleEntry, Catalog, CatalogPage, Category, IdEntry, IdFile, Pages, SectionEntry,
};
use guichet_wire::manifest::{FileRef, FormatVersion, LocaleEntry, Manifest};
use guichet_wire::settings::{
    Contact, EndpointKind, Feedback, FieldRule, Position, Scheme, Settings, Suggestion, Theme,
};

use super::json::{Json, Read};
use crate::state::{LoadError, Strings};

/// Reads the version first: a later major one need not have the shape that follows.
pub(super) fn manifest(json: &Json) -> Read<Manifest> {
    let format = json.get("format");
    let format = FormatVersion {
        major: format.number("major")? as u32,
        minor: format.number("minor")? as u32,
    };
    guichet_bundle::accept(format).map_err(|_| LoadError::TooNew)?;
    Ok(Manifest {
        format,
        name: json.text("name")?,
        default_locale: json.text("defaultLocale")?,
        locales: json.list("locales", locale)?,
        reach: file(&json.get("reach")).ok(),
        settings: settings(&json.get("settings")),
    })
}

fn locale(json: &Json) -> Read<LocaleEntry> {
    Ok(LocaleEntry {
        tag: json.text("tag")?,
        fallback: json.list("fallback", item)?,
        articles: json.number("articles")? as u32,
        catalog: file(&json.get("catalog"))?,
        index: file(&json.get("index"))?,
    })
}

pub(super) fn item(json: &Json) -> Read<String> {
    json.as_text().ok_or(LoadError::Damaged)
}

fn file(json: &Json) -> Read<FileRef> {
    Ok(FileRef {
        path: json.text("path")?,
        bytes: json.number("bytes")?,
        integrity: json.text("integrity")?,
    })
}

/// A setting that is not there or not known takes its default: a newer minor version may have more of them.
fn settings(json: &Json) -> Settings {
    let contact = json.get("contact");
    let theme = json.get("theme");
    let standard = Theme::default();
    Settings {
        contact: Contact {
            endpoint: contact.get("endpoint").as_text(),
            kind: EndpointKind::from_name(&contact.text_or_empty("kind")),
            name: match &*contact.text_or_empty("name") {
                "required" => FieldRule::Required,
                "hidden" => FieldRule::Hidden,
                _ => FieldRule::Optional,
            },
            form: file(&contact.get("form")).ok(),
        },
        feedback: Feedback {
            endpoint: json.get("feedback").get("endpoint").as_text(),
        },
        suggestions: json.list("suggestions", suggestion).unwrap_or_default(),
        theme: Theme {
            accent: theme.get("accent").as_text().unwrap_or(standard.accent),
            position: match &*theme.text_or_empty("position") {
                "left" => Position::Left,
                _ => Position::Right,
            },
            scheme: match &*theme.text_or_empty("scheme") {
                "light" => Scheme::Light,
                "dark" => Scheme::Dark,
                _ => Scheme::Auto,
            },
        },
    }
}

fn suggestion(json: &Json) -> Read<Suggestion> {
    Ok(Suggestion {
        page: json.text("page")?,
        articles: json.list("articles", item)?,
    })
}

pub(super) fn catalog(json: &Json) -> Read<Catalog> {
    Ok(Catalog {
        locale: json.text("locale")?,
        categories: json.list("categories", |json| {
            Ok(Category {
                id: json.text("id")?,
                name: json.text("name")?,
                description: json.text_or_empty("description"),
                articles: json.number("articles")? as u32,
                parent: json.get("parent").as_text(),
            })
        })?,
        articles: json.list("articles", article)?,
        packs: json.list("packs", file)?,
        pages: pages(&json.get("pages")),
    })
}

fn pages(json: &Json) -> Option<Pages> {
    Some(Pages {
        articles: json.number("articles").ok()? as u32,
        size: json.number("size").ok()? as u32,
        id_files: json.number("idFiles").ok()? as u32,
        digest: String::new(),
    })
}

/// A page of a catalog.
pub(super) fn catalog_page(json: &Json) -> Read<CatalogPage> {
    Ok(CatalogPage {
        articles: json.list("articles", article)?,
        packs: json.list("packs", file)?,
    })
}

/// A file of ids.
pub(super) fn ids(json: &Json) -> Read<IdFile> {
    let entry = |json: &Json| {
        Ok(IdEntry {
            id: json.text("id")?,
            article: json.number("article")? as u32,
        })
    };
    Ok(IdFile {
        ids: json.list("ids", entry)?,
    })
}

fn article(json: &Json) -> Read<ArticleEntry> {
    Ok(ArticleEntry {
        id: json.text("id")?,
        title: json.text("title")?,
        description: json.text_or_empty("description"),
        category: json.text("category")?,
        related: json.list("related", item)?,
        written_in: json.get("writtenIn").as_text(),
        updated: json.get("updated").as_text(),
        outdated: json.get("outdated").as_text(),
        pack: json.number("pack")? as u32,
        sections: json.list("sections", |json| {
            Ok(SectionEntry {
                anchor: json.text("anchor")?,
                heading: json.text("heading")?,
            })
        })?,
    })
}

pub(super) fn strings(json: &Json) -> Read<Strings> {
    Ok(Strings {
        tag: json.text("tag")?,
        dir: json.text("dir")?,
        messages: json.members("messages")?,
        languages: json.members("languages").unwrap_or_default(),
    })
}
