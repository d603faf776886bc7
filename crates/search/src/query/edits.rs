//! How many edits lie between two words. Owns the distance and nothing else.

/// Longest word that is compared, in characters: longer ones are codes, which are not misspelt but wrong.
const MAX_CHARS: usize = 32;

/// The edits that turn one word into the other, if they are at most `most`: a letter changed, left out, put in, or swapped with its neighbour (the
/// restricted Damerau–Levenshtein distance, also called optimal string alignment).
///
/// Works on UTF-8 text. Only the diagonals within `most` of the main one are looked at.
pub(super) fn distance(left: &[u8], right: &[u8], most: usize) -> Option<usize> {
    let (mut left_chars, mut right_chars) = ([0; MAX_CHARS], [0; MAX_CHARS]);
    let left = decode(left, &mut left_chars)?;
    let right = decode(right, &mut right_chars)?;
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    let far = most + 1;
    // Three rows: the one before last is for swapped neighbours.
    let mut rows = [[far; MAX_CHARS + 1]; 3];
    for (column, cell) in rows[0]
        .iter_mut()
        .enumerate()
        .take(right.len().min(most) + 1)
    {
        *cell = column;
    }
    for row in 1..=left.len() {
        let [mut current, before, before_that] = [rows[2], rows[0], rows[1]];
        let start = row.saturating_sub(most);
        let end = (row + most).min(right.len());
        current.fill(far);
        if start == 0 {
            current[0] = row;
        }
        let mut least = current[0];
        for column in start.max(1)..=end {
            let same = left[row - 1] == right[column - 1];
            let mut edits = before[column - 1] + usize::from(!same);
            edits = edits.min(before[column] + 1).min(current[column - 1] + 1);
            let swapped = row > 1
                && column > 1
                && left[row - 1] == right[column - 2]
                && left[row - 2] == right[column - 1];
            if swapped {
                edits = edits.min(before_that[column - 2] + 1);
            }
            current[column] = edits;
            least = least.min(edits);
        }
        if least > most {
            return None;
        }
        rows = [current, before, before_that];
    }
    Some(rows[0][right.len()]).filter(|edits| *edits <= most)
}

fn decode<'c>(utf8: &[u8], chars: &'c mut [u32; MAX_CHARS]) -> Option<&'c [u32]> {
    let mut length = 0;
    for byte in utf8 {
        if byte & 0xc0 == 0x80 {
            // Distinct characters stay distinct; which ones they are does not matter.
            chars[length - 1] = chars[length - 1] << 8 | u32::from(*byte);
        } else {
            *chars.get_mut(length)? = u32::from(*byte);
            length += 1;
        }
    }
    Some(&chars[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_up_to_the_limit() {
        for (left, right, edits) in [
            ("printer", "printer", 0),
            ("pritner", "printer", 1),
            ("rpinter", "printer", 1),
            ("prnter", "printer", 1),
            ("printter", "printer", 1),
            ("peinter", "printer", 1),
            ("printer", "print", 2),
            ("ca", "abc", 3),
            ("", "ab", 2),
            ("", "", 0),
            ("tīkls", "tikls", 1),
            ("пароль", "праоль", 1),
            ("пароль", "пороли", 2),
        ] {
            for most in 0..4 {
                let expected = (edits <= most).then_some(edits);
                let found = distance(left.as_bytes(), right.as_bytes(), most);
                assert_eq!(found, expected, "{left} {right} within {most}");
                let turned = distance(right.as_bytes(), left.as_bytes(), most);
                assert_eq!(turned, expected, "{right} {left} within {most}");
            }
        }
    }

    #[test]
    fn a_word_of_more_letters_than_are_compared_is_far_from_everything() {
        let long = "a".repeat(MAX_CHARS + 1);
        assert_eq!(distance(long.as_bytes(), long.as_bytes(), 2), None);
    }
}
