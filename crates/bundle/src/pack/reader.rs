//! Reads a pack; any bytes lead to an article or to a typed error, never to a panic, and never to more memory than a
//! constant times the bytes.

use std::ops::Range;

use guichet_search::checksum;
use guichet_wire::document::Document;

use super::{HEADER, MAGIC, VERSION, document};

/// Why bytes are not a pack, or not one that this code reads.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The first bytes are not a pack's.
    #[error("expected a Guichet pack, found other bytes: is the file inflated, and the right one?")]
    NotAPack,
    /// Made by a newer guichet.
    #[error("the pack has version {found}, this reader knows {VERSION}: update the widget")]
    Version {
        /// The version that the file names.
        found: u16,
    },
    /// Fewer or more bytes than the header says.
    #[error("the pack should have {expected} bytes and has {found}: upload it again")]
    Length {
        /// By the header.
        expected: usize,
        /// In fact.
        found: usize,
    },
    /// The bytes changed after they were written.
    #[error("the pack's checksum does not match: upload it again")]
    Checksum,
    /// The structure is wrong although the checksum matches.
    #[error("the pack is corrupt near byte {at}: build it again")]
    Corrupt {
        /// Offset in the file.
        at: usize,
    },
    /// Nested deeper than a document may be.
    #[error("a document in the pack is nested too deeply: build it again")]
    TooDeep,
}

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

/// A place in the bytes; every read is checked against their end.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn corrupt(&self) -> PackError {
        PackError::Corrupt { at: self.at }
    }

    pub(super) fn byte(&mut self) -> Result<u8, PackError> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn varint(&mut self) -> Result<u32, PackError> {
        let mut value = 0u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).map_err(|_| self.corrupt());
            }
        }
        Err(self.corrupt())
    }

    pub(super) fn string(&mut self) -> Result<String, PackError> {
        self.text().map(str::to_owned)
    }

    /// A counted list. An element takes at least a byte, so a count beyond the bytes left is refused before anything is
    /// allocated for it.
    pub(super) fn list<T>(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<T, PackError>,
    ) -> Result<Vec<T>, PackError> {
        let count = self.size()?;
        if count > self.bytes.len() - self.at {
            return Err(self.corrupt());
        }
        (0..count).map(|_| element(self)).collect()
    }

    fn size(&mut self) -> Result<usize, PackError> {
        self.varint().map(|size| size as usize)
    }

    fn text(&mut self) -> Result<&'a str, PackError> {
        let size = self.size()?;
        let bytes = self.skip(size)?;
        str::from_utf8(bytes).map_err(|_| self.corrupt())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], PackError> {
        let bytes = self.skip(N)?;
        bytes.try_into().map_err(|_| self.corrupt())
    }

    fn skip(&mut self, size: usize) -> Result<&'a [u8], PackError> {
        let end = self.at.checked_add(size).ok_or_else(|| self.corrupt())?;
        let bytes = self.bytes.get(self.at..end).ok_or_else(|| self.corrupt())?;
        self.at = end;
        Ok(bytes)
    }
}
