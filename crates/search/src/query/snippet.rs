//! Which piece of a text shows that it matched, and where in it.

use std::ops::Range;

use super::expand::{Expansion, Grade, expand};
use super::parse::{Query, QueryWord};
use crate::analysis::{Token, may_start_a_cut, written_without_spaces};
use crate::index::Segment;

/// Related words of at least this weight are marked in texts; the words of a phrase share its weight and stay below.
const SHOWN_RELATION: f32 = 0.4;

const ELLIPSIS: &str = "…";

/// A piece of a text with its matching words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, with an ellipsis at each end where the text goes on.
    pub text: String,
    /// The bytes of `text` that match, in order, without overlap, each on character boundaries.
    pub highlights: Vec<Range<usize>>,
}

impl Snippet {
    /// The window of `text` that shows most of its matches.
    ///
    /// It is at most `max_chars` characters (`char`s) long, ellipses not counted, and cut between words where it
    /// can be, never between a letter and its marks. The window with the most different words of the query wins,
    /// then the one with the most matches, then the first; without any match it is the beginning of the text.
    pub fn cut(text: &str, matches: &[Match], max_chars: usize) -> Self {
        let window = Window::new(text, max_chars).around(matches);
        let piece = text[window.clone()].trim_start();
        let start = window.end - piece.len();
        let piece = piece.trim_end();
        let end = start + piece.len();

        let ellipsis = |beyond: &str| {
            if beyond.trim().is_empty() {
                ""
            } else {
                ELLIPSIS
            }
        };
        let (opening, closing) = (ellipsis(&text[..start]), ellipsis(&text[end..]));
        let shift = |at: usize| at.clamp(start, end) - start + opening.len();
        let highlights = merged(matches)
            .into_iter()
            .map(|range| shift(range.start)..shift(range.end));
        let highlights = highlights.filter(|range| !range.is_empty()).collect();
        Self {
            text: [opening, piece, closing].concat(),
            highlights,
        }
    }
}

/// What a query looks like in a text: made once for a query, then asked about many texts.
#[derive(Debug)]
pub struct Matcher<'s> {
    segment: &'s Segment,
    words: Vec<MatchedWord<'s>>,
}

/// A word of the query, as a text may have it.
#[derive(Debug)]
struct MatchedWord<'s> {
    word: QueryWord,
    /// The roots of its other forms, its corrections and its relations; sorted.
    roots: Vec<&'s [u8]>,
}

impl<'s> Matcher<'s> {
    /// The matcher of a query over a segment.
    pub fn new(segment: &'s Segment, query: &str) -> Self {
        let query = Query::parse(segment.analyzer(), query);
        let expansions = expand(segment, &query);
        let words = query.words;
        let is_function_word =
            |word: &QueryWord| segment.is_function_word(&word.spellings[0].exact);
        // A query of nothing else is about them.
        let all = words.iter().all(is_function_word);
        let words = words
            .into_iter()
            .zip(expansions)
            .filter(|(word, _)| all || !is_function_word(word));
        let matched = words.map(|(word, expansions)| {
            let others = expansions.iter().filter(|expansion| is_shown(expansion));
            let mut roots: Vec<_> = others
                .map(|expansion| segment.dictionary().root(expansion.term))
                .collect();
            roots.sort_unstable();
            roots.dedup();
            MatchedWord { word, roots }
        });
        Self {
            segment,
            words: matched.collect(),
        }
    }

    /// The window of `text` that shows most of the query, of `max_chars` characters at most: see [`Snippet::cut`].
    pub fn snippet(&self, text: &str, max_chars: usize) -> Snippet {
        Snippet::cut(text, &self.matches(text), max_chars)
    }

    /// The bytes of `text` that match the query, in order and without overlap: whole words, also where only their
    /// beginning, another form or another word for the same thing matches.
    pub fn highlight(&self, text: &str) -> Vec<Range<usize>> {
        merged(&self.matches(text))
    }

    /// The words of `text` that are words of the query, in order.
    pub fn matches(&self, text: &str) -> Vec<Match> {
        let mut matches = Vec::new();
        let lookup = self.segment.lookup();
        self.segment.analyzer().analyze(text, &mut |token| {
            let root = lookup.root_of_any(token.folded.as_bytes());
            let matching = (0..)
                .zip(&self.words)
                .filter(|(_, word)| word.matches(&token, root));
            let words = matching.fold(0, |words, (index, _): (u32, _)| words | 1 << index);
            if words != 0 {
                matches.push(Match {
                    range: token.range,
                    words,
                });
            }
        });
        matches
    }
}

