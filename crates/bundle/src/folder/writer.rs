//! Writes a bundle so that a reader sees the old one or the new one, never half of it.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use std::fs;

use guichet_wire::manifest::{FileRef, Manifest};

use super::{MANIFEST, digest, gzip};

/// A file of the bundle could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}; the bundle that was there before is untouched", path.display())]
pub struct WriteError {
    /// Which file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Writes the files of a bundle: all others first, the manifest last.
#[derive(Debug)]
pub struct Writer {
    root: PathBuf,
    written: BTreeSet<PathBuf>,
}

impl Writer {
    /// Starts a bundle in `root`, which is made where it does not exist.
    pub fn new(root: &Path) -> Result<Self, WriteError> {
        attempt(root, || fs::create_dir_all(root))?;
        Ok(Self {
            root: root.to_owned(),
            written: BTreeSet::new(),
        })
    }

    /// Writes immutable bytes to `<stem>-<hash>.<extension>`; `stem` may name folders. The same bytes are written once.
    pub fn add(
        &mut self,
        stem: &str,
        extension: &str,
        bytes: &[u8],
    ) -> Result<FileRef, WriteError> {
        let path = format!("{stem}-{}.{extension}", digest::short_hash(bytes));
        self.put(&path, bytes)?;
        Ok(FileRef {
            path,
            bytes: bytes.len() as u64,
            integrity: digest::integrity(bytes),
        })
    }

    /// Gzips `bytes` and [adds](Self::add) them with the extension `bin`.
    pub fn add_gzipped(&mut self, stem: &str, bytes: &[u8]) -> Result<FileRef, WriteError> {
        self.add(stem, "bin", &gzip::deflate(bytes))
    }

    /// Writes a file whose address must not change, such as a static page.
    pub fn add_page(&mut self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.put(path, bytes)
    }

    /// Writes the manifest, which makes the new bundle the one that is seen, and then deletes what an earlier bundle left
    /// in the folder. A folder that holds no bundle keeps its other files.
    pub fn finish(mut self, manifest: &Manifest) -> Result<(), WriteError> {
        let was_a_bundle = self.root.join(MANIFEST).exists();
        let mut json = serde_json::to_vec_pretty(manifest).expect("a manifest is plain data");
        json.push(b'\n');
        self.put(MANIFEST, &json)?;
        if was_a_bundle {
            attempt(&self.root, || prune(&self.root, &self.written).map(drop))?;
        }
        Ok(())
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let path = self.root.join(path);
        if !self.written.insert(path.clone()) {
            return Ok(());
        }
        attempt(&path, || {
            if fs::read(&path).is_ok_and(|there| there == bytes) {
                return Ok(());
            }
            fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
            let partial = path.with_extension("partial");
            fs::write(&partial, bytes)?;
            fs::rename(&partial, &path)
        })
    }
}

/// Deletes the files below `folder` that were not written; says whether anything is left in it.
fn prune(folder: &Path, written: &BTreeSet<PathBuf>) -> io::Result<bool> {
    let mut left = false;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if prune(&path, written)? {
                left = true;
            } else {
                fs::remove_dir(&path)?;
            }
        } else if written.contains(&path) {
            left = true;
        } else {
            fs::remove_file(&path)?;
        }
    }
    Ok(left)
}

fn attempt<T>(path: &Path, io: impl FnOnce() -> io::Result<T>) -> Result<T, WriteError> {
    io().map_err(|source| WriteError {
        path: path.to_owned(),
        source,
    })
}
