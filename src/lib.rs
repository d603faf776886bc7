//! Guichet's widget: search, articles and the contact form in a panel on somebody else's page.
//!
//! In reading order: [`state`] says what is known and how that changes (pure); [`views`] draw it (one component a file);
//! [`platform`] does what has to be done in the browser. What a person does flows one way: view → `Msg` → `update` → `Effect`
//! → platform → `Msg`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod state;
pub mod views;

pub mod platform;

mod mount;

pub use mount::mount;
