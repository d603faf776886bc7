//! The formulae of `score` for one word: what an occurrence counts, and how grades add up. Knows nothing of slots but what they hold.

use super::Graded;
use super::slots::{ArticleScore, ArticleSlot, OfWord};
use crate::index::{FIELDS, Field, Segment};
use crate::query::expand::{Expansion, Grade};
use crate::query::params::{FieldParams, RankingParams};

/// How much the fields count.
pub(super) struct Fields<'a> {
    pub(super) segment: &'a Segment,
    fields: [FieldParams; FIELDS],
}

impl<'a> Fields<'a> {
    pub(super) fn new(segment: &'a Segment, params: &RankingParams) -> Self {
        Self {
            segment,
            fields: params.fields(),
        }
    }

    /// Whether a field counts at all.
    pub(super) fn count(&self, field: Field) -> bool {
        self.fields[field as usize].weight > 0.0
    }

    /// tf~ of a field that has the term so often and is so many words long.
    pub(super) fn tf(&self, expansion: &Expansion, field: Field, tf: u16, words: f32) -> f32 {
        let FieldParams { weight, b } = self.fields[field as usize];
        let length = words / self.segment.average_length(field);
        expansion.weight * (weight * f32::from(tf) / (1.0 - b + b * length))
    }
}

/// How much a word counts.
pub(super) struct Weights<'a> {
    pub(super) idf: Graded,
    pub(super) ceilings: Graded,
    pub(super) is_function_word: bool,
    pub(super) params: &'a RankingParams,
}

impl Weights<'_> {
    /// Sets the idf of a grade: `having` of the articles have the word in it or a better one; 0 where none has.
    pub(super) fn set_rarity(&mut self, grade: usize, having: u32, articles: u32) {
        let (all, having) = (articles as f32, having as f32);
        if having > 0.0 {
            self.idf[grade] = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
        }
        if self.is_function_word {
            self.idf[grade] *= self.params.function_word;
        }
    }

    /// Idf and ceiling of the best that any article has of the word. No article's evidence is above that idf.
    pub(super) fn best(&self) -> (f32, f32) {
        let mut grades = self.idf.into_iter().zip(self.ceilings);
        grades.find(|(idf, _)| *idf > 0.0).unwrap_or_default()
    }

    /// Adds what an article has of the word in one grade to what it has of it in better ones. `most` is tf~ of its best section, `sum` of all.
    pub(super) fn add_grade(&self, grade: usize, article: &mut ArticleSlot, most: f32, sum: f32) {
        let tf = article.own + most + self.params.rollup * (sum - most);
        let OfWord {
            evidence, doubt, ..
        } = &mut article.word;
        self.add(grade, tf, evidence, doubt);
    }

    /// Adds what an article has of the word to what it has of the others.
    pub(super) fn add_word(&self, score: &mut ArticleScore, found: &OfWord) {
        let (best_idf, best_ceiling) = self.best();
        let ceiling = found
            .grade
            .map_or(0.0, |grade| self.ceilings[grade as usize]);
        score.evidence += found.evidence;
        score.covered += best_idf * (ceiling / best_ceiling).min(1.0);
        score.title_words += found.in_title;
        score.title_covered += best_idf * found.in_title;
    }

    /// The evidence of tf~ in all grades.
    pub(super) fn evidence(&self, frequencies: &Graded) -> f32 {
        let (mut evidence, mut doubt) = (0.0, 1.0);
        for (grade, tf) in frequencies.iter().enumerate() {
            self.add(grade, *tf, &mut evidence, &mut doubt);
        }
        evidence
    }

    fn add(&self, grade: usize, tf: f32, evidence: &mut f32, doubt: &mut f32) {
        if tf > 0.0 {
            let found = self.ceilings[grade] * tf / (self.params.k1 + tf);
            *evidence += self.idf[grade] * found * *doubt;
            *doubt *= 1.0 - found;
        }
    }
}

/// How much of a word a title has that has the term. A word that is still being typed or inflected is the same word; what a misspelt
/// one was meant to be is a guess.
pub(super) fn in_title(expansion: &Expansion) -> f32 {
    match expansion.grade {
        Grade::Exact | Grade::Marked | Grade::Inflected | Grade::Prefix => 1.0,
        Grade::Misspelt | Grade::Related => expansion.weight,
    }
}
