//! Where the files are that the tests are about. Read-only, but for what the tests photograph.

use std::env;
use std::path::PathBuf;

use crate::Failure;

/// A path in the repository.
pub fn path(relative: &str) -> PathBuf {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    [root, relative].iter().collect()
}

/// A file or folder that a build step must have made.
pub fn built(relative: &str) -> Result<PathBuf, Failure> {
    let path = path(relative);
    match path.exists() {
        true => Ok(path),
        false => Err(Failure::NotBuilt(path)),
    }
}

/// Where screenshots go.
pub fn screenshots() -> PathBuf {
    target().join("screenshots")
}

/// Where pictures go that do not look like their references.
pub fn changed_pictures() -> PathBuf {
    target().join("pictures")
}

fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| path("target"), PathBuf::from)
}
