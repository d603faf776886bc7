//! Writes a pack.

use guichet_search::checksum;
use guichet_wire::document::Document;

use super::bytes::{string, u32_of, varint};
use super::{MAGIC, VERSION, document};

/// Collects articles and makes a pack of them.
#[derive(Clone, Debug, Default)]
pub struct PackWriter {
    count: u32,
    articles: Vec<u8>,
}

impl PackWriter {
    /// Adds an article. `document` may be nested [`MAX_DEPTH`](guichet_wire::document::MAX_DEPTH) deep at the most: deeper
    /// ones are written but refused by the reader.
    pub fn add(&mut self, id: &str, locale: &str, title: &str, document: &Document) {
        let mut bytes = Vec::new();
        document::write(&document.blocks, &mut bytes);
        for text in [id, locale, title] {
            string(&mut self.articles, text);
        }
        varint(&mut self.articles, bytes.len());
        self.articles.extend(bytes);
        self.count += 1;
    }

    /// Bytes so far, for deciding when a pack is full.
    pub fn size(&self) -> usize {
        self.articles.len()
    }

    /// The pack's bytes, not yet gzipped; the same for the same articles in the same order.
    pub fn finish(self) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.articles.len() + 5);
        varint(&mut body, self.count as usize);
        body.extend(self.articles);
        let mut pack = MAGIC.to_vec();
        pack.extend(VERSION.to_le_bytes());
        pack.extend(u32_of(body.len()).to_le_bytes());
        pack.extend(checksum(&body).to_le_bytes());
        pack.extend(body);
        pack
    }
}
