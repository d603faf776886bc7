//! What each language gets: tables of text and tokens, and what holds for any text at all.

mod characters;
mod function_words;
mod locales;
mod normalization;

use super::{Analyzer, MAX_TERM_BYTES, TokenKind};
use crate::random::Random;

/// The folded forms of the tokens of a text.
fn folded(locale: &str, text: &str) -> Vec<String> {
    collect(&Analyzer::for_locale(locale), text, |token| {
        token.folded.to_owned()
    })
}

fn collect<T>(
    analyzer: &Analyzer,
    text: &str,
    mut take: impl FnMut(super::Token<'_>) -> T,
) -> Vec<T> {
    let mut taken = Vec::new();
    analyzer.analyze(text, &mut |token| taken.push(take(token)));
    taken
}

/// Kana and Hangul are written composed in the tables and come out decomposed.
fn decomposed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().collect()
}

#[test]
fn hangul_words_stay_words_and_an_unfinished_syllable_begins_the_finished_one() {
    let words = folded("ko", "비밀번호를 변경");
    assert_eq!(words, [decomposed("비밀번호를"), decomposed("변경")]);
    assert!(folded("ko", "한국")[0].starts_with(&folded("ko", "하")[0]));
}

#[test]
fn an_arabic_word_is_found_with_its_article_and_without() {
    let forms = "حساب الحساب اَلْحِسَاب والحساب بالحساب للحساب فالحساب";
    assert!(
        folded("ar", forms).iter().all(|word| word == "حساب"),
        "{:?}",
        folded("ar", forms)
    );
    let electronic = folded("ar", "إلكتروني الكتروني الإلكتروني الالكتروني");
    assert!(
        electronic.iter().all(|word| *word == electronic[0]),
        "{electronic:?}"
    );
    assert_eq!(folded("ar", "والد بالغ ال"), ["والد", "بالغ", "ال"]);
    assert_eq!(folded("fa", "الگوها"), ["الگوها"]);
}

#[test]
fn what_is_typed_in_one_piece_is_found_whole_and_in_parts() {
    let table: &[(&str, &str)] = &[
        ("PW-482913", "pw482913 pw 482913"),
        ("E-07", "e07 e 07"),
        ("e-mail", "email e mail"),
        ("3.14", "3.14 3 14"),
        ("3,14", "3.14 3 14"),
        ("a@b.example", "a@b.example a b example"),
        ("ＰＷ－４８２９１３", "pw482913 pw 482913"),
        ("Q&A", "q&a q a"),
        ("iOS17 v2.1.", "ios17 v2.1 v2 1"),
        ("end, then -dash- and @home", "end then dash and home"),
        ("a , b . c - d", "a b c d"),
    ];
    for (text, tokens) in table {
        assert_eq!(folded("en", text).join(" "), *tokens, "{text}");
    }
}

#[test]
fn a_compound_shares_the_position_of_its_first_part() {
    let positions = collect(&Analyzer::for_locale("en"), "my e-mail address", |token| {
        (token.folded.to_owned(), token.position, token.kind)
    });
    let expected = [
        ("my", 0, TokenKind::Word),
        ("email", 1, TokenKind::Compound),
        ("e", 1, TokenKind::Part),
        ("mail", 2, TokenKind::Part),
        ("address", 3, TokenKind::Word),
    ];
    assert_eq!(
        positions,
        expected.map(|(text, position, kind)| (text.to_owned(), position, kind))
    );
}

#[test]
fn the_exact_form_keeps_what_folding_drops() {
    let exact = |locale, text| {
        collect(&Analyzer::for_locale(locale), text, |token| {
            token.exact.to_owned()
        })
        .concat()
    };
    assert_ne!(exact("vi", "bán"), exact("vi", "bạn"));
    assert_ne!(exact("de", "maße"), exact("de", "masse"));
    assert_eq!(exact("vi", "BÁN"), exact("vi", "bán"));
    assert_eq!(exact("tr", "I"), "ı");
    assert_eq!(exact("en", "I"), "i");
    assert_eq!(exact("tr", "İ"), "i");
}

#[test]
fn ranges_point_at_the_words_in_the_source() {
    let text = "Où est l’İtem n° PW-48？退货";
    let words = collect(&Analyzer::for_locale("fr"), text, |token| {
        text[token.range].to_owned()
    });
    assert_eq!(
        words,
        [
            "Où", "est", "l", "İtem", "n", "PW-48", "PW", "48", "退货", "货"
        ]
    );
}

#[test]
fn any_text_gives_tokens_that_are_sound() {
    let mut random = Random::seeded(1);
    for analyzer in ["en", "fr", "tr", "x-unknown", ""].map(Analyzer::for_locale) {
        for _ in 0..400 {
            let text = random.text(80);
            let mut last = (0, 0);
            collect(&analyzer, &text, |token| {
                assert!(
                    text.get(token.range.clone())
                        .is_some_and(|source| !source.is_empty()),
                    "{text:?}"
                );
                assert!(
                    (1..=MAX_TERM_BYTES).contains(&token.folded.len()),
                    "{text:?}"
                );
                assert!(
                    token.exact.len() <= MAX_TERM_BYTES && !token.exact.is_empty(),
                    "{text:?}"
                );
                assert!(!token.folded.contains('\0') && !token.exact.contains('\0'));
                let here = (token.position, token.range.start);
                assert!(here >= last, "positions and ranges go forward: {text:?}");
                last = here;
            });
        }
    }
}

#[test]
fn hostile_text_is_cut_and_does_not_take_for_ever() {
    let marks: String = (0..200_000)
        .map(|index| if index % 2 == 0 { '\u{36f}' } else { '\u{300}' })
        .collect();
    let joined = "a-".repeat(100_000);
    for text in [format!("a{marks}"), joined, "x".repeat(300_000)] {
        collect(&Analyzer::for_locale("en"), &text, |token| {
            assert!(token.exact.len() <= MAX_TERM_BYTES)
        });
    }
}

#[test]
fn folding_a_folded_form_again_changes_nothing() {
    let mut random = Random::seeded(2);
    let analyzer = Analyzer::for_locale("en");
    let folded = |text: &str| collect(&analyzer, text, |token| token.folded.to_owned());
    for _ in 0..3_000 {
        let text = random.text(6);
        for word in folded(&text) {
            let again = folded(&word);
            assert!(
                again.is_empty() || again[0] == word,
                "{text:?}: {word:?} became {again:?}"
            );
        }
    }
}
