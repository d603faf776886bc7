//! Spelling → the forms of a token. Owns case, marks and letters that count as others; does not know where a
//! word begins or ends.

use super::MAX_TERM_BYTES;
use super::case::small;
use super::character::{
    Class, ascii_digit, class, is_diacritic, is_ignorable, is_reordered_mark, narrow,
};
use super::decomposition::Decompositions;

/// Makes the exact and the folded form of words.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    dotless_i: bool,
    decompositions: Decompositions,
}

impl Folder {
    pub(super) fn new(dotless_i: bool) -> Self {
        Self {
            dotless_i,
            decompositions: Decompositions::new(),
        }
    }

    /// Appends the exact form of `word`: lower case, letters and marks apart, marks in a fixed order, without
    /// apostrophes and invisible characters.
    pub(super) fn push_exact(&self, word: &str, exact: &mut String) {
        if word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() && !(self.dotless_i && byte == b'I'))
        {
            exact.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            return;
        }
        let mut chars = word.chars().map(narrow).peekable();
        while let Some(c) = chars.next() {
            // A longer term is cut anyway; stopping here keeps the ordering of marks cheap on hostile text.
            if exact.len() > 2 * MAX_TERM_BYTES {
                return;
            }
            match c {
                'I' if self.dotless_i => {
                    // Any mark upon it means İ, Î, Í …, whose small letters keep their dot's place.
                    let marked = chars.peek().is_some_and(|next| is_reordered_mark(*next));
                    chars.next_if_eq(&'\u{307}');
                    exact.push(if marked { 'i' } else { 'ı' });
                }
                'İ' if self.dotless_i => exact.push('i'),
                'ς' => exact.push('σ'),
                _ if is_ignorable(c) || matches!(class(c), Class::Apostrophe | Class::Silent) => {}
                _ => {
                    self.decompositions
                        .for_each(small(c), &mut |piece| push_in_order(piece, exact));
                }
            }
        }
    }
}

/// Appends the folded form of a word that is in its exact form.
pub(super) fn push_folded(exact: &str, folded: &mut String) {
    if exact.is_ascii() {
        folded.push_str(exact);
        return;
    }
    let mut copied = 0;
    for (at, byte) in exact.bytes().enumerate() {
        if begins_folded(byte) {
            continue;
        }
        let c = exact[at..].chars().next();
        let c = c.expect("a byte that begins a character is followed by the rest of it");
        let is_dropped = is_diacritic(c);
        let (spelled, unified) = (spelled_plainly(c), unified(c));
        if !is_dropped && spelled.is_none() && unified == c {
            continue;
        }
        folded.push_str(&exact[copied..at]);
        copied = at + c.len_utf8();
        match spelled {
            _ if is_dropped => {}
            Some(plain) => folded.push_str(plain),
            None => folded.push(unified),
        }
    }
    folded.push_str(&exact[copied..]);
}

/// Whether a byte begins characters that are their own folded form, as most letters do: ASCII, Cyrillic, Han. So does one that continues a
/// character, after the first has been asked.
fn begins_folded(byte: u8) -> bool {
    matches!(byte, 0..0xc0 | 0xd0 | 0xd1 | 0xe4..=0xe9)
}

/// The Arabic article, alone and with what is written together with it: and, in, as, so, for.
const ARTICLES: [&str; 6] = ["ال", "وال", "بال", "كال", "فال", "لل"];

/// How many bytes the article takes of an Arabic word in its exact form. Three letters are always left.
///
/// Many words begin as if they had one; the index and the query take it off alike. A hamza does not protect its alef, since
/// hardly anybody types it: إلكتروني, الكتروني and الإلكتروني are one word.
pub(super) fn article(exact: &str) -> usize {
    let mut noun = exact;
    while let Some(rest) = ARTICLES.iter().find_map(|article| after(noun, article)) {
        if rest.chars().filter(|c| !is_diacritic(*c)).count() < 3 {
            break;
        }
        noun = rest;
    }
    exact.len() - noun.len()
}

/// What follows some letters at the beginning of a word, whatever marks are upon them.
fn after<'a>(word: &'a str, letters: &str) -> Option<&'a str> {
    letters.chars().try_fold(word, |rest, letter| {
        Some(rest.strip_prefix(letter)?.trim_start_matches(is_diacritic))
    })
}

/// Marks upon one letter are kept in the order of their code points. Canonical order needs a table of classes;
/// any fixed order makes equivalent spellings equal, which is all that is asked here.
fn push_in_order(c: char, exact: &mut String) {
    let mut at = exact.len();
    if is_reordered_mark(c) {
        while let Some(previous) = exact[..at].chars().next_back() {
            if !is_reordered_mark(previous) || previous <= c {
                break;
            }
            at -= previous.len_utf8();
        }
    }
    exact.insert(at, c);
}

/// Letters without a decomposition, as people type them on another keyboard.
fn spelled_plainly(c: char) -> Option<&'static str> {
    Some(match c {
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ø' | 'ɔ' | 'ɵ' => "o",
        'ł' | 'ƚ' => "l",
        'ß' => "ss",
        'ſ' => "s",
        'æ' => "ae",
        'œ' => "oe",
        'ĳ' => "ij",
        'ı' | 'ɨ' => "i",
        'ə' | 'ǝ' | 'ɛ' => "e",
        'ħ' => "h",
        'ŋ' | 'ɲ' => "n",
        'ŧ' => "t",
        'þ' => "th",
        'ɓ' => "b",
        'ƒ' => "f",
        'ǥ' => "g",
        'ĸ' | 'ƙ' => "k",
        'ƴ' => "y",
        'ʒ' | 'ƶ' => "z",
        'ǆ' => "dz",
        'ǉ' => "lj",
        'ǌ' => "nj",
        'ŉ' => "n",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => return None,
    })
}

/// Letters and digits that stand for another one.
fn unified(c: char) -> char {
    match c {
        'ґ' => 'г',
        // Arabic: alef wasla, alef maksura and Persian yeh, teh marbuta, Persian kaf. (Hamzas and the madda
        // are marks, and have already gone.)
        'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        // Katakana → hiragana: what an input method shows before it converts.
        '\u{30a1}'..='\u{30f6}' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => ascii_digit(c).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_are_copied_unseen_are_their_own_folded_form() {
        let first_byte = |c: &char| c.to_string().as_bytes()[0];
        let copied: Vec<char> = ('\0'..=char::MAX)
            .filter(|c| begins_folded(first_byte(c)))
            .collect();
        assert!(copied.contains(&'я') && copied.contains(&'愛'));
        for c in copied {
            assert!(!is_diacritic(c) && spelled_plainly(c).is_none(), "{c}");
            assert!(unified(c) == c, "{c}");
        }
    }

    #[test]
    fn what_is_folded_in_the_middle_of_a_word_leaves_the_rest_in_place() {
        for (exact, expected) in [
            ("ha\u{301}z", "haz"),
            ("straße", "strasse"),
            ("ßa\u{308}ø", "ssao"),
            ("ґанок", "ганок"),
            ("カタかな漢字", "かたかな漢字"),
        ] {
            let mut folded = String::new();
            push_folded(exact, &mut folded);
            assert_eq!(folded, expected);
        }
    }
}
