//! Guichet's engine and nothing else, for a page to time it. The widget links the same code among its own.

use guichet_search::Segment;
use wasm_bindgen::prelude::*;

/// An opened index.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Index(Segment);

#[wasm_bindgen]
impl Index {
    /// Opens the bytes of a segment; tells it how many articles each category has. As in the widget, what is wrong with other bytes is
    /// not put into words.
    pub fn open(bytes: &[u8], categories: Vec<u32>) -> Option<Index> {
        let mut segment = Segment::open(bytes).ok()?;
        segment.file_under(categories);
        Some(Self(segment))
    }

    /// Adds a shard of an index that is cut into such; whether it belongs there.
    pub fn add_shard(&mut self, number: u32, bytes: &[u8]) -> bool {
        self.0.add_shard(number, bytes).is_ok()
    }

    /// The ordinals of the articles that answer, best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<u32> {
        let hits = self.0.search(query, limit).into_iter();
        hits.map(|hit| hit.article).collect()
    }
}
