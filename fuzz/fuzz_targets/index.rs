//! Any bytes are an index that can be searched, or a typed error.

#![no_main]

use guichet_fuzz::{INDEX, within, words_of};
use guichet_search::{Matcher, Segment};
use libfuzzer_sys::fuzz_target;

/// Bytes of memory for each byte of the file (docs/formats/fuzzing.md says where they go).
const FACTOR: usize = 512;

/// Unfinished, marked, compound, without spaces, misspelt.
const QUERIES: &[&str] = &["b", "bán hàng ", "e-mail PW-48", "退货政策", "returnnig"];

const TEXT: &str = "Where is my order? Bạn có thể trả hàng; l'été, Straße, e-mail PW-482913, 退货政策与运费, ที่อยู่จัดส่ง.";

fuzz_target!(|file: &[u8]| {
    within(FACTOR, file, || {
        // Hardly ever gets past the frame, which wants to be tried too.
        let _ = Segment::open(file);
        if let Some(Ok(segment)) = INDEX.mend(file).map(|file| Segment::open(&file)) {
            ask(&segment, &words_of(file));
        }
    });
});

fn ask(segment: &Segment, words: &[String]) {
    let sentence = words.join(" ");
    let words = words.iter().map(String::as_str);
    for query in words.chain([sentence.as_str()]) {
        search(segment, query);
        show(segment, query, &sentence);
    }
    for query in QUERIES {
        search(segment, query);
        show(segment, query, TEXT);
        let _ = segment.correct(query);
    }
}

fn search(segment: &Segment, query: &str) {
    let hits = segment.search(query, 5);
    assert!(
        hits.is_sorted_by(|better, worse| better.score >= worse.score),
        "{hits:?}"
    );
    for hit in hits {
        assert!(hit.article < segment.article_count());
        let sections = segment.section_count(hit.article);
        assert!(sections.is_some_and(|sections| hit.section < sections));
        assert!(hit.score.is_finite() && hit.score > 0.0, "{hit:?}");
    }
}

fn show(segment: &Segment, query: &str, text: &str) {
    let matcher = Matcher::new(segment, query);
    let snippet = matcher.snippet(text, 40);
    for (text, highlights) in [
        (text, matcher.highlight(text)),
        (&snippet.text, snippet.highlights),
    ] {
        let ends: Vec<usize> = highlights
            .iter()
            .flat_map(|range| [range.start, range.end])
            .collect();
        assert!(ends.is_sorted());
        assert!(
            highlights
                .into_iter()
                .all(|range| text.get(range).is_some())
        );
    }
}
