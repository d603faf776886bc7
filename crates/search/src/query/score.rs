//! BM25F over the fields of articles and sections. Owns the formulae; the numbers in them are `params`.
//!
//! # How is a word weighed?
//! Simple BM25F (Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009,
//! section 3.6) adds up the occurrences of a word over the fields before it lets them saturate:
//!
//! ```text
//! tf~(t, d) = Σ_f  w_f · tf(t, d, f) / (1 − b_f + b_f · len(d, f) / avglen(f))
//! sat(x)    = x / (k1 + x)
//! idf(n)    = ln(1 + (N − n + 0.5) / (n + 0.5)), times `function_word` for the likes of `how` and `my`
//!
//! t  a word of the query               tf(t, d, f)  occurrences of t in field f of d
//! d  an article or section             len, avglen  length in words, average length of that field
//! f  a field; w_f, b_f its weight, b   N, n         articles in all; with the word
//! k1 saturation
//! ```
//!
//! # What if a term only resembles the word?
//! The expansions of a word fall into grades, see `expand`. tf~ is summed within each grade, times the weight that a term has there.
//! A grade has a ceiling c and an idf of its own, that of the articles which have the word in this or a
//! better grade, so that a rare word stays rare though its synonym is common. Grades combine as independent evidence does:
//!
//! ```text
//! x_g = c_g · sat(tf~_g)        evidence(t, d) = Σ_g idf_g · x_g · Π_{h better than g} (1 − x_h)
//! ```
//!
//! The ceiling stands outside the saturation, so that however many resembling words an article has, they stay
//! below it: weights inside would let ten `bạn` overtake one `bán`.
//!
//! # How do sections add up?
//! For each word an article has the tf~ of its own fields, that of its best section in full, and `rollup` of
//! that of the others; its score is Σ_t evidence(t), times how much of the query it covers, times how much of its title the query is,
//! times the article's weight. The best section is the one with the highest such sum of its own, to which the fields of the
//! article count in full for the lead (the title is its heading) and by `inherit` for the others, so that
//! `return damaged item` leads to the section on damaged items of the article on returns.
//!
//! # What does a query cost?
//! Work and memory follow the postings that it touches, not the articles and sections that there are: see `slots`. The words that an
//! unfinished one may become can be thousands, so their postings are bounded.

mod slots;
#[cfg(test)]
mod tests;

use self::slots::{ArticleScore, ArticleSlot, AtHand, Sections, Slots};
use super::Hit;
use super::expand::{Expansion, GRADES, Grade};
use super::params::{FieldParams, RankingParams};
use super::parse::QueryWord;
use super::top::Top;
use crate::index::{FIELDS, Field, Segment};

/// After so many postings of longer words, an unfinished word has enough of them. The shortest words come first, each in full. One letter in
/// a knowledge base of 50,000 articles begins words with hundreds of thousands of postings, and nobody reads on for the rest: those
/// take 35 ms natively, these 17. Where there are less than a few thousand articles, no letter has so many.
const ENOUGH_POSTINGS: usize = 50_000;

/// Something for each grade.
type Graded = [f32; GRADES];

