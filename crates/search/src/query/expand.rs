//! A word of the query → the terms of the index that it may stand for, each with how well it fits. Owns spelling, inflection,
//! unfinished words, misspellings and related words; does not weigh them against each other.
//!
//! # Which terms does a word stand for?
//! 1. **Exact**: the form that was typed. **Marked**: the same letters with other marks, `ban` and `bán`.
//! 2. **Inflected**: other forms of the word, which have the same root.
//! 3. **Prefix**: longer words, while the word is being typed.
//! 4. **Misspelt**: only if nothing of all that leads to an article, or no more than a similar word that hardly any has. The nearest terms
//!    within one edit (words of 4 letters and marks or more) or two (8 or more), where swapping two neighbours is one edit; among
//!    equally near ones those whose marks are nearest. Or it is a form that the index does not have, with two endings: no less a guess. Else
//!    the word may be two that were typed as one.
//! 5. **Related**: what the relations of the segment lead to from any of these, see `relate`.

use super::edits::distance;
use super::parse::{Query, QueryWord, Spelling};
use super::relate::relate;
use crate::index::{Ending, Lookup, Segment, Spellings, TermId, backwards, chars, letters};

/// How well a term fits a word, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// As it was typed.
    Exact,
    /// The same letters with other marks.
    Marked,
    /// Another form of the same word.
    Inflected,
    /// A longer word that begins with what was typed.
    Prefix,
    /// What was typed is this term, misspelt.
    Misspelt,
    /// Another word for the same thing.
    Related,
}

/// How many grades there are.
pub(super) const GRADES: usize = 6;

/// A term that a word may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Expansion {
    pub(super) term: TermId,
    pub(super) grade: Grade,
    /// Within the grade: above 0, to 1.
    pub(super) weight: f32,
}

/// How much less a longer word counts that does not have the marks that were typed.
const OTHER_MARKS: f32 = 0.8;
/// How much less a correction counts for each edit.
const EDIT: f32 = 0.3;
/// How much less a correction counts for each mark that was typed otherwise, beyond those of the nearest.
const MARK: f32 = 0.4;
/// Marks beyond these make no difference.
const MOST_MARKS: usize = 5;
/// How much other forms of a corrected word count.
const OTHER_FORM_OF_A_CORRECTION: f32 = 0.2;
/// How much the forms of a word count that has two endings.
const UNDER_TWO_ENDINGS: f32 = 0.5;
/// Similar words that no more sections have than this may be chance.
const FEW_SECTIONS: usize = 3;
/// Most edits that make a misspelt word of another.
pub(super) const MOST_EDITS: usize = 2;
/// Shortest part of two words that were typed as one, in characters.
const SHORTEST_PART: usize = 3;

/// The expansions of each word of a query, each term once.
pub(super) fn expand(segment: &Segment, query: &Query) -> Vec<Vec<Expansion>> {
    expand_by(&segment.lookup(), segment, query)
}

impl Segment {
    /// The numbers of the shards that have to be [added](Segment::add_shard) before this query is answered; none if the index is in one piece. What is
    /// in them may ask for further ones, so that whoever fetches them asks again, until none is missing.
    pub fn missing(&self, query: &str) -> Vec<u32> {
        let lookup = self.lookup();
        expand_by(&lookup, self, &Query::parse(self.analyzer(), query));
        lookup.missing()
    }

    /// Whether the index may have a word in another form.
    pub(super) fn has_a_form_of(&self, word: &QueryWord) -> bool {
        let folded = word.spellings[0].folded.as_bytes();
        self.lookup().root_of(folded, Ending::Double).is_some()
    }
}

fn expand_by(lookup: &Lookup<'_>, segment: &Segment, query: &Query) -> Vec<Vec<Expansion>> {
    let words = &query.words;
    let mut all: Vec<_> = words
        .iter()
        .map(|word| Expander::of(lookup, segment, word))
        .collect();
    for neighbours in query.sequence.windows(2) {
        // "screen shot" for "screenshot".
        let whole = words[neighbours[0]].joined(&words[neighbours[1]]);
        for word in neighbours {
            all[*word].spelt(&whole);
        }
    }
    // Whether a word is misspelt is known once its shards are here.
    let is_known = lookup.is_complete();
    for (word, expander) in words.iter().zip(&mut all).filter(|_| is_known) {
        if !word.is_spaceless && !expander.is_understood() {
            expander.misspelt(&word.spellings[0]);
        }
    }
    let mut all: Vec<_> = all.into_iter().map(|expander| expander.found).collect();
    relate(lookup, segment, query, &mut all);
    all.iter_mut().for_each(keep_the_best);
    all
}

