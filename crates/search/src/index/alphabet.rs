//! How the words of an index are spelled: a byte for a letter, and of each word only what it does not share with the one before. Owns that
//! code, reader and writer; which words are spelled is the business of others.
//!
//! UTF-8 takes three bytes for `á` as the analysis takes it apart, and two for a Cyrillic letter, so a compressor looks back only half as far.
//! The letters that an index has most, each with its marks, therefore have a byte of their own:
//!
//! ```text
//! 00 to 1f   the word ends; the next one has so many fewer of its letters. 1f: these, and as many as the next byte says
//! 20 to 7f   ASCII
//! 80 to bf   a letter of the alphabet, by its place
//! c0 to ff   the first byte of any other letter in UTF-8
//! ```
//!
//! The folded form is made along the way, letter by letter: that takes less time than to fold the words.

use super::bytes::{Cursor, push_varint};
use super::columns::{push_text, text};
use super::term_table::letters;
use crate::analysis::{MAX_TERM_BYTES, fold};

/// What ends a word, and says that more of its letters are to go than this.
const AND_MORE: u8 = 0x1f;
/// The byte of the first letter of the alphabet.
const LISTED: u8 = 0x80;
/// Most letters of the alphabet.
const MOST_LETTERS: usize = 64;
/// The longest letter of the alphabet in bytes, its marks included.
const LONGEST: usize = 8;

/// The letters that have a byte of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Alphabet(Vec<Letter>);

/// A letter in both its forms.
#[derive(Clone, Copy, Debug)]
struct Letter {
    exact: ([u8; LONGEST], u8),
    folded: ([u8; LONGEST], u8),
    /// Whether the two differ.
    is_folded: bool,
    /// See [`letters`].
    letters: u64,
}

impl Letter {
    /// `None` if it is none, or too long to be one.
    fn new(exact: &str) -> Option<Self> {
        let mut folded = String::new();
        fold(exact, &mut folded);
        let short = |text: &str| {
            let mut bytes = [0; LONGEST];
            bytes
                .get_mut(..text.len())?
                .copy_from_slice(text.as_bytes());
            Some((bytes, text.len() as u8))
        };
        Some(Self {
            exact: short(exact).filter(|(_, length)| *length > 0)?,
            folded: short(&folded)?,
            is_folded: folded != exact,
            letters: letters(folded.as_bytes()),
        })
    }

    fn exact(&self) -> &[u8] {
        &self.exact.0[..usize::from(self.exact.1)]
    }
}

impl Alphabet {
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Self> {
        let count = cursor.count().filter(|count| *count <= MOST_LETTERS)?;
        let mut alphabet = Self::default();
        for _ in 0..count {
            alphabet.0.push(Letter::new(text(cursor)?)?);
        }
        Some(alphabet)
    }
}

/// Reads words, each after the one before.
///
/// Opening an index is mostly this, so letters are copied byte by byte to a place of fixed size: that is quicker than to ask for each whether
/// there is room, and where.
#[derive(Debug)]
pub(super) struct Spelled<'a> {
    alphabet: &'a Alphabet,
    exact: Form,
    folded: Form,
    /// What is known of the letters so far.
    state: State,
    /// The same before each letter of the word.
    before: [State; MAX_TERM_BYTES + 1],
    /// How many letters the word has.
    count: usize,
    /// How many of them the next one has.
    kept: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    exact: u8,
    folded: u8,
    is_folded: bool,
    letters: u64,
}

/// A form of a word, with room for a letter too many.
type Form = [u8; MAX_TERM_BYTES + LONGEST];

#[inline(always)]
fn push(form: &mut Form, length: &mut u8, (letter, count): &([u8; LONGEST], u8)) {
    for byte in &letter[..usize::from(*count)] {
        form[usize::from(*length)] = *byte;
        *length += 1;
    }
}

impl<'a> Spelled<'a> {
    pub(super) fn new(alphabet: &'a Alphabet) -> Self {
        Self {
            alphabet,
            exact: [0; MAX_TERM_BYTES + LONGEST],
            folded: [0; MAX_TERM_BYTES + LONGEST],
            state: State::default(),
            before: [State::default(); MAX_TERM_BYTES + 1],
            count: 0,
            kept: 0,
        }
    }

    /// The word in its exact form.
    pub(super) fn exact(&self) -> &[u8] {
        &self.exact[..usize::from(self.state.exact)]
    }

    /// In its folded form.
    pub(super) fn folded(&self) -> &[u8] {
        &self.folded[..usize::from(self.state.folded)]
    }

    /// Whether the two differ.
    pub(super) fn is_folded(&self) -> bool {
        self.state.is_folded
    }

    /// The letters of the folded form, see [`letters`].
    pub(super) fn letters(&self) -> u64 {
        self.state.letters
    }

    /// Reads the next word, and says how many bytes of the folded form it shares with the one before. `None` if there is none, or it is
    /// longer than any term.
    pub(super) fn read(&mut self, cursor: &mut Cursor<'_>) -> Option<usize> {
        let mut state = self.state;
        if self.kept < self.count {
            state = self.before[self.kept];
        }
        let shared = usize::from(state.folded);
        let mut count = self.kept;
        loop {
            let byte = cursor.u8()?;
            if byte <= AND_MORE {
                self.kept = count.checked_sub(dropped(byte, cursor)?)?;
                (self.state, self.count) = (state, count);
                return Some(shared);
            }
            self.before[count] = state;
            count += 1;
            if byte < LISTED {
                self.exact[usize::from(state.exact)] = byte;
                self.folded[usize::from(state.folded)] = byte;
                state.exact += 1;
                state.folded += 1;
                state.letters |= 1 << (byte & 63);
            } else {
                let other;
                let letter = match self.alphabet.0.get(usize::from(byte - LISTED)) {
                    Some(letter) => letter,
                    None => {
                        other = other_letter(byte, cursor)?;
                        &other
                    }
                };
                push(&mut self.exact, &mut state.exact, &letter.exact);
                push(&mut self.folded, &mut state.folded, &letter.folded);
                state.is_folded |= letter.is_folded;
                state.letters |= letter.letters;
            }
            if usize::from(state.exact.max(state.folded)) > MAX_TERM_BYTES {
                return None;
            }
        }
    }
}

