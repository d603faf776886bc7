//! The reference ticket endpoint: takes tickets over HTTP, keeps them in its database, shows their state to who holds the
//! status link and takes what they reply, and gives agents the functions to answer them. Takes what is said of articles, and counts it.
//!
//! What is not here: the shapes that travel (`guichet-wire`), the terminal's output and the command line (`guichet-cli`),
//! and relaying tickets to a help desk.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod accept;
mod answer;
mod attachments;
mod config;
mod connections;
mod database;
mod intake;
mod limits;
mod metrics;
mod plain_text;
mod refusal_page;
mod refused_form;
mod server;
mod status;
mod status_page;
mod store;
mod suspicion;
mod token;

pub use attachments::{Attachments, StoredAttachment, SweepError};
pub use config::{Config, ConfigError, Limits, Origin, PublicUrl};
pub use database::Database;
pub use server::Desk;
pub use store::{
    ArticleFeedback, Comment, Erased, Mention, PersonalData, Ratings, Score, Store, StoreError,
    StoredTicket, Subject, TicketKey, TicketSummary,
};
pub use suspicion::Suspicion;
