//! Which database a desk keeps its tickets in, as its owner names it. Opening it is the store's business.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sqlx::postgres::PgConnectOptions;

use crate::config::ConfigError;

/// A database, by its address. Shown without the password.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// An SQLite file.
    Sqlite(PathBuf),
    /// A database of a PostgreSQL server, as a `postgres://` address.
    Postgres(String),
}

impl Database {
    /// The address in the form that sqlx reads.
    pub(crate) fn url(&self) -> String {
        match self {
            // Encoded, because a path may contain what would end it in an address.
            Self::Sqlite(path) => {
                let path = path.to_string_lossy();
                format!("sqlite:{}", utf8_percent_encode(&path, NON_ALPHANUMERIC))
            }
            Self::Postgres(url) => url.clone(),
        }
    }
}

impl FromStr for Database {
    type Err = ConfigError;

    /// Reads `sqlite:<path>`, `sqlite://<path>` or `postgres://<user>:<password>@<host>:<port>/<name>`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Not named in full: it may hold a password.
        let kind = text.split(':').next().unwrap_or_default();
        if matches!(kind, "postgres" | "postgresql") {
            return match text.parse::<PgConnectOptions>() {
                Ok(_) => Ok(Self::Postgres(text.to_owned())),
                Err(error) => Err(ConfigError::Postgres(error.to_string())),
            };
        }
        let unknown = || ConfigError::Database(text.to_owned());
        let path = text.strip_prefix("sqlite:").ok_or_else(unknown)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        // SQLite gives names that start with a colon a meaning of their own; a desk in memory would lose its tickets.
        if path.is_empty() || path.starts_with(':') {
            return Err(unknown());
        }
        Ok(Self::Sqlite(path.into()))
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = match self {
            Self::Sqlite(path) => return path.display().fmt(f),
            Self::Postgres(url) => url,
        };
        let Ok(options) = url.parse::<PgConnectOptions>() else {
            return f.write_str("postgres");
        };
        let name = options.get_database().unwrap_or_default();
        match options.get_socket() {
            Some(folder) => write!(f, "postgres:{}/{name}", folder.display()),
            None => {
                let (host, port) = (options.get_host(), options.get_port());
                write!(f, "postgres://{host}:{port}/{name}")
            }
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_named_by_its_kind_and_its_path_or_address() {
        for (text, shown) in [
            ("sqlite:desk.db", "desk.db"),
            ("sqlite:///var/lib/desk.db", "/var/lib/desk.db"),
            ("sqlite:/var/lib/desk.db", "/var/lib/desk.db"),
            (
                "postgres://localhost/desk",
                "postgres://localhost:5432/desk",
            ),
            (
                "postgresql:///desk?host=/run/postgresql",
                "postgres:/run/postgresql/desk",
            ),
        ] {
            assert_eq!(text.parse::<Database>().unwrap().to_string(), shown);
        }
        for text in [
            "desk.db",
            "sqlite:",
            "sqlite::memory:",
            "postgres",
            "postgres://localhost:port/desk",
            "mysql://localhost/desk",
        ] {
            assert!(text.parse::<Database>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        for text in [
            "postgres://desk:secret@db.example/desk",
            "postgres://db.example/desk?user=desk&password=secret",
        ] {
            let database: Database = text.parse().unwrap();
            let shown = format!("{database} {database:?}");
            assert_eq!(shown, ["postgres://db.example:5432/desk"; 2].join(" "));
        }
        let refused = "postgres://desk:secret@db.example:port/desk".parse::<Database>();
        let error = refused.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
}
