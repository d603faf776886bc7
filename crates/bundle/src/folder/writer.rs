//! Writes a bundle so that a reader sees the old one or the new one, never half of it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use guichet_wire::manifest::{FileRef, Manifest};

use super::{MANIFEST, digest, gzip};

/// A file of the bundle could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}; free some space or name another folder, and build again", path.display())]
pub struct WriteError {
    /// Which file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Lists the files that guichet wrote, so that the next build deletes those and no others. Readers of a bundle do not use it.
const LISTING: &str = ".guichet-files";

/// Writes the files of a bundle: all others first, from as many threads as there are, the manifest last.
#[derive(Debug)]
pub struct Writer {
    root: PathBuf,
    written: Mutex<Written>,
}

#[derive(Debug, Default)]
struct Written {
    /// Relative to the root, with `/` between the parts.
    paths: BTreeSet<String>,
    bytes: u64,
}

impl Writer {
    /// Starts a bundle in `root`, which is made where it does not exist.
    pub fn new(root: &Path) -> Result<Self, WriteError> {
        attempt(root, || fs::create_dir_all(root))?;
        Ok(Self {
            root: root.to_owned(),
            written: Mutex::default(),
        })
    }

    /// Writes immutable bytes to `<stem>-<hash>.<extension>`; `stem` may name folders. The same bytes are written once.
    pub fn add(&self, stem: &str, extension: &str, bytes: &[u8]) -> Result<FileRef, WriteError> {
        let path = format!("{stem}-{}.{extension}", digest::short_hash(bytes));
        self.put(&path, bytes)?;
        Ok(FileRef {
            path,
            bytes: bytes.len() as u64,
            integrity: digest::integrity(bytes),
        })
    }

    /// Gzips `bytes` and [adds](Self::add) them with the extension `bin`.
    pub fn add_gzipped(&self, stem: &str, bytes: &[u8]) -> Result<FileRef, WriteError> {
        self.add(stem, "bin", &gzip::deflate(bytes))
    }

    /// Writes a file whose address must not change, such as a static page.
    pub fn add_page(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.put(path, bytes)
    }

    /// Writes the manifest, which makes the new bundle the one that is seen, and then deletes what the bundle before it left
    /// behind. Files that guichet did not write stay. Says the bytes of all files.
    pub fn finish(self, manifest: &Manifest) -> Result<u64, WriteError> {
        let mut json = serde_json::to_vec_pretty(manifest).expect("a manifest is plain data");
        json.push(b'\n');
        self.put(MANIFEST, &json)?;
        let listing = self.root.join(LISTING);
        let before = fs::read_to_string(&listing).unwrap_or_default();
        let Written { paths, bytes } = self
            .written
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        for stale in before.lines().filter(|path| !paths.contains(*path)) {
            remove(&self.root, stale)?;
        }
        let now: Vec<String> = paths.into_iter().collect();
        attempt(&listing, || fs::write(&listing, now.join("\n") + "\n"))?;
        Ok(bytes)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        if !self.is_new(path, bytes) {
            return Ok(());
        }
        let path = self.root.join(path);
        let partial = path.with_added_extension("partial");
        let written = attempt(&path, || {
            if fs::read(&path).is_ok_and(|there| there == bytes) {
                return Ok(());
            }
            match fs::write(&partial, bytes) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
                    fs::write(&partial, bytes)?;
                }
                written => written?,
            }
            fs::rename(&partial, &path)
        });
        if written.is_err() {
            // It may not be there at all; what counts is the first error.
            let _ = fs::remove_file(&partial);
        }
        written
    }

    /// Notes a file, unless it is noted already.
    fn is_new(&self, path: &str, bytes: &[u8]) -> bool {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = written.paths.insert(path.to_owned());
        if is_new {
            written.bytes += bytes.len() as u64;
        }
        is_new
    }
}

/// Deletes a listed file, and the folders that it leaves empty. A listing that leads out of the folder is not ours.
fn remove(root: &Path, listed: &str) -> Result<(), WriteError> {
    let is_inside = |part| matches!(part, Component::Normal(_));
    if listed.is_empty() || !Path::new(listed).components().all(is_inside) {
        return Ok(());
    }
    let path = root.join(listed);
    attempt(&path, || match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    })?;
    let folders = path
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root);
    for folder in folders {
        if fs::remove_dir(folder).is_err() {
            break; // It holds something else.
        }
    }
    Ok(())
}

fn attempt<T>(path: &Path, io: impl FnOnce() -> io::Result<T>) -> Result<T, WriteError> {
    io().map_err(|source| WriteError {
        path: path.to_owned(),
        source,
    })
}
