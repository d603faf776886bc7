//! Words come back as they went, and what is no word is refused.

use super::*;

fn read(alphabet: &Alphabet, bytes: &[u8]) -> Vec<(String, String)> {
    let mut cursor = Cursor::new(bytes);
    let mut spelled = Spelled::new(alphabet);
    let mut words = Vec::new();
    for _ in 0..cursor.count().unwrap() {
        spelled.read(&mut cursor).unwrap();
        assert_eq!(spelled.letters(), letters(spelled.folded()));
        let forms = [spelled.exact(), spelled.folded()];
        words.push(
            forms
                .map(|form| String::from_utf8(form.to_vec()).unwrap())
                .into(),
        );
    }
    words
}

#[test]
fn words_come_back_as_they_went_and_folded() {
    let long = ["x".repeat(100), "x".repeat(30), "x".repeat(38)];
    let words = [
        "a\u{301}ru",
        "a\u{301}ru",
        "a\u{301}rva",
        "arva",
        "тест",
        "テス",
        "テト",
        "退货",
        "货𠀋",
        "straße",
        "\u{301}",
        &long[0],
        "y",
        &long[1],
        &long[2],
        "",
    ];
    let alphabet = Alphabet::of(words.into_iter());
    let mut bytes = Vec::new();
    alphabet.push_to(&mut bytes);
    let mut cursor = Cursor::new(&bytes);
    let alphabet = Alphabet::read(&mut cursor).unwrap();
    assert!(cursor.is_at_end());
    let mut bytes = Vec::new();
    alphabet.push_words(&mut bytes, words.into_iter());
    let expected = words.map(|word| {
        let mut folded = String::new();
        fold(word, &mut folded);
        (word.to_owned(), folded)
    });
    assert_eq!(read(&alphabet, &bytes), expected);
}

#[test]
fn a_letter_with_its_mark_takes_one_byte() {
    let words = ["za\u{301}ra\u{301}s", "za\u{301}ru"];
    let mut bytes = Vec::new();
    Alphabet::of(words.into_iter()).push_words(&mut bytes, words.into_iter());
    assert_eq!(bytes, *b"\x02z\x80r\x80s\x02u\x00");
}

#[test]
fn what_is_taken_for_han_is_its_own_folded_form() {
    for c in '\u{4000}'..='\u{9fff}' {
        let mut folded = String::new();
        fold(&c.to_string(), &mut folded);
        assert!(is_han(folded.as_bytes()) && folded == c.to_string(), "{c}");
    }
    assert!(!is_han("가".as_bytes()) && !is_han("ア".as_bytes()));
}

#[test]
fn words_that_are_cut_too_long_or_made_of_unknown_letters_are_refused() {
    let alphabet = Alphabet::of(["a\u{301}a\u{301}"].into_iter());
    let endless = [b'a'; MAX_TERM_BYTES + 1];
    for bytes in [
        &b"ab"[..],
        b"ab\x03",
        b"a\x1f",
        b"a\x1fb",
        b"\x81\0",
        b"\xe9\x80\0",
        b"\xff\0",
        &endless,
    ] {
        let refused = Spelled::new(&alphabet).read(&mut Cursor::new(bytes));
        assert!(refused.is_none(), "{bytes:x?}");
    }
}
