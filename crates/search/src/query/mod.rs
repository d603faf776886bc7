//! A typed line → ranked answers. Owns everything that only a query needs: which words of the index a typed
//! word stands for, how much each counts, and which piece of a text shows that it matched.
//!
//! # How does an answer come about?
//! 1. `parse`: the analyzer takes the line apart; the word that is still being typed is a prefix.
//! 2. `expand`: each word becomes the terms that it may stand for: its forms, longer words, corrections, related words.
//! 3. `score`: their postings are weighed by field and by how well the term fits, sections add up to articles.
//! 4. `explain` tells why an article stands where it stands; `correct` what a misspelt query may have meant.
//! 5. `snippet`: the caller fetches the text of a hit and shows the best window of it.
//!
//! An article need not have every word: a question in whole sentences still finds what it is about. But the
//! more of the query it covers, the higher it stands.

mod correct;
mod edits;
mod expand;
mod explain;
mod known;
mod params;
mod parse;
mod relate;
mod score;
mod snippet;
mod top;

#[cfg(test)]
mod tests;

use self::expand::Expansion;
use self::parse::QueryWord;
use crate::index::{Field, Segment};

pub use expand::Grade;
pub use explain::{Explanation, TermExplanation, WordExplanation};
pub use known::Known;
pub use params::{FieldParams, RankingParams};
pub use snippet::{Match, Matcher, Snippet};

/// An article that answers a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The article's ordinal.
    pub article: u32,
    /// The section of it that answers best, counted within the article; 0 is the lead.
    pub section: u32,
    /// How well it answers: above 0, comparable only within the answers to one query.
    pub score: f32,
}

impl Segment {
    /// The articles that answer a query best, at most `limit` of them, best first.
    ///
    /// The last word counts as a prefix unless a space follows it, so that each letter typed shows answers.
    /// A query without words has no answers. One of which the articles know nothing but words like `how` and `my` has only those that
    /// ask so. Equal scores are in the order of the articles' ordinals.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.search_with(query, limit, &RankingParams::default())
    }

    /// Like [`Segment::search`], with other parameters for the ranking.
    pub fn search_with(&self, query: &str, limit: usize, params: &RankingParams) -> Vec<Hit> {
        let query = parse::Query::parse(self.analyzer(), query);
        let expansions = expand::expand(self, &query);
        let mut scorer = score::Scorer::new(self, params);
        scorer.add_all(&query.words, &expansions, limit);
        let mut hits = scorer.best(limit);
        if self.names_nothing_known(&query.words, &expansions) {
            hits.retain(|hit| self.is_asked_so(hit.article, &expansions));
        }
        hits
    }

    /// Whether a query is about something, and no article has a word of that.
    fn names_nothing_known(&self, words: &[QueryWord], expansions: &[Vec<Expansion>]) -> bool {
        let named = || {
            let words = words.iter().zip(expansions);
            words.filter(|(word, _)| !self.is_function_word(&word.spellings[0].exact))
        };
        let is_known = |expansions: &[Expansion]| {
            expansions
                .iter()
                .any(|expansion| self.occurs(expansion.term))
        };
        named().next().is_some() && !named().any(|(_, expansions)| is_known(expansions))
    }

    /// Whether the words of a query that are known, such as `where is my`, all stand in the title of an article or in its questions. In its
    /// text they say nothing.
    fn is_asked_so(&self, article: u32, expansions: &[Vec<Expansion>]) -> bool {
        let asks = |expansion: &Expansion| {
            let mut here = self
                .postings(expansion.term)
                .filter(|posting| posting.article == article);
            here.any(|posting| {
                let mut fields = posting.fields.iter();
                fields.any(|occurrence| matches!(occurrence.field, Field::Title | Field::Questions))
            })
        };
        let mut known = expansions.iter().filter(|found| !found.is_empty());
        known.all(|found| found.iter().any(asks))
    }
}
