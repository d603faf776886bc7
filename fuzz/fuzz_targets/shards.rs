//! Any bytes are a directory, or a typed error; with any other bytes as its shards it can be searched, or they are refused.
//!
//! The input is the length of the directory (two bytes), the directory, a shard, which is tried as each of its first ones.

#![no_main]

use guichet_fuzz::{DIRECTORY, SHARD, within, words_of};
use guichet_search::{Matcher, Segment};
use libfuzzer_sys::fuzz_target;

/// Bytes of memory for each byte of the file.
const FACTOR: usize = 1024;

const QUERIES: &[&str] = &["b", "bán hàng ", "returnnig", "track order"];

fuzz_target!(|file: &[u8]| {
    within(FACTOR, file, || {
        let Some((length, rest)) = file.split_first_chunk() else {
            return;
        };
        let length = usize::from(u16::from_le_bytes(*length)).min(rest.len());
        let (directory, shard) = rest.split_at(length);
        let segment = DIRECTORY.mend(directory).map(|file| Segment::open(&file));
        if let Some(Ok(mut segment)) = segment {
            let _ = segment.add_shard(0, shard);
            if let Some(shard) = SHARD.mend(shard) {
                for number in 0..segment.shard_count().min(3) {
                    let _ = segment.add_shard(number, &shard);
                }
            }
            ask(&segment, &words_of(shard));
        }
    });
});

fn ask(segment: &Segment, words: &[String]) {
    let words = words.iter().map(String::as_str);
    for query in words.chain(QUERIES.iter().copied()) {
        for number in segment.missing(query) {
            assert!(number < segment.shard_count());
        }
        let _ = segment.correct(query);
        let _ = Matcher::new(segment, query).highlight(query);
        for hit in segment.search(query, 5) {
            assert!(hit.article < segment.article_count());
            assert!(hit.score.is_finite());
        }
    }
}
