//! The terms of a segment, sorted and front-coded in blocks, and the way from a word to its postings.
//!
//! A lookup searches the heads of the blocks by halves and then reads on from the block it found. Nothing is
//! allocated per term: two buffers hold the forms of the entry at hand.

use std::cmp::Ordering;
use std::ops::Range;

use super::bytes::{Cursor, push_varint};
use super::error::Broken;
use crate::analysis::MAX_TERM_BYTES;

/// Terms in a block. Larger blocks make the segment smaller and a lookup longer.
pub(super) const BLOCK: usize = 16;
const HEAD_BYTES: usize = 8;

/// One term of the dictionary.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    /// The folded form.
    pub(crate) folded: &'a [u8],
    /// The form with its marks.
    pub(crate) exact: &'a [u8],
    /// The undecoded list of postings.
    pub(crate) postings: &'a [u8],
}

/// Takes terms in sorted order and makes the dictionary's bytes.
#[derive(Debug, Default)]
pub(super) struct DictionaryWriter {
    terms: usize,
    heads: Vec<u8>,
    entries: Vec<u8>,
    postings: Vec<u8>,
    previous: Vec<u8>,
}

impl DictionaryWriter {
    pub(super) fn push(
        &mut self,
        folded: &str,
        exact: &str,
        push_postings: impl FnOnce(&mut Vec<u8>),
    ) {
        let (folded, exact) = (folded.as_bytes(), exact.as_bytes());
        if self.terms.is_multiple_of(BLOCK) {
            self.heads.extend((self.entries.len() as u32).to_le_bytes());
            self.heads
                .extend((self.postings.len() as u32).to_le_bytes());
            self.previous.clear();
        }
        let shared = shared_prefix(&self.previous, folded);
        let tail = &folded[shared..];
        push_varint(&mut self.entries, shared as u32);
        push_varint(
            &mut self.entries,
            (tail.len() as u32) << 1 | u32::from(exact != folded),
        );
        self.entries.extend(tail);
        if exact != folded {
            let shared = shared_prefix(folded, exact);
            push_varint(&mut self.entries, shared as u32);
            push_varint(&mut self.entries, (exact.len() - shared) as u32);
            self.entries.extend(&exact[shared..]);
        }
        let start = self.postings.len();
        push_postings(&mut self.postings);
        push_varint(&mut self.entries, (self.postings.len() - start) as u32);
        self.previous.clear();
        self.previous.extend(folded);
        self.terms += 1;
    }

    pub(super) fn finish(self, bytes: &mut Vec<u8>) {
        push_varint(bytes, self.terms as u32);
        push_varint(bytes, self.entries.len() as u32);
        push_varint(bytes, self.postings.len() as u32);
        bytes.extend(self.heads);
        bytes.extend(self.entries);
        bytes.extend(self.postings);
    }
}

fn shared_prefix(left: &[u8], right: &[u8]) -> usize {
    left.iter().zip(right).take_while(|(a, b)| a == b).count()
}

/// Where the dictionary lies within its segment.
#[derive(Clone, Debug)]
pub(super) struct DictionaryLayout {
    terms: usize,
    heads: Range<usize>,
    entries: Range<usize>,
    postings: Range<usize>,
}

impl DictionaryLayout {
    /// Reads the sizes and checks that the dictionary ends where the bytes end.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Self> {
        let (terms, entries, postings) = (cursor.length()?, cursor.length()?, cursor.length()?);
        let mut area = |length| {
            let start = cursor.position();
            cursor.take(length).map(|_| start..cursor.position())
        };
        let heads = area(terms.div_ceil(BLOCK).checked_mul(HEAD_BYTES)?)?;
        let layout = Self {
            terms,
            heads,
            entries: area(entries)?,
            postings: area(postings)?,
        };
        cursor.is_at_end().then_some(layout)
    }

    pub(super) fn reader<'a>(&self, bytes: &'a [u8]) -> DictionaryReader<'a> {
        let area = |range: &Range<usize>| bytes.get(range.clone()).unwrap_or_default();
        DictionaryReader {
            terms: self.terms,
            heads: area(&self.heads),
            entries: area(&self.entries),
            postings: area(&self.postings),
        }
    }

    /// Checks every entry and, through `check_postings`, every list. Says the offset of what is wrong.
    pub(super) fn validate(
        &self,
        bytes: &[u8],
        check_postings: &dyn Fn(&[u8]) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        let reader = self.reader(bytes);
        let mut walk = reader.walk(0);
        let (mut folded, mut exact) = (Vec::new(), Vec::new());
        for term in 0..self.terms {
            let (entry_at, list_at) = (walk.entries.position(), walk.postings.position());
            let broken = |rule| Broken::new(self.entries.start + entry_at, rule);
            if term % BLOCK == 0 && reader.head(term / BLOCK) != Some((entry_at, list_at)) {
                return Err(broken("the head of this block points elsewhere"));
            }
            let entry = walk.next().ok_or(broken("a term is not well formed"))?;
            // No term is empty, so the first one stands after these empty buffers.
            if (&folded[..], &exact[..]) >= (entry.folded, entry.exact) {
                return Err(broken("the terms are not sorted"));
            }
            check_postings(entry.postings)
                .map_err(|broken| broken.within(self.postings.start + list_at))?;
            entry.folded.clone_into(&mut folded);
            entry.exact.clone_into(&mut exact);
        }
        if !walk.entries.is_at_end() || !walk.postings.is_at_end() {
            let end = self.entries.start + walk.entries.position();
            return Err(Broken::new(end, "there is more than the counted terms"));
        }
        Ok(())
    }
}

