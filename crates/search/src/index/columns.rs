//! Columns: numbers of one kind, one after the other. Their count is said elsewhere.

use super::bytes::{Cursor, push_varint};

/// Reads `count` varints. A count beyond the bytes at hand is refused before memory is reserved for it.
pub(super) fn column(cursor: &mut Cursor<'_>, count: usize) -> Option<Vec<u32>> {
    if count > cursor.remaining() {
        return None;
    }
    let mut numbers = vec![0; count];
    for number in &mut numbers {
        *number = cursor.quick_varint()?;
    }
    Some(numbers)
}

pub(super) fn push_column(bytes: &mut Vec<u8>, numbers: &[u32]) {
    numbers
        .iter()
        .for_each(|number| push_varint(bytes, *number));
}

pub(super) fn text<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let length = cursor.length()?;
    str::from_utf8(cursor.take(length)?).ok()
}

pub(super) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_varint(bytes, text.len() as u32);
    bytes.extend(text.as_bytes());
}
