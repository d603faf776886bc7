//! Opening the database, on SQLite or PostgreSQL: what each needs to be told first, that it is ours, and its migrations.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection, Executor};

use super::{Kind, Store, StoreError};
use crate::database::Database;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// The table in which sqlx keeps which migrations were made.
const MIGRATIONS_MADE: &str = "_sqlx_migrations";

/// How long a request waits for a connection.
const ACQUIRE: Duration = Duration::from_secs(10);

/// SQLite: connections that read at the same time.
const READERS: u32 = 4;

/// PostgreSQL: connections of one desk.
const CONNECTIONS: u32 = 8;

impl Kind {
    fn of(database: &Database) -> Self {
        match database {
            Database::Sqlite(_) => Self::Sqlite,
            Database::Postgres(_) => Self::Postgres,
        }
    }

    fn migrations(self) -> &'static Migrator {
        match self {
            Self::Sqlite => &SQLITE,
            Self::Postgres => &POSTGRES,
        }
    }

    /// Names the tables that there are.
    fn tables(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table'",
            Self::Postgres => {
                "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()"
            }
        }
    }

    /// What every connection is told first: that a commit is on the disk when it returns, and that what is deleted is overwritten.
    fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &[
                // How long a connection waits for another process's transaction, in milliseconds.
                "PRAGMA busy_timeout = 5000",
                "PRAGMA foreign_keys = ON",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA secure_delete = ON",
            ],
            // Stronger settings, about replicas, are left alone.
            Self::Postgres => &[
                "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
            ],
        }
    }
}

impl Store {
    /// Opens the database and brings it up to date. An SQLite file is made if there is none.
    pub async fn create(database: &Database) -> Result<Self, StoreError> {
        if let Database::Sqlite(path) = database {
            make_file(path).map_err(|source| StoreError::File {
                path: path.clone(),
                source,
            })?;
        }
        Self::connect(database).await
    }

    /// Opens a database that must exist, and brings it up to date.
    pub async fn open(database: &Database) -> Result<Self, StoreError> {
        match database {
            Database::Sqlite(path) if !path.is_file() => Err(StoreError::Missing(path.clone())),
            _ => Self::connect(database).await,
        }
    }

    async fn connect(database: &Database) -> Result<Self, StoreError> {
        install_default_drivers();
        let kind = Kind::of(database);
        let unreachable = |error| unreachable(database, error);
        let options: AnyConnectOptions = database.url().parse().map_err(unreachable)?;
        let ours = is_ours(kind, &options).await.map_err(unreachable)?;
        if !ours {
            return Err(StoreError::Foreign(database.clone()));
        }
        let connections = match kind {
            Kind::Sqlite => 1,
            Kind::Postgres => CONNECTIONS,
        };
        let writer = pool(kind, connections, &options);
        let migrated = kind.migrations().run(&writer).await;
        migrated.map_err(|error| StoreError::Migration {
            database: database.clone(),
            error,
        })?;
        let readers = match kind {
            Kind::Sqlite => pool(kind, READERS, &options),
            Kind::Postgres => writer.clone(),
        };
        Ok(Self {
            kind,
            readers,
            writer,
            last_write: Arc::default(),
        })
    }
}

/// Whether the database has a desk's tables, or none at all. Asked on a connection of its own, before any setting: some of them
/// would change somebody else's file.
async fn is_ours(kind: Kind, options: &AnyConnectOptions) -> Result<bool, sqlx::Error> {
    let mut connection: AnyConnection = options.connect().await?;
    let tables: Vec<String> = sqlx::query_scalar(kind.tables())
        .fetch_all(&mut connection)
        .await?;
    connection.close().await?;
    Ok(tables.is_empty() || tables.iter().any(|table| table == MIGRATIONS_MADE))
}

fn pool(kind: Kind, connections: u32, options: &AnyConnectOptions) -> AnyPool {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        // A server may have closed a connection meanwhile; a file does not.
        .test_before_acquire(kind == Kind::Postgres)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                for setting in kind.settings() {
                    connection.execute(*setting).await?;
                }
                Ok(())
            })
        })
        // On a full disk SQLite rolls back by itself. sqlx's own ROLLBACK then fails, and sqlx believes for ever that the
        // connection is in a transaction. Refused here, it is closed and a new one takes its place.
        .before_acquire(|connection, _| {
            let idle = !connection.is_in_transaction();
            Box::pin(async move { Ok(idle) })
        })
        .connect_lazy_with(options.clone())
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

/// What an error on the first connection means.
fn unreachable(database: &Database, error: sqlx::Error) -> StoreError {
    // SQLITE_NOTADB: the file was opened and found to hold something else.
    let code = error.as_database_error().and_then(|error| error.code());
    match database {
        Database::Sqlite(path) if code.as_deref() == Some("26") => {
            StoreError::NotADatabase(path.clone())
        }
        Database::Sqlite(_) => error.into(),
        Database::Postgres(_) => StoreError::Unreachable {
            database: database.clone(),
            error,
        },
    }
}
