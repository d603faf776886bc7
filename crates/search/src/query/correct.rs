//! "Did you mean": a query with its misspelt words set right. Owns the choice among corrections; what counts as misspelt is decided in
//! `expand`.

use super::expand::{Expansion, Grade, expand};
use super::parse::Query;
use crate::index::{Field, Segment};

impl Segment {
    /// The query with each misspelt word replaced by what was probably meant; `None` if nothing seems misspelt.
    ///
    /// The replacements are lower case and decomposed (NFD). Only words that some title, keyword or question has are proposed.
    pub fn correct(&self, query: &str) -> Option<String> {
        let words = Query::parse(self.analyzer(), query).into_words();
        let mut corrected = String::new();
        let mut copied = 0;
        for (word, expansions) in words.iter().zip(expand(self, &words)) {
            if let Some(term) = self.correction(&expansions) {
                corrected += &query[copied..word.range.start];
                corrected += &String::from_utf8_lossy(self.dictionary().exact(term));
                copied = word.range.end;
            }
        }
        corrected += &query[copied..];
        (copied > 0).then_some(corrected)
    }

    /// The best correction, and of several the one that most sections have.
    fn correction(&self, expansions: &[Expansion]) -> Option<u32> {
        let better = expansions
            .iter()
            .any(|expansion| expansion.grade < Grade::Misspelt);
        let names =
            |field: &Field| matches!(field, Field::Title | Field::Keywords | Field::Questions);
        let is_proposed = |expansion: &&Expansion| {
            let mut fields = self
                .postings(expansion.term)
                .flat_map(|posting| posting.fields);
            expansion.grade == Grade::Misspelt && fields.any(|(field, _)| names(field))
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
