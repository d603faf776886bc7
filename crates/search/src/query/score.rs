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

use super::Hit;
use super::expand::{Expansion, GRADES, Grade};
use super::params::{FieldParams, RankingParams};
use super::parse::QueryWord;
use super::top::Top;
use crate::index::{FIELDS, Field, Segment};

/// Something for each grade.
type Graded = [f32; GRADES];

/// Adds up what each article and section has of a query.
pub(super) struct Scorer<'a> {
    segment: &'a Segment,
    params: &'a RankingParams,
    fields: [FieldParams; FIELDS],
    articles: Vec<ArticleScore>,
    section_scores: Vec<f32>,
    /// Of the word at hand only; zero again after each.
    in_articles: Vec<Graded>,
    in_sections: Vec<Graded>,
    /// The articles that have the word at hand.
    touched: Vec<u32>,
    /// What an article has that has all words of the query.
    whole: f32,
}

#[derive(Clone, Copy, Default)]
struct ArticleScore {
    evidence: f32,
    /// How much of the query the article has, in parts of the whole.
    covered: f32,
    /// How much of the query its title has, and how many words that are.
    title_covered: f32,
    title_words: f32,
    /// The best grade of the word at hand in the title, as a ceiling.
    in_title: f32,
    is_touched: bool,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(segment: &'a Segment, params: &'a RankingParams) -> Self {
        let (articles, sections) = (segment.article_count() as usize, segment.total_sections());
        Self {
            segment,
            params,
            fields: params.fields(),
            articles: vec![ArticleScore::default(); articles],
            section_scores: vec![0.0; sections],
            in_articles: vec![[0.0; GRADES]; articles],
            in_sections: vec![[0.0; GRADES]; sections],
            touched: Vec::new(),
            whole: 0.0,
        }
    }

    /// Adds one word of the query.
    pub(super) fn add(&mut self, word: &QueryWord, expansions: &[Expansion]) {
        let typed = &word.spellings[0];
        let ceilings = self.params.ceilings(typed.exact != typed.folded);
        for expansion in expansions {
            self.count(expansion);
        }
        if self.touched.is_empty() {
            // No article can have it: it must not count as lacking.
            return;
        }
        let mut idf = self.idf();
        if self.segment.is_function_word(&typed.exact) {
            idf.iter_mut()
                .for_each(|idf| *idf *= self.params.function_word);
        }
        // The best that any article has of this word.
        let grades = 0..GRADES;
        let best = grades
            .filter(|grade| idf[*grade] > 0.0)
            .map(|grade| (idf[grade], ceilings[grade]))
            .next()
            .unwrap_or_default();
        self.whole += best.0;
        for article in std::mem::take(&mut self.touched) {
            self.roll_up(article, &idf, &ceilings, best);
        }
    }

