//! Numbers of payment cards: 14 to 19 digits with a check digit (ISO/IEC 7812-1), of an issuer that there is.
//!
//! Visa's 13 digits of old are left out: so many has the number of an article (EAN), and Germany's begin as they do.

use super::is_of_word;

/// How the digits of cards are grouped when they are not written all together or all apart.
const GROUPS: &[&[usize]] = &[
    &[4, 4, 4, 4],
    &[4, 4, 4, 4, 3],
    &[4, 6, 5],
    &[4, 6, 4],
    &[6, 13],
];

/// So many groups have the longest of them.
const MOST_GROUPS: usize = 5;

/// A number as it is written: the digits between two separators.
type Group = Vec<u32>;

/// Whether a text has the number of a card.
pub(super) fn is_in(text: &str) -> bool {
    let mut before = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (groups, length) = number(rest);
        if length == 0 {
            before = Some(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (written, after) = rest.split_at(length);
        if stands_alone(before, after.chars().next()) && has_card(&groups) {
            return true;
        }
        before = written.chars().last();
        rest = after;
    }
    false
}

/// What else has many digits is part of a word, an address of the web or a telephone number, or has its own sign.
fn stands_alone(before: Option<char>, after: Option<char>) -> bool {
    let joins = |c: char| is_of_word(c) || c == '_';
    let is_other = |c: char| joins(c) || matches!(c, '+' | '#' | '/' | '.');
    !(before.is_some_and(is_other) || after.is_some_and(joins))
}

/// The number that a text begins with, and its length in bytes. Between two digits may stand one space or dash.
fn number(text: &str) -> (Vec<Group>, usize) {
    let (mut groups, mut length) = (Vec::new(), 0);
    let mut is_new = true;
    for (at, c) in text.char_indices() {
        match digit(c) {
            Some(digit) => {
                if is_new {
                    groups.push(Group::new());
                }
                if let Some(group) = groups.last_mut() {
                    group.push(digit);
                }
                is_new = false;
                length = at + c.len_utf8();
            }
            None if !is_new && matches!(c, ' ' | '-' | '\u{a0}' | '\u{202f}' | '\u{2013}') => {
                is_new = true
            }
            None => break,
        }
    }
    (groups, length)
}

/// The digits of the languages whose keyboards have their own.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 6] = [0x30, 0x660, 0x6f0, 0x966, 0xe50, 0xff10];
    let mut zeros = ZEROS.into_iter();
    zeros.find_map(|zero| u32::from(c).checked_sub(zero).filter(|digit| *digit < 10))
}

/// Whether the groups are a card's number, or some of them, grouped as on a card: the rest is the date, perhaps. Groups of four that go
/// on are a longer number.
fn has_card(groups: &[Group]) -> bool {
    let goes_on = |at: usize| groups.get(at).is_some_and(|group| group.len() == 4);
    let is_part = |from: usize, count: usize| {
        let Some(part) = groups.get(from..from + count) else {
            return false;
        };
        let is_like = |known: &&[usize]| part.iter().map(Vec::len).eq(known.iter().copied());
        let is_grouped = count == 1 || GROUPS.iter().any(is_like);
        let is_all = !goes_on(from.wrapping_sub(1)) && !goes_on(from + count);
        is_grouped && is_all && is_card(&part.concat())
    };
    is_card(&groups.concat())
        || (0..groups.len()).any(|from| (1..=MOST_GROUPS).any(|count| is_part(from, count)))
}

fn is_card(digits: &[u32]) -> bool {
    digits.len() >= 14 && is_issued(digits) && has_check_digit(digits)
}

/// Whether an issuer has numbers that begin so and are so long (the networks' ranges as they publish them).
fn is_issued(digits: &[u32]) -> bool {
    let start = digits
        .iter()
        .take(4)
        .fold(0, |start, digit| start * 10 + digit);
    match (start, digits.len()) {
        (4000..=4999, 16 | 19) => true,                        // Visa
        (5100..=5599 | 2221..=2720, 16) => true,               // Mastercard
        (3400..=3499 | 3700..=3799, 15) => true,               // American Express
        (3000..=3059 | 3600..=3699 | 3800..=3999, 14) => true, // Diners Club
        (3528..=3589, 16) => true,                             // JCB
        (6011 | 6440..=6599, 16) => true,                      // Discover
        (6200..=6299 | 8100..=8199, 16..=19) => true,          // UnionPay
        (5000..=5099 | 5600..=5899 | 6300..=6399 | 6700..=6799, 16..=19) => true, // Maestro
        (2200..=2204, 16) => true,                             // Mir
        _ => false,
    }
}

/// The Luhn algorithm (ISO/IEC 7812-1, annex B).
fn has_check_digit(digits: &[u32]) -> bool {
    let doubled = |digit: u32| (2 * digit) / 10 + (2 * digit) % 10;
    let sum = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 => *digit,
            _ => doubled(*digit),
        });
    sum.sum::<u32>() % 10 == 0
}
