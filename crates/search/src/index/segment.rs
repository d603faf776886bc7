//! An index that was checked and can be searched: in one piece, or a directory and those of its shards that were fetched. Owns opening; the
//! ranking is in `query`.

use std::ops::Range;
use std::sync::Arc;

use super::alphabet::Alphabet;
use super::bytes::Cursor;
use super::columns::{column, text};
use super::dictionary::{Dictionary, Lookup, Place, Shard, SpellingsPlaces, TermId};
use super::documents::Documents;
use super::error::{Fault, FormatError};
use super::layout::{HEADER_BYTES, Kind, check_frame};
use super::postings::{Field, Occurrence, Posting, Postings};
use super::relations::Relations;
use super::spellings::Spellings;
use super::term_table::{FormTable, read_terms};
use crate::analysis::{Analyzer, fold};

/// The longest locale tag in bytes.
pub(super) const MAX_LOCALE_BYTES: usize = 64;

/// The index of one locale, open for searching.
///
/// The bytes are checked and unpacked once, in [`Segment::open`]; searching them afterwards cannot fail. A large index is opened by its
/// directory; what a query needs of its shards is told by [`Segment::missing`] and added by [`Segment::add_shard`].
#[derive(Clone, Debug)]
pub struct Segment {
    locale: String,
    analyzer: Analyzer,
    alphabet: Alphabet,
    function_words: FormTable,
    documents: Documents,
    dictionary: Dictionary,
    relations: Arc<Relations>,
    /// The articles of each category; empty where nobody told.
    categories: Vec<Range<u32>>,
    /// What all shards of this index have in common with no others.
    set: u32,
}

impl Segment {
    /// Checks and unpacks the bytes of an index, as [`SegmentWriter`](super::SegmentWriter) made them: in one piece, or its directory.
    ///
    /// Takes time linear in the bytes, and memory of at most a constant times their length.
    ///
    /// # Errors
    /// Any bytes that are not a whole and sound segment of a known version: see [`FormatError`].
    pub fn open(bytes: &[u8]) -> Result<Self, FormatError> {
        let kind = check_frame(bytes, &[Kind::Whole, Kind::Directory])?;
        let mut parts = Parts::of(bytes);
        Self::read(kind, &mut parts).ok_or_else(|| parts.broken())
    }

    fn read(kind: Kind, parts: &mut Parts<'_>) -> Option<Self> {
        let locale = parts.next(Fault::Locale);
        let locale = text(locale).filter(|locale| locale.len() <= MAX_LOCALE_BYTES)?;
        let alphabet = Alphabet::read(parts.next(Fault::Alphabet))?;
        let function_words = FormTable::read(parts.next(Fault::FunctionWords), &alphabet)?;
        let endings = FormTable::read(parts.next(Fault::Endings), &alphabet)?;
        let articles = parts.next(Fault::Articles);
        let (documents, (set, dictionary, relations)) = match kind {
            Kind::Directory => {
                let documents = Documents::read_count(articles)?;
                (documents, read_directory(parts, &alphabet, endings)?)
            }
            _ => {
                let documents = Documents::read_list(articles)?;
                let whole = read_whole(parts, &alphabet, endings, &documents)?;
                (documents, whole)
            }
        };
        parts.end()?;
        Some(Self {
            analyzer: Analyzer::for_locale(locale),
            locale: locale.to_owned(),
            alphabet,
            function_words,
            documents,
            dictionary,
            relations: Arc::new(relations),
            categories: Vec::new(),
            set,
        })
    }

    /// Adds shard `number` of this index, so that it is searched too.
    ///
    /// # Errors
    /// Any bytes that are not that shard of this very index: see [`FormatError`]. The index stays as it was.
    pub fn add_shard(&mut self, number: u32, bytes: &[u8]) -> Result<(), FormatError> {
        check_frame(bytes, &[Kind::Shard])?;
        let mut parts = Parts::of(bytes);
        self.read_shard(number, &mut parts)
            .ok_or_else(|| parts.broken())
    }

