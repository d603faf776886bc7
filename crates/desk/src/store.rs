//! The desk's tickets in their database, and the one place where SQL is written.
//!
//! `open` knows what SQLite and PostgreSQL do not have in common. The other files are written once for both: `customer` takes
//! tickets in, `link` holds what can be done behind a status link, `agent` what the terminal does, `feedback` what both do with what
//! is said of articles and `ratings` with what is said of the help, `privacy` what becomes of a person's data, `backup` copies. Nobody
//! outside sees SQL, a pool or a row.

mod agent;
mod backup;
mod content_hash;
mod customer;
mod feedback;
mod link;
mod open;
mod privacy;
mod ratings;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use guichet_wire::ticket::{Attachment, Author, Reply, TicketId, TicketState};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;
use sqlx::migrate::MigrateError;
use sqlx::{Any, AnyPool, Row, Transaction};
use tokio::sync::Mutex;

pub use agent::{StoredTicket, TicketKey, TicketSummary};
pub(crate) use customer::Acceptance;
pub use feedback::{ArticleFeedback, Comment};
pub(crate) use link::{Followed, Link, Replied};
pub use privacy::{Erased, Mention, PersonalData, Subject};
pub use ratings::{Ratings, Score};

use crate::attachments::StoredAttachment;
use crate::database::Database;

/// For how long the last write tells whether the next one will succeed. A write made only to see waits for the disk, and
/// anybody may ask as often as they like.
const TELLING: Duration = Duration::from_secs(30);

/// The tickets, in their database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    kind: Kind,
    readers: AnyPool,
    /// On SQLite one connection: it writes one transaction at a time, and waiting for a connection is fair where its lock is not.
    /// On PostgreSQL the same connections as `readers`.
    writer: AnyPool,
    /// When something was last written, and whether that succeeded.
    last_write: Arc<Mutex<Option<(Instant, bool)>>>,
}

