//! What is shown of a text, and what is marked in it.

use super::short_articles;
use crate::query::{Matcher, Snippet};
use crate::random::Random;

/// The pieces of a text that are highlighted.
fn marked<'t>(locale: &str, query: &str, text: &'t str) -> Vec<&'t str> {
    let segment = short_articles(locale, &[]);
    let ranges = Matcher::new(&segment, query).highlight(text);
    ranges.into_iter().map(|range| &text[range]).collect()
}

#[test]
fn highlights_cover_whole_words_however_they_are_spelt() {
    assert_eq!(
        marked("en", "ord", "An Order, or orders?"),
        ["Order", "orders"]
    );
    assert_eq!(marked("en", "order ", "An Order, or orders?"), ["Order"]);
    assert_eq!(marked("vi", "mat khau ", "Đổi mật khẩu"), ["mật", "khẩu"]);
    assert_eq!(marked("en", "pw-48", "The code PW-482913."), ["PW-482913"]);
    assert_eq!(marked("fr", "article", "l'article"), ["article"]);
    assert_eq!(
        marked("en", "café ", "Cafe\u{301}s and a cafe\u{301}."),
        ["cafe\u{301}"]
    );
    assert_eq!(marked("en", "", "text"), [""; 0]);
}

#[test]
fn highlights_of_overlapping_pairs_are_merged() {
    assert_eq!(marked("zh", "退货政策", "我们的退货政策是"), ["退货政策"]);
}

fn cut(query: &str, text: &str, max_chars: usize) -> (String, Vec<String>) {
    let segment = short_articles("en", &[]);
    let Snippet { text, highlights } = Matcher::new(&segment, query).snippet(text, max_chars);
    let marked = highlights
        .into_iter()
        .map(|range| text[range].to_owned())
        .collect();
    (text, marked)
}

const STORY: &str = "Every parcel has a number. We send it by mail as soon as the parcel leaves our house. \
    With the number you can see where the parcel is. If it is late, write to us and we ask the carrier.";

#[test]
fn a_short_text_is_its_own_snippet() {
    assert_eq!(
        cut("number ", "A number.", 80),
        ("A number.".to_owned(), vec!["number".to_owned()])
    );
}

#[test]
fn the_snippet_shows_the_place_with_the_most_words_of_the_query() {
    let (text, marked) = cut("late carrier ", STORY, 60);
    assert_eq!(marked, ["late", "carrier"]);
    assert!(
        text.starts_with('…') && text.ends_with("carrier."),
        "{text}"
    );
    assert!(text.chars().count() <= 61, "{text}");
}

#[test]
fn without_a_match_the_snippet_is_the_beginning() {
    assert_eq!(
        cut("xyzzy ", STORY, 30),
        ("Every parcel has a number. We…".to_owned(), vec![])
    );
}

#[test]
fn snippets_are_cut_between_words() {
    let words: Vec<&str> = STORY.split_whitespace().collect();
    for max in 20..120 {
        let (text, _) = cut("mail ", STORY, max);
        for word in text.trim_matches('…').split_whitespace() {
            assert!(words.contains(&word), "{word:?} in {text:?}");
        }
    }
}

#[test]
fn any_text_gives_a_snippet_within_its_bounds() {
    let mut random = Random::seeded(7);
    for segment in ["en", "zh"].map(|locale| short_articles(locale, &[])) {
        for _ in 0..1_500 {
            let length = 1 + random.below(120);
            let text = random.text(length);
            let start = text.floor_char_boundary(random.below(text.len()));
            let query: String = text[start..].chars().take(4).collect();
            let max = random.below(40);
            let Snippet {
                text: piece,
                highlights,
            } = Matcher::new(&segment, &query).snippet(&text, max);
            assert!(
                text.contains(piece.trim_matches('…')) || text.contains('…'),
                "{piece:?} of {text:?}"
            );
            assert!(
                piece.chars().count() <= max + 2,
                "{max}: {piece:?} of {text:?}"
            );
            let mut end = 0;
            for range in highlights {
                assert!(
                    range.start >= end && !range.is_empty() && piece.get(range.clone()).is_some()
                );
                end = range.end;
            }
        }
    }
}
