//! Why a story could not be told to its end, in words that say what the person would have seen instead.

use std::path::PathBuf;
use std::time::Duration;

use guichet_desk::StoreError;
use thirtyfour::error::WebDriverError;

/// A story that went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What the person waits for did not come.
    #[error("expected {wanted}, did not find it within {waited:?}; the page shows\n{outline}")]
    NeverCame {
        /// What was waited for.
        wanted: String,
        /// For how long.
        waited: Duration,
        /// What there is instead, a line for each element with a role.
        outline: String,
    },
    /// The browser or its driver failed; the next story gets a new one.
    #[error("the browser's driver failed: {0}")]
    Driver(#[from] WebDriverError),
    /// A program that the engine needs could not be started.
    #[error("cannot start {program}: {reason}")]
    Program {
        /// Its path.
        program: PathBuf,
        /// What stood in the way.
        reason: String,
    },
    /// A file that the tests are about is not there.
    #[error("expected {0}; `cargo xtask test` builds it")]
    NotBuilt(PathBuf),
    /// A server of the tests could not listen, or a file could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A request that no browser sent was not answered.
    #[error(transparent)]
    Request(#[from] reqwest::Error),
    /// The desk's database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of the bundle or of the translations is not what it should be.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A file is not the PNG that it should be.
    #[error("a picture cannot be read: {0}; `UPDATE_PICTURES=1` takes the reference pictures anew")]
    Picture(#[from] png::DecodingError),
}
