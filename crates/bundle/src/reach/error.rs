//! What can be wrong with a reach.

use super::VERSION;

/// Why bytes are not a reach, or not one that this code reads.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReachError {
    /// The first bytes are not a reach's.
    #[error(
        "expected what Guichet knows of other languages, found other bytes: is the file inflated, and the right one?"
    )]
    NotAReach,
    /// Made by a newer guichet.
    #[error("the reach has version {found}, this reader knows {VERSION}: update the widget")]
    Version {
        /// The version that the file names.
        found: u16,
    },
    /// Fewer or more bytes than the header says.
    #[error("the reach should have {expected} bytes and has {found}: upload it again")]
    Length {
        /// By the header.
        expected: usize,
        /// In fact.
        found: usize,
    },
    /// The bytes changed after they were written.
    #[error("the reach's checksum does not match: upload it again")]
    Checksum,
    /// The structure is wrong although the checksum matches.
    #[error("the reach is corrupt near byte {at}: build it again")]
    Corrupt {
        /// Offset in the file.
        at: usize,
    },
}
