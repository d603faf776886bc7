//! What the owner of a knowledge base chose in `guichet.toml` and the widget has to know.
//!
//! Build-time choices (folders, locales, categories' order) are not here: they are consumed by `guichet build`.

use serde::{Deserialize, Serialize};

use crate::manifest::FileRef;

/// Settings that travel in the manifest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The contact form and where it sends tickets.
    pub contact: Contact,
    /// Where to send whether an article helped.
    pub feedback: Feedback,
    /// What to suggest on which page, in the order in which it is looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<Suggestion>,
    /// The look of launcher and panel.
    pub theme: Theme,
}

/// The contact form. Without an endpoint there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Contact {
    /// Absolute address that tickets are sent to; what it has to be depends on `kind`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// What stands at that address.
    #[serde(skip_serializing_if = "EndpointKind::is_guichet")]
    pub kind: EndpointKind,
    /// Whether the form asks for a name.
    pub name: FieldRule,
    /// The rest of the form, a [`ContactForm`](crate::form::ContactForm); `None` where there is no more to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<FileRef>,
}

/// What takes the tickets (`docs/endpoints.md`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndpointKind {
    /// Our desk, or whatever answers like it (`docs/formats/tickets.md`).
    #[default]
    Guichet,
    /// A service that takes a plain form post, such as Formspree or Netlify Forms.
    Form,
    /// Zendesk's requests; the endpoint is the help centre's address, `https://example.zendesk.com`.
    Zendesk,
    /// Chatwoot's public API; the endpoint is the inbox's address, `https://…/public/api/v1/inboxes/{inbox}`.
    Chatwoot,
    /// Zammad's form; the endpoint is the address of the installation.
    Zammad,
    /// Nothing at all: the visitor's own mail program. The endpoint is `mailto:` and an address.
    Mailto,
}

impl EndpointKind {
    /// The kind's name in the manifest.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guichet => "guichet",
            Self::Form => "form",
            Self::Zendesk => "zendesk",
            Self::Chatwoot => "chatwoot",
            Self::Zammad => "zammad",
            Self::Mailto => "mailto",
        }
    }

    /// The kind that the manifest calls `name`; the default where it names none.
    pub fn from_name(name: &str) -> Self {
        match name {
            "form" => Self::Form,
            "zendesk" => Self::Zendesk,
            "chatwoot" => Self::Chatwoot,
            "zammad" => Self::Zammad,
            "mailto" => Self::Mailto,
            _ => Self::Guichet,
        }
    }

    fn is_guichet(&self) -> bool {
        *self == Self::Guichet
    }
}

/// Where to send whether an article helped. Without an endpoint nobody is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Feedback {
    /// Absolute address that feedback is posted to (`docs/formats/feedback.md`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
}

/// The articles that some of the website's pages suggest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// Which pages: a pattern of the address's path, which starts with `/`, or of the address as a whole, which starts with
    /// `https://`. `*` stands for any characters, none included. Query and fragment do not count.
    pub page: String,
    /// Ids of the articles, the most likely first.
    pub articles: Vec<String>,
}

/// How many articles are suggested at most.
pub const MAX_SUGGESTED: usize = 5;

/// The ids of the articles suggested on the page at `page_address`: those of every suggestion that matches, in order, no id
/// twice, at most [`MAX_SUGGESTED`].
pub fn suggested<'a>(suggestions: &'a [Suggestion], page_address: &str) -> Vec<&'a str> {
    let end = page_address.find(['?', '#']).unwrap_or(page_address.len());
    let address = &page_address[..end];
    let mut ids = Vec::new();
    for suggestion in suggestions {
        // Told by its first character: searching for a text would bring its own code along.
        let whole = !suggestion.page.starts_with(['/', '*']);
        let subject = if whole { address } else { path(address) };
        if !matches(suggestion.page.as_bytes(), subject.as_bytes()) {
            continue;
        }
        for id in &suggestion.articles {
            if ids.len() < MAX_SUGGESTED && !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
    }
    ids
}

/// The path of an address, which is `/` where only the host is written.
fn path(address: &str) -> &str {
    let after_scheme = address.find(':').map_or(0, |at| at + "://".len());
    let rest = address.get(after_scheme..).unwrap_or_default();
    rest.find('/').map_or("/", |at| &rest[at..])
}

