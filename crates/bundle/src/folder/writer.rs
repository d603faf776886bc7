//! Writes a bundle so that a reader sees the old one or the new one, never half of it.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use std::fs;

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

/// Writes the files of a bundle: all others first, the manifest last.
#[derive(Debug)]
pub struct Writer {
    root: PathBuf,
    /// Relative to the root, with `/` between the parts.
    written: BTreeSet<String>,
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

    /// Writes the manifest, which makes the new bundle the one that is seen, and then deletes what the bundle before it left
    /// behind. Files that guichet did not write stay.
    pub fn finish(mut self, manifest: &Manifest) -> Result<(), WriteError> {
        let mut json = serde_json::to_vec_pretty(manifest).expect("a manifest is plain data");
        json.push(b'\n');
        self.put(MANIFEST, &json)?;
        let listing = self.root.join(LISTING);
        let before = fs::read_to_string(&listing).unwrap_or_default();
        let now: Vec<&str> = self.written.iter().map(String::as_str).collect();
        for stale in before.lines().filter(|path| !now.contains(path)) {
            remove(&self.root, stale)?;
        }
        attempt(&listing, || fs::write(&listing, now.join("\n") + "\n"))
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        if !self.written.insert(path.to_owned()) {
            return Ok(());
        }
        let path = self.root.join(path);
        let partial = path.with_extension("partial");
        let written = attempt(&path, || {
            if fs::read(&path).is_ok_and(|there| there == bytes) {
                return Ok(());
            }
            fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
            fs::write(&partial, bytes)?;
            fs::rename(&partial, &path)
        });
        if written.is_err() {
            // It may not be there at all; what counts is the first error.
            let _ = fs::remove_file(&partial);
        }
        written
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