/// Of several ways from a word to a term, keeps the best.
fn keep_the_best(found: &mut Vec<Expansion>) {
    found.sort_unstable_by(|a, b| {
        let by_grade = (a.term, a.grade).cmp(&(b.term, b.grade));
        by_grade.then(b.weight.total_cmp(&a.weight))
    });
    found.dedup_by_key(|expansion| expansion.term);
}

struct Expander<'a> {
    lookup: &'a Lookup<'a>,
    segment: &'a Segment,
    found: Vec<Expansion>,
}

impl<'a> Expander<'a> {
    fn of(lookup: &'a Lookup<'a>, segment: &'a Segment, word: &QueryWord) -> Self {
        let mut expander = Self {
            lookup,
            segment,
            found: Vec::new(),
        };
        for spelling in &word.spellings {
            expander.spelt(spelling);
            if spelling.prefix {
                expander.longer(spelling);
            }
        }
        if !word.is_spaceless {
            // The last word may be finished as well as not: both its forms and its continuations count.
            expander.inflected(&word.spellings[0], Ending::Whole);
            if expander.found.is_empty() && word.spellings[0].prefix {
                expander.inflected(&word.spellings[0], Ending::Unfinished);
            }
        }
        expander
    }

    fn push(&mut self, term: TermId, grade: Grade, weight: f32) {
        self.found.push(Expansion {
            term,
            grade,
            weight,
        });
    }

    /// Whether there is no need to think of a misspelling. A term may be there for its relations only; and a rare word that only begins like what was
    /// typed, as `viewrix` does, must not hide what was meant by `viewr`.
    fn is_understood(&self) -> bool {
        let mut similar = 0;
        self.found.iter().any(|expansion| {
            let sections = self.segment.postings(expansion.term).len();
            similar += sections;
            let is_related = || self.segment.relations(expansion.term).next().is_some();
            match expansion.grade {
                Grade::Exact | Grade::Marked => sections > 0 || is_related(),
                _ => similar > FEW_SECTIONS || is_related(),
            }
        })
    }

    fn spelt(&mut self, spelling: &Spelling) {
        let dictionary = self.segment.dictionary();
        for term in self.lookup.with_form(spelling.folded.as_bytes()) {
            let is_exact = dictionary.exact(term) == spelling.exact.as_bytes();
            self.push(
                term,
                if is_exact {
                    Grade::Exact
                } else {
                    Grade::Marked
                },
                1.0,
            );
        }
    }

    fn longer(&mut self, spelling: &Spelling) {
        let dictionary = self.segment.dictionary();
        let (folded, exact) = (spelling.folded.as_bytes(), spelling.exact.as_bytes());
        let typed = chars(folded) as f32;
        let longer = |term: &TermId| dictionary.folded(*term).len() > folded.len();
        for term in self.lookup.with_prefix(folded).into_iter().filter(longer) {
            let marks = if dictionary.exact(term).starts_with(exact) {
                1.0
            } else {
                OTHER_MARKS
            };
            let weight = marks * typed / chars(dictionary.folded(term)) as f32;
            self.push(term, Grade::Prefix, weight);
        }
    }

    fn inflected(&mut self, spelling: &Spelling, ending: Ending) {
        let lookup = self.lookup;
        let root = lookup.root_of(spelling.folded.as_bytes(), ending);
        for term in root.into_iter().flat_map(|root| lookup.with_root(root)) {
            self.push(term, Grade::Inflected, 1.0);
        }
    }

