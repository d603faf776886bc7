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
        c if is_break(c) => Class::Break,
        c if is_spaceless(c) => Class::Spaceless,
        _ => Class::Letter,
    }
}

/// Punctuation and symbols below U+10000: first and last of each run. What is not assigned to a character may be in or out.
///
/// The standard library's tables of letters and digits are 1.8 kB of compressed WebAssembly
/// (docs/decisions/0005-analysis.md). `tests/characters.rs` holds this one against them.
#[rustfmt::skip]
const BREAKS: &[[u16; 2]] = &[
    [0x80, 0xa9], [0xab, 0xb1], [0xb4, 0xb4], [0xb6, 0xb8], [0xbb, 0xbb], [0xbf, 0xbf], [0xd7, 0xd7],
    [0xf7, 0xf7], [0x2c2, 0x2c5], [0x2d2, 0x2df], [0x2e5, 0x2eb], [0x2ed, 0x2ed], [0x2ef, 0x2ff],
    [0x375, 0x375], [0x37e, 0x37e], [0x384, 0x385], [0x387, 0x387], [0x3f6, 0x3f6], [0x482, 0x482],
    [0x55a, 0x55f], [0x589, 0x58f], [0x5be, 0x5be], [0x5c0, 0x5c0], [0x5c3, 0x5c3], [0x5c6, 0x5c6],
    [0x5f3, 0x60f], [0x61b, 0x61f], [0x66a, 0x66d], [0x6d4, 0x6d4], [0x6de, 0x6de], [0x6e9, 0x6e9],
    [0x6fd, 0x6fe], [0x700, 0x70d], [0x964, 0x965], [0x970, 0x970], [0x9f2, 0x9f3], [0x9fa, 0x9fb],
    [0x9fd, 0x9fd], [0xa76, 0xa76], [0xaf0, 0xaf1], [0xb70, 0xb70], [0xbf3, 0xbfa], [0xc77, 0xc77],
    [0xc7f, 0xc7f], [0xc84, 0xc84], [0xd4f, 0xd4f], [0xd79, 0xd79], [0xdf4, 0xdf4], [0xe3f, 0xe3f],
    [0xe4f, 0xe4f], [0xe5a, 0xe5b], [0xf01, 0xf1f], [0xf34, 0xf3d], [0xf85, 0xf85], [0xfbe, 0xfda],
    [0x104a, 0x104f], [0x109e, 0x109f], [0x10fb, 0x10fb], [0x1360, 0x1368], [0x1390, 0x1399], [0x1680, 0x1680],
    [0x17d4, 0x17d6], [0x17d8, 0x17db], [0x1800, 0x180f], [0x1fbd, 0x1fbd], [0x1fbf, 0x1fc1], [0x1fcd, 0x1fcf],
    [0x1fdd, 0x1fdf], [0x1fed, 0x1fef], [0x1ffd, 0x206f], [0x207a, 0x207e], [0x208a, 0x208e], [0x20a0, 0x2101],
    [0x2103, 0x2106], [0x2108, 0x2109], [0x2114, 0x2114], [0x2116, 0x2118], [0x211e, 0x2123], [0x2125, 0x2125],
    [0x2127, 0x2127], [0x2129, 0x2129], [0x212e, 0x212e], [0x213a, 0x213b], [0x2140, 0x2144], [0x214a, 0x214d],
    [0x214f, 0x214f], [0x218a, 0x245f], [0x249c, 0x24b5], [0x2500, 0x2775], [0x2794, 0x2bff], [0x2e00, 0x2e2e],
    [0x2e30, 0x3004], [0x3008, 0x3020], [0x3030, 0x3030], [0x3036, 0x3037], [0x303d, 0x3040], [0x3097, 0x309c],
    [0x30a0, 0x30a0], [0x30fb, 0x30fb], [0x3190, 0x3191], [0x3196, 0x319f], [0x31c0, 0x31ef], [0x3200, 0x321f],
    [0x322a, 0x3247], [0x3250, 0x3250], [0x3260, 0x327f], [0x328a, 0x32b0], [0x32c0, 0x33ff], [0x4dc0, 0x4dff],
    [0xe000, 0xf8ff], [0xfb29, 0xfb29], [0xfd3e, 0xfd4f], [0xfdcf, 0xfdcf], [0xfdfc, 0xfe6f], [0xfeff, 0xff0f],
    [0xff1a, 0xff20], [0xff3b, 0xff40], [0xff5b, 0xff65], [0xffe0, 0xffff],
];

fn is_break(c: char) -> bool {
    match u16::try_from(c as u32) {
        Ok(code) => {
            let run = BREAKS.partition_point(|run| run[1] < code);
            BREAKS.get(run).is_some_and(|run| run[0] <= code)
        }
        // Music, games, emoji; tags and private use. Between them: mathematical letters, Adlam.
        Err(_) => {
            matches!(c, '\u{1c000}'..='\u{1d3ff}' | '\u{1d800}'..='\u{1e7ff}' | '\u{1ec00}'..='\u{1ffff}' | '\u{e0000}'..)
        }
    }
}

/// Full-width ASCII, as Japanese and Chinese input methods give it, becomes ASCII.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The ASCII digit for a digit of the Arabic or of an Indic script, or for itself.
pub(super) fn ascii_digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => c as u32 & 0xf,
        // From Devanagari to Malayalam each block of 128 has them at the same place.
        '\u{900}'..='\u{d7f}' => (c as u32 & 0x7f).checked_sub(0x66)?,
        _ => return None,
    };
    char::from_digit(value, 10)
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

/// Whether words are made of the character: a letter, a digit, a mark.
pub(crate) fn makes_words(c: char) -> bool {
    matches!(class(c), Class::Letter | Class::Spaceless | Class::Extend)
}

/// Whether a text may be cut before this character without tearing a mark from its letter.
pub(crate) fn may_start_a_cut(c: char) -> bool {
    class(c) != Class::Extend
}

/// Whether words of this character's script are written without spaces, so that any letter may be cut off.
pub(crate) fn written_without_spaces(c: char) -> bool {
    class(c) == Class::Spaceless
}
