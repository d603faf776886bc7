//! A bundle as a folder on disk: written by [`Writer`], opened by [`Folder`].
//!
//! Serving it is the business of any web server.

mod digest;
mod gzip;
mod open;
mod writer;

pub use digest::short_hash;
pub use gzip::{deflate as gzipped, squeezed};
pub use open::{Folder, FolderError};
pub use writer::{WriteError, Writer};

/// The manifest's name, the only address that a reader has to know.
pub const MANIFEST: &str = "manifest.json";

/// More than any sound index or pack inflates to; what is larger is refused rather than held in memory.
const MAX_INFLATED: u64 = 256 << 20;

#[cfg(test)]
mod tests;
