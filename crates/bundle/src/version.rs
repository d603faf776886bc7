//! The version policy: which manifests this code reads.
//!
//! Files other than the manifest carry their own version and are checked where they are opened.

use guichet_wire::manifest::{FORMAT, FormatVersion};

/// The bundle is of a major version that this code does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the bundle has format {}.{}, this reader knows {}.x: update the widget, or build the bundle with a matching guichet",
    found.major, found.minor, FORMAT.major
)]
pub struct VersionError {
    /// The version that the manifest names.
    pub found: FormatVersion,
}

/// Accepts every minor version of the known major one; what a newer minor version adds is ignored.
pub fn accept(found: FormatVersion) -> Result<(), VersionError> {
    if found.major == FORMAT.major {
        Ok(())
    } else {
        Err(VersionError { found })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_minor_version_is_read_and_another_major_one_refused() {
        let newer = |major, minor| FormatVersion { major, minor };
        assert_eq!(accept(newer(FORMAT.major, FORMAT.minor + 7)), Ok(()));
        let error = accept(newer(FORMAT.major + 1, 0)).unwrap_err();
        assert!(error.to_string().contains("update the widget"), "{error}");
    }
}
