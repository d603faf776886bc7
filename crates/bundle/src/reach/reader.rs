//! Reads a reach; any bytes lead to filters or to a typed error, never to a panic, and never to more memory than a constant
//! times the bytes.

use guichet_search::{Analyzer, Known, TokenKind, checksum};
use xorf::{Filter, Xor8};

use super::{HEADER, Kind, MAGIC, ReachError, VERSION, key};

/// Whether so little of a query is known that other languages are worth a look: a third of its words or more are not.
pub fn is_weak(known: Known) -> bool {
    known.words > 0 && 3 * known.known <= 2 * known.words
}

/// What the locales of a bundle know.
#[derive(Clone, Debug)]
pub struct Reach {
    locales: Vec<LocaleFilter>,
}

#[derive(Clone, Debug)]
struct LocaleFilter {
    tag: String,
    analyzer: Analyzer,
    filter: Xor8,
}

impl Reach {
    /// Opens inflated bytes.
    pub fn open(bytes: &[u8]) -> Result<Self, ReachError> {
        let mut rest = checked_body(bytes)?;
        let mut locales = Vec::new();
        while !rest.is_empty() {
            let at = bytes.len() - rest.len();
            let (locale, after) = read(rest).ok_or(ReachError::Corrupt { at })?;
            locales.push(locale);
            rest = after;
        }
        Ok(Self { locales })
    }

    /// The tags of the locales that probably have an answer to a query of which `here`, the locale `tag`, knows so much; in the
    /// order of the manifest. None unless that is [weak](is_weak).
    pub fn locales(&self, query: &str, tag: &str, here: Known) -> impl Iterator<Item = &str> {
        let others = self.locales.iter().filter(move |_| is_weak(here));
        let offered = others.filter(move |other| other.tag != tag && other.is_offered(query, here));
        offered.map(|other| other.tag.as_str())
    }
}

impl LocaleFilter {
    fn is_offered(&self, query: &str, here: Known) -> bool {
        let (mut words, mut telling, mut functions) = (0, 0, 0);
        self.analyzer.analyze(query, &mut |token| {
            // What is typed in one piece is one word.
            if matches!(token.kind, TokenKind::Part | TokenKind::Tail) {
                return;
            }
            words += 1;
            if self.has(Kind::Telling, token.folded) {
                telling += 1;
            } else if self.has(Kind::Function, token.folded) {
                functions += 1;
            }
        });
        let understood = telling + functions;
        telling > 0 && 5 * understood >= 3 * words && understood * here.words > here.known * words
    }

    fn has(&self, kind: Kind, word: &str) -> bool {
        self.filter.contains(&key(&self.tag, kind, word))
    }
}

fn checked_body(bytes: &[u8]) -> Result<&[u8], ReachError> {
    if !bytes.starts_with(&MAGIC) {
        return Err(ReachError::NotAReach);
    }
    let found = bytes.len();
    let wrong = |expected| ReachError::Length { expected, found };
    let (header, body) = bytes.split_first_chunk::<HEADER>().ok_or(wrong(HEADER))?;
    let [_, _, _, _, version @ .., l0, l1, l2, l3, c0, c1, c2, c3] = *header;
    let version = u16::from_le_bytes(version);
    if version != VERSION {
        return Err(ReachError::Version { found: version });
    }
    let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
    if length != body.len() {
        return Err(wrong(length.saturating_add(HEADER)));
    }
    if checksum(body) != u32::from_le_bytes([c0, c1, c2, c3]) {
        return Err(ReachError::Checksum);
    }
    Ok(body)
}

/// The first filter, and the bytes after it.
fn read(bytes: &[u8]) -> Option<(LocaleFilter, &[u8])> {
    let (size, rest) = bytes.split_first()?;
    let (tag, rest) = rest.split_at_checked(usize::from(*size))?;
    let (seed, rest) = rest.split_first_chunk()?;
    let (block, rest) = rest.split_first_chunk()?;
    let block_length = u32::from_le_bytes(*block) as usize;
    let (fingerprints, rest) = rest.split_at_checked(block_length.checked_mul(3)?)?;
    // A filter without fingerprints would look beyond them.
    let fingerprints = (block_length > 0).then(|| fingerprints.into())?;
    let tag = str::from_utf8(tag).ok()?;
    let filter = Xor8 {
        seed: u64::from_le_bytes(*seed),
        block_length,
        fingerprints,
    };
    let locale = LocaleFilter {
        tag: tag.to_owned(),
        analyzer: Analyzer::for_locale(tag),
        filter,
    };
    Some((locale, rest))
}