/// Whether `pattern` with its `*` stands for `text`. What follows a `*` is looked for at its first place; only the last `*` ever has
/// to take one more byte, so that the time is at most the product of both lengths.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut in_pattern, mut in_text) = (0, 0);
    let mut last_star = None;
    while in_text < text.len() {
        match pattern.get(in_pattern) {
            Some(b'*') => {
                in_pattern += 1;
                last_star = Some((in_pattern, in_text));
            }
            Some(byte) if *byte == text[in_text] => {
                in_pattern += 1;
                in_text += 1;
            }
            _ => {
                let Some((after_star, taken)) = last_star else {
                    return false;
                };
                last_star = Some((after_star, taken + 1));
                (in_pattern, in_text) = (after_star, taken + 1);
            }
        }
    }
    pattern[in_pattern..].iter().all(|byte| *byte == b'*')
}

/// Whether a form shows a field and insists on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldRule {
    /// Shown, may stay empty.
    #[default]
    Optional,
    /// Shown, must be filled in.
    Required,
    /// Not shown.
    Hidden,
}

/// The look of launcher and panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Theme {
    /// The accent colour as `#rrggbb`; the colour of text on it is chosen for contrast.
    pub accent: String,
    /// The corner of the launcher.
    pub position: Position,
    /// Light, dark, or as the visitor's system says.
    pub scheme: Scheme,
}

impl Default for Theme {
    fn default() -> Self {
        Self {
            accent: "#2457c5".to_owned(),
            position: Position::default(),
            scheme: Scheme::default(),
        }
    }
}

/// The bottom corner of the page in which the launcher stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// The bottom right corner.
    #[default]
    Right,
    /// The bottom left corner.
    Left,
}

/// The colour scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// As the visitor's system says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggestion(page: &str, articles: &[&str]) -> Suggestion {
        Suggestion {
            page: page.to_owned(),
            articles: articles.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    #[test]
    fn settings_of_format_1_1_suggest_nothing_and_ask_for_no_feedback() {
        let json = r##"{"contact":{"name":"optional"},"theme":{"accent":"#2457c5"}}"##;
        let settings: Settings = serde_json::from_str(json).unwrap();
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn a_pattern_stands_for_the_pages_that_it_describes() {
        let page = "https://shop.example.org/checkout/pay?step=2#card";
        for (pattern, expected) in [
            ("/checkout/pay", true),
            ("/checkout*", true),
            ("/*/pay", true),
            ("/*ou*/p*y*", true),
            ("*", true),
            ("https://shop.example.org/*", true),
            ("https://*.example.org/checkout*", true),
            ("/checkout", false),
            ("/pay", false),
            ("/*/payment", false),
            ("/*pay/", false),
            ("/checkout*step=2", false),
            ("https://www.example.org/*", false),
            ("https://shop.example.org", false),
            ("", false),
        ] {
            let rules = [suggestion(pattern, &["a"])];
            assert_eq!(!suggested(&rules, page).is_empty(), expected, "{pattern}");
        }
    }

    #[test]
    fn the_start_page_of_a_host_has_the_path_of_a_slash() {
        let rules = [suggestion("/", &["a"])];
        for page in [
            "https://shop.example.org",
            "https://shop.example.org/",
            "https://shop.example.org/?utm=1",
            "https://shop.example.org#top",
        ] {
            assert_eq!(suggested(&rules, page), ["a"], "{page}");
        }
        assert!(suggested(&rules, "https://shop.example.org/a/").is_empty());
    }

    #[test]
    fn all_suggestions_that_match_count_in_order_and_no_article_twice() {
        let rules = [
            suggestion("/checkout*", &["pay", "vouchers"]),
            suggestion("/account*", &["password"]),
            suggestion(
                "*",
                &["vouchers", "delivery", "returns", "contact", "hours"],
            ),
        ];
        assert_eq!(
            suggested(&rules, "https://shop.example.org/checkout"),
            ["pay", "vouchers", "delivery", "returns", "contact"]
        );
    }

    #[test]
    fn a_pattern_of_many_stars_is_no_burden() {
        let rules = [suggestion(&"*a".repeat(500), &["a"])];
        let page = format!("https://shop.example.org/{}b", "a".repeat(2000));
        assert!(suggested(&rules, &page).is_empty());
    }
}