/// Adds up what each article and section has of a query.
pub(super) struct Scorer<'a> {
    segment: &'a Segment,
    params: &'a RankingParams,
    fields: [FieldParams; FIELDS],
    slots: Slots,
    /// What an article has that has all words of the query.
    whole: f32,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(segment: &'a Segment, params: &'a RankingParams) -> Self {
        Self {
            segment,
            params,
            fields: params.fields(),
            slots: Slots::new(segment.article_count()),
            whole: 0.0,
        }
    }

    /// Adds one word of the query.
    pub(super) fn add(&mut self, word: &QueryWord, expansions: &[Expansion]) {
        for expansion in self.counted(expansions) {
            self.count(expansion);
        }
        let mut idf = self.idf();
        let typed = &word.spellings[0];
        if self.segment.is_function_word(&typed.exact) {
            idf.iter_mut()
                .for_each(|idf| *idf *= self.params.function_word);
        }
        let weights = Weights {
            idf,
            ceilings: self.params.ceilings(typed.exact != typed.folded),
            params: self.params,
        };
        // A word that no article has adds nothing: it must not count as lacking.
        self.whole += weights.best().0;
        self.slots
            .drain(|article, sections| weights.roll_up(article, sections));
    }

    /// The best answers to all the words added.
    pub(super) fn best(self, limit: usize) -> Vec<Hit> {
        let mut top = Top::new(limit);
        for article in 0..self.segment.article_count() {
            if self.evidence_of(article) > 0.0 {
                top.offer(article, self.score(article));
            }
        }
        let best_first: Vec<(u32, f32)> = top.into_best_first().collect();
        let floor = best_first
            .first()
            .map_or(0.0, |(_, best)| self.params.floor * best);
        let hit = |(article, score)| Hit {
            article,
            section: self.best_section(article),
            score,
        };
        let worthy = best_first.into_iter().filter(|(_, score)| *score >= floor);
        worthy.map(hit).collect()
    }

    /// What the words added so far say for an article.
    pub(super) fn evidence_of(&self, article: u32) -> f32 {
        self.score_of(article).evidence
    }

    /// The score of an article after all words.
    pub(super) fn score(&self, article: u32) -> f32 {
        self.evidence_of(article)
            * self.coverage(article)
            * (1.0 + self.whole_title(article))
            * self.segment.weight(article)
    }

    /// What an article keeps in view of the words that it lacks.
    pub(super) fn coverage(&self, article: u32) -> f32 {
        let covered = (self.score_of(article).covered / self.whole).min(1.0);
        1.0 - self.params.coverage * (1.0 - covered * covered)
    }

    /// What it gains because its title is the query.
    pub(super) fn whole_title(&self, article: u32) -> f32 {
        let score = self.score_of(article);
        let of_title = (score.title_words / score.title_length.max(1.0)).min(1.0);
        let of_query = (score.title_covered / self.whole).min(1.0);
        self.params.whole_title * (of_title * of_query).powi(3)
    }

    fn score_of(&self, article: u32) -> ArticleScore {
        let slot = self.slots.article(article);
        slot.map_or_else(ArticleScore::default, |slot| slot.score)
    }

    /// The expansions of a word whose postings are counted.
    fn counted<'e>(&self, expansions: &'e [Expansion]) -> Vec<&'e Expansion> {
        let is_longer = |expansion: &&Expansion| expansion.grade == Grade::Prefix;
        let (mut longer, mut counted): (Vec<_>, Vec<_>) = expansions.iter().partition(is_longer);
        let postings = |expansion: &&Expansion| self.segment.postings(expansion.term).len();
        if longer.iter().map(postings).sum::<usize>() > ENOUGH_POSTINGS {
            longer.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            let mut before = 0;
            longer.retain(|expansion| {
                let is_counted = before < ENOUGH_POSTINGS;
                before += postings(expansion);
                is_counted
            });
        }
        counted.extend(longer);
        counted
    }

    fn count(&mut self, expansion: &Expansion) {
        let segment = self.segment;
        let grade = expansion.grade;
        for posting in segment.postings(expansion.term) {
            let (slot, section) = self.slots.touch(posting.article, posting.section);
            for occurrence in posting.fields {
                let field = occurrence.field;
                let FieldParams { weight, b } = self.fields[field as usize];
                let words = segment.length(&posting, occurrence);
                let length = words / segment.average_length(field);
                let tf = weight * f32::from(occurrence.tf) / (1.0 - b + b * length);
                let tf = expansion.weight * tf;
                let frequencies = if field.is_of_the_article() {
                    &mut slot.at_hand.own
                } else {
                    &mut section.frequencies
                };
                frequencies[grade as usize] += tf;
                if tf > 0.0 {
                    let best = slot.at_hand.grade.get_or_insert(grade);
                    *best = grade.min(*best);
                }
                if field == Field::Title {
                    slot.at_hand.in_title = slot.at_hand.in_title.max(in_title(expansion));
                    slot.score.title_length = words;
                }
            }
        }
    }

    /// The idf of each grade: of the articles that have the word in it or a better one; 0 where none has.
    fn idf(&self) -> Graded {
        let mut having = [0.0; GRADES];
        for grade in self.slots.touched().filter_map(|slot| slot.at_hand.grade) {
            having[grade as usize] += 1.0;
        }
        let all = self.segment.article_count() as f32;
        let mut sum = 0.0;
        having.map(|having: f32| {
            sum += having;
            if sum > 0.0 {
                (1.0 + (all - sum + 0.5) / (sum + 0.5)).ln()
            } else {
                0.0
            }
        })
    }

    /// The section with the highest score, counted within the article; the first of several. One without a slot is never better than
    /// the lead, which inherits in full.
    fn best_section(&self, article: u32) -> u32 {
        let slot = self.slots.article(article);
        let sections = slot.into_iter().flat_map(|slot| self.slots.sections(slot));
        let best = sections.reduce(|best, next| if next.score > best.score { next } else { best });
        best.map_or(0, |best| best.section)
    }
}

