//! The reference ticket endpoint: takes tickets over HTTP, keeps them in its database, shows their state to who holds the
//! status link, and gives agents the functions to answer them.
//!
//! What is not here: the shapes that travel (`guichet-wire`), the terminal's output and the command line (`guichet-cli`),
//! relaying tickets to a help desk, attachments, and databases other than SQLite.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod answer;
mod config;
mod intake;
mod limits;
mod plain_text;
mod server;
mod status_page;
mod store;
mod token;

pub use config::{Config, ConfigError, Database, Limits, Origin, PublicUrl};
pub use server::{Desk, DeskError};
pub use store::{Store, StoreError, StoredTicket, TicketKey, TicketSummary};
