//! BM25F over the fields of articles and sections. Owns the formulae; the numbers in them are `params`.
//!
//! # How is a word weighed?
//! Simple BM25F (Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009,
//! section 3.6) adds up the occurrences of a word over the fields before it lets them saturate:
//!
//! ```text
//! tf~(t, d) = Σ_f  w_f · tf(t, d, f) / (1 − b_f + b_f · len(d, f) / avglen(f))
//! sat(x)    = x / (k1 + x)
//! idf(t)    = ln(1 + (N − n + 0.5) / (n + 0.5)), times `function_word` for the likes of `how` and `my`
//!
//! t  a word of the query               tf(t, d, f)  occurrences of t in field f of d
//! d  an article or section             len, avglen  length in words, average length of that field
//! f  a field; w_f, b_f its weight, b   N, n         articles in all; with any expansion of t
//! k1 saturation
//! ```
//!
//! # What if a term only resembles the word?
//! The expansions of a word fall into grades: the exact form, the same word with other marks, words that only
//! begin so. tf~ is summed within each grade; a prefix expansion weighs in as (letters typed / letters of the
//! term). A grade has a ceiling c, and grades combine as independent evidence does:
//!
//! ```text
//! evidence(t, d) = 1 − Π_g (1 − c_g · sat(tf~_g(t, d)))
//! ```
//!
//! The ceiling stands outside the saturation, so that however many resembling words an article has, they stay
//! below it: weights inside would let ten `bạn` overtake one `bán`.
//!
//! # How do sections add up?
//! For each word an article has the tf~ of its own fields, that of its best section in full, and `rollup` of
//! that of the others; its score is Σ_t idf(t) · evidence(t), times how much of the query it covers. The best
//! section is the one with the highest such sum of its own, to which the fields of the article count in full for
//! the lead (the title is its heading) and by `inherit` for the others, so that `return damaged item` leads to
//! the section on damaged items of the article on returns.

use super::Hit;
use super::params::{Bm25fParams, FieldParams};
use super::parse::{QueryWord, Spelling};
use super::top::Top;
use crate::index::{Entry, FIELDS, Field, Segment, postings};

/// How well a term fits the word that was typed.
#[derive(Clone, Copy)]
enum Grade {
    Exact,
    Folded,
    Prefix,
}

const GRADES: usize = 3;

/// tf~ of one word, by grade.
type Frequencies = [f32; GRADES];

/// Adds up what each article and section has of a query.
pub(super) struct Scorer<'a> {
    segment: &'a Segment,
    params: &'a Bm25fParams,
    fields: [FieldParams; FIELDS],
    articles: Vec<ArticleScore>,
    section_scores: Vec<f32>,
    /// Of the word at hand only; zero again after each.
    in_articles: Vec<Frequencies>,
    in_sections: Vec<Frequencies>,
    /// The articles that have the word at hand.
    touched: Vec<u32>,
    total_idf: f32,
}

#[derive(Clone, Copy, Default)]
struct ArticleScore {
    evidence: f32,
    /// The idf of the words that the article has.
    covered_idf: f32,
    is_touched: bool,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(segment: &'a Segment, params: &'a Bm25fParams) -> Self {
        let (articles, sections) = (segment.article_count() as usize, segment.total_sections());
        Self {
            segment,
            params,
            fields: [
                params.title,
                params.keywords,
                params.description,
                params.heading,
                params.body,
            ],
            articles: vec![ArticleScore::default(); articles],
            section_scores: vec![0.0; sections],
            in_articles: vec![[0.0; GRADES]; articles],
            in_sections: vec![[0.0; GRADES]; sections],
            touched: Vec::new(),
            total_idf: 0.0,
        }
    }

    /// Adds one word of the query.
    pub(super) fn add(&mut self, word: &QueryWord) {
        let segment = self.segment;
        for spelling in &word.spellings {
            segment.dictionary().expand(
                spelling.folded.as_bytes(),
                spelling.prefix,
                &mut |entry| {
                    let (grade, weight) = self.fit(spelling, entry);
                    self.count(entry.postings, grade, weight);
                },
            );
        }
        if self.touched.is_empty() {
            // No article can have it: it must not count as lacking.
            return;
        }
        let (all, having) = (segment.article_count() as f32, self.touched.len() as f32);
        let mut idf = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
        if segment.is_function_word(&word.spellings[0].exact) {
            idf *= self.params.function_word;
        }
        self.total_idf += idf;
        let ceilings = [
            1.0,
            self.folded_ceiling(&word.spellings[0]),
            self.params.prefix,
        ];
        for article in std::mem::take(&mut self.touched) {
            self.roll_up(article, idf, &ceilings);
        }
    }