    fn read_shard(&mut self, number: u32, parts: &mut Parts<'_>) -> Option<()> {
        let head = parts.next(Fault::OtherIndex);
        if head.u32()? != self.set || head.varint()? != number || number >= self.shard_count() {
            return None;
        }
        if self.dictionary.are_spellings(number) {
            let spellings = Spellings::read(parts.next(Fault::Spellings), &self.alphabet)?;
            parts.end()?;
            self.dictionary.add_spellings(number, spellings);
            return Some(());
        }
        let (terms, lengths) = read_terms(parts.next(Fault::Dictionary), &self.alphabet)?;
        let postings = parts.next(Fault::Postings);
        let postings = Postings::read(postings, &lengths, &self.documents)?;
        parts.end()?;
        let shard = Shard { terms, postings };
        parts.next(Fault::OtherTerms);
        if !self.dictionary.fits(number, &shard) {
            return None;
        }
        self.dictionary.add(number, shard);
        Some(())
    }

    /// Tells which articles belong together, from the first on: how many each category has. The index does not say, the catalog does;
    /// articles that are left over belong to none.
    pub fn file_under(&mut self, categories: impl IntoIterator<Item = u32>) {
        let ranges = categories.into_iter().scan(0_u32, |start, articles| {
            let end = start.saturating_add(articles);
            Some(std::mem::replace(start, end)..end)
        });
        self.categories = ranges.filter(|filed| !filed.is_empty()).collect();
    }

    /// The articles of each category, in order.
    pub(crate) fn categories(&self) -> impl Iterator<Item = Range<u32>> {
        self.categories.iter().cloned()
    }

    /// How many shards the index is cut into; 0 if it is in one piece.
    pub fn shard_count(&self) -> u32 {
        match self.is_whole() {
            true => 0,
            false => self.dictionary.shard_count() as u32,
        }
    }

    /// Whether the index is in one piece.
    pub(crate) fn is_whole(&self) -> bool {
        self.documents.are_listed()
    }

    /// The BCP 47 tag of the locale that was indexed.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The analyzer of that locale.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The number of articles. Their ordinals run from 0.
    pub fn article_count(&self) -> u32 {
        self.documents.articles()
    }

    /// The number of sections of an article, its lead included; `None` if there is no such article, or the index is in shards and does
    /// not know.
    pub fn section_count(&self, article: u32) -> Option<u32> {
        self.documents.sections(article)
    }

    /// Whether a word, in its exact form, says little about the subject of a sentence.
    pub(crate) fn is_function_word(&self, exact: &str) -> bool {
        let mut folded = String::new();
        fold(exact, &mut folded);
        let mut same = self.function_words.with_form(folded.as_bytes());
        // Who types no marks means the word that has some.
        same.any(|word| exact == folded || self.function_words.exact(word) == exact.as_bytes())
    }

    pub(crate) fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    pub(crate) fn lookup(&self) -> Lookup<'_> {
        Lookup::new(&self.dictionary)
    }

    /// The relations that have a phrase to search for that begins with `term`, and the rest of that phrase.
    pub(crate) fn relations(&self, term: TermId) -> impl Iterator<Item = (u32, &[TermId])> {
        self.relations.beginning_with(term)
    }

    /// How much the words count that a relation leads to, above 0, to 1, and the phrases of these.
    pub(crate) fn relation(&self, relation: u32) -> (f32, impl Iterator<Item = &[TermId]>) {
        self.relations.get(relation)
    }

    /// What the sections have of a term, in the order of their ordinals.
    pub(crate) fn postings(&self, term: TermId) -> impl ExactSizeIterator<Item = Posting<'_>> {
        let (shard, at) = self.dictionary.place(term);
        shard.postings.list(at)
    }

    /// Whether any section has the term.
    pub(crate) fn occurs(&self, term: TermId) -> bool {
        self.postings(term).len() > 0
    }

    /// What the score of an article is multiplied with.
    pub(crate) fn weight(&self, article: u32) -> f32 {
        self.documents.weight(article)
    }

    /// The length of a field in words, as the section of a posting or its article has it.
    pub(crate) fn length(&self, posting: &Posting<'_>, occurrence: &Occurrence) -> f32 {
        self.documents.length(posting, occurrence)
    }

    /// The average length of a field over those that have it; 1 where nobody has it.
    pub(crate) fn average_length(&self, field: Field) -> f32 {
        self.documents.average_length(field)
    }
}

