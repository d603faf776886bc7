//! A copy of the database while the desk runs. Restoring one needs no code: a backup is a database (docs/desk.md).

use std::io::{Error, ErrorKind};
use std::path::Path;

use tempfile::NamedTempFile;

use super::{Kind, Store, StoreError};

impl Store {
    /// Writes a copy of the database to `file`, which must not exist yet. When this returns, it is on the disk and has everything
    /// in it that was acknowledged before the call.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        if self.kind == Kind::Postgres {
            return Err(StoreError::BackupElsewhere);
        }
        let failed = |source| StoreError::Backup {
            path: file.to_owned(),
            source,
        };
        // Under another name until it is whole, readable by its owner alone from the start.
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let copy = NamedTempFile::new_in(folder).map_err(failed)?;
        let name = copy.path().to_str().ok_or(ErrorKind::InvalidFilename);
        let name = name.map_err(|kind| failed(Error::from(kind)))?;
        sqlx::query("VACUUM INTO $1")
            .bind(name)
            .execute(&self.readers)
            .await?;
        copy.as_file().sync_all().map_err(failed)?;
        copy.persist_noclobber(file)
            .map_err(|error| failed(error.error))?;
        Ok(())
    }
}
