//! What only shows where slots are made late, found out of order, or not at all.

use super::slots::Slots;
use super::{COMMON_POSTINGS, ENOUGH_POSTINGS, Scorer};
use crate::index::{ArticleText, SectionText, Segment, SegmentWriter};
use crate::query::expand::expand;
use crate::query::parse::Query;
use crate::query::tests::{knowledge_base, short_articles};
use crate::query::{Hit, RankingParams};

#[test]
fn sections_add_up_in_whichever_order_they_were_found() {
    let mut slots = Slots::new(8);
    let far = u32::MAX;
    for (article, section) in [
        (7, 5),
        (3, 1),
        (7, 2),
        (7, 5),
        (3, 0),
        (7, far),
        (3, 1),
        (3, 1),
    ] {
        let (slot, mut parts) = slots.touch(article, true).unwrap();
        slot.own += 1.0;
        parts.push(slot, section, 1.0);
    }
    assert!(slots.touch(5, false).is_none());
    assert!(slots.touch(3, false).is_some());
    let mut found = Vec::new();
    slots.end_grade(|slot, most, sum| found.push((slot.own, most, sum)));
    assert_eq!(found, [(4.0, 2.0, 4.0), (4.0, 3.0, 4.0)]);
    slots.end_grade(|_, _, _| panic!("the grade has ended"));
}

/// Every second article has `library`, and those on a zebra do not need the others; but one of these is worth four times as much.
fn zebras_and_libraries() -> Segment {
    let mut writer = SegmentWriter::new("und");
    let mut add = |title, body, weight| {
        writer.add_article(&ArticleText {
            title,
            sections: &[SectionText { heading: "", body }],
            weight,
            ..ArticleText::default()
        });
    };
    for _ in 0..COMMON_POSTINGS - 500 {
        add("", "library", 1.0);
        add("", "zebra", 1.0);
    }
    for _ in 0..500 {
        add("", "a library", 1.0);
        add("", "nothing", 1.0);
    }
    for _ in 0..10 {
        add("Zebra crossing", "", 1.0);
    }
    add("Zebra photo", "library", 1.0);
    add("Library", "", 4.0);
    Segment::open(&writer.finish()).unwrap()
}

#[test]
fn common_words_do_not_look_at_further_articles_once_the_best_are_settled_and_change_no_answer() {
    let segment = zebras_and_libraries();
    let params = RankingParams::default();
    let is_settled = |query, limit| {
        let query = Query::parse(segment.analyzer(), query);
        let mut scorer = Scorer::new(&segment, &params);
        scorer.add_all(&query.words, &expand(&segment, &query), limit);
        scorer.is_settled
    };
    let answers = |limit| segment.search_with("library zebra ", limit, &params);
    assert!(is_settled("library zebra ", 8) && is_settled("zebra library ", 8));
    assert!(!is_settled("library zebra ", usize::MAX) && !is_settled("library ", 8));
    assert_eq!(answers(8), answers(usize::MAX)[..8]);
    let last = segment.article_count() - 1;
    assert_eq!(
        answers(2).iter().map(|hit| hit.article).collect::<Vec<_>>(),
        [last - 1, last]
    );
    for Hit { article, score, .. } in answers(8) {
        let explained = segment.explain("library zebra ", article, &params).unwrap();
        assert_eq!(explained.score, score);
        let words: Vec<_> = explained
            .words
            .iter()
            .map(|word| word.word.as_str())
            .collect();
        assert_eq!(words, ["library", "zebra"]);
    }
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
