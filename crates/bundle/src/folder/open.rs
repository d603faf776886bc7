//! Opens a bundle from a folder and verifies every file against the manifest before use, as a browser does.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use guichet_search::Segment;
use guichet_wire::catalog::{Catalog, CatalogPage, IdFile};
use guichet_wire::manifest::{FileRef, Manifest};
use serde::de::DeserializeOwned;

use super::{MANIFEST, digest, gzip};
use crate::pack::{Article, Pack, PackError};
use crate::reach::{Reach, ReachError};
use crate::{Locale, LocaleError, Part, VersionError, accept};

/// Why a folder is not a bundle, or not a whole one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file is missing or cannot be read.
    #[error("cannot read {}; is this the folder that `guichet build --out` named?", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A JSON file is not of the expected shape.
    #[error("{} is not what guichet writes; build the bundle again", path.display())]
    Json {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// The bundle is of another major version.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// A file's bytes are not those that were built.
    #[error("{} has changed since it was built: upload the bundle again, manifest last", path.display())]
    Integrity {
        /// Which file.
        path: PathBuf,
    },
    /// The manifest or a catalog names a file outside the bundle.
    #[error("{path:?} does not stand in the bundle: build the bundle again")]
    Outside {
        /// The path that is named.
        path: String,
    },
    /// The locale is not in the bundle.
    #[error("the bundle has no locale {wanted:?}; it has {}", available.join(", "))]
    NoSuchLocale {
        /// The tag asked for.
        wanted: String,
        /// The tags there are.
        available: Vec<String>,
    },
    /// The index is not one.
    #[error("cannot use {}", path.display())]
    Index {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: guichet_search::FormatError,
    },
    /// The pack is not one.
    #[error("cannot use {}", path.display())]
    Pack {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: PackError,
    },
    /// The reach is not one.
    #[error("cannot use {}", path.display())]
    Reach {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: ReachError,
    },
    /// Catalog and index do not fit.
    #[error(transparent)]
    Locale(#[from] LocaleError),
}

/// A bundle on disk.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    manifest: Manifest,
}

impl Folder {
    /// Reads the manifest in `root`.
    pub fn open(root: &Path) -> Result<Self, FolderError> {
        let path = root.join(MANIFEST);
        let json = read(&path)?;
        let manifest: Manifest =
            serde_json::from_slice(&json).map_err(|source| FolderError::Json { path, source })?;
        accept(manifest.format)?;
        Ok(Self {
            root: root.to_owned(),
            manifest,
        })
    }

    /// The manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Opens the locale `tag`, which must be spelt as in the manifest.
    pub fn locale(&self, tag: &str) -> Result<Locale, FolderError> {
        let entry = self
            .manifest
            .locale(tag)
            .ok_or_else(|| FolderError::NoSuchLocale {
                wanted: tag.to_owned(),
                available: self.manifest.tags().map(str::to_owned).collect(),
            })?;
        let catalog: Catalog = self.json(&entry.catalog.path, &self.verified(&entry.catalog)?)?;
        let segment =
            Segment::open(&self.inflated(&entry.index)?).map_err(|source| FolderError::Index {
                path: self.root.join(&entry.index.path),
                source,
            })?;
        Ok(Locale::new(entry, catalog, segment)?)
    }

    /// Reads a part of a large locale and adds it; says how many bytes the file has.
    pub fn add(&self, locale: &mut Locale, part: Part) -> Result<u64, FolderError> {
        let path = locale.path(part);
        let bytes = read(&self.root.join(&path))?;
        match part {
            Part::Shard(number) => {
                let path = self.root.join(&path);
                let shard = gzip::inflate(&bytes).map_err(|source| FolderError::Read {
                    path: path.clone(),
                    source,
                })?;
                let added = locale.add_shard(number, &shard);
                added.map_err(|source| FolderError::Index { path, source })?;
            }
            Part::Page(number) => {
                let page: CatalogPage = self.json(&path, &bytes)?;
                locale.add_page(number, page)?;
            }
            Part::Ids(number) => {
                let ids: IdFile = self.json(&path, &bytes)?;
                locale.add_ids(number, ids);
            }
        }
        Ok(bytes.len() as u64)
    }

    /// Adds whatever a search needs; says how many bytes that was.
    pub fn add_for_search(
        &self,
        locale: &mut Locale,
        query: &str,
        limit: usize,
    ) -> Result<u64, FolderError> {
        let mut bytes = 0;
        loop {
            let wanted = locale.wanted_by_search(query, limit);
            if wanted.is_empty() {
                return Ok(bytes);
            }
            for part in wanted {
                bytes += self.add(locale, part)?;
            }
        }
    }

    /// Opens what tells in which other locales there is something; `None` in a bundle that has no such file.
    pub fn reach(&self) -> Result<Option<Reach>, FolderError> {
        let Some(file) = &self.manifest.reach else {
            return Ok(None);
        };
        let reach = Reach::open(&self.inflated(file)?);
        reach.map(Some).map_err(|source| FolderError::Reach {
            path: self.root.join(&file.path),
            source,
        })
    }

    /// Reads the article `id` from the pack that holds it; `None` when the locale does not list it, or its entry is not here.
    pub fn article(&self, locale: &Locale, id: &str) -> Result<Option<Article>, FolderError> {
        let Some(file) = locale.pack_of(id) else {
            return Ok(None);
        };
        let bytes = self.inflated(file)?;
        let article = Pack::open(bytes).and_then(|pack| pack.article(id));
        article.map_err(|source| FolderError::Pack {
            path: self.root.join(&file.path),
            source,
        })
    }

    fn json<T: DeserializeOwned>(&self, path: &str, bytes: &[u8]) -> Result<T, FolderError> {
        serde_json::from_slice(bytes).map_err(|source| FolderError::Json {
            path: self.root.join(path),
            source,
        })
    }

    fn verified(&self, file: &FileRef) -> Result<Vec<u8>, FolderError> {
        let is_inside = |part| matches!(part, Component::Normal(_));
        if file.path.is_empty() || !Path::new(&file.path).components().all(is_inside) {
            return Err(FolderError::Outside {
                path: file.path.clone(),
            });
        }
        let path = self.root.join(&file.path);
        let bytes = read(&path)?;
        if digest::integrity(&bytes) == file.integrity {
            Ok(bytes)
        } else {
            Err(FolderError::Integrity { path })
        }
    }

    fn inflated(&self, file: &FileRef) -> Result<Vec<u8>, FolderError> {
        gzip::inflate(&self.verified(file)?).map_err(|source| FolderError::Read {
            path: self.root.join(&file.path),
            source,
        })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, FolderError> {
    fs::read(path).map_err(|source| FolderError::Read {
        path: path.to_owned(),
        source,
    })
}
