//! Words, folding and pairs of characters, as ../analysis.mjs has them for the engines in JavaScript.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text in lower case, with their marks; of Han and Kana, the overlapping pairs of characters.
pub fn words(text: &str) -> Vec<String> {
    let text: String = text.nfc().flat_map(char::to_lowercase).collect();
    let is_of_word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let runs = text.split(|c: char| !is_of_word(c));
    runs.filter(|run| !run.is_empty())
        .flat_map(spaced)
        .collect()
}

/// A run of letters, taken apart where a script without spaces begins or ends.
fn spaced(run: &str) -> Vec<String> {
    let letters: Vec<char> = run.chars().collect();
    let parts = letters.chunk_by(|left, right| is_unspaced(*left) == is_unspaced(*right));
    let words = parts.flat_map(|part| match part {
        [first, _, ..] if is_unspaced(*first) => {
            part.windows(2).map(|pair| pair.iter().collect()).collect()
        }
        _ => vec![part.iter().collect::<String>()],
    });
    words.collect()
}

/// Hiragana, Katakana, and Han in its two commonest blocks.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// A word in lower case, without its marks.
pub fn fold(word: &str) -> String {
    let plain: String = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
    plain.replace('đ', "d").replace('ß', "ss").nfc().collect()
}