    /// The best answers to all the words added.
    pub(super) fn best(self, limit: usize) -> Vec<Hit> {
        let mut top = Top::new(limit);
        for article in 0..self.articles.len() as u32 {
            if self.articles[article as usize].evidence > 0.0 {
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
        self.articles[article as usize].evidence
    }

    /// The score of an article after all words.
    pub(super) fn score(&self, article: u32) -> f32 {
        let score = &self.articles[article as usize];
        score.evidence
            * self.coverage(article)
            * (1.0 + self.whole_title(article))
            * self.segment.weight(article)
    }

    /// What an article keeps in view of the words that it lacks.
    pub(super) fn coverage(&self, article: u32) -> f32 {
        let covered = (self.articles[article as usize].covered / self.whole).min(1.0);
        1.0 - self.params.coverage * (1.0 - covered * covered)
    }

    /// What it gains because its title is the query.
    pub(super) fn whole_title(&self, article: u32) -> f32 {
        let score = &self.articles[article as usize];
        let of_title = (score.title_words / self.segment.title_length(article).max(1.0)).min(1.0);
        let of_query = (score.title_covered / self.whole).min(1.0);
        self.params.whole_title * (of_title * of_query).powi(3)
    }

    fn count(&mut self, expansion: &Expansion) {
        let Expansion {
            term,
            grade,
            weight,
        } = *expansion;
        let grade = grade as usize;
        for posting in self.segment.postings(term) {
            let article = self.segment.article_of(posting.section);
            let score = &mut self.articles[article as usize];
            if !std::mem::replace(&mut score.is_touched, true) {
                self.touched.push(article);
            }
            for (field, tf) in posting.fields {
                let FieldParams {
                    weight: field_weight,
                    b,
                } = self.fields[*field as usize];
                let length = self.segment.relative_length(posting.section, *field);
                let tf = field_weight * f32::from(*tf) / (1.0 - b + b * length);
                let frequencies = if field.is_of_the_article() {
                    &mut self.in_articles[article as usize]
                } else {
                    &mut self.in_sections[posting.section as usize]
                };
                frequencies[grade] += weight * tf;
                if *field == Field::Title {
                    score.in_title = score.in_title.max(in_title(expansion));
                }
            }
        }
    }

    /// The idf of each grade: of the articles that have the word in it or a better one; 0 where none has.
    fn idf(&self) -> Graded {
        let mut having = [0.0; GRADES];
        for article in &self.touched {
            let own = &self.in_articles[*article as usize];
            let first = self.segment.first_section(*article) as usize;
            let sections =
                &self.in_sections[first..first + self.segment.section_count(*article) as usize];
            let has = |grade: &usize| {
                own[*grade] > 0.0 || sections.iter().any(|section| section[*grade] > 0.0)
            };
            if let Some(best) = (0..GRADES).find(has) {
                having[best] += 1.0;
            }
        }
        let all = self.articles.len() as f32;
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

    /// Turns what an article has of the word at hand into score, and clears it for the next word.
    fn roll_up(&mut self, article: u32, idf: &Graded, ceilings: &Graded, best: (f32, f32)) {
        let own = std::mem::take(&mut self.in_articles[article as usize]);
        let first = self.segment.first_section(article) as usize;
        let (mut most, mut sum) = ([0.0_f32; GRADES], [0.0_f32; GRADES]);
        for section in first..first + self.segment.section_count(article) as usize {
            let mut frequencies = std::mem::take(&mut self.in_sections[section]);
            for grade in 0..GRADES {
                most[grade] = most[grade].max(frequencies[grade]);
                sum[grade] += frequencies[grade];
                let inherited = if section == first {
                    1.0
                } else {
                    self.params.inherit
                };
                frequencies[grade] += inherited * own[grade];
            }
            self.section_scores[section] += self.evidence(&frequencies, idf, ceilings);
        }
        let rollup = self.params.rollup;
        let all = std::array::from_fn(|grade| {
            own[grade] + most[grade] + rollup * (sum[grade] - most[grade])
        });
        let evidence = self.evidence(&all, idf, ceilings);
        let grade = (0..GRADES).find(|grade| all[*grade] > 0.0);
        let ceiling = grade.map_or(0.0, |grade| ceilings[grade]);
        let (best_idf, best_ceiling) = best;
        let score = &mut self.articles[article as usize];
        score.evidence += evidence;
        score.covered += best_idf * (ceiling / best_ceiling).min(1.0);
        let in_title = std::mem::take(&mut score.in_title);
        score.title_words += in_title;
        score.title_covered += best_idf * in_title;
        score.is_touched = false;
    }

    fn evidence(&self, frequencies: &Graded, idf: &Graded, ceilings: &Graded) -> f32 {
        let (mut evidence, mut doubt) = (0.0, 1.0);
        for grade in 0..GRADES {
            let tf = frequencies[grade];
            if tf > 0.0 {
                let found = ceilings[grade] * tf / (self.params.k1 + tf);
                evidence += idf[grade] * found * doubt;
                doubt *= 1.0 - found;
            }
        }
        evidence
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

/// How much of a word a title has that has the term. A word that is still being typed, inflected or misspelt is the same word.
fn in_title(expansion: &Expansion) -> f32 {
    match expansion.grade {
        Grade::Exact | Grade::Marked | Grade::Inflected | Grade::Prefix | Grade::Misspelt => 1.0,
        Grade::Related => expansion.weight,
    }
}
