//! What the browser tests stand on: three engines behind one [`Browser`], and the sites that a page with the widget needs.
//!
//! The stories themselves are in `browsers/`; nothing here knows the widget's wording beyond its translation files.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod axe;
pub mod browser;
pub mod engine;
mod failure;
pub mod picture;
pub mod repository;
pub mod site;
pub mod words;

pub use browser::{Browser, Size, Target};
pub use engine::Engine;
pub use failure::Failure;
pub use picture::Picture;
pub use site::{Page, Shop};
pub use words::Words;
