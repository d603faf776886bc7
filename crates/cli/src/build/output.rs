//! The bundle's folder while it is written, with a count of the bytes.

use std::collections::BTreeSet;
use std::path::Path;

use guichet_bundle::folder::Writer;
use guichet_wire::manifest::{FileRef, Manifest};

/// A [`Writer`] that counts.
#[derive(Debug)]
pub(crate) struct Output {
    writer: Writer,
    files: BTreeSet<String>,
    bytes: u64,
}

impl Output {
    /// Starts a bundle in `root`.
    pub(crate) fn new(root: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            writer: Writer::new(root)?,
            files: BTreeSet::new(),
            bytes: 0,
        })
    }

    /// Writes an immutable file.
    pub(crate) fn add(
        &mut self,
        stem: &str,
        extension: &str,
        bytes: &[u8],
    ) -> anyhow::Result<FileRef> {
        let file = self.writer.add(stem, extension, bytes)?;
        self.count(&file);
        Ok(file)
    }

    /// Writes an immutable file that readers inflate.
    pub(crate) fn add_gzipped(&mut self, stem: &str, bytes: &[u8]) -> anyhow::Result<FileRef> {
        let file = self.writer.add_gzipped(stem, bytes)?;
        self.count(&file);
        Ok(file)
    }

    /// Writes a file whose address does not change.
    pub(crate) fn add_page(&mut self, path: &str, text: &str) -> anyhow::Result<()> {
        self.writer.add_page(path, text.as_bytes())?;
        self.bytes += text.len() as u64;
        Ok(())
    }

    /// Writes the manifest; the bytes of all files but that one.
    pub(crate) fn finish(self, manifest: &Manifest) -> anyhow::Result<u64> {
        self.writer.finish(manifest)?;
        Ok(self.bytes)
    }

    fn count(&mut self, file: &FileRef) {
        if self.files.insert(file.path.clone()) {
            self.bytes += file.bytes;
        }
    }
}
