//! The manifest: the one mutable file of a bundle, and the root of trust for all the others.
//!
//! It does not list articles (that is the [catalog](crate::catalog)) and it does not check hashes (that is `bundle`).

use serde::{Deserialize, Serialize};

use crate::settings::Settings;

/// The version of the bundle format that this code writes.
pub const FORMAT: FormatVersion = FormatVersion { major: 1, minor: 3 };

/// `manifest.json`: what the knowledge base is called, which locales it has and where their files are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The version of the format; a reader refuses a newer major version.
    pub format: FormatVersion,
    /// The knowledge base's own name, in no particular language: "Pinewick".
    pub name: String,
    /// The locale shown when nothing the visitor asked for is there; always one of `locales`.
    pub default_locale: String,
    /// One entry a locale, the default first, then by tag.
    pub locales: Vec<LocaleEntry>,
    /// What tells in which other locales there is something for a query; `None` in a bundle of one locale, or of format 1.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<FileRef>,
    /// What the owner chose for the contact form and the look.
    pub settings: Settings,
}

impl Manifest {
    /// The entry of `tag`, which must be spelt as in the manifest.
    pub fn locale(&self, tag: &str) -> Option<&LocaleEntry> {
        self.locales.iter().find(|entry| entry.tag == tag)
    }

    /// The locale tags, in the manifest's order.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.locales.iter().map(|entry| entry.tag.as_str())
    }
}

/// A version of the bundle format: readers accept any minor version of their own major one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatVersion {
    /// Raised when an old reader could misunderstand the files.
    pub major: u32,
    /// Raised when something was added that an old reader may ignore.
    pub minor: u32,
}

/// One locale of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LocaleEntry {
    /// BCP 47 language tag, such as `pt-BR`.
    pub tag: String,
    /// The locales tried next, in order, for an article that this one lacks. Never contains `tag` itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fallback: Vec<String>,
    /// How many articles are written in this locale (those that come from a fallback are not counted).
    pub articles: u32,
    /// The locale's [catalog](crate::catalog::Catalog).
    pub catalog: FileRef,
    /// The locale's search index (`docs/formats/index.md`).
    pub index: FileRef,
}

/// A file of the bundle and what is needed to verify it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileRef {
    /// Path relative to the manifest, with `/` between the parts and no part `..`.
    pub path: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Subresource Integrity value of the file's bytes: `sha256-` and the digest in base64.
    pub integrity: String,
}