impl MatchedWord<'_> {
    /// Whether a token of a text, with this root, is the word, in the sense in which the search finds it.
    fn matches(&self, token: &Token<'_>, root: Option<&[u8]>) -> bool {
        let is_spelt_so = self.word.spellings.iter().any(|spelling| {
            token.folded == spelling.folded
                || spelling.prefix && token.folded.starts_with(&spelling.folded)
        });
        is_spelt_so || root.is_some_and(|root| self.roots.binary_search(&root).is_ok())
    }
}

/// Whether a term says by its root that it stands for the word. Longer words are seen by their beginning; and one word of a related phrase
/// is not yet the phrase: who looks for `return` did not mean the `send` of `send back`.
fn is_shown(expansion: &Expansion) -> bool {
    match expansion.grade {
        Grade::Prefix => false,
        Grade::Related => expansion.weight >= SHOWN_RELATION,
        _ => true,
    }
}

/// A word of a text that is a word of the query.
#[derive(Clone, Debug)]
pub struct Match {
    range: Range<usize>,
    /// The words of the query that it is, as bits. A query has at most 32 words.
    words: u32,
}

/// Pairs of characters overlap, and so do compounds and their parts.
fn merged(matches: &[Match]) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for Match { range, .. } in matches {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range.clone()),
        }
    }
    merged
}

/// Chooses a window of a text. Counts in characters, as `max_chars` does.
struct Window {
    chars: Vec<char>,
    /// Where each character begins, and at last the text's end.
    offsets: Vec<usize>,
    max: usize,
}

impl Window {
    fn new(text: &str, max: usize) -> Self {
        let (mut offsets, chars): (Vec<_>, Vec<_>) = text.char_indices().unzip();
        offsets.push(text.len());
        Self {
            chars,
            offsets,
            max,
        }
    }

    /// The bytes of the window.
    fn around(&self, matches: &[Match]) -> Range<usize> {
        if self.chars.len() <= self.max {
            return 0..*self.offsets.last().unwrap_or(&0);
        }
        let core = self.densest(matches);
        // Twice as much after the matches as before them: what a sentence says comes after its subject.
        let spare = self.max.saturating_sub(core.len());
        let latest_start = self.chars.len() - self.max;
        let start = core.start.saturating_sub(spare / 3).min(latest_start);
        let end = start + self.max;
        let start = self.cut(start..=core.start).unwrap_or(core.start);
        let end = self.cut((core.end..=end).rev()).unwrap_or(end);
        self.offsets[start]..self.offsets[end.max(start)]
    }

    /// The stretch of text, no longer than the window, with the most words and then the most matches.
    fn densest(&self, matches: &[Match]) -> Range<usize> {
        let at = |offset: usize| self.offsets.partition_point(|start| *start < offset);
        let spans: Vec<_> = matches
            .iter()
            .map(|found| (at(found.range.start)..at(found.range.end), found.words))
            .collect();
        let mut best = (0, 0, 0..0);
        for (index, (first, _)) in spans.iter().enumerate() {
            let (mut words, mut count, mut end) = (0_u32, 0, first.end.min(first.start + self.max));
            for (span, found) in spans[index..]
                .iter()
                .take_while(|(span, _)| span.end <= first.start + self.max)
            {
                words |= found;
                count += 1;
                end = end.max(span.end);
            }
            if (words.count_ones(), count) > (best.0, best.1) {
                best = (words.count_ones(), count, first.start..end);
            }
        }
        best.2
    }

    /// The first of some places that lies between words, else the first that tears no mark from its letter.
    fn cut(&self, places: impl Iterator<Item = usize> + Clone) -> Option<usize> {
        let is_whole = |at: usize| self.chars.get(at).is_none_or(|c| may_start_a_cut(*c));
        let is_between_words = |at: usize| {
            let (Some(before), Some(after)) = (
                at.checked_sub(1).map(|at| self.chars[at]),
                self.chars.get(at),
            ) else {
                return true;
            };
            let either = |test: fn(char) -> bool| test(before) || test(*after);
            either(char::is_whitespace) || either(written_without_spaces)
        };
        let whole = || places.clone().filter(|at| is_whole(*at));
        whole()
            .find(|at| is_between_words(*at))
            .or_else(|| whole().next())
    }
}
