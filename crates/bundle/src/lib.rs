//! The bundle: a folder of static files that holds a knowledge base, and the contract between its builder and its readers.
//!
//! Shapes come from `wire`, the index from `search`; here they become files: [packs](pack) of documents, what there is in
//! other languages ([reach]), hashes, the version policy, and (feature `folder`, which the widget leaves out) writing to and
//! opening from a folder. Nothing is fetched or drawn here, and Markdown is unknown. The story is told in
//! `docs/formats/bundle.md`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod locale;
pub mod pack;
pub mod reach;
mod version;

#[cfg(feature = "folder")]
pub mod folder;

pub use locale::{Found, Locale, LocaleError, Mismatch, Part, id_file};
pub use version::{VersionError, accept};
