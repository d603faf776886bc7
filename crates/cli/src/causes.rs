//! An error and its causes in one line, each said once: many errors name their cause themselves.

use anyhow::Error;

/// The error, then in parentheses each cause that it does not name: errors end with the cure, which a colon would cut off.
pub fn in_one_line(error: &Error) -> String {
    let mut line = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if line.is_empty() {
            line = cause;
        } else if !line.contains(&cause) {
            line = format!("{line} ({cause})");
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_cause_that_is_named_already_is_not_said_again() {
        let error = Error::new(io::Error::other("no space"))
            .context("cannot write a: no space; make room")
            .context("the bundle is not written");
        assert_eq!(
            in_one_line(&error),
            "the bundle is not written (cannot write a: no space; make room)"
        );
    }

    #[test]
    fn a_cause_that_is_not_named_follows() {
        let error = Error::new(io::Error::other("no space")).context("cannot write a; make room");
        assert_eq!(in_one_line(&error), "cannot write a; make room (no space)");
    }
}
