//! The desk's database: opening it, and the one place where SQL is written.
//!
//! `customer` holds what the web side does, `agent` what the terminal does. Nobody outside sees SQL, a pool or a row; a second
//! kind of database will stand behind the same functions.

mod agent;
mod customer;
#[cfg(test)]
mod tests;

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use guichet_wire::ticket::{Reply, TicketState};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Connection, Row, SqlitePool};
use tokio::sync::Mutex;

pub use agent::{StoredTicket, TicketKey, TicketSummary};
pub(crate) use customer::Acceptance;

use crate::config::Database;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// How long a connection waits for another process's transaction.
const BUSY: Duration = Duration::from_secs(5);

/// Connections that read at the same time.
const READERS: u32 = 4;

/// For how long the last write tells whether the next one will succeed. A write made only to see waits for the disk, and
/// anybody may ask as often as they like.
const TELLING: Duration = Duration::from_secs(30);

/// The tickets, in their database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    readers: SqlitePool,
    /// One connection: SQLite writes one transaction at a time, and waiting for a connection is fair where its lock is not.
    writer: SqlitePool,
    /// When something was last written, and whether that succeeded.
    last_write: Arc<Mutex<Option<(Instant, bool)>>>,
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
    /// The file is something else than a database.
    #[error(
        "{0} is no database of the desk; name another file with --database sqlite:<path>, one that does not exist yet for a \
         new desk"
    )]
    NotADatabase(PathBuf),
    /// The database is not one of this desk's, or is newer than it.
    #[error(
        "cannot bring the database {path} up to date: {error}; expected one made by this version of the desk or an older one"
    )]
    Migration {
        /// The file.
        path: PathBuf,
        /// What stood in the way. Not a `source`, like that of [`Sql`](Self::Sql).
        error: MigrateError,
    },
    /// No ticket goes by this number or id.
    #[error("there is no ticket {0}; `guichet desk list` shows those there are")]
    NoTicket(TicketKey),
    /// A reply without text.
    #[error("expected the text of a reply, found none")]
    EmptyReply,
    /// A ticket could not be stored a moment ago.
    #[error("the last write to the database failed; its own error stands before this one")]
    LastWrite,
    /// The database failed. What sqlx says repeats its own sources, so the chain ends here.
    #[error("the database failed: {0}")]
    Sql(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
    }
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
            // On a full disk SQLite rolls back by itself. sqlx's own ROLLBACK then fails, and sqlx believes for ever that the
            // connection is in a transaction. Refused here, it is closed and a new one takes its place.
            .before_acquire(|connection, _| {
                let idle = !connection.is_in_transaction();
                Box::pin(async move { Ok(idle) })
            })
            .connect_with(options.clone())
            .await
            .map_err(|error| match is_foreign(&error) {
                true => StoreError::NotADatabase(path.to_owned()),
                false => error.into(),
            })?;
        MIGRATIONS
            .run(&writer)
            .await
            .map_err(|error| StoreError::Migration {
                path: path.to_owned(),
                error,
            })?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_lazy_with(options);
        Ok(Self {
            readers,
            writer,
            last_write: Arc::default(),
        })
    }

    /// Whether the database can be read and written to. What tickets have met counts before a write made only to see: on a
    /// full disk the latter may find the room that a ticket did not.
    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM tickets LIMIT 1")
            .fetch_optional(&self.readers)
            .await?;
        let last_write = *self.last_write.lock().await;
        match last_write {
            Some((at, true)) if at.elapsed() < TELLING => Ok(()),
            Some((at, false)) if at.elapsed() < TELLING => Err(StoreError::LastWrite),
            _ => self.noted(self.write_nothing()).await,
        }
    }

    /// Waits for the disk as a ticket would. The number is one that nobody uses; unlike an UPDATE that changes nothing, setting
    /// it is a real write.
    async fn write_nothing(&self) -> Result<(), StoreError> {
        sqlx::query("PRAGMA user_version = 0")
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Does `write`, and keeps in mind whether it succeeded.
    async fn noted<T>(
        &self,
        write: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let outcome = write.await;
        *self.last_write.lock().await = Some((Instant::now(), outcome.is_ok()));
        outcome
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

/// Whether the file was opened and found to hold something else than a database (SQLITE_NOTADB).
fn is_foreign(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.as_deref() == Some("26")
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
