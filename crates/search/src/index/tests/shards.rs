//! An index in shards answers as one in one piece does, from what was fetched; and refuses what is not a shard of it.

use super::damage::search;
use super::*;

/// Names of sections of an archive, none of which begins or ends as another one does.
const PLACES: &[&str] = &[
    "harbour", "meadow", "lantern", "orchard", "granite", "thistle", "compass", "velvet",
    "whistle", "pepper", "saffron", "glacier",
];

fn places() -> SegmentWriter {
    let mut writer = SegmentWriter::new("en");
    for place in PLACES {
        writer.add_article(&ArticleText {
            title: &format!("The {place}"),
            weight: if *place == "velvet" { 2.0 } else { 1.0 },
            ..ArticleText::default()
        });
    }
    writer.relate(&["port"], &["harbour"], 0.5);
    writer
}

fn cut(writer: SegmentWriter) -> (Segment, Index) {
    let index = writer.finish_cut(&Cutting {
        whole: 0,
        shard: 16,
    });
    (Segment::open(&index.head).unwrap(), index)
}

#[test]
fn what_is_fetched_for_a_word_finds_the_articles_that_the_whole_index_finds() {
    for seed in 0..10 {
        let (articles, bytes) = random_segment(seed, 40);
        let whole = Segment::open(&bytes).unwrap();
        let index = random_shards("fr", seed, 40);
        assert!(index.shards.len() > 5);
        let segment = Segment::open(&index.head).unwrap();
        // So many sections have its forms that the relations of `order` are not followed in shards.
        let has_no_relation = |word: &String| !word.starts_with("order");
        let words = articles.iter().flat_map(words).filter(has_no_relation);
        for word in words {
            let query = format!("{word} ");
            let mut segment = segment.clone();
            fetch(&mut segment, &index, &query);
            let found = |segment: &Segment| {
                // Lengths are rounded in shards, and so are scores: what is just above the floor here may be just below it there.
                let params = RankingParams {
                    floor: 0.0,
                    ..RankingParams::default()
                };
                let hits = segment.search_with(&query, 40, &params).into_iter();
                let mut hits: Vec<_> = hits.map(|hit| hit.article).collect();
                hits.sort_unstable();
                hits
            };
            assert_eq!(found(&segment), found(&whole), "{query}");
        }
    }
}

#[test]
fn a_query_fetches_its_own_shards_and_no_others() {
    let (mut segment, index) = cut(places());
    assert_eq!(segment.shard_count() as usize, index.shards.len());
    assert!(segment.search("lantern ", 5).is_empty());
    assert_eq!(fetch(&mut segment, &index, "lantern "), 1);
    assert_eq!(segment.search("lantern ", 5)[0].article, 2);
    assert_eq!(fetch(&mut segment, &index, "lantern "), 0);
    assert_eq!(segment.section_count(2), None);
}

#[test]
fn an_answer_does_not_depend_on_what_was_fetched_before() {
    let queries = [
        "lan", "velv", "harbor", "hwistle", "saffrn", "port ", "the", "zzzzz",
    ];
    let (empty, index) = cut(places());
    let mut full = empty.clone();
    for (number, bytes) in (0..).zip(&index.shards) {
        full.add_shard(number, bytes).unwrap();
    }
    for query in queries {
        let mut segment = empty.clone();
        fetch(&mut segment, &index, query);
        assert_eq!(segment.search(query, 9), full.search(query, 9), "{query}");
        assert_eq!(segment.correct(query), full.correct(query), "{query}");
    }
}

#[test]
fn a_word_that_is_mistyped_early_or_late_is_found_by_its_other_end() {
    let (mut segment, index) = cut(places());
    for (query, article) in [
        ("hwistle ", 8),
        ("ghacier ", 11),
        ("saffrno ", 10),
        ("granitt ", 4),
    ] {
        fetch(&mut segment, &index, query);
        assert_eq!(segment.search(query, 1)[0].article, article, "{query}");
    }
}

#[test]
fn a_word_that_no_article_has_leads_to_the_shard_of_its_relation() {
    let (mut segment, index) = cut(places());
    fetch(&mut segment, &index, "port ");
    assert_eq!(segment.search("port ", 1)[0].article, 0);
}

#[test]
fn an_article_of_more_weight_keeps_it() {
    let (mut segment, index) = cut(places());
    fetch(&mut segment, &index, "the velvet granite ");
    let hits = segment.search("the velvet granite ", 2);
    assert_eq!((hits[0].article, hits[1].article), (7, 4));
    assert!(hits[0].score > 1.5 * hits[1].score);
}

#[test]
fn an_index_with_few_postings_is_not_cut() {
    let index = places().finish_cut(&Cutting::default());
    assert!(index.shards.is_empty());
    assert_eq!(index.head, places().finish());
}

#[test]
fn a_shard_of_another_index_or_at_another_place_is_refused() {
    let (mut segment, index) = cut(places());
    let other = random_shards("en", 3, 40);
    let refused = |segment: &mut Segment, number, bytes: &[u8]| {
        let error = segment.add_shard(number, bytes).unwrap_err();
        matches!(error, FormatError::Corrupt { .. })
    };
    assert!(refused(&mut segment, 0, &other.shards[0]));
    assert!(refused(&mut segment, 1, &index.shards[0]));
    assert!(refused(&mut segment, u32::MAX, &index.shards[0]));
    assert!(matches!(
        segment.add_shard(0, &index.head),
        Err(FormatError::NotASegment { .. })
    ));
    assert!(matches!(
        Segment::open(&index.shards[0]),
        Err(FormatError::NotASegment { .. })
    ));
    assert!(segment.search("harbour", 5).is_empty());
}

/// Damages a body at each byte, with a right frame around it.
fn damaged(body: &[u8], mut open: impl FnMut(&[u8])) {
    for at in 0..body.len() {
        for bit in 0..8 {
            let mut flipped = body.to_vec();
            flipped[at] ^= 1 << bit;
            open(&flipped);
        }
        open(&body[..at]);
        open(&[&body[..at], &[0xff], &body[at..]].concat());
    }
}

#[test]
fn damage_under_a_right_checksum_causes_an_error_or_other_answers_but_no_panic() {
    // No language: no function words, which would only take time.
    let index = random_shards("zxx", 13, 6);
    let add_all = |segment: &mut Segment| {
        for (number, bytes) in (0..).zip(&index.shards) {
            let _ = segment.add_shard(number, bytes);
        }
    };
    damaged(&index.head[HEADER_BYTES..], |body| {
        if let Ok(mut segment) = Segment::open(&frame(Kind::Directory, body)) {
            add_all(&mut segment);
            search(&segment);
        }
    });
    let mut segment = Segment::open(&index.head).unwrap();
    add_all(&mut segment);
    for (number, bytes) in (0..).zip(&index.shards) {
        damaged(&bytes[HEADER_BYTES..], |body| {
            let mut segment = segment.clone();
            if segment.add_shard(number, &frame(Kind::Shard, body)).is_ok() {
                search(&segment);
            }
        });
    }
}
