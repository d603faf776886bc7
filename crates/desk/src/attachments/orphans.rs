//! Takes away what no ticket claims: uploads that were never finished, and files of tickets that were never stored, because the desk
//! was killed in between or the ticket was refused.
//!
//! A delivery may bring such a file again at any moment. What it has just kept is new, and only what is a day old goes. Nor does what
//! is older than the first ticket: a desk that was given another desk's folder, with an empty database, would take all of it for lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use guichet_wire::ticket::TicketId;

use super::{Attachments, UNFINISHED};
use crate::store::{Store, StoreError};

/// How old a file is that nobody will claim any more. No delivery takes nearly as long.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// Why the folder of attachments could not be cleared.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The folder could not be read or written to.
    #[error("cannot clear the folder of attachments; expected one that may be read and written to")]
    Folder(#[from] io::Error),
    /// The database did not say which files are claimed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Attachments {
    /// Deletes files that no ticket in `store` claims, once they are a day old; how many.
    pub(crate) async fn sweep(&self, store: &Store) -> Result<usize, SweepError> {
        let first = store.first_ticket().await?;
        let mut swept = 0;
        let mut entries = tokio::fs::read_dir(&self.0).await?;
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(UNFINISHED) {
                let upload = vec![entry.path()];
                swept += self.take_away(upload, SystemTime::UNIX_EPOCH).await?;
            } else if let (Some(ticket), Some(first)) = (ticket(&name), first) {
                swept += self.sweep_ticket(ticket, store, first).await?;
            }
        }
        Ok(swept)
    }

    async fn sweep_ticket(
        &self,
        ticket: TicketId,
        store: &Store,
        first: SystemTime,
    ) -> Result<usize, SweepError> {
        let folder = self.folder(ticket);
        let (claimed, mut orphans) = (store.files(ticket).await?, Vec::new());
        let Ok(mut entries) = tokio::fs::read_dir(&folder).await else {
            // Erased meanwhile.
            return Ok(0);
        };
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_sha256(&name) && !claimed.contains(&name) {
                orphans.push(entry.path());
            }
        }
        let swept = self.take_away(orphans, first).await?;
        if claimed.is_empty() && (swept > 0 || is_old(&folder, first)) {
            // It stays where there is something left in it.
            let _ = tokio::fs::remove_dir(folder).await;
        }
        Ok(swept)
    }

    /// Deletes those of `files` that are old but not older than `since`, on a thread that nobody interrupts halfway; how many.
    async fn take_away(&self, files: Vec<PathBuf>, since: SystemTime) -> Result<usize, SweepError> {
        let attachments = self.clone();
        let work = move || {
            let mut taken = 0;
            for file in files.iter().filter(|file| is_old(file, since)) {
                taken += usize::from(attachments.take_away_one(file, since)?);
            }
            Ok(taken)
        };
        let done = tokio::task::spawn_blocking(work).await;
        Ok(done.map_err(io::Error::from).flatten()?)
    }

    /// Deletes a file that was old a moment ago. Since then a delivery may have put a new one in its place: so it is moved aside, looked
    /// at again, and put back if it is new.
    fn take_away_one(&self, file: &Path, since: SystemTime) -> io::Result<bool> {
        let aside = self.unfinished()?.into_temp_path();
        match fs::rename(file, &aside) {
            // Another desk was here.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            moved => moved?,
        }
        if is_old(&aside, since) {
            return aside.close().map(|()| true);
        }
        fs::rename(&aside, file).map(|()| false)
    }
}

/// The ticket whose folder has this name.
fn ticket(name: &str) -> Option<TicketId> {
    let ticket: TicketId = name.parse().ok()?;
    (ticket.to_string() == name).then_some(ticket)
}

fn is_sha256(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a file or folder was last written to a day ago, but not before `since`. One that is gone, or from the future, was not.
fn is_old(path: &Path, since: SystemTime) -> bool {
    let written = fs::metadata(path).and_then(|metadata| metadata.modified());
    let old = |written: SystemTime| written.elapsed().is_ok_and(|age| age > OLD);
    written.is_ok_and(|written| written >= since && old(written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_turns_out_to_be_new_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let attachments = Attachments::open(folder.path()).unwrap();
        let file = folder.path().join("kept");
        fs::write(&file, "PNG").unwrap();
        let taken = attachments.take_away_one(&file, SystemTime::UNIX_EPOCH);
        assert!(!taken.unwrap());
        assert_eq!(fs::read(&file).unwrap(), b"PNG");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        // Gone meanwhile: nothing to do.
        let nothing = folder.path().join("gone");
        let taken = attachments.take_away_one(&nothing, SystemTime::UNIX_EPOCH);
        assert!(!taken.unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
