//! Every shape that crosses a process or the network: document, manifest, catalog, settings, ticket, feedback, problem.
//!
//! What is not here: how the shapes are packed into files (`bundle`), searched (`search`) or drawn (the widget). No I/O, no
//! clock, no randomness: a value of this crate is what somebody else produced or will read.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod catalog;
pub mod document;
pub mod feedback;
pub mod form;
pub mod id;
pub mod locale;
pub mod manifest;
pub mod problem;
pub mod settings;
pub mod ticket;
