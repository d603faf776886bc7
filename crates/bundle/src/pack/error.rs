//! What can be wrong with a pack.

use super::VERSION;

/// Why bytes are not a pack, or not one that this code reads.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The first bytes are not a pack's.
    #[error("expected a Guichet pack, found other bytes: is the file inflated, and the right one?")]
    NotAPack,
    /// Made by a newer guichet.
    #[error("the pack has version {found}, this reader knows {VERSION}: update the widget")]
    Version {
        /// The version that the file names.
        found: u16,
    },
    /// Fewer or more bytes than the header says.
    #[error("the pack should have {expected} bytes and has {found}: upload it again")]
    Length {
        /// By the header.
        expected: usize,
        /// In fact.
        found: usize,
    },
    /// The bytes changed after they were written.
    #[error("the pack's checksum does not match: upload it again")]
    Checksum,
    /// The structure is wrong although the checksum matches.
    #[error("the pack is corrupt near byte {at}: build it again")]
    Corrupt {
        /// Offset in the file.
        at: usize,
    },
    /// Nested deeper than a document may be.
    #[error("a document in the pack is nested too deeply: build it again")]
    TooDeep,
}
