//! What only shows where slots are made late, found out of order, or not at all.

use super::ENOUGH_POSTINGS;
use super::slots::Slots;
use crate::query::RankingParams;
use crate::query::tests::{knowledge_base, short_articles};

#[test]
fn sections_are_listed_in_their_order_in_whichever_order_they_were_found() {
    let mut slots = Slots::new(8);
    for (article, section) in [
        (7, 5),
        (3, 1),
        (7, 2),
        (7, 9),
        (7, 2),
        (3, 0),
        (7, 3),
        (3, 1),
    ] {
        slots.touch(article, section).1.score += 1.0;
    }
    let found = |article| -> Vec<(u32, f32)> {
        let slot = slots.article(article).unwrap();
        let sections = slots.sections(slot);
        sections.map(|slot| (slot.section, slot.score)).collect()
    };
    assert_eq!(found(7), [(0, 0.0), (2, 2.0), (3, 1.0), (5, 1.0), (9, 1.0)]);
    assert_eq!(found(3), [(0, 1.0), (1, 2.0)]);
    assert_eq!(slots.touched().count(), 2);
    assert!(slots.article(5).is_none());
}

/// One word is too little to beat a lead that has both others; with what it inherits of those, it is more.
#[test]
fn a_section_that_has_only_the_last_word_inherits_the_words_before_it() {
    let sections = [("", "Send it."), ("", "In a box."), ("", "Take a photo.")];
    let segment = knowledge_base("en", &[("Return parcels", &sections)]);
    let section = |query| segment.search(query, 1)[0].section;
    assert_eq!(section("return parcels "), 0);
    assert_eq!(section("return parcels photo "), 2);
    assert_eq!(section("photo return parcels "), 2);
}

#[test]
fn of_too_many_longer_words_the_shortest_are_counted_and_what_was_typed_always_is() {
    const ARTICLES: usize = 100;
    let letters = || 'a'..='z';
    let short: Vec<String> = letters()
        .flat_map(|first| letters().map(move |second| format!("w{first}{second}")))
        .collect();
    for (words, long_is_found) in [
        (ENOUGH_POSTINGS / ARTICLES - 1, true),
        (ENOUGH_POSTINGS / ARTICLES, false),
    ] {
        let body = short[..words].join(" ");
        let mut articles = vec![("", body.as_str()); ARTICLES];
        articles.extend([("", "waalong"), ("", "w")]);
        let segment = short_articles("und", &articles);
        let params = RankingParams {
            floor: 0.0,
            ..RankingParams::default()
        };
        let finds = |query, article| {
            let hits = segment.search_with(query, articles.len(), &params);
            hits.iter().any(|hit| hit.article as usize == article)
        };
        assert_eq!(finds("w", ARTICLES), long_is_found, "{words} shorter words");
        assert!(finds("waal", ARTICLES) && finds("w", ARTICLES + 1) && finds("w", 0));
    }
}
