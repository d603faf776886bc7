//! What the owner of a knowledge base chose in `guichet.toml` and the widget has to know.
//!
//! Build-time choices (folders, locales, categories' order) are not here: they are consumed by `guichet build`.

use serde::{Deserialize, Serialize};

/// Settings that travel in the manifest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The contact form and where it sends tickets.
    pub contact: Contact,
    /// The look of launcher and panel.
    pub theme: Theme,
}

/// The contact form. Without an endpoint there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Contact {
    /// Absolute address that tickets are posted to (`docs/formats/tickets.md`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Whether the form asks for a name.
    pub name: FieldRule,
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
