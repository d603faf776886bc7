//! The files that come with tickets, in a folder: each is written as it arrives, never held in memory, and stands in the end at
//! `<ticket id>/<SHA-256>`. Which file belongs to which ticket, under which name, is in the database.
//!
//! A file is on the disk before its ticket is in the database. If the ticket is never stored then, `orphans` takes the file away.

mod orphans;

use std::fs::{DirBuilder, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use axum::extract::multipart::Field;
use guichet_wire::ticket::{Attachment, TicketId};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempPath};
use tokio::io::AsyncWriteExt;

pub use self::orphans::SweepError;
use crate::answer::Refusal;
use crate::plain_text;

/// Longest name of a file that is kept, in characters.
const MAX_NAME: usize = 200;

/// How the name of a file begins that is still on its way.
const UNFINISHED: &str = ".tmp";

/// A folder of attachments. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachments(PathBuf);

/// A file of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredAttachment {
    /// Its name, type and size.
    #[serde(flatten)]
    pub attachment: Attachment,
    /// SHA-256 of its content as hexadecimal digits, and its name in the ticket's folder.
    pub sha256: String,
}

/// A file that has arrived with a ticket not stored yet. Dropped, it is gone.
pub(crate) struct Received {
    stored: StoredAttachment,
    file: TempPath,
}

impl Attachments {
    /// The folder; made if there is none, for its owner alone.
    pub fn open(folder: &Path) -> io::Result<Self> {
        make_folder(folder)?;
        Ok(Self(folder.to_owned()))
    }

    /// Writes a file to the folder as it arrives. One larger than `limit` is read to its end, thrown away and refused.
    pub(crate) async fn receive(
        &self,
        mut field: Field<'_>,
        limit: u64,
    ) -> Result<Option<Received>, Refusal> {
        let line = |text: Option<&str>| plain_text::single_line(text.unwrap_or_default());
        let name = line(field.file_name()).chars().take(MAX_NAME).collect();
        let media_type = line(field.content_type());
        let (file, path) = self.unfinished()?.into_parts();
        let mut file = tokio::fs::File::from_std(file);
        let (mut size, mut hash) = (0, Sha256::new());
        while let Some(chunk) = field.chunk().await? {
            size += chunk.len() as u64;
            if size <= limit {
                hash.update(&chunk);
                file.write_all(&chunk).await?;
            }
        }
        if size > limit {
            return Err(Refusal::FileTooLarge(limit));
        }
        file.sync_all().await?;
        let attachment = Attachment {
            name,
            media_type,
            size,
        };
        // A file picker that was left empty: browsers send it as a file without name and content.
        if attachment.name.is_empty() && size == 0 {
            return Ok(None);
        }
        let sha256 = hash.finalize();
        let sha256 = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        let stored = StoredAttachment { attachment, sha256 };
        Ok(Some(Received { stored, file: path }))
    }

    /// Puts the files of a ticket in their place. When this returns, they are on the disk.
    pub(crate) fn keep(
        &self,
        ticket: TicketId,
        received: Vec<Received>,
    ) -> io::Result<Vec<StoredAttachment>> {
        if received.is_empty() {
            return Ok(Vec::new());
        }
        let folder = self.folder(ticket);
        make_folder(&folder)?;
        let mut kept = Vec::with_capacity(received.len());
        for Received { stored, file } in received {
            // In place of the one that an earlier delivery brought, if there is one: a file just kept is never taken for an orphan.
            file.persist(folder.join(&stored.sha256))
                .map_err(|error| error.error)?;
            kept.push(stored);
        }
        sync_folder(&folder)?;
        sync_folder(&self.0)?;
        Ok(kept)
    }

    /// A new file, for what is not in its place yet.
    fn unfinished(&self) -> io::Result<NamedTempFile> {
        tempfile::Builder::new()
            .prefix(UNFINISHED)
            .tempfile_in(&self.0)
    }

    /// Where a ticket's files are.
    pub fn folder(&self, ticket: TicketId) -> PathBuf {
        self.0.join(ticket.to_string())
    }

    /// Removes all files of a ticket.
    pub(crate) fn remove(&self, ticket: TicketId) -> io::Result<()> {
        match std::fs::remove_dir_all(self.folder(ticket)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.and_then(|()| sync_folder(&self.0)),
        }
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Waits until the names in a folder are on the disk. Only Unix lets a folder be opened for that.
fn sync_folder(folder: &Path) -> io::Result<()> {
    match cfg!(unix) {
        true => File::open(folder)?.sync_all(),
        false => Ok(()),
    }
}