/// Where the two databases must be told the same in different words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
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
    /// The database's server does not answer, or does not know us.
    #[error(
        "cannot use the database {database}: {error}; expected a running PostgreSQL server, and on it a database and a user made \
         for the desk"
    )]
    Unreachable {
        /// The database.
        database: Database,
        /// What stood in the way. Not a `source`, like that of [`Sql`](Self::Sql).
        error: sqlx::Error,
    },
    /// The database is somebody else's.
    #[error(
        "the database {0} holds other things than a desk's tickets, and stays as it is; name another one with --database, \
         an empty one for a new desk"
    )]
    Foreign(Database),
    /// The database is newer than this desk.
    #[error(
        "cannot bring the database {database} up to date: {error}; expected one made by this version of the desk or an older one"
    )]
    Migration {
        /// The database.
        database: Database,
        /// What stood in the way. Not a `source`, like that of [`Sql`](Self::Sql).
        error: MigrateError,
    },
    /// No ticket goes by this number or id.
    #[error("there is no ticket {0}; `guichet desk list` shows those there are")]
    NoTicket(TicketKey),
    /// A reply without text.
    #[error("expected the text of a reply, found none")]
    EmptyReply,
    /// A person is named by something else than an e-mail address.
    #[error("expected an e-mail address such as name@example.org, found {0:?}")]
    NotAnAddress(String),
    /// What was erased may still be in SQLite's log.
    #[error(
        "erased, but another program keeps using the database's log, the file that ends in -wal, where traces may be left; run \
         the command again"
    )]
    LogInUse,
    /// The person's files cannot be erased as long as nobody says where they are.
    #[error(
        "expected the folder with the attachments of what is to be erased; name it with --attachments, as for the desk"
    )]
    NoAttachmentsFolder,
    /// A person's files could not be erased.
    #[error("erased from the database, but not the attachments in {folder}; delete that folder")]
    Attachments {
        /// The folder.
        folder: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// PostgreSQL has its own way to make a backup.
    #[error("a PostgreSQL database is backed up by its own tools; use pg_dump")]
    BackupElsewhere,
    /// The file of a backup could not be written.
    #[error(
        "cannot write the backup {path}; expected a name that is not taken, in an existing folder"
    )]
    Backup {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
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

    /// Waits for the disk as a ticket would.
    async fn write_nothing(&self) -> Result<(), StoreError> {
        let write = match self.kind {
            // The number is one that nobody uses; unlike an UPDATE that changes nothing, setting it is a real write.
            Kind::Sqlite => "PRAGMA user_version = 0",
            // A message in the log, for nobody.
            Kind::Postgres => "SELECT CAST(pg_logical_emit_message(true, 'guichet', '') AS TEXT)",
        };
        sqlx::query(write).execute(&self.writer).await?;
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

    /// A transaction that writes.
    async fn writing(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.writer
            .begin_with(match self.kind {
                Kind::Sqlite => "BEGIN IMMEDIATE",
                Kind::Postgres => "BEGIN",
            })
            .await
    }

    /// A transaction whose questions are all answered of the same moment.
    async fn reading(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        let Kind::Postgres = self.kind else {
            return self.readers.begin().await;
        };
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        let mut transaction = self.readers.begin_with(begin).await?;
        // A table that is written anew after that moment, when somebody is erased, would seem to be empty.
        let keep = "LOCK TABLE tickets, feedback IN ACCESS SHARE MODE";
        sqlx::query(keep).execute(&mut *transaction).await?;
        Ok(transaction)
    }

    /// Waits for what is under way and closes the database.
    pub(crate) async fn shut(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// The files of a ticket, in the order in which they came.
    async fn attachments(&self, number: i64) -> Result<Vec<StoredAttachment>, StoreError> {
        let rows = sqlx::query(
            "SELECT name, media_type, size, sha256 FROM attachments WHERE ticket = $1 ORDER BY attachment",
        )
        .bind(number)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.iter().map(attachment).collect::<Result<_, _>>()?)
    }

    /// The names, in their folder, of the files of the ticket with this id; none where no such ticket was stored.
    pub(crate) async fn files(&self, ticket: TicketId) -> Result<Vec<String>, StoreError> {
        let files = sqlx::query_scalar(
            "SELECT sha256 FROM attachments WHERE ticket = (SELECT number FROM tickets WHERE id = $1)",
        )
        .bind(ticket.to_string())
        .fetch_all(&self.readers)
        .await?;
        Ok(files)
    }

    /// When the oldest of the tickets was stored.
    pub(crate) async fn first_ticket(&self) -> Result<Option<SystemTime>, StoreError> {
        let first: Option<String> = sqlx::query_scalar("SELECT MIN(created_at) FROM tickets")
            .fetch_one(&self.readers)
            .await?;
        let first = first.map(|at| at.parse::<jiff::Timestamp>()).transpose();
        let first = first.map_err(|error| undecoded("created_at", error))?;
        Ok(first.map(SystemTime::from))
    }

    /// What was written about a ticket since it was stored, oldest first.
    async fn replies(&self, number: i64) -> Result<Vec<Reply>, StoreError> {
        let replies = "SELECT at, text, author FROM replies WHERE ticket = $1 ORDER BY reply";
        let rows = sqlx::query(replies)
            .bind(number)
            .fetch_all(&self.readers)
            .await?;
        Ok(rows.iter().map(reply).collect::<Result<_, _>>()?)
    }
}

fn reply(row: &AnyRow) -> Result<Reply, sqlx::Error> {
    Ok(Reply {
        at: row.try_get("at")?,
        text: row.try_get("text")?,
        from: match row.try_get("author")? {
            "agent" => Author::Agent,
            "customer" => Author::Customer,
            name => return Err(undecoded("author", format!("no author is called {name:?}"))),
        },
    })
}

fn attachment(row: &AnyRow) -> Result<StoredAttachment, sqlx::Error> {
    let size: i64 = row.try_get("size")?;
    let attachment = Attachment {
        name: row.try_get("name")?,
        media_type: row.try_get("media_type")?,
        size: size.unsigned_abs(),
    };
    let sha256 = row.try_get("sha256")?;
    Ok(StoredAttachment { attachment, sha256 })
}

/// This moment, as it is stored: RFC 3339, UTC, whole seconds.
fn now() -> String {
    stored(jiff::Timestamp::now())
}

/// The moment `age` ago, as it is stored.
fn ago(age: Duration) -> String {
    let moment = jiff::Timestamp::now().checked_sub(age);
    // Before there were clocks nothing happened.
    stored(moment.unwrap_or(jiff::Timestamp::MIN))
}

fn stored(time: jiff::Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn state(row: &AnyRow) -> Result<TicketState, sqlx::Error> {
    let name: &str = row.try_get("state")?;
    let state = TicketState::from_name(name);
    state.ok_or_else(|| undecoded("state", format!("no state is called {name:?}")))
}

/// A value as a column of JSON has it.
fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what has been read from JSON can be written as JSON")
}

/// The value in a column of JSON.
fn from_json<T: DeserializeOwned>(row: &AnyRow, column: &str) -> Result<T, sqlx::Error> {
    let json: &str = row.try_get(column)?;
    serde_json::from_str(json).map_err(|error| undecoded(column, error))
}

/// A column holds what this desk does not understand.
fn undecoded(
    column: &str,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> sqlx::Error {
    sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: source.into(),
    }
}

/// How many of something. The databases count in signed integers, from 0 up.
fn count(row: &AnyRow, column: &str) -> Result<u64, sqlx::Error> {
    let count: i64 = row.try_get(column)?;
    Ok(count.unsigned_abs())
}

/// A ticket's number, from 1001 up.
fn number(row: &AnyRow) -> Result<u64, sqlx::Error> {
    count(row, "number")
}
