//! How the shapes of `wire` look as JSON in the browser. Natively, serde reads and writes the same; the browser tests hold the
//! two together, since each shape crosses from one side to the other in them.

use guichet_wire::catalog::{
    ArticleEntry, Catalog, CatalogPage, Category, IdEntry, IdFile, Pages, SectionEntry,
};
use guichet_wire::manifest::{FileRef, FormatVersion, LocaleEntry, Manifest};
use guichet_wire::problem::{FieldCode, FieldProblem, Problem};
use guichet_wire::settings::{Contact, FieldRule, Position, Scheme, Settings, Theme};
use guichet_wire::ticket::{NewTicket, Receipt, Reply, TicketState, TicketStatus};
use wasm_bindgen::JsValue;

use super::json::{Json, Read, object};
use crate::state::{Delivery, LoadError, Strings};

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

fn item(json: &Json) -> Read<String> {
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
            name: match &*contact.text_or_empty("name") {
                "required" => FieldRule::Required,
                "hidden" => FieldRule::Hidden,
                _ => FieldRule::Optional,
            },
        },
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

pub(super) fn catalog(json: &Json) -> Read<Catalog> {
    Ok(Catalog {
        locale: json.text("locale")?,
        categories: json.list("categories", |json| {
            Ok(Category {
                id: json.text("id")?,
                name: json.text("name")?,
                description: json.text_or_empty("description"),
                articles: json.number("articles")? as u32,
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
    })
}

pub(super) fn receipt(json: &Json) -> Read<Receipt> {
    Ok(Receipt {
        id: id(json)?,
        number: json.number("number")?,
        status_url: web_address(json.text("statusUrl")?)?,
    })
}

/// An address that a link may carry: no other scheme can run a script.
fn web_address(text: String) -> Read<String> {
    let known = ["https://", "http://"];
    let is_one = known.iter().any(|scheme| text.starts_with(scheme));
    is_one.then_some(text).ok_or(LoadError::Damaged)
}

fn id(json: &Json) -> Read<guichet_wire::ticket::TicketId> {
    json.text("id")?.parse().map_err(|_| LoadError::Damaged)
}

pub(super) fn status(json: &Json) -> Read<TicketStatus> {
    Ok(TicketStatus {
        number: json.number("number")?,
        subject: json.text("subject")?,
        state: TicketState::from_name(&json.text("state")?).ok_or(LoadError::Damaged)?,
        created_at: json.text("createdAt")?,
        replies: json.list("replies", |json| {
            Ok(Reply {
                at: json.text("at")?,
                text: json.text("text")?,
            })
        })?,
    })
}

/// A refusal is one whatever it looks like: what cannot be read is left out.
pub(super) fn problem(json: &Json, status: u16) -> Problem {
    Problem {
        kind: json.text_or_empty("type"),
        title: json.text_or_empty("title"),
        status,
        detail: json.text_or_empty("detail"),
        errors: json.list("errors", field_problem).unwrap_or_default(),
    }
}

fn field_problem(json: &Json) -> Read<FieldProblem> {
    Ok(FieldProblem {
        field: json.text("field")?,
        code: match &*json.text("code")? {
            "required" => FieldCode::Required,
            "too-long" => FieldCode::TooLong,
            _ => FieldCode::Malformed,
        },
        detail: json.text_or_empty("detail"),
    })
}

/// A ticket as the endpoint takes it.
pub(super) fn ticket(ticket: &NewTicket) -> JsValue {
    let texts = [
        ("id", &ticket.id.to_string()),
        ("name", &ticket.name),
        ("email", &ticket.email),
        ("subject", &ticket.subject),
        ("message", &ticket.message),
        ("locale", &ticket.locale),
        ("page", &ticket.page),
    ];
    object(&texts.map(|(name, text)| (name, JsValue::from_str(text))))
}

/// A delivery as the outbox keeps it.
pub(super) fn kept(delivery: &Delivery) -> JsValue {
    object(&[
        ("endpoint", JsValue::from_str(&delivery.endpoint)),
        ("ticket", ticket(&delivery.ticket)),
    ])
}

pub(super) fn delivery(json: &Json) -> Read<Delivery> {
    let ticket = json.get("ticket");
    Ok(Delivery {
        endpoint: json.text("endpoint")?,
        ticket: NewTicket {
            id: id(&ticket)?,
            name: ticket.text_or_empty("name"),
            email: ticket.text("email")?,
            subject: ticket.text("subject")?,
            message: ticket.text("message")?,
            locale: ticket.text_or_empty("locale"),
            page: ticket.text_or_empty("page"),
        },
    })
}
