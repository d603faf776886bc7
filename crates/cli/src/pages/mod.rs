//! The static pages: every article as plain HTML at a stable address, for links, for search engines, and for readers whose
//! browser cannot run the widget.
//!
//! They hold no script and nothing of the style inline; maud escapes all text.

mod day;
mod document;
mod words;

use std::collections::BTreeMap;
use std::iter::successors;

use guichet_bundle::folder::Writer;
use guichet_wire::catalog::Category;
use guichet_wire::locale::is_right_to_left;
use indicatif::ProgressBar;
use maud::{DOCTYPE, Markup, html};
use rayon::prelude::*;

use self::document::Page;
use self::words::{Words, autonym};
use crate::build::catalog::{Listed, categories, listing};
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
    let tags = base.locales.iter().map(|locale| locale.tag.as_str());
    let words: BTreeMap<&str, Words> = tags.map(|tag| (tag, Words::of(tag))).collect();
    for locale in &base.locales {
        let path = format!("pages/{}/index.html", locale.tag);
        let list = list(base, locale, &words[locale.tag.as_str()]);
        writer.add_page(&path, list.into_string().as_bytes())?;
    }
    let articles: Vec<(&Locale, &Article)> = base.articles().collect();
    progress::step(progress, "pages", articles.len());
    articles.par_iter().try_for_each(|(locale, article)| {
        let words = &words[locale.tag.as_str()];
        let page = page(base, locale, article, words).into_string();
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
                    li {
                        a href={ (locale.tag) "/index.html" } lang=(locale.tag) hreflang=(locale.tag) {
                            (autonym(&locale.tag))
                        }
                    }
                }
            }
        }
    };
    frame(&head, &body)
}

/// `pages/<tag>/index.html`: the articles by category.
fn list(base: &KnowledgeBase, locale: &Locale, words: &Words) -> Markup {
    let name = &base.configuration.name;
    let listing = listing(base, locale);
    let categories = categories(base, locale, &listing);
    let head = Head {
        locale: &locale.tag,
        title: name.clone(),
        description: "",
        up: "../",
        alternates: indexes(base),
    };
    let body = html! {
        header { (languages(&head, words)) }
        main {
            h1 { (name) }
            @for category in &categories {
                section {
                    (heading(category, &categories))
                    @if !category.description.is_empty() { p { (category.description) } }
                    @if category.articles > 0 {
                        ul {
                            @for listed in listing.iter().filter(|listed| listed.article.category == category.id) {
                                li { (entry(listed, locale)) }
                            }
                        }
                    }
                }
            }
        }
    };
    frame(&head, &body)
}

/// The category's name; its level says how many categories stand above it.
fn heading(category: &Category, categories: &[Category]) -> Markup {
    let above = |category: &&Category| {
        let parent = category.parent.as_ref()?;
        categories.iter().find(|other| other.id == *parent)
    };
    match successors(Some(category), above).count() {
        1 => html! { h2 { (category.name) } },
        2 => html! { h3 { (category.name) } },
        _ => html! { h4 { (category.name) } },
    }
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
fn page(base: &KnowledgeBase, locale: &Locale, article: &Article, words: &Words) -> Markup {
    let up = up(&article.id);
    let href = |id: &str| address(base, locale, id).map(|address| format!("{up}{address}"));
    let page = Page {
        id: &article.id,
        up: &up,
        href: &href,
        words,
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
            (languages(&head, words))
        }
        main {
            article {
                h1 { (article.title) }
                (age(base, locale, article, words, &up))
                (page.blocks(&article.document.blocks))
            }
            @if !related.is_empty() {
                nav aria-labelledby="related" {
                    h2 id="related" lang=[words.lang] { (words.say("article.related")) }
                    ul { @for (href, article) in &related { li { a href=(href) { (article.title) } } } }
                }
            }
        }
    };
    frame(&head, &body)
}

/// The day of the text; where its source is newer, that it is, with a link there.
fn age(
    base: &KnowledgeBase,
    locale: &Locale,
    article: &Article,
    words: &Words,
    up: &str,
) -> Markup {
    let (before, after) = words.updated();
    let source = base.newer_source(locale, article);
    html! {
        @if let Some(day) = &article.updated {
            p class="age" lang=[words.lang] { (before) time datetime=(day) { (words.day(day)) } (after) }
        }
        @if let Some(source) = source {
            p class="callout warning" lang=[words.lang] {
                (words.say("article.outdated")) " "
                a href={ (up) (source.tag) "/" (article.id) ".html" } lang=(source.tag) hreflang=(source.tag) {
                    (source.articles[&article.id].title)
                }
            }
        }
    }
}

/// Links to the same page in the other languages.
fn languages(head: &Head, words: &Words) -> Markup {
    let others: Vec<_> = head
        .alternates
        .iter()
        .filter(|(tag, _)| **tag != head.locale)
        .collect();
    html! {
        @if !others.is_empty() {
            nav class="languages" lang=[words.lang] aria-label=(words.say("panel.language")) {
                ul {
                    @for (tag, address) in others {
                        li { a href={ (head.up) (address) } lang=(tag) hreflang=(tag) { (autonym(tag)) } }
                    }
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
