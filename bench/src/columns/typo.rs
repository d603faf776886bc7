//! A finger that slips once: one letter replaced, left out, put in, or exchanged with the next (Damerau 1964).

use super::draw::Draw;
use super::words::Vocabulary;

/// Words of fewer letters are not misspelt: what is left of them is too often another word.
pub const SHORTEST: usize = 4;
/// So many slips are tried before a word is given up.
const ATTEMPTS: usize = 20;

/// `word` with one slip at a place of chance; `None` where all that was tried is a word of the articles, which nobody could
/// know to be a slip.
pub fn misspelt(word: &str, vocabulary: &Vocabulary, draw: &mut Draw) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < SHORTEST {
        return None;
    }
    let slips = (0..ATTEMPTS).map(|_| slip(letters.clone(), &vocabulary.letters, draw));
    let mut slips = slips.filter(|slip| slip.to_lowercase() != word.to_lowercase());
    slips.find(|slip| vocabulary.articles_with(slip) == 0)
}

fn slip(mut letters: Vec<char>, alphabet: &[char], draw: &mut Draw) -> String {
    let kind = draw.below(4);
    let letter = alphabet[draw.below(alphabet.len())];
    match kind {
        0 => {
            let at = draw.below(letters.len());
            letters[at] = letter;
        }
        1 => {
            letters.remove(draw.below(letters.len()));
        }
        2 => letters.insert(draw.below(letters.len() + 1), letter),
        _ => {
            let at = draw.below(letters.len() - 1);
            letters.swap(at, at + 1);
        }
    }
    letters.into_iter().collect()
}
