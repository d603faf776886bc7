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
        let mut cursor = Cursor::new(&bytes[HEADER_BYTES..]);
        let cursor = &mut cursor;
        let locale = part(cursor, read_locale, Fault::Locale)?;
        let alphabet = part(cursor, Alphabet::read, Fault::Alphabet)?;
        let words = |cursor: &mut Cursor<'_>| FormTable::read(cursor, &alphabet);
        let function_words = part(cursor, words, Fault::FunctionWords)?;
        let endings = |cursor: &mut Cursor<'_>| FormTable::read(cursor, &alphabet);
        let endings = part(cursor, endings, Fault::Endings)?;
        let documents = match kind {
            Kind::Directory => Documents::read_count,
            _ => Documents::read_list,
        };
        let documents = part(cursor, documents, Fault::Articles)?;
        let body = match kind {
            Kind::Directory => read_directory,
            _ => read_whole,
        };
        let (set, dictionary, relations) = body(cursor, &alphabet, endings, &documents)?;
        let at_end = |cursor: &mut Cursor<'_>| cursor.is_at_end().then_some(());
        part(cursor, at_end, Fault::End)?;
        Ok(Self {
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
        let mut cursor = Cursor::new(&bytes[HEADER_BYTES..]);
        let cursor = &mut cursor;
        let is_ours = |cursor: &mut Cursor<'_>| {
            let belongs = cursor.u32()? == self.set && cursor.varint()? == number;
            (belongs && number < self.shard_count()).then_some(())
        };
        part(cursor, is_ours, Fault::OtherIndex)?;
        if self.dictionary.are_spellings(number) {
            let spellings = |cursor: &mut Cursor<'_>| {
                Spellings::read(cursor, &self.alphabet).filter(|_| cursor.is_at_end())
            };
            let spellings = part(cursor, spellings, Fault::Spellings)?;
            self.dictionary.add_spellings(number, spellings);
            return Ok(());
        }
        let terms = |cursor: &mut Cursor<'_>| read_terms(cursor, &self.alphabet);
        let (terms, lengths) = part(cursor, terms, Fault::Dictionary)?;
        let postings = |cursor: &mut Cursor<'_>| {
            Postings::read(cursor, &lengths, &self.documents).filter(|_| cursor.is_at_end())
        };
        let postings = part(cursor, postings, Fault::Postings)?;
        let shard = Shard { terms, postings };
        let fits = |_: &mut Cursor<'_>| self.dictionary.fits(number, &shard).then_some(());
        part(cursor, fits, Fault::OtherTerms)?;
        self.dictionary.add(number, shard);
        Ok(())
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
    cursor: &mut Cursor<'_>,
    alphabet: &Alphabet,
    endings: FormTable,
    documents: &Documents,
) -> Result<Body, FormatError> {
    let terms = |cursor: &mut Cursor<'_>| read_terms(cursor, alphabet);
    let (terms, lengths) = part(cursor, terms, Fault::Dictionary)?;
    let occurs = |term: TermId| lengths[term as usize] > 0;
    let relations = |cursor: &mut Cursor<'_>| Relations::read(cursor, lengths.len(), &occurs);
    let relations = part(cursor, relations, Fault::Relations)?;
    let postings = |cursor: &mut Cursor<'_>| Postings::read(cursor, &lengths, documents);
    let postings = part(cursor, postings, Fault::Postings)?;
    let whole = Shard { terms, postings };
    Ok((0, Dictionary::whole(whole, endings), relations))
}

fn read_directory(
    cursor: &mut Cursor<'_>,
    alphabet: &Alphabet,
    endings: FormTable,
    _: &Documents,
) -> Result<Body, FormatError> {
    let set = part(cursor, Cursor::u32, Fault::Shards)?;
    let places = |cursor: &mut Cursor<'_>| read_places(cursor, alphabet);
    let (places, firsts) = part(cursor, places, Fault::Shards)?;
    let spellings = |cursor: &mut Cursor<'_>| {
        let firsts = FormTable::read(cursor, alphabet)?;
        let shards = vec![None; firsts.len()];
        Some(SpellingsPlaces { firsts, shards })
    };
    let spellings = part(cursor, spellings, Fault::Spellings)?;
    let terms = places.last().map_or(0, |last| last.end) as usize;
    let relations = |cursor: &mut Cursor<'_>| Relations::read(cursor, terms, &|_| false);
    let relations = part(cursor, relations, Fault::Relations)?;
    let dictionary = Dictionary::new(places, firsts, spellings, endings);
    Ok((set, dictionary, relations))
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

/// Reads one part of the body, or says where and why that part is broken.
fn part<'a, T>(
    cursor: &mut Cursor<'a>,
    read: impl FnOnce(&mut Cursor<'a>) -> Option<T>,
    what: Fault,
) -> Result<T, FormatError> {
    let offset = HEADER_BYTES + cursor.position();
    read(cursor).ok_or(FormatError::Corrupt { offset, what })
}

fn read_locale<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    text(cursor).filter(|locale| locale.len() <= MAX_LOCALE_BYTES)
}
