//! Where a story's desk keeps its tickets: an SQLite file in a folder of its own, or a database of its own on the PostgreSQL
//! server that `postgres` has started.

use std::path::Path;

use guichet_desk::Database;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection, SqliteConnection};
use tempfile::TempDir;

/// The environment variable that names the PostgreSQL server, as the address of a database that every server has. Without it
/// the stories are about SQLite.
pub const SERVER: &str = "GUICHET_TEST_POSTGRES";

/// An empty database, gone when this is dropped; on PostgreSQL, with its server.
pub struct Place(TempDir);

impl Place {
    /// One that nobody else uses.
    pub async fn new() -> Self {
        let place = Self(tempfile::Builder::new().prefix("desk-").tempdir().unwrap());
        if let Ok(server) = std::env::var(SERVER) {
            let mut connection = PgConnection::connect(&server).await.unwrap();
            let create = format!("CREATE DATABASE \"{}\"", place.name());
            connection.execute(AssertSqlSafe(create)).await.unwrap();
        }
        place
    }

    /// How a desk is told of it.
    pub fn database(&self) -> Database {
        let address = match std::env::var(SERVER) {
            Ok(server) => server.replace("/postgres?", &format!("/{}?", self.name())),
            Err(_) => format!("sqlite:{}", self.folder().join("desk.db").display()),
        };
        address.parse().unwrap()
    }

    /// Does to the database what no desk does.
    pub async fn run(&self, statements: &[&str]) {
        match self.database() {
            Database::Sqlite(_) => {
                let mut connection = self.sqlite().await;
                for statement in statements {
                    let statement = AssertSqlSafe(statement.to_string());
                    connection.execute(statement).await.unwrap();
                }
            }
            Database::Postgres(url) => {
                let mut connection = PgConnection::connect(&url).await.unwrap();
                for statement in statements {
                    let statement = AssertSqlSafe(statement.to_string());
                    connection.execute(statement).await.unwrap();
                }
            }
        }
    }

    /// The number that a question to the database is answered with.
    pub async fn count(&self, question: &'static str) -> i64 {
        match self.database() {
            Database::Sqlite(_) => {
                let mut connection = self.sqlite().await;
                let count = sqlx::query_scalar(question).fetch_one(&mut connection);
                count.await.unwrap()
            }
            Database::Postgres(url) => {
                let mut connection = PgConnection::connect(&url).await.unwrap();
                let count = sqlx::query_scalar(question).fetch_one(&mut connection);
                count.await.unwrap()
            }
        }
    }

    /// Makes the tables as an older desk did, whose newest migration was `version`.
    pub async fn migrate_to(&self, version: i64) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        match self.database() {
            Database::Sqlite(_) => {
                let migrations = Migrator::new(folder.join("sqlite")).await.unwrap();
                let mut connection = self.sqlite().await;
                migrations.run_to(version, &mut connection).await.unwrap();
            }
            Database::Postgres(url) => {
                let migrations = Migrator::new(folder.join("postgres")).await.unwrap();
                let mut connection = PgConnection::connect(&url).await.unwrap();
                migrations.run_to(version, &mut connection).await.unwrap();
            }
        }
    }

    async fn sqlite(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.folder().join("desk.db"));
        options.create_if_missing(true).connect().await.unwrap()
    }

    /// The folder; a desk on PostgreSQL leaves it empty.
    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    fn name(&self) -> &str {
        let name = self.folder().file_name().unwrap();
        name.to_str().unwrap()
    }
}