/// How much the word at hand counts.
struct Weights<'a> {
    idf: Graded,
    ceilings: Graded,
    params: &'a RankingParams,
}

impl Weights<'_> {
    /// Idf and ceiling of the best that any article has of the word.
    fn best(&self) -> (f32, f32) {
        let mut grades = self.idf.into_iter().zip(self.ceilings);
        grades.find(|(idf, _)| *idf > 0.0).unwrap_or_default()
    }

    /// Turns what an article has of the word into score.
    fn roll_up(&self, article: &mut ArticleSlot, mut sections: Sections<'_>) {
        let AtHand {
            own,
            grade,
            in_title,
        } = std::mem::take(&mut article.at_hand);
        let inherited = own.map(|tf| self.params.inherit * tf);
        let (mut most, mut sum) = ([0.0_f32; GRADES], [0.0_f32; GRADES]);
        while let Some(section) = sections.next() {
            let mut frequencies = std::mem::take(&mut section.frequencies);
            let of_the_article = if section.section == 0 {
                &own
            } else {
                &inherited
            };
            for grade in 0..GRADES {
                most[grade] = most[grade].max(frequencies[grade]);
                sum[grade] += frequencies[grade];
                frequencies[grade] += of_the_article[grade];
            }
            section.score += self.evidence(&frequencies);
        }
        article.elsewhere += self.evidence(&inherited);
        let rollup = self.params.rollup;
        let all = std::array::from_fn(|grade| {
            own[grade] + most[grade] + rollup * (sum[grade] - most[grade])
        });
        let (best_idf, best_ceiling) = self.best();
        let ceiling = grade.map_or(0.0, |grade| self.ceilings[grade as usize]);
        let score = &mut article.score;
        score.evidence += self.evidence(&all);
        score.covered += best_idf * (ceiling / best_ceiling).min(1.0);
        score.title_words += in_title;
        score.title_covered += best_idf * in_title;
    }

    fn evidence(&self, frequencies: &Graded) -> f32 {
        let (mut evidence, mut doubt) = (0.0, 1.0);
        for (grade, tf) in frequencies.iter().enumerate() {
            if *tf > 0.0 {
                let found = self.ceilings[grade] * tf / (self.params.k1 + tf);
                evidence += self.idf[grade] * found * doubt;
                doubt *= 1.0 - found;
            }
        }
        evidence
    }
}

/// How much of a word a title has that has the term. A word that is still being typed, inflected or misspelt is the same word.
fn in_title(expansion: &Expansion) -> f32 {
    match expansion.grade {
        Grade::Exact | Grade::Marked | Grade::Inflected | Grade::Prefix | Grade::Misspelt => 1.0,
        Grade::Related => expansion.weight,
    }
}
