//! Reads a pack; any bytes lead to an article or to a typed error, never to a panic, and never to more memory than a
//! constant times the bytes.

use std::ops::Range;

use guichet_search::checksum;
use guichet_wire::document::Document;

use super::bytes::Cursor;
use super::{HEADER, MAGIC, PackError, VERSION, document};

/// An opened pack.
#[derive(Clone, Debug)]
pub struct Pack {
    bytes: Vec<u8>,
    articles: Vec<(String, Range<usize>)>,
}

/// An article as a pack holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The article's id.
    pub id: String,
    /// The locale in which it is written.
    pub locale: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub document: Document,
}

impl Pack {
    /// Opens inflated bytes and finds the articles in them; the documents are decoded when they are asked for.
    pub fn open(bytes: Vec<u8>) -> Result<Self, PackError> {
        check_header(&bytes)?;
        let mut cursor = Cursor {
            bytes: &bytes,
            at: HEADER,
        };
        let articles = cursor.list(|cursor| {
            let start = cursor.at;
            let id = cursor.string()?;
            cursor.text()?;
            cursor.text()?;
            let size = cursor.size()?;
            cursor.skip(size)?;
            Ok((id, start..cursor.at))
        })?;
        if cursor.at != bytes.len() {
            return Err(cursor.corrupt());
        }
        Ok(Self { bytes, articles })
    }

    /// The ids of the articles, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.articles.iter().map(|(id, _)| id.as_str())
    }

    /// Decodes the article `id`; `None` when the pack does not hold it.
    pub fn article(&self, id: &str) -> Result<Option<Article>, PackError> {
        let Some((_, range)) = self.articles.iter().find(|(other, _)| other == id) else {
            return Ok(None);
        };
        let mut cursor = Cursor {
            bytes: &self.bytes[..range.end],
            at: range.start,
        };
        let id = cursor.string()?;
        let locale = cursor.string()?;
        let title = cursor.string()?;
        cursor.size()?;
        let blocks = document::read(&mut cursor)?;
        if cursor.at != range.end {
            return Err(cursor.corrupt());
        }
        Ok(Some(Article {
            id,
            locale,
            title,
            document: Document { blocks },
        }))
    }
}

fn check_header(bytes: &[u8]) -> Result<(), PackError> {
    let mut header = Cursor { bytes, at: 0 };
    if header.skip(4) != Ok(&MAGIC[..]) {
        return Err(PackError::NotAPack);
    }
    let short = |_| PackError::Length {
        expected: HEADER,
        found: bytes.len(),
    };
    let version = header.array().map(u16::from_le_bytes).map_err(short)?;
    if version != VERSION {
        return Err(PackError::Version { found: version });
    }
    let length = header.array().map(u32::from_le_bytes).map_err(short)?;
    let expected = header.array().map(u32::from_le_bytes).map_err(short)?;
    let body = &bytes[HEADER..];
    if length as usize != body.len() {
        return Err(PackError::Length {
            expected: (length as usize).saturating_add(HEADER),
            found: bytes.len(),
        });
    }
    if checksum(body) != expected {
        return Err(PackError::Checksum);
    }
    Ok(())
}