    fn misspelt(&mut self, spelling: &Spelling) {
        let (dictionary, lookup) = (self.segment.dictionary(), self.lookup);
        let Some(mut nearest) = Nearest::to(spelling) else {
            return;
        };
        lookup.resembling(spelling.folded.as_bytes(), &mut |term, word, letters| {
            nearest.offer(term, word, letters);
        });
        let typed = backwards(&spelling.folded);
        let mut by_end = Nearest {
            typed: typed.as_bytes(),
            letters: nearest.letters,
            edits: nearest.edits,
            found: Vec::new(),
        };
        for (word, letters) in lookup
            .ending_like(&typed)
            .into_iter()
            .flat_map(Spellings::words)
        {
            by_end.offer(word, word, letters);
        }
        let edits = by_end.edits;
        let mut corrections = nearest.at(edits);
        for word in by_end.at(edits) {
            // The words of an index are text.
            let word = backwards(str::from_utf8(word).unwrap_or_default());
            corrections.extend(lookup.with_form(word.as_bytes()));
        }
        corrections.sort_unstable();
        let roots = corrections.iter().map(|term| dictionary.root(*term));
        let mut roots: Vec<&[u8]> = roots.collect();
        // Sorted as the terms are, so that equal roots are neighbours.
        roots.dedup();
        for (term, marks) in self.by_marks(spelling, &corrections) {
            let weight = MARK.powi(marks as i32) * (1.0 - EDIT * edits as f32);
            self.push(term, Grade::Misspelt, weight);
        }
        for form in roots.into_iter().flat_map(|root| lookup.with_root(root)) {
            self.push(form, Grade::Misspelt, OTHER_FORM_OF_A_CORRECTION);
        }
        let root = lookup.root_of(spelling.folded.as_bytes(), Ending::Double);
        for form in root.into_iter().flat_map(|root| lookup.with_root(root)) {
            self.push(form, Grade::Misspelt, UNDER_TWO_ENDINGS);
        }
        if self.found.is_empty() && lookup.is_complete() {
            self.split(nearest.typed);
        }
    }

    /// The corrections, each with how much further its marks are from those that were typed than those of the nearest: `tọrng` is rather
    /// `trọng` than `trong`. Whoever types no marks says nothing of them.
    fn by_marks(&self, typed: &Spelling, corrections: &[TermId]) -> Vec<(TermId, usize)> {
        let has_marks = typed.exact != typed.folded;
        let edits = |term: &TermId| {
            let exact = self.segment.dictionary().exact(*term);
            let edits = match has_marks {
                true => distance(typed.exact.as_bytes(), exact, MOST_MARKS),
                false => Some(0),
            };
            (*term, edits.unwrap_or(MOST_MARKS + 1))
        };
        let mut all: Vec<_> = corrections.iter().map(edits).collect();
        let least = all.iter().map(|(_, edits)| *edits).min();
        let least = least.unwrap_or_default();
        all.iter_mut().for_each(|(_, edits)| *edits -= least);
        all
    }

    /// Two words that were typed as one: those that leave the longest shorter part.
    fn split(&mut self, typed: &[u8]) {
        let lookup = self.lookup;
        let root = |part: &'_ [u8]| {
            let root = lookup.root_of(part, Ending::Whole)?;
            (chars(part) >= SHORTEST_PART).then_some(root.len())
        };
        let parts = |at: &usize| Some((root(&typed[..*at])?, root(&typed[*at..])?));
        let is_start = |at: &usize| typed[*at] & 0xc0 != 0x80;
        let best = (1..typed.len())
            .filter(is_start)
            .filter_map(|at| Some((at, parts(&at)?)))
            .max_by_key(|(at, _)| (*at).min(typed.len() - at));
        if let Some((at, (first, second))) = best {
            for root in [&typed[..first], &typed[at..at + second]] {
                for term in lookup.with_root(root) {
                    self.push(term, Grade::Misspelt, 0.5);
                }
            }
        }
    }
}

/// Finds the words that are fewest edits away from what was typed.
struct Nearest<'t, W> {
    typed: &'t [u8],
    letters: u64,
    /// As many as the nearest so far, or as may be at most.
    edits: usize,
    found: Vec<(W, usize)>,
}

impl<'t, W: Copy> Nearest<'t, W> {
    /// `None` if the word is too short to be corrected. Its marks count, as letters do: they were typed.
    fn to(typed: &'t Spelling) -> Option<Self> {
        let edits = match chars(typed.exact.as_bytes()) {
            0..=3 => return None,
            4..=7 => 1,
            _ => MOST_EDITS,
        };
        let typed = typed.folded.as_bytes();
        Some(Self {
            typed,
            letters: letters(typed),
            edits,
            found: Vec::new(),
        })
    }

    fn offer(&mut self, it: W, word: &[u8], letters: u64) {
        let missing = (self.letters & !letters).count_ones();
        let apart = missing.max((letters & !self.letters).count_ones());
        // Each edit takes at most one letter away and brings at most one.
        if apart as usize <= self.edits
            && let Some(edits) = distance(self.typed, word, self.edits)
        {
            self.edits = edits;
            self.found.push((it, edits));
        }
    }

    /// Those so many edits away.
    fn at(&self, edits: usize) -> Vec<W> {
        let near = self.found.iter().filter(|(_, far)| *far == edits);
        near.map(|(it, _)| *it).collect()
    }
}
