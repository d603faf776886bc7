//! The frame around every file of an index: magic, version, length, checksum. Knows nothing of what it frames.

use super::bytes::{Cursor, checksum};
use super::error::FormatError;

/// The version that this crate writes, and the newest that it reads.
pub const VERSION: u16 = 3;

/// Magic, version, length, checksum.
pub(super) const HEADER_BYTES: usize = 4 + 2 + 4 + 4;

/// What a file of an index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The index in one piece.
    Whole,
    /// What there is besides the shards.
    Directory,
    /// A shard.
    Shard,
}

impl Kind {
    fn magic(self) -> &'static [u8] {
        match self {
            Self::Whole => b"GSEG",
            Self::Directory => b"GDIR",
            Self::Shard => b"GSHD",
        }
    }
}

/// Puts the frame around a body.
pub(super) fn frame(kind: Kind, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + body.len());
    bytes.extend(kind.magic());
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(((HEADER_BYTES + body.len()) as u32).to_le_bytes());
    bytes.extend(checksum(body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// Checks the frame, and says which of the expected kinds it is. What is wrong is told in the order in which it helps: another file, another
/// version, a file that was cut, a file that was changed.
pub(super) fn check_frame(bytes: &[u8], expected: &[Kind]) -> Result<Kind, FormatError> {
    let mut cursor = Cursor::new(bytes);
    let magic = &bytes[..bytes.len().min(4)];
    let fits = |kind: &&Kind| !magic.is_empty() && kind.magic().starts_with(magic);
    let Some(kind) = expected.iter().find(fits) else {
        return Err(FormatError::NotASegment {
            found: magic.to_vec(),
        });
    };
    let found = bytes.len() as u64;
    let cut = || FormatError::WrongLength {
        expected: HEADER_BYTES as u64,
        found,
    };
    cursor.take(magic.len()).ok_or_else(cut)?;
    match cursor.u16().ok_or_else(cut)? {
        VERSION => {}
        found if found < VERSION => return Err(FormatError::OlderVersion { found }),
        found => {
            return Err(FormatError::NewerVersion {
                found,
                supported: VERSION,
            });
        }
    }
    let length = cursor.u32().ok_or_else(cut)?;
    let expected = cursor.u32().ok_or_else(cut)?;
    if u64::from(length) != found {
        return Err(FormatError::WrongLength {
            expected: length.into(),
            found,
        });
    }
    let found = checksum(&bytes[HEADER_BYTES..]);
    if found != expected {
        return Err(FormatError::Checksum { expected, found });
    }
    Ok(*kind)
}
