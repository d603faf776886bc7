//! Serbian is Croatian to the stemmer, in two scripts: Cyrillic letters become Latin ones and the stem goes back.

use super::croatian::CROATIAN;

/// Each Cyrillic letter with the Latin ones for it. Two letters for one come first: they win on the way back.
const LETTERS: &[(char, &str)] = &[
    ('љ', "lj"),
    ('њ', "nj"),
    ('џ', "dž"),
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('ђ', "đ"),
    ('е', "e"),
    ('ж', "ž"),
    ('з', "z"),
    ('и', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('ћ', "ć"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "h"),
    ('ц', "c"),
    ('ч', "č"),
    ('ш', "š"),
];

pub(super) fn strip(word: &str) -> String {
    let mut latin = String::new();
    for c in word.chars() {
        match LETTERS.iter().find(|(cyrillic, _)| *cyrillic == c) {
            Some((_, letters)) => latin.push_str(letters),
            None => latin.push(c),
        }
    }
    let stem = CROATIAN.strip(&latin);
    if latin == word {
        return stem;
    }
    LETTERS.iter().fold(stem, |stem, (cyrillic, letters)| {
        stem.replace(letters, &cyrillic.to_string())
    })
}
