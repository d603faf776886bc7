//! Columns: numbers of one kind, one after the other. Their count is said elsewhere.

use super::bytes::{Cursor, push_varint};

/// Reads `count` varints. A count beyond the bytes at hand is refused before memory is reserved for it.
pub(super) fn column(cursor: &mut Cursor<'_>, count: usize) -> Option<Vec<u32>> {
    if count > cursor.remaining() {
        return None;
    }
    let mut numbers = vec![0; count];
    for number in &mut numbers {
        *number = cursor.varint()?;
    }
    Some(numbers)
}

pub(super) fn push_column(bytes: &mut Vec<u8>, numbers: &[u32]) {
    numbers
        .iter()
        .for_each(|number| push_varint(bytes, *number));
}

/// Reads a sorted list of texts, each once.
pub(super) fn texts<'a>(cursor: &mut Cursor<'a>) -> Option<Vec<&'a str>> {
    let count = cursor.count()?;
    let mut texts = Vec::with_capacity(count);
    for _ in 0..count {
        let text = text(cursor)?;
        if texts.last().is_some_and(|last| *last >= text) {
            return None;
        }
        texts.push(text);
    }
    Some(texts)
}

pub(super) fn text<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let length = cursor.length()?;
    str::from_utf8(cursor.take(length)?).ok()
}

pub(super) fn push_texts<'a>(bytes: &mut Vec<u8>, texts: impl ExactSizeIterator<Item = &'a str>) {
    push_varint(bytes, texts.len() as u32);
    texts.for_each(|text| push_text(bytes, text));
}

pub(super) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_varint(bytes, text.len() as u32);
    bytes.extend(text.as_bytes());
}
