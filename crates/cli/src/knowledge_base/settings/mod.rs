//! `guichet.toml`: what the owner chose, checked.
//!
//! Its shape for readers of the bundle is `wire::settings`; the story for authors is `docs/formats/knowledge-base.md`.

mod checks;

use std::collections::BTreeMap;

use guichet_wire::settings::{Contact, FieldRule, Position, Scheme, Settings, Theme};
use serde::Deserialize;
use toml::Spanned;

use self::checks::Check;
use super::diagnostic::{Diagnostic, Fault, cure_for_serde};

/// The file's name.
pub const FILE: &str = "guichet.toml";

/// What `guichet.toml` says.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// The knowledge base's name.
    pub name: String,
    /// The locale shown when nothing else fits.
    pub default_locale: String,
    /// Each locale with the locales tried next, the default locale last; the default first, then by tag.
    pub locales: Vec<(String, Vec<String>)>,
    /// In the order shown.
    pub categories: Vec<CategoryNames>,
    /// What travels in the manifest.
    pub settings: Settings,
}

/// A category with its names by locale.
#[derive(Clone, Debug, Default)]
pub struct CategoryNames {
    /// What articles call it.
    pub id: String,
    /// By locale tag.
    pub name: BTreeMap<String, String>,
    /// By locale tag.
    pub description: BTreeMap<String, String>,
}

impl Configuration {
    /// Whether the tag has its table.
    pub fn has_locale(&self, tag: &str) -> bool {
        self.tags().any(|other| other == tag)
    }

    /// The tags, the default first.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.locales.iter().map(|(tag, _)| tag.as_str())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    name: Spanned<String>,
    default_locale: Spanned<String>,
    locales: BTreeMap<Spanned<String>, LocaleTable>,
    #[serde(default)]
    categories: Vec<CategoryTable>,
    #[serde(default)]
    contact: ContactTable,
    #[serde(default)]
    theme: ThemeTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LocaleTable {
    #[serde(default)]
    fallback: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryTable {
    id: Spanned<String>,
    name: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    description: BTreeMap<Spanned<String>, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactTable {
    endpoint: Option<Spanned<String>>,
    #[serde(default)]
    name: FieldRule,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeTable {
    accent: Option<Spanned<String>>,
    #[serde(default)]
    position: Position,
    #[serde(default)]
    scheme: Scheme,
}

/// Reads the file's text. `None` where it is so broken that nothing else can be checked.
pub fn parse(text: &str) -> (Option<Configuration>, Vec<Diagnostic>) {
    let mut check = Check::new(text);
    match toml::from_str::<File>(text) {
        Ok(file) => {
            check.file(&file);
            (Some(file.into()), check.found)
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let cure = "write it as docs/formats/knowledge-base.md shows";
            let cure = cure_for_serde(error.message(), cure);
            check.error(at, Fault::new(error.message(), cure));
            (None, check.found)
        }
    }
}

impl From<File> for Configuration {
    fn from(file: File) -> Self {
        let default_locale = file.default_locale.into_inner();
        let theme = Theme::default();
        Self {
            name: file.name.into_inner(),
            locales: chains(&file.locales, &default_locale),
            default_locale,
            categories: file.categories.into_iter().map(names).collect(),
            settings: Settings {
                contact: Contact {
                    endpoint: file.contact.endpoint.map(Spanned::into_inner),
                    name: file.contact.name,
                },
                theme: Theme {
                    accent: file.theme.accent.map_or(theme.accent, Spanned::into_inner),
                    position: file.theme.position,
                    scheme: file.theme.scheme,
                },
            },
        }
    }
}

type Locales = BTreeMap<Spanned<String>, LocaleTable>;

/// Each locale with all that is tried after it: its own fallbacks, then the default locale.
fn chains(locales: &Locales, default: &str) -> Vec<(String, Vec<String>)> {
    let mut chains: Vec<_> = locales
        .iter()
        .map(|(tag, table)| {
            let tag = tag.get_ref();
            let wanted = table.fallback.iter().map(|tag| tag.get_ref().as_str());
            let mut chain: Vec<String> = Vec::new();
            for next in wanted.chain([default]) {
                if next != tag && !chain.iter().any(|other| other == next) {
                    chain.push(next.to_owned());
                }
            }
            (tag.clone(), chain)
        })
        .collect();
    chains.sort_by_key(|(tag, _)| (tag != default, tag.clone()));
    chains
}

fn names(table: CategoryTable) -> CategoryNames {
    let by_tag = |texts: BTreeMap<Spanned<String>, String>| {
        let texts = texts.into_iter();
        texts.map(|(tag, text)| (tag.into_inner(), text)).collect()
    };
    CategoryNames {
        id: table.id.into_inner(),
        name: by_tag(table.name),
        description: by_tag(table.description),
    }
}