/// What follows the articles: the set of the shards, the dictionary and the relations.
type Body = (u32, Dictionary, Relations);

fn read_whole(
    parts: &mut Parts<'_>,
    alphabet: &Alphabet,
    endings: FormTable,
    documents: &Documents,
) -> Option<Body> {
    let (terms, lengths) = read_terms(parts.next(Fault::Dictionary), alphabet)?;
    let occurs = |term: TermId| lengths[term as usize] > 0;
    let relations = Relations::read(parts.next(Fault::Relations), lengths.len(), &occurs)?;
    let postings = Postings::read(parts.next(Fault::Postings), &lengths, documents)?;
    let whole = Shard { terms, postings };
    Some((0, Dictionary::whole(whole, endings), relations))
}

fn read_directory(parts: &mut Parts<'_>, alphabet: &Alphabet, endings: FormTable) -> Option<Body> {
    let shards = parts.next(Fault::Shards);
    let set = shards.u32()?;
    let (places, firsts) = read_places(shards, alphabet)?;
    let words = FormTable::read(parts.next(Fault::Spellings), alphabet)?;
    let spellings = SpellingsPlaces {
        shards: vec![None; words.len()],
        firsts: words,
    };
    let terms = places.last().map_or(0, |last| last.end) as usize;
    let relations = Relations::read(parts.next(Fault::Relations), terms, &|_| false)?;
    let dictionary = Dictionary::new(places, firsts, spellings, endings);
    Some((set, dictionary, relations))
}

/// The shards, and the first term of each.
fn read_places(cursor: &mut Cursor<'_>, alphabet: &Alphabet) -> Option<(Vec<Place>, FormTable)> {
    let count = cursor.count()?;
    let mut places: Vec<Place> = Vec::with_capacity(count);
    for terms in column(cursor, count)? {
        let start = places.last().map_or(0, |before| before.end);
        places.push(Place {
            start,
            end: start.checked_add(terms).filter(|end| *end > start)?,
            shard: None,
        });
    }
    let firsts = FormTable::read(cursor, alphabet)?;
    (firsts.len() == count).then_some((places, firsts))
}

/// The parts of a body, one after the other.
struct Parts<'a> {
    cursor: Cursor<'a>,
    /// What is being read, and where it begins.
    what: Fault,
    offset: usize,
}

impl<'a> Parts<'a> {
    /// Those of a file whose frame is sound.
    fn of(bytes: &'a [u8]) -> Self {
        Self {
            cursor: Cursor::new(&bytes[HEADER_BYTES..]),
            what: Fault::End,
            offset: HEADER_BYTES,
        }
    }

    /// Where the next part is to be read, and what is at fault if it cannot be.
    fn next(&mut self, what: Fault) -> &mut Cursor<'a> {
        self.what = what;
        self.offset = HEADER_BYTES + self.cursor.position();
        &mut self.cursor
    }

    /// Nothing may follow.
    fn end(&mut self) -> Option<()> {
        self.next(Fault::End).is_at_end().then_some(())
    }

    /// Which part is broken, and where.
    fn broken(&self) -> FormatError {
        FormatError::Corrupt {
            offset: self.offset,
            what: self.what,
        }
    }
}
