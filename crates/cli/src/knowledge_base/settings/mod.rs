//! `guichet.toml`: what the owner chose, checked.
//!
//! Its shape for readers of the bundle is `wire::settings`; the story for authors is `docs/formats/knowledge-base.md`.

mod categories;
mod checks;
mod contact;
mod fields;
mod file;
mod wording;

use std::collections::BTreeMap;
use std::path::PathBuf;

use guichet_wire::form::ContactForm;
use guichet_wire::settings::{Contact, Feedback, Settings, Suggestion, Theme};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use toml::Spanned;
use toml::de::DeTable;

use self::categories::depth_first;
use self::checks::Check;
use self::fields::Fields;
use self::file::{CategoryTable, File, SuggestionTable, Texts, ThemeTable};
use super::diagnostic::Diagnostic;
use crate::vocabulary::group::Group;

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
    /// In the order shown: those below another one follow it.
    pub categories: Vec<CategoryNames>,
    /// What travels in the manifest; the form's file is not written yet.
    pub settings: Settings,
    /// The owner's contact form.
    pub form: ContactForm,
    /// The articles that suggestions name.
    pub suggested: Vec<SuggestedArticle>,
    /// Which other words lead to the articles.
    pub vocabulary: Vocabulary,
    /// Whether all locales and categories could be read. If not, there may be others, and there is an error that says so.
    pub is_whole: bool,
}

/// Which words beside those of the articles lead to them.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The owner's synonyms, by locale tag.
    pub synonyms: BTreeMap<String, Vec<Group>>,
    /// Whether the lists for help centres are used.
    pub help_words: bool,
    /// The thesauri that the owner named.
    pub thesauri: Vec<ThesaurusFile>,
}

/// A thesaurus that `guichet.toml` names.
#[derive(Clone, Debug)]
pub struct ThesaurusFile {
    /// The locale tag that it is for.
    pub locale: String,
    /// The file: from the folder of `guichet.toml`, or absolute.
    pub path: PathBuf,
    /// The line that names it.
    pub line: u32,
}

/// An article that a suggestion names and that may not exist.
#[derive(Clone, Debug)]
pub struct SuggestedArticle {
    /// The article's id.
    pub id: String,
    /// The line that names it.
    pub line: u32,
}

/// A category with its names by locale.
#[derive(Clone, Debug, Default)]
pub struct CategoryNames {
    /// What articles call it.
    pub id: String,
    /// The id of the category above it.
    pub parent: Option<String>,
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

    /// Takes `tags` for locales too, each of which may fall back to any other: so that articles can be checked although
    /// the tables are not all known.
    pub(super) fn add_locales(&mut self, tags: Vec<String>) {
        for tag in tags {
            if !self.has_locale(&tag) {
                self.locales.push((tag, Vec::new()));
            }
        }
        let all: Vec<String> = self.tags().map(str::to_owned).collect();
        for (tag, chain) in &mut self.locales {
            let others = all.iter().filter(|other| *other != tag);
            let new: Vec<String> = others.filter(|tag| !chain.contains(tag)).cloned().collect();
            chain.extend(new);
        }
    }
}

/// Reads the file's text, as far as it can be read.
pub fn parse(text: &str) -> (Configuration, Vec<Diagnostic>) {
    let mut check = Check::new(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        check.is_no_toml(at, error.message());
    }
    let file = File::read(Fields::new("", table), &mut check);
    check.file(&file);
    (Configuration::new(file, &check), check.found)
}

impl Configuration {
    fn new(file: File, check: &Check) -> Self {
        let chains = file.chains();
        let text = |text: Option<Spanned<String>>| text.map(Spanned::into_inner);
        let default_locale = text(file.default_locale).unwrap_or_default();
        let contact = file.contact.contact();
        Self {
            name: text(file.name).unwrap_or_default(),
            locales: chains,
            categories: depth_first(file.categories.into_iter().map(names).collect()),
            suggested: suggested(&file.suggestions, check),
            settings: settings(contact, file.feedback, file.suggestions, file.theme),
            form: file.contact.form(&default_locale),
            default_locale,
            vocabulary: Vocabulary {
                synonyms: file.synonyms.into_iter().map(groups).collect(),
                help_words: file.search.help_words,
                thesauri: thesauri(file.search.thesaurus, check),
            },
            is_whole: file.is_whole,
        }
    }
}

impl File {
    /// Each locale with all that is tried after it: its own fallbacks, then the default locale.
    fn chains(&self) -> Vec<(String, Vec<String>)> {
        let default = self
            .default_locale
            .as_ref()
            .map(|tag| tag.get_ref().as_str());
        let mut chains: Vec<_> = self
            .locales
            .iter()
            .map(|(tag, table)| {
                let tag = tag.get_ref();
                let wanted = table.fallback.iter().map(|tag| tag.get_ref().as_str());
                let mut chain: Vec<String> = Vec::new();
                for next in wanted.chain(default) {
                    if next != tag && !chain.iter().any(|other| other == next) {
                        chain.push(next.to_owned());
                    }
                }
                (tag.clone(), chain)
            })
            .collect();
        chains.sort_by_key(|(tag, _)| (Some(tag.as_str()) != default, tag.clone()));
        chains
    }
}

/// The lines that are well formed; `checks` has said what is wrong with the others.
fn groups((tag, lines): (Spanned<String>, Vec<Spanned<String>>)) -> (String, Vec<Group>) {
    let groups = lines
        .iter()
        .filter_map(|line| Group::parse(line.get_ref()).ok());
    (tag.into_inner(), groups.collect())
}

fn settings(
    contact: Contact,
    feedback: Option<Spanned<String>>,
    suggestions: Vec<SuggestionTable>,
    theme: ThemeTable,
) -> Settings {
    let text = |text: Option<Spanned<String>>| text.map(Spanned::into_inner);
    Settings {
        contact,
        feedback: Feedback {
            endpoint: text(feedback),
        },
        suggestions: suggestions.into_iter().map(suggestion).collect(),
        theme: Theme {
            accent: text(theme.accent).unwrap_or(Theme::default().accent),
            position: theme.position,
            scheme: theme.scheme,
        },
    }
}

/// The pattern is written as browsers write addresses: `/caf%C3%A9*` for `/café*`.
fn suggestion(table: SuggestionTable) -> Suggestion {
    let ids = table.articles.into_iter().map(Spanned::into_inner);
    Suggestion {
        page: utf8_percent_encode(table.page.get_ref(), CONTROLS).to_string(),
        articles: ids.collect(),
    }
}

fn suggested(tables: &[SuggestionTable], check: &Check) -> Vec<SuggestedArticle> {
    let articles = tables.iter().flat_map(|table| &table.articles);
    let named = articles.map(|id| SuggestedArticle {
        id: id.get_ref().clone(),
        line: check.line(id.span().start),
    });
    named.collect()
}

fn thesauri(
    table: BTreeMap<Spanned<String>, Spanned<String>>,
    check: &Check,
) -> Vec<ThesaurusFile> {
    let named = table.into_iter().map(|(tag, path)| ThesaurusFile {
        locale: tag.into_inner(),
        line: check.line(path.span().start),
        path: path.into_inner().into(),
    });
    named.collect()
}

fn names(table: CategoryTable) -> CategoryNames {
    let by_tag = |texts: Texts| {
        let texts = texts.into_iter();
        texts.map(|(tag, text)| (tag.into_inner(), text)).collect()
    };
    CategoryNames {
        id: table.id.into_inner(),
        parent: table.parent.map(Spanned::into_inner),
        name: by_tag(table.name.unwrap_or_default()),
        description: by_tag(table.description),
    }
}
