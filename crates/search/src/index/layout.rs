//! The frame around a segment: magic, version, length, checksum. Knows nothing of what it frames.

use super::bytes::{Cursor, checksum};
use super::error::FormatError;

/// The version that this crate writes, and the newest that it reads.
pub const VERSION: u16 = 2;

const MAGIC: &[u8] = b"GSEG";
/// Magic, version, length, checksum.
pub(super) const HEADER_BYTES: usize = 4 + 2 + 4 + 4;

/// Puts the frame around a body.
pub(super) fn frame(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + body.len());
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(((HEADER_BYTES + body.len()) as u32).to_le_bytes());
    bytes.extend(checksum(body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// Checks the frame. What is wrong is told in the order in which it helps: another file, another version,
/// a file that was cut, a file that was changed.
pub(super) fn check_frame(bytes: &[u8]) -> Result<(), FormatError> {
    let mut cursor = Cursor::new(bytes);
    let magic = &bytes[..bytes.len().min(MAGIC.len())];
    if magic.is_empty() || !MAGIC.starts_with(magic) {
        return Err(FormatError::NotASegment {
            found: magic.to_vec(),
        });
    }
    let found = bytes.len() as u64;
    let cut = FormatError::WrongLength {
        expected: HEADER_BYTES as u64,
        found,
    };
    cursor.take(MAGIC.len()).ok_or(cut.clone())?;
    match cursor.u16().ok_or(cut.clone())? {
        VERSION => {}
        found if found < VERSION => return Err(FormatError::OlderVersion { found }),
        found => {
            return Err(FormatError::NewerVersion {
                found,
                supported: VERSION,
            });
        }
    }
    let length = cursor.u32().ok_or(cut.clone())?;
    let expected = cursor.u32().ok_or(cut)?;
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
    Ok(())
}
