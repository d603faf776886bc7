//! The desk's database: opening it, and the one place where SQL is written.
//!
//! `customer` holds what the web side does, `agent` what the terminal does. Nobody outside sees SQL, a pool or a row; a second
//! kind of database will stand behind the same functions.

mod agent;
mod customer;

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::Duration;

use guichet_wire::ticket::{Reply, TicketState};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Row, SqlitePool};

pub use agent::{StoredTicket, TicketKey, TicketSummary};
pub(crate) use customer::Acceptance;

use crate::config::Database;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// How long a connection waits for another process's transaction.
const BUSY: Duration = Duration::from_secs(5);

/// Connections that read at the same time.
const READERS: u32 = 4;

/// The tickets, in their database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    readers: SqlitePool,
    /// One connection: SQLite writes one transaction at a time, and waiting for a connection is fair where its lock is not.
    writer: SqlitePool,
}

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no database.
    #[error(
        "expected the desk's database at {0}, found no file there; start the desk once with `guichet desk`, or name its \
         database with --database sqlite:<path>"
    )]
    Missing(PathBuf),
    /// The database's file could not be made or opened.
    #[error(
        "cannot open the database {path}; expected a file in an existing folder that may be written to"
    )]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The database is not one of this desk's, or is newer than it.
    #[error(
        "cannot bring the database {path} up to date; expected one made by this version of the desk or an older one"
    )]
    Migration {
        /// The file.
        path: PathBuf,
        /// What stood in the way.
        source: MigrateError,
    },
    /// No ticket goes by this number or id.
    #[error("there is no ticket {0}; `guichet desk list` shows those there are")]
    NoTicket(TicketKey),
    /// A reply without text.
    #[error("expected the text of a reply, found none")]
    EmptyReply,
    /// The database failed.
    #[error("the database failed")]
    Sql(#[from] sqlx::Error),
}

impl Store {
    /// Opens the database, which is made if there is none, and brings it up to date.
    pub async fn create(database: &Database) -> Result<Self, StoreError> {
        make_file(database.path()).map_err(|source| StoreError::File {
            path: database.path().to_owned(),
            source,
        })?;
        Self::connect(database.path()).await
    }

    /// Opens a database that must exist, and brings it up to date.
    pub async fn open(database: &Database) -> Result<Self, StoreError> {
        if !database.path().is_file() {
            return Err(StoreError::Missing(database.path().to_owned()));
        }
        Self::connect(database.path()).await
    }

    async fn connect(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            .foreign_keys(true);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        MIGRATIONS
            .run(&writer)
            .await
            .map_err(|source| StoreError::Migration {
                path: path.to_owned(),
                source,
            })?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_lazy_with(options);
        Ok(Self { readers, writer })
    }

    /// Whether the database answers.
    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM tickets LIMIT 1")
            .fetch_optional(&self.readers)
            .await?;
        Ok(())
    }

    /// Waits for what is under way and closes the database.
    pub(crate) async fn shut(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// The answers to a ticket, oldest first.
    async fn replies(&self, number: i64) -> Result<Vec<Reply>, StoreError> {
        let rows = sqlx::query("SELECT at, text FROM replies WHERE ticket = ? ORDER BY reply")
            .bind(number)
            .fetch_all(&self.readers)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Reply {
                    at: row.try_get("at")?,
                    text: row.try_get("text")?,
                })
            })
            .collect()
    }
}

/// Makes the file, if there is none, for its owner alone: it will hold what people wrote in confidence. SQLite gives its
/// companion files the same permissions.
fn make_file(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// This moment, as it is stored: RFC 3339, UTC, whole seconds.
fn now() -> String {
    jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

fn state(row: &SqliteRow) -> Result<TicketState, sqlx::Error> {
    let name: &str = row.try_get("state")?;
    TicketState::from_name(name).ok_or_else(|| sqlx::Error::ColumnDecode {
        index: "state".to_owned(),
        source: format!("no state is called {name:?}").into(),
    })
}

/// A ticket's number. SQLite counts in signed integers, from 1001 up.
fn number(row: &SqliteRow) -> Result<u64, sqlx::Error> {
    let number: i64 = row.try_get("number")?;
    Ok(number.unsigned_abs())
}
