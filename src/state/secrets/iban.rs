//! International bank account numbers (ISO 13616): a country, two check digits, and as many characters as that country's have.

use super::is_of_word;

/// The countries and the lengths of their numbers (SWIFT, "IBAN Registry").
const LENGTHS: &str = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27\
    GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29\
    PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

/// Whether a text has one.
pub(super) fn is_in(text: &str) -> bool {
    let mut words = text.char_indices().filter(|(at, c)| {
        let before = text[..*at].chars().next_back();
        c.is_ascii_alphabetic() && !before.is_some_and(is_of_word)
    });
    words.any(|(at, _)| starts(&text[at..]))
}

/// Whether a text begins with one: in one piece or in groups of four.
fn starts(text: &str) -> bool {
    let Some(length) = text.get(..2).and_then(length) else {
        return false;
    };
    let mut number = Vec::with_capacity(length);
    let mut in_groups = None;
    let mut rest = text.chars().peekable();
    while number.len() < length {
        let at_group = number.len() % 4 == 0 && !number.is_empty();
        let is_separator = rest
            .peek()
            .is_some_and(|c| matches!(c, ' ' | '-' | '\u{a0}' | '\u{202f}'));
        if at_group && *in_groups.get_or_insert(is_separator) {
            if !is_separator {
                return false;
            }
            rest.next();
        }
        match rest.next().and_then(|c| c.to_digit(36)) {
            Some(value) => number.push(value),
            None => return false,
        }
    }
    !rest.peek().is_some_and(|c| is_of_word(*c)) && has_check_digits(&number)
}

fn length(country: &str) -> Option<usize> {
    let mut lengths = LENGTHS.as_bytes().chunks(4);
    let found = lengths.find(|entry| entry[..2].eq_ignore_ascii_case(country.as_bytes()))?;
    Some(usize::from(found[2] - b'0') * 10 + usize::from(found[3] - b'0'))
}

/// The number, its first four characters put last and letters read as 10 to 35, leaves 1 when it is divided by 97 (ISO/IEC 7064).
fn has_check_digits(number: &[u32]) -> bool {
    let (start, account) = number.split_at(4);
    let is_checked = start[2] < 10 && start[3] < 10;
    let rest = account
        .iter()
        .chain(start)
        .fold(0, |rest, value| match value {
            0..10 => (rest * 10 + value) % 97,
            _ => (rest * 100 + value) % 97,
        });
    is_checked && rest == 1
}