/// A letter in UTF-8.
fn other_letter(first: u8, cursor: &mut Cursor<'_>) -> Option<Letter> {
    let length = match first {
        ..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let mut letter = [first, 0, 0, 0, 0, 0, 0, 0];
    for byte in &mut letter[1..length] {
        *byte = cursor.u8()?;
    }
    if is_han(&letter[..length]) {
        let form = (letter, 3);
        return Some(Letter {
            exact: form,
            folded: form,
            is_folded: false,
            letters: 1 << (letter[2] & 63),
        });
    }
    Letter::new(str::from_utf8(&letter[..length]).ok()?)
}

/// How many letters go, if this is the byte that ends a word.
fn dropped(mut byte: u8, cursor: &mut Cursor<'_>) -> Option<usize> {
    let mut dropped = usize::from(byte);
    while byte == AND_MORE {
        byte = cursor.u8().filter(|byte| *byte <= AND_MORE)?;
        dropped += usize::from(byte);
    }
    Some(dropped)
}

/// Whether this is a character of U+4000 to U+9FFF, which are all their own folded form: most of what Chinese and Japanese words are made of.
fn is_han(letter: &[u8]) -> bool {
    matches!(letter, [0xe4..=0xe9, 0x80..=0xbf, 0x80..=0xbf])
}

/// A letter as it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// ASCII, or one of the alphabet.
    Byte(u8),
    Other(char),
}

impl Alphabet {
    /// The alphabet for these words.
    #[cfg(feature = "stemming")]
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        use std::{cmp::Reverse, collections::HashMap};
        let mut count: HashMap<&str, usize> = HashMap::new();
        for letter in words.filter(|word| !word.is_ascii()).flat_map(split) {
            *count.entry(letter).or_default() += 1;
        }
        count.retain(|letter, count| letter.len() > 1 && *count > 1);
        let mut letters: Vec<(&str, usize)> = count.into_iter().collect();
        letters.sort_unstable_by_key(|(letter, count)| (Reverse(*count), *letter));
        let letters = letters.into_iter();
        let letters = letters.filter_map(|(letter, _)| Letter::new(letter));
        Self(letters.take(MOST_LETTERS).collect())
    }

    /// Writes what [`Alphabet::read`] reads.
    pub(super) fn push_to(&self, bytes: &mut Vec<u8>) {
        push_varint(bytes, self.0.len() as u32);
        for letter in &self.0 {
            let letter = str::from_utf8(letter.exact());
            push_text(bytes, letter.expect("it was made of a text"));
        }
    }

    /// Writes how many words there are, and each as [`Spelled::read`] reads it.
    pub(super) fn push_words<'w>(
        &self,
        bytes: &mut Vec<u8>,
        words: impl ExactSizeIterator<Item = &'w str>,
    ) {
        push_varint(bytes, words.len() as u32);
        let mut before: Option<Vec<Written>> = None;
        for word in words {
            let letters = self.letters(word);
            let mut shared = 0;
            if let Some(before) = before {
                let same = before.iter().zip(&letters).take_while(|(a, b)| a == b);
                shared = same.count();
                push_dropped(bytes, before.len() - shared);
            }
            for letter in &letters[shared..] {
                match letter {
                    Written::Byte(byte) => bytes.push(*byte),
                    Written::Other(other) => bytes.extend(other.encode_utf8(&mut [0; 4]).bytes()),
                }
            }
            before = Some(letters);
        }
        if before.is_some() {
            push_dropped(bytes, 0);
        }
    }

    fn letters(&self, word: &str) -> Vec<Written> {
        let mut letters = Vec::new();
        for letter in split(word) {
            match self.listed(letter) {
                Some(byte) => letters.push(Written::Byte(byte)),
                None => letters.extend(letter.chars().map(|c| self.letter(c))),
            }
        }
        letters
    }

    fn letter(&self, c: char) -> Written {
        let listed = self.listed(c.encode_utf8(&mut [0; 4]));
        match listed {
            Some(byte) => Written::Byte(byte),
            None if c.is_ascii() => Written::Byte(c as u8),
            None => Written::Other(c),
        }
    }

    fn listed(&self, letter: &str) -> Option<u8> {
        let is_it = |listed: &Letter| listed.exact() == letter.as_bytes();
        let place = self.0.iter().position(is_it).filter(|_| letter.len() > 1);
        place.map(|place| LISTED + place as u8)
    }
}

fn push_dropped(bytes: &mut Vec<u8>, letters: usize) {
    let most = usize::from(AND_MORE);
    bytes.extend(std::iter::repeat_n(AND_MORE, letters / most));
    bytes.push((letters % most) as u8);
}

/// The letters of a word, each with the marks upon it: what folding drops.
fn split(word: &str) -> Vec<&str> {
    let mut letters = Vec::new();
    let mut start = 0;
    let mut folded = String::new();
    for (at, c) in word.char_indices().skip(1) {
        folded.clear();
        fold(c.encode_utf8(&mut [0; 4]), &mut folded);
        if !folded.is_empty() {
            letters.push(&word[start..at]);
            start = at;
        }
    }
    letters.push(&word[start..]);
    letters
}

#[cfg(test)]
mod tests;
