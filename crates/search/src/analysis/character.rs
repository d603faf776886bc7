//! What a character is to the tokenizer. Owns the ranges of Unicode that the standard library does not tell
//! (marks, scripts without spaces, joiners); does not know what becomes of the characters.

/// The part a character plays in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter or digit of a script that puts spaces between words.
    Letter,
    /// A letter of a script without spaces.
    Spaceless,
    /// Belongs to the letter before it: a combining mark, a zero-width joiner, a soft hyphen.
    Extend,
    /// `'` and its typographic kin.
    Apostrophe,
    /// Joins without a trace: the middle dot of Catalan `col·labora`.
    Silent,
    /// Joins two parts and vanishes: `-`, `_`.
    Hyphen,
    /// Joins two parts and stays: `.`, `@`, `&`.
    Point,
    /// Joins two digits and becomes a point.
    Comma,
    /// Everything else ends a word.
    Break,
}

pub(super) fn class(c: char) -> Class {
    match narrow(c) {
        '\'' => Class::Apostrophe,
        '-' | '_' => Class::Hyphen,
        '.' | '@' | '&' => Class::Point,
        ',' => Class::Comma,
        c if c.is_ascii() => {
            if c.is_ascii_alphanumeric() {
                Class::Letter
            } else {
                Class::Break
            }
        }
        '\u{2018}' | '\u{2019}' | '\u{2b9}'..='\u{2bf}' | '\u{374}' | '\u{5f3}' | '\u{5f4}' => {
            Class::Apostrophe
        }
        '\u{b7}' | '\u{387}' => Class::Silent,
        '\u{2010}'..='\u{2013}' | '\u{5be}' => Class::Hyphen,
        c if is_ignorable(c) || is_reordered_mark(c) || is_spaceless_mark(c) => Class::Extend,
        c if !c.is_alphanumeric() => Class::Break,
        c if is_spaceless(c) => Class::Spaceless,
        _ => Class::Letter,
    }
}

/// Full-width ASCII, as Japanese and Chinese input methods give it, becomes ASCII.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Characters that shape a word without being part of its spelling: soft hyphen, grapheme joiner, Arabic
/// tatweel, zero-width (non-)joiner, word joiner, variation selectors.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{640}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{fe00}'
            ..='\u{fe0f}'
    )
}

/// Marks that canonical ordering may move (combining class other than 0), in the scripts that we fold.
pub(super) fn is_reordered_mark(c: char) -> bool {
    match c {
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' => true,
        // Hebrew points, without the punctuation between them.
        '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5c6}' => false,
        '\u{591}'..='\u{5c7}' => true,
        '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' => true,
        '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' => true,
        '\u{951}'..='\u{954}' | '\u{9fe}' | '\u{c55}' | '\u{c56}' | '\u{d3b}' | '\u{dca}' => true,
        '\u{900}'..='\u{d7f}' => is_nukta(c) || is_virama(c),
        '\u{e38}'..='\u{e3a}'
        | '\u{e48}'..='\u{e4b}'
        | '\u{eb8}'..='\u{eba}'
        | '\u{ec8}'..='\u{ecb}' => true,
        '\u{1037}' | '\u{1039}' | '\u{103a}' | '\u{108d}' | '\u{17d2}' | '\u{17dd}' => true,
        '\u{3099}' | '\u{309a}' => true,
        _ => false,
    }
}

/// Marks without which people still recognise and type the word. (Unlike the voicing mark of kana, a virama,
/// or a Thai tone.)
pub(super) fn is_diacritic(c: char) -> bool {
    c < '\u{900}' && is_reordered_mark(c) || is_nukta(c)
}

/// The dot of borrowed sounds. From Devanagari to Malayalam each block of 128 has it at the same place.
fn is_nukta(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{d7f}') && c as u32 & 0x7f == 0x3c
}

fn is_virama(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{d7f}') && c as u32 & 0x7f == 0x4d
}

/// Vowel signs that stay with their consonant when a run is cut into characters.
fn is_spaceless_mark(c: char) -> bool {
    matches!(c,
        '\u{e31}' | '\u{e34}'..='\u{e37}' | '\u{e47}' | '\u{e4c}'..='\u{e4e}'
        | '\u{eb1}' | '\u{eb4}'..='\u{eb7}' | '\u{ebb}' | '\u{ebc}' | '\u{ecc}' | '\u{ecd}'
        | '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}' | '\u{105e}'..='\u{1060}' | '\u{1062}'..='\u{1064}'
        | '\u{1067}'..='\u{106d}' | '\u{1071}'..='\u{1074}' | '\u{1082}'..='\u{108f}' | '\u{109a}'..='\u{109d}'
        | '\u{17b4}'..='\u{17d3}')
}

fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' // Thai, Lao; Burmese; Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // kana
        | '\u{ff66}'..='\u{ff9f}' // half-width katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text may be cut before this character without tearing a mark from its letter.
pub(crate) fn may_start_a_cut(c: char) -> bool {
    class(c) != Class::Extend
}

/// Whether words of this character's script are written without spaces, so that any letter may be cut off.
pub(crate) fn written_without_spaces(c: char) -> bool {
    class(c) == Class::Spaceless
}
