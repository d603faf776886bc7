//! "Did you mean": a query with its misspelt words set right. Owns the choice among corrections; what counts as misspelt is decided in
//! `expand`.

use super::edits::distance;
use super::expand::{Expansion, Grade, MOST_EDITS, expand};
use super::parse::{Query, QueryWord};
use crate::index::{Field, Segment, TermId};

impl Segment {
    /// The query with each misspelt word replaced by what was probably meant; `None` if nothing seems misspelt.
    ///
    /// The replacements are lower case and decomposed (NFD). Only words that some title, keyword or question has are proposed.
    pub fn correct(&self, query: &str) -> Option<String> {
        let words = Query::parse(self.analyzer(), query);
        let expansions = expand(self, &words);
        let mut corrected = String::new();
        let mut copied = 0;
        self.analyzer().analyze(query, &mut |token| {
            let is_it = |word: &QueryWord| word.spellings[0].exact == token.exact;
            let at = words.words.iter().position(is_it);
            let term = at.and_then(|at| self.correction(&words.words[at], &expansions[at]));
            // A compound comes before its parts and covers them.
            if let Some(term) = term.filter(|_| copied <= token.range.start) {
                corrected += &query[copied..token.range.start];
                corrected += &String::from_utf8_lossy(self.dictionary().exact(term));
                copied = token.range.end;
            }
        });
        corrected += &query[copied..];
        (copied > 0).then_some(corrected)
    }

    /// The best correction, and of several the one that most sections have.
    fn correction(&self, word: &QueryWord, expansions: &[Expansion]) -> Option<TermId> {
        let better = expansions
            .iter()
            .any(|expansion| expansion.grade < Grade::Prefix)
            || self.has_a_form_of(word);
        let names =
            |field: &Field| matches!(field, Field::Title | Field::Keywords | Field::Questions);
        let is_proposed = |expansion: &&Expansion| {
            let mut fields = self
                .postings(expansion.term)
                .flat_map(|posting| posting.fields);
            let is_near = || {
                // Not so the parts of two words that were typed as one.
                let (typed, term) = (
                    &word.spellings[0].folded,
                    self.dictionary().folded(expansion.term),
                );
                distance(typed.as_bytes(), term, MOST_EDITS).is_some()
            };
            expansion.grade == Grade::Misspelt
                && is_near()
                && fields.any(|occurrence| names(&occurrence.field))
        };
        let worth =
            |expansion: &Expansion| (expansion.weight, self.postings(expansion.term).count());
        let best = expansions.iter().filter(is_proposed).max_by(|a, b| {
            let ((a, many), (b, more)) = (worth(a), worth(b));
            a.total_cmp(&b).then(many.cmp(&more))
        });
        best.filter(|_| !better).map(|expansion| expansion.term)
    }
}
