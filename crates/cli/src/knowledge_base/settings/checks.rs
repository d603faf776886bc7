//! What is wrong in `guichet.toml` although it can be read; of its categories and of the contact form,
//! `categories` and `contact` say it.

use std::collections::{BTreeMap, BTreeSet};

use guichet_wire::locale;
use toml::Spanned;

use super::super::diagnostic::{Diagnostic, Fault, did_you_mean};
use super::FILE;
use super::file::{File, Locales, SuggestionTable, Synonyms, ThemeTable};
use crate::vocabulary::group::Group;

/// The file's text, for the lines, and what was found in it.
pub(super) struct Check<'a> {
    pub(super) text: &'a str,
    pub(super) found: Vec<Diagnostic>,
    /// Lines that are no TOML: what stands there is not looked at again.
    broken: BTreeSet<u32>,
}

impl<'a> Check<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            found: Vec::new(),
            broken: BTreeSet::new(),
        }
    }

    pub(super) fn line(&self, at: usize) -> u32 {
        let before = self.text.as_bytes().iter().take(at);
        before.filter(|byte| **byte == b'\n').count() as u32 + 1
    }

    pub(super) fn error(&mut self, at: usize, fault: Fault) {
        let line = self.line(at);
        if !self.broken.contains(&line) {
            self.found.push(fault.error(FILE, line));
        }
    }

    /// Something is not there. Where lines are broken, it may be in one of them.
    pub(super) fn missing(&mut self, at: usize, fault: Fault) {
        if self.broken.is_empty() {
            self.error(at, fault);
        }
    }

    /// What a parser says of one place; what it says of the rest of the line follows from that.
    pub(super) fn is_no_toml(&mut self, at: usize, why: &str) {
        let (message, cure) = match why {
            "duplicate key" => (
                "the key or table is there twice".into(),
                "remove one of the two",
            ),
            _ if why.starts_with("string values must be quoted") => (
                "expected a value, with quotation marks if it is a text".into(),
                "write it as in `name = \"Pinewick\"`",
            ),
            _ => (
                format!("this is no TOML: {why}"),
                "write `key = \"text\"`, `key = [\"a\", \"b\"]` or `[table]`; `guichet init` makes an example",
            ),
        };
        self.error(at, Fault::new(message, cure));
        self.broken.insert(self.line(at));
    }

    /// Finds everything that is wrong in the file although its form is right.
    pub(super) fn file(&mut self, file: &File) {
        if let Some(name) = &file.name
            && name.get_ref().trim().is_empty()
        {
            let cure = "write the name that readers know, such as `name = \"Pinewick\"`";
            self.error(name.span().start, Fault::new("the name is empty", cure));
        }
        let tags = file.locales.keys();
        let tags: BTreeSet<&str> = tags.map(|tag| tag.get_ref().as_str()).collect();
        self.tags_are_well_formed(&file.locales);
        if let Some(default) = &file.default_locale {
            self.known_locale(default, &tags, "default-locale");
        }
        for (tag, table) in &file.locales {
            let what = format!("the fallback of {}", tag.get_ref());
            for fallback in &table.fallback {
                self.known_locale(fallback, &tags, &what);
            }
        }
        self.fallbacks_end(&file.locales);
        self.categories(&file.categories, &tags, &file.chains());
        self.contact(&file.contact, &tags);
        self.feedback(&file.feedback);
        self.suggestions(&file.suggestions);
        self.theme(&file.theme);
        self.synonyms(&file.synonyms, &tags);
        for tag in file.search.thesaurus.keys() {
            self.known_locale(tag, &tags, "a language of [search.thesaurus]");
        }
    }

    fn tags_are_well_formed(&mut self, locales: &Locales) {
        let mut spellings = BTreeMap::new();
        for tag in locales.keys() {
            let text = tag.get_ref();
            if !locale::is_well_formed(text) {
                let message = format!("`{text}` is no language tag");
                let cure = "write a BCP 47 tag such as `en`, `pt-BR` or `zh-Hant`";
                self.error(tag.span().start, Fault::new(message, cure));
            }
            if let Some(other) = spellings.insert(text.to_lowercase(), text) {
                let message = format!("`{text}` and `{other}` are the same language tag");
                let cure = "keep one of the two";
                self.error(tag.span().start, Fault::new(message, cure));
            }
        }
    }

    pub(super) fn known_locale(
        &mut self,
        tag: &Spanned<String>,
        tags: &BTreeSet<&str>,
        what: &str,
    ) {
        let text = tag.get_ref().as_str();
        if !tags.contains(text) {
            let message = format!("{what} is `{text}`, which has no table [locales.{text}]");
            let cure = format!("add the table, or name one of: {}", list(tags));
            let cure = did_you_mean(text, tags.iter().copied(), cure);
            self.error(tag.span().start, Fault::new(message, cure));
        }
    }

    /// A fallback that leads back to where it began would say that each of two locales knows better than the other.
    fn fallbacks_end(&mut self, locales: &Locales) {
        let next: BTreeMap<&str, Vec<&str>> = locales
            .iter()
            .map(|(tag, table)| {
                let fallbacks = table.fallback.iter().map(|tag| tag.get_ref().as_str());
                (tag.get_ref().as_str(), fallbacks.collect())
            })
            .collect();
        for tag in locales.keys() {
            let start = tag.get_ref().as_str();
            if let Some(cycle) = cycle(start, &next, &mut vec![start]) {
                let message = format!("the fallbacks go in a circle: {}", cycle.join(" → "));
                let cure = "remove one of these fallbacks";
                self.error(tag.span().start, Fault::new(message, cure));
                return;
            }
        }
    }

    fn feedback(&mut self, endpoint: &Option<Spanned<String>>) {
        let Some(endpoint) = endpoint else {
            return;
        };
        let address = endpoint.get_ref();
        if !is_web_address(address) {
            let message =
                format!("feedback.endpoint should be an absolute web address, found `{address}`");
            let cure = "write where it is posted to, such as `https://desk.example.org/feedback`";
            self.error(endpoint.span().start, Fault::new(message, cure));
        }
    }

    /// Whether the articles exist is checked where all of them are known.
    fn suggestions(&mut self, suggestions: &[SuggestionTable]) {
        let example = "`page = \"/checkout*\"`";
        for SuggestionTable { page, articles } in suggestions {
            let (pattern, at) = (page.get_ref(), page.span().start);
            if !pattern.starts_with('/') && !is_web_address(pattern) {
                let message = format!(
                    "suggestions.page should begin with `/` or `https://`, found `{pattern}`"
                );
                let cure = format!("write a pattern of the page's path, as in {example}");
                self.error(at, Fault::new(message, cure));
            } else if pattern.contains(|c: char| c.is_whitespace() || "?#".contains(c)) {
                let message =
                    format!("suggestions.page has no query, fragment or space, found `{pattern}`");
                let cure =
                    format!("write the path alone, as in {example}; `*` stands for any characters");
                self.error(at, Fault::new(message, cure));
            }
            if articles.is_empty() {
                let message = format!("the suggestion for `{pattern}` has no article");
                let cure = "add `articles = [\"payment/ways-to-pay\"]`, or remove it";
                self.error(at, Fault::new(message, cure));
            }
        }
    }

    fn theme(&mut self, table: &ThemeTable) {
        let Some(accent) = &table.accent else {
            return;
        };
        let colour = accent.get_ref();
        if !is_colour(colour) {
            let message = format!("theme.accent should be a colour as `#rrggbb`, found `{colour}`");
            let cure = "write six hexadecimal digits after `#`, such as `#0b6e5f`";
            self.error(accent.span().start, Fault::new(message, cure));
        }
    }

    fn synonyms(&mut self, synonyms: &Synonyms, tags: &BTreeSet<&str>) {
        for (tag, lines) in synonyms {
            self.known_locale(tag, tags, "a language of [synonyms]");
            for line in lines {
                if let Err(fault) = Group::parse(line.get_ref()) {
                    self.error(line.span().start, fault);
                }
            }
        }
    }
}

pub(super) fn cycle<'a>(
    tag: &'a str,
    next: &BTreeMap<&'a str, Vec<&'a str>>,
    way: &mut Vec<&'a str>,
) -> Option<Vec<&'a str>> {
    for fallback in next.get(tag).into_iter().flatten() {
        let before = way.iter().position(|tag| tag == fallback);
        way.push(fallback);
        if let Some(start) = before {
            return Some(way.split_off(start));
        }
        if let Some(found) = cycle(fallback, next, way) {
            return Some(found);
        }
        way.pop();
    }
    None
}

fn list(names: &BTreeSet<&str>) -> String {
    names.iter().copied().collect::<Vec<_>>().join(", ")
}

pub(super) fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
