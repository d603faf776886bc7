//! Where a story's desk keeps its tickets: an SQLite file in a folder of its own, or a database of its own on the PostgreSQL
//! server that `postgres` has started.

use std::path::Path;

use guichet_desk::Database;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
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

    /// The folder; a desk on PostgreSQL leaves it empty.
    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    fn name(&self) -> &str {
        let name = self.folder().file_name().unwrap();
        name.to_str().unwrap()
    }
}