/// Looks terms up. Made anew for each use: it only borrows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DictionaryReader<'a> {
    terms: usize,
    heads: &'a [u8],
    entries: &'a [u8],
    postings: &'a [u8],
}

impl<'a> DictionaryReader<'a> {
    /// Calls `visit` with each term whose folded form is `folded`, or begins with it if `prefix`.
    pub(crate) fn expand(&self, folded: &[u8], prefix: bool, visit: &mut dyn FnMut(&Entry<'_>)) {
        let mut walk = self.walk(self.block_before(folded));
        while let Some(entry) = walk.next() {
            match entry.folded.cmp(folded) {
                Ordering::Less => {}
                Ordering::Equal => visit(&entry),
                Ordering::Greater if prefix && entry.folded.starts_with(folded) => visit(&entry),
                Ordering::Greater => return,
            }
        }
    }

    /// The last block that begins with a smaller term: the first equal one may lie inside it.
    fn block_before(&self, folded: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.terms.div_ceil(BLOCK));
        while low < high {
            let middle = low.midpoint(high);
            let smaller = self
                .walk(middle)
                .next()
                .is_some_and(|entry| entry.folded < folded);
            if smaller {
                low = middle + 1
            } else {
                high = middle
            }
        }
        low.saturating_sub(1)
    }

    fn head(&self, block: usize) -> Option<(usize, usize)> {
        let mut cursor = Cursor::new(self.heads.get(block.checked_mul(HEAD_BYTES)?..)?);
        Some((cursor.u32()? as usize, cursor.u32()? as usize))
    }

    fn walk(&self, block: usize) -> Walk<'a> {
        let (mut entries, mut postings) = (Cursor::new(self.entries), Cursor::new(self.postings));
        let sought = self
            .head(block)
            .and_then(|(entry, list)| entries.take(entry).and(postings.take(list)));
        let term = if sought.is_some() {
            block * BLOCK
        } else {
            self.terms
        };
        Walk {
            term,
            terms: self.terms,
            entries,
            postings,
            folded: Vec::new(),
            exact: Vec::new(),
        }
    }
}

/// Goes through the entries from the beginning of a block on.
#[derive(Debug)]
struct Walk<'a> {
    term: usize,
    terms: usize,
    entries: Cursor<'a>,
    postings: Cursor<'a>,
    folded: Vec<u8>,
    exact: Vec<u8>,
}

impl Walk<'_> {
    /// The next entry; `None` at the end or where the bytes are not well formed.
    fn next(&mut self) -> Option<Entry<'_>> {
        if self.term >= self.terms {
            return None;
        }
        if self.term.is_multiple_of(BLOCK) {
            self.folded.clear();
        }
        self.term += 1;
        let shared = self.entries.length()?;
        let tail = self.entries.length()?;
        if shared > self.folded.len() {
            return None;
        }
        self.folded.truncate(shared);
        self.folded.extend(self.entries.take(tail >> 1)?);
        self.exact.clear();
        if tail & 1 == 1 {
            let shared = self.entries.length()?;
            let length = self.entries.length()?;
            self.exact.extend(self.folded.get(..shared)?);
            self.exact.extend(self.entries.take(length)?);
        } else {
            self.exact.extend(&self.folded);
        }
        if self.folded.is_empty()
            || self.folded.len() > MAX_TERM_BYTES
            || self.exact.len() > MAX_TERM_BYTES
        {
            return None;
        }
        let length = self.entries.length()?;
        let postings = self.postings.take(length)?;
        Some(Entry {
            folded: &self.folded,
            exact: &self.exact,
            postings,
        })
    }
}
