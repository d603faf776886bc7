//! The static pages: every article as plain HTML at a stable address, for links, for search engines, and for readers whose
//! browser cannot run the widget.
//!
//! They hold no script and nothing of the style inline; maud escapes all text.

mod document;

use std::collections::BTreeMap;

use guichet_bundle::folder::Writer;
use guichet_wire::locale::is_right_to_left;
use indicatif::ProgressBar;
use maud::{DOCTYPE, Markup, html};
use rayon::prelude::*;

use self::document::Page;
use crate::build::catalog::{Listed, listing, named};
use crate::knowledge_base::{Article, KnowledgeBase, Locale};
use crate::progress;

const STYLE: &str = include_str!("style.css");

/// Writes all pages. A page is written for an article in the locales that have its text; elsewhere, links lead to the
/// fallback's page.
pub(crate) fn write(
    base: &KnowledgeBase,
    writer: &Writer,
    progress: &ProgressBar,
) -> anyhow::Result<()> {
    writer.add_page("pages/style.css", STYLE.as_bytes())?;
    writer.add_page("pages/index.html", locales(base).into_string().as_bytes())?;
    for locale in &base.locales {
        let path = format!("pages/{}/index.html", locale.tag);
        writer.add_page(&path, list(base, locale).into_string().as_bytes())?;
    }
    let articles: Vec<(&Locale, &Article)> = base.articles().collect();
    progress::step(progress, "pages", articles.len());
    articles.par_iter().try_for_each(|(locale, article)| {
        let page = page(base, locale, article).into_string();
        let path = format!("pages/{}/{}.html", locale.tag, article.id);
        writer.add_page(&path, page.as_bytes())?;
        progress.inc(1);
        Ok(())
    })
}

/// The way up from a page to the folder `pages`.
fn up(id: &str) -> String {
    "../".repeat(id.matches('/').count() + 1)
}

/// The page of an article as readers of `locale` get it, relative to `pages`.
fn address(base: &KnowledgeBase, locale: &Locale, id: &str) -> Option<String> {
    let (written_in, _) = base.shown(locale, id)?;
    Some(format!("{}/{id}.html", written_in.tag))
}

struct Head<'a> {
    locale: &'a str,
    title: String,
    description: &'a str,
    /// The way to the folder `pages`.
    up: &'a str,
    /// The same page in each locale that has it, relative to `pages`.
    alternates: BTreeMap<&'a str, String>,
}

fn frame(head: &Head, body: &Markup) -> Markup {
    let direction = if is_right_to_left(head.locale) {
        "rtl"
    } else {
        "ltr"
    };
    html! {
        (DOCTYPE)
        html lang=(head.locale) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (head.title) }
                @if !head.description.is_empty() {
                    meta name="description" content=(head.description);
                }
                @for (tag, address) in &head.alternates {
                    link rel="alternate" hreflang=(tag) href={ (head.up) (address) };
                }
                link rel="stylesheet" href={ (head.up) "style.css" };
            }
            body { (body) }
        }
    }
}

/// `pages/index.html`: the languages.
fn locales(base: &KnowledgeBase) -> Markup {
    let default = base.configuration.default_locale.as_str();
    let name = &base.configuration.name;
    let head = Head {
        locale: default,
        title: name.clone(),
        description: "",
        up: "",
        alternates: indexes(base),
    };
    let body = html! {
        main {
            h1 { (name) }
            ul {
                @for locale in &base.locales {
                    li { a href={ (locale.tag) "/index.html" } hreflang=(locale.tag) { (locale.tag) } }
                }
            }
        }
    };
    frame(&head, &body)
}

/// `pages/<tag>/index.html`: the articles by category.
fn list(base: &KnowledgeBase, locale: &Locale) -> Markup {
    let name = &base.configuration.name;
    let listing = listing(base, locale);
    let head = Head {
        locale: &locale.tag,
        title: name.clone(),
        description: "",
        up: "../",
        alternates: indexes(base),
    };
    let body = html! {
        header { (languages(&head)) }
        main {
            h1 { (name) }
            @for category in &base.configuration.categories {
                @let articles: Vec<&Listed> =
                    listing.iter().filter(|listed| listed.article.category == category.id).collect();
                @let category = named(category, locale, articles.len() as u32);
                @if !articles.is_empty() {
                    section {
                        h2 { (category.name) }
                        @if !category.description.is_empty() { p { (category.description) } }
                        ul { @for listed in articles { li { (entry(listed, locale)) } } }
                    }
                }
            }
        }
    };
    frame(&head, &body)
}

/// A link to an article, marked with its language where it is another one.
fn entry(listed: &Listed, locale: &Locale) -> Markup {
    let (tag, article) = (&listed.written_in.tag, listed.article);
    let foreign = (*tag != locale.tag).then_some(tag);
    html! {
        a href={ "../" (tag) "/" (article.id) ".html" } lang=[foreign] hreflang=[foreign] { (article.title) }
    }
}

/// `pages/<tag>/<id>.html`: an article.
fn page(base: &KnowledgeBase, locale: &Locale, article: &Article) -> Markup {
    let up = up(&article.id);
    let href = |id: &str| address(base, locale, id).map(|address| format!("{up}{address}"));
    let page = Page {
        id: &article.id,
        up: &up,
        href: &href,
    };
    let head = Head {
        locale: &locale.tag,
        title: format!("{} – {}", article.title, base.configuration.name),
        description: &article.description,
        up: &up,
        alternates: alternates(base, &article.id),
    };
    let related = article
        .related
        .iter()
        .filter_map(|id| Some((href(id)?, base.shown(locale, id)?.1)));
    let related: Vec<_> = related.collect();
    let body = html! {
        header {
            a href={ (up) (locale.tag) "/index.html" } { (base.configuration.name) }
            (languages(&head))
        }
        main {
            article {
                h1 { (article.title) }
                (page.blocks(&article.document.blocks))
            }
            @if !related.is_empty() {
                nav {
                    ul { @for (href, article) in &related { li { a href=(href) { (article.title) } } } }
                }
            }
        }
    };
    frame(&head, &body)
}

/// Links to the same page in the other languages.
fn languages(head: &Head) -> Markup {
    let others: Vec<_> = head
        .alternates
        .iter()
        .filter(|(tag, _)| **tag != head.locale)
        .collect();
    html! {
        @if !others.is_empty() {
            p class="languages" {
                @for (tag, address) in others {
                    a href={ (head.up) (address) } lang=(tag) hreflang=(tag) { (tag) } " "
                }
            }
        }
    }
}

fn indexes(base: &KnowledgeBase) -> BTreeMap<&str, String> {
    let tags = base.locales.iter().map(|locale| locale.tag.as_str());
    tags.map(|tag| (tag, format!("{tag}/index.html"))).collect()
}

fn alternates<'a>(base: &'a KnowledgeBase, id: &str) -> BTreeMap<&'a str, String> {
    let locales = base
        .locales
        .iter()
        .filter(|locale| locale.articles.contains_key(id));
    let tags = locales.map(|locale| locale.tag.as_str());
    tags.map(|tag| (tag, format!("{tag}/{id}.html"))).collect()
}
