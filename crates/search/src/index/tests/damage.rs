//! Bytes that are not what was written: cut, flipped, random, and made to lie.

use super::*;

#[test]
fn a_segment_cut_at_any_byte_is_refused() {
    let (_, bytes) = random_segment(11, 8);
    for end in 0..bytes.len() {
        let error = Segment::open(&bytes[..end]).unwrap_err();
        let expected = if end == 0 {
            "NotASegment"
        } else {
            "WrongLength"
        };
        assert!(
            format!("{error:?}").starts_with(expected),
            "cut at {end}: {error:?}"
        );
    }
    let longer = [&bytes[..], &[0]].concat();
    assert!(matches!(
        Segment::open(&longer),
        Err(FormatError::WrongLength { .. })
    ));
}

#[test]
fn a_segment_with_any_bit_flipped_is_refused() {
    let (_, bytes) = random_segment(12, 8);
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert!(Segment::open(&flipped).is_err(), "bit {bit} of byte {at}");
        }
    }
}

/// Opens a body of which somebody made sure that its checksum is right, and searches it if it opens.
fn open_and_search(body: &[u8]) -> Result<(), FormatError> {
    search(&Segment::open(&frame(Kind::Whole, body))?);
    Ok(())
}

pub(super) fn search(segment: &Segment) {
    for query in [
        "order track ",
        "b",
        "bán",
        "e-ma",
        "退货",
        "l'ete o",
        "parcle",
        "get it back",
    ] {
        let _ = segment.correct(query);
        let _ = Matcher::new(segment, query).highlight("order track Bán 退货");
        let _ = segment.explain(query, 0, &RankingParams::default());
        for hit in segment.search(query, 5) {
            assert!(hit.article < segment.article_count());
            let sections = segment.section_count(hit.article);
            assert!(sections.is_none_or(|sections| hit.section < sections));
            assert!(hit.score.is_finite());
        }
    }
}

#[test]
fn damage_under_a_right_checksum_causes_an_error_or_other_answers_but_no_panic() {
    let (_, bytes) = random_segment(13, 6);
    let body = &bytes[HEADER_BYTES..];
    let mut refused = 0;
    for at in 0..body.len() {
        for bit in 0..8 {
            let mut flipped = body.to_vec();
            flipped[at] ^= 1 << bit;
            refused += usize::from(open_and_search(&flipped).is_err());
        }
        for damaged in [
            &body[..at],
            &[&body[..at], &body[at + 1..]].concat(),
            &[&body[..at], &[0xff], &body[at..]].concat(),
        ] {
            refused += usize::from(open_and_search(damaged).is_err());
        }
    }
    assert!(
        refused > body.len(),
        "the structure is checked, not only the checksum: {refused} refused"
    );
}

#[test]
fn random_bytes_under_a_right_frame_are_refused_without_a_panic() {
    let mut random = Random::seeded(14);
    for _ in 0..5_000 {
        let body: Vec<u8> = (0..random.below(60))
            .map(|_| [0, 1, 2, 3, 0x7f, 0xff][random.below(6)])
            .collect();
        let _ = open_and_search(&body);
    }
}

#[test]
fn counts_that_lie_are_refused_before_memory_is_reserved_for_them() {
    // Locale, alphabet, function words, endings; then the counts in question.
    let with = |numbers: &[u32]| {
        let mut body = vec![2, b'e', b'n', 0, 0, 0];
        numbers
            .iter()
            .for_each(|number| push_varint(&mut body, *number));
        Segment::open(&frame(Kind::Whole, &body))
            .unwrap_err()
            .to_string()
    };
    let one_article = [1, 1, 0, 0, 0, 0, 0, 0, 64, 0, 0];
    let and = |numbers: &[u32]| with(&[&one_article, numbers].concat());
    assert!(with(&[u32::MAX]).contains("the articles are not well formed"));
    assert!(
        with(&[1, u32::MAX, 0, 0, 0, 0, 0, 0, 64, 0, 0])
            .contains("the articles are not well formed")
    );
    assert!(and(&[u32::MAX, 0]).contains("the dictionary is not well formed"));
    assert!(and(&[0, u32::MAX]).contains("the relations are not well formed"));
    assert!(and(&[0, 0, u32::MAX]).contains("the postings are not well formed"));
    // A term `b` that claims to have more postings than there are bytes.
    assert!(and(&[1, 98, 0, 0, u32::MAX, 0, 0, 0]).contains("the postings are not well formed"));
}

#[test]
fn errors_say_what_was_found_and_what_to_do() {
    let (_, bytes) = random_segment(15, 2);
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        Segment::open(&bytes).unwrap_err()
    };
    assert_eq!(
        with(4, 4),
        FormatError::NewerVersion {
            found: 4,
            supported: 3
        }
    );
    assert!(with(4, 4).to_string().ends_with("update the widget"));
    assert_eq!(with(4, 0), FormatError::OlderVersion { found: 0 });
    assert!(matches!(
        with(bytes.len() - 1, !bytes[bytes.len() - 1]),
        FormatError::Checksum { .. }
    ));
    let page = Segment::open(b"<!doctype html>").unwrap_err();
    assert_eq!(
        page,
        FormatError::NotASegment {
            found: b"<!do".to_vec()
        }
    );
    let body = &bytes[HEADER_BYTES..];
    assert_eq!(
        u32::from_le_bytes(bytes[10..14].try_into().unwrap()),
        checksum(body)
    );
}
