//! Why an article stands where it stands. Owns what is told, not what is reckoned: the numbers are those of `score`, taken while
//! it works.

use super::expand::{Grade, expand};
use super::params::RankingParams;
use super::parse::Query;
use super::score::Scorer;
use crate::index::Segment;

/// How the score of an article for a query came about:
/// the sum of the words' contributions × coverage × (1 + `title`) × weight + `category`.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// One for each word of the query, in their order.
    pub words: Vec<WordExplanation>,
    /// What the article keeps in view of the words that it lacks: 0 to 1.
    pub coverage: f32,
    /// What it gains because its title has the query, or is the query: 0 or more.
    pub title: f32,
    /// The article's weight: 0.25 to 4.
    pub weight: f32,
    /// What the others of its category add: 0 or more.
    pub category: f32,
    /// The score.
    pub score: f32,
}

/// What one word of the query brought.
#[derive(Clone, Debug, PartialEq)]
pub struct WordExplanation {
    /// The word as it was typed, in its exact form.
    pub word: String,
    /// Whether it is a function word, whose rarity hardly counts.
    pub is_function_word: bool,
    /// The terms of the article that stand for it, best first.
    pub terms: Vec<TermExplanation>,
    /// Its share of the sum.
    pub contribution: f32,
}

/// A term of the article that stands for a word of the query.
#[derive(Clone, Debug, PartialEq)]
pub struct TermExplanation {
    /// The term in its exact form; where forms of a word were merged, one of them or their root.
    pub term: String,
    /// How it fits the word.
    pub grade: Grade,
    /// How well it fits within that grade: above 0, to 1.
    pub weight: f32,
    /// How often each field of the article has it: once, about twice, or 5 for more often.
    pub fields: Vec<(&'static str, u32)>,
}

impl Segment {
    /// How the score of `article` for `query` comes about, also where [`Segment::search`] leaves it out for being too low; `None` if there is no
    /// such article.
    pub fn explain(
        &self,
        query: &str,
        article: u32,
        params: &RankingParams,
    ) -> Option<Explanation> {
        if article >= self.article_count() {
            return None;
        }
        let query = Query::parse(self.analyzer(), query);
        let mut scorer = Scorer::new(self, params);
        let expansions = expand(self, &query);
        let mut contributions = vec![0.0; query.words.len()];
        for at in scorer.order(&expansions) {
            let before = scorer.evidence_of(article);
            scorer.add(&query.words[at], &expansions[at]);
            contributions[at] = scorer.evidence_of(article) - before;
        }
        let words = query.words.iter().zip(expansions).zip(contributions);
        let explained = words.map(|((word, mut best_first), contribution)| {
            let word = word.spellings[0].exact.clone();
            best_first.sort_by(|a, b| a.grade.cmp(&b.grade).then(b.weight.total_cmp(&a.weight)));
            let terms = best_first.iter().map(|expansion| TermExplanation {
                term: String::from_utf8_lossy(self.dictionary().exact(expansion.term)).into_owned(),
                grade: expansion.grade,
                weight: expansion.weight,
                fields: self.fields(article, expansion.term),
            });
            WordExplanation {
                is_function_word: self.is_function_word(&word),
                terms: terms.filter(|term| !term.fields.is_empty()).collect(),
                contribution,
                word,
            }
        });
        let scored = scorer.score(article);
        Some(Explanation {
            words: explained.collect(),
            coverage: scorer.coverage(article),
            title: scorer.title(article),
            weight: self.weight(article),
            category: scored.as_ref().map_or(0.0, |scored| scored.category),
            score: scored.map_or(0.0, |scored| scored.score()),
        })
    }

    fn fields(&self, article: u32, term: u32) -> Vec<(&'static str, u32)> {
        let mut fields: Vec<(&'static str, u32)> = Vec::new();
        let here = self
            .postings(term)
            .filter(|posting| posting.article == article);
        for occurrence in here.flat_map(|posting| posting.fields) {
            let (name, tf) = (occurrence.field.name(), u32::from(occurrence.tf));
            match fields.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += tf,
                None => fields.push((name, tf)),
            }
        }
        fields
    }
}
