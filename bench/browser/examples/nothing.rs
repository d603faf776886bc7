//! The same doors as the engine's, with nothing behind them: an allocator and the ways of JavaScript, which a program in WebAssembly has in any
//! case. The engine weighs what it adds to this.

use std::sync::Arc;

use wasm_bindgen::prelude::*;

/// Some bytes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Index(Arc<Vec<u8>>, Vec<u32>);

#[wasm_bindgen]
impl Index {
    /// Keeps the bytes.
    pub fn open(bytes: &[u8], categories: Vec<u32>) -> Option<Index> {
        (!bytes.is_empty()).then(|| Self(Arc::new(bytes.to_vec()), categories))
    }

    /// Keeps other bytes.
    pub fn add_shard(&mut self, number: u32, bytes: &[u8]) -> bool {
        self.1.push(number);
        self.0 = Arc::new(bytes.to_vec());
        true
    }

    /// Some numbers.
    pub fn search(&self, query: &str, limit: usize) -> Vec<u32> {
        let numbers = self.1.iter().take(limit);
        numbers.map(|number| number + query.len() as u32).collect()
    }
}

// An example has to have one.
#[allow(dead_code)]
fn main() {}
