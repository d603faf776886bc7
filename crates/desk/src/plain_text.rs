//! Rids what people send of the characters that act instead of showing, before it is stored.
//!
//! After this, a single line can stand in a mail header, a log or a terminal. What remains to be escaped depends on the place
//! (HTML, CSV) and is done there.

/// `text` on one line: each run of control characters and line separators becomes one space; none at either end.
pub(crate) fn single_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// `text` with its lines ended by `\n` whatever the sender's system uses, and no control character but `\n` and tab.
pub(crate) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cannot_start_another_one() {
        for (text, expected) in [
            ("Late parcel", "Late parcel"),
            ("Late\r\nBcc: all@example.org", "Late Bcc: all@example.org"),
            ("  \u{1b}[31mred\u{7}\u{9b}2J ", "[31mred 2J"),
            ("a\u{2028}b\u{85}c\0\0d", "a b c d"),
            ("\n\t", ""),
            ("Đơn hàng 👩‍👧", "Đơn hàng 👩‍👧"),
        ] {
            assert_eq!(single_line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_message_keeps_its_lines_and_loses_its_control_characters() {
        assert_eq!(
            lines("a\r\nb\rc\n\td\u{1b}[2J\u{9b}0m"),
            "a\nb\nc\n\td[2J0m"
        );
    }
}