    /// The best answers to all the words added.
    pub(super) fn best(self, limit: usize) -> Vec<Hit> {
        let mut top = Top::new(limit);
        for (article, score) in (0..).zip(&self.articles) {
            if score.evidence > 0.0 {
                let covered = score.covered_idf / self.total_idf;
                let lost = self.params.coverage * (1.0 - covered * covered);
                top.offer(article, score.evidence * (1.0 - lost));
            }
        }
        let hit = |(article, score)| Hit {
            article,
            section: self.best_section(article),
            score,
        };
        top.into_best_first().map(hit).collect()
    }

    /// The grade of a term, and its weight within the grade.
    fn fit(&self, spelling: &Spelling, entry: &Entry<'_>) -> (Grade, f32) {
        if entry.folded == spelling.folded.as_bytes() {
            let grade = if entry.exact == spelling.exact.as_bytes() {
                Grade::Exact
            } else {
                Grade::Folded
            };
            return (grade, 1.0);
        }
        let typed = letters(spelling.folded.as_bytes()) / letters(entry.folded);
        let same_marks = entry.exact.starts_with(spelling.exact.as_bytes());
        (
            Grade::Prefix,
            if same_marks {
                typed
            } else {
                typed * self.folded_ceiling(spelling)
            },
        )
    }

    fn folded_ceiling(&self, spelling: &Spelling) -> f32 {
        if spelling.exact == spelling.folded {
            self.params.unmarked
        } else {
            self.params.remarked
        }
    }

    fn count(&mut self, list: &[u8], grade: Grade, weight: f32) {
        for posting in postings(list) {
            let article = self.segment.article_of(posting.section);
            if !std::mem::replace(&mut self.articles[article as usize].is_touched, true) {
                self.touched.push(article);
            }
            for field in Field::ALL
                .into_iter()
                .filter(|field| posting.tf[*field as usize] > 0)
            {
                let FieldParams {
                    weight: field_weight,
                    b,
                } = self.fields[field as usize];
                let length = self.segment.relative_length(posting.section, field);
                let tf =
                    field_weight * f32::from(posting.tf[field as usize]) / (1.0 - b + b * length);
                let frequencies = if field.is_of_the_article() {
                    &mut self.in_articles[article as usize]
                } else {
                    &mut self.in_sections[posting.section as usize]
                };
                frequencies[grade as usize] += weight * tf;
            }
        }
    }

    /// Turns what an article has of the word at hand into score, and clears it for the next word.
    fn roll_up(&mut self, article: u32, idf: f32, ceilings: &Frequencies) {
        let own = std::mem::take(&mut self.in_articles[article as usize]);
        let first = self.segment.first_section(article) as usize;
        let (mut best, mut sum) = ([0.0_f32; GRADES], [0.0_f32; GRADES]);
        for section in first..first + self.segment.section_count(article) as usize {
            let mut frequencies = std::mem::take(&mut self.in_sections[section]);
            for grade in 0..GRADES {
                best[grade] = best[grade].max(frequencies[grade]);
                sum[grade] += frequencies[grade];
                let inherited = if section == first {
                    1.0
                } else {
                    self.params.inherit
                };
                frequencies[grade] += inherited * own[grade];
            }
            self.section_scores[section] += idf * self.evidence(&frequencies, ceilings);
        }
        let rollup = self.params.rollup;
        let all = std::array::from_fn(|grade| {
            own[grade] + best[grade] + rollup * (sum[grade] - best[grade])
        });
        let evidence = idf * self.evidence(&all, ceilings);
        let score = &mut self.articles[article as usize];
        score.evidence += evidence;
        score.covered_idf += idf;
        score.is_touched = false;
    }

    fn evidence(&self, frequencies: &Frequencies, ceilings: &Frequencies) -> f32 {
        let doubts = frequencies
            .iter()
            .zip(ceilings)
            .filter(|(tf, _)| **tf > 0.0);
        1.0 - doubts
            .map(|(tf, ceiling)| 1.0 - ceiling * tf / (self.params.k1 + tf))
            .product::<f32>()
    }

    /// The section with the highest score, counted within the article; the first of several.
    fn best_section(&self, article: u32) -> u32 {
        let first = self.segment.first_section(article) as usize;
        let scores =
            &self.section_scores[first..first + self.segment.section_count(article) as usize];
        let best = (0..)
            .zip(scores)
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or(0, |(section, _)| section)
    }
}

/// The letters of UTF-8 text: every byte that does not continue one.
fn letters(utf8: &[u8]) -> f32 {
    utf8.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as f32
}
