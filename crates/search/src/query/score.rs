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
//! that of the others; its score is Σ_t evidence(t), times how much of the query it covers, times how much of the query its
//! title has and how much of the title that is, times the article's weight; to which comes `category` of the mean that the others of its
//! category have (over ten articles more than there are, see `DOUBT`). The best section is the one with the highest such
//! sum of its own, to which the fields of the article count in full for the lead (the title is its heading) and by `inherit` for
//! the others, so that `return damaged item` leads to the section on damaged items of the article on returns.
//!
//! # What does a query cost?
//! Work and memory follow the postings that it touches, not the articles and sections that there are: see `slots`. Three things bound
//! them in a large knowledge base:
//! - The words that an unfinished one may become can be thousands, so their postings are bounded.
//! - Common words come last. Once the best answers to the others stand above whatever an article can get that has only common words, no
//!   further article is looked at (`is_settled`; MaxScore, Turtle and Flood, *Query evaluation: strategies and optimizations*, 1995). This
//!   changes no answer; with 50,000 articles it saves two fifths of the time.
//! - Which section is best is found out for the answers only, see `sections`.

mod sections;
mod slots;
#[cfg(test)]
mod tests;
mod weights;

use self::sections::best_sections;
use self::slots::{ArticleScore, Slots};
use self::weights::{Fields, Weights, in_title};
use super::Hit;
use super::expand::{Expansion, GRADES, Grade};
use super::params::RankingParams;
use super::parse::QueryWord;
use super::top::Top;
use crate::index::{Field, Segment};

/// After so many postings of longer words, an unfinished word has enough of them. The shortest words come first, each in full. One letter in
/// the index in one piece of 50,000 articles begins words with hundreds of thousands of postings, and nobody reads on for the rest.
/// Of 2,700 beginnings of titles of 50,000 articles, this changes the first eight answers of one; 20,000 would change those of 9, 10,000
/// those of 48, and neither saves time that anybody would notice.
const ENOUGH_POSTINGS: usize = 50_000;

/// A word with more postings is common. In a knowledge base of no more articles none is: it would not pay.
const COMMON_POSTINGS: usize = 2_000;

/// A category counts as if it had so many articles more that have nothing: what two or three articles have in common may be chance, and one of
/// them with the question in its title is no evidence for its neighbours.
const DOUBT: f32 = 10.0;

/// How much scores may be off because they were added up in another order, as a share of them.
const ROUNDING: f32 = 1e-3;

/// Something for each grade.
type Graded = [f32; GRADES];

/// Adds up what each article has of a query.
pub(super) struct Scorer<'a> {
    segment: &'a Segment,
    params: &'a RankingParams,
    fields: Fields<'a>,
    slots: Slots,
    words: Vec<Word<'a>>,
    /// What an article has that has all words of the query.
    whole: f32,
    /// Articles that have only words to come are not among the best.
    is_settled: bool,
}

/// An article that has a word of the query.
pub(super) struct Scored {
    article: u32,
    /// What it has itself.
    own: f32,
    /// What the others of its category add.
    pub(super) category: f32,
}

impl Scored {
    pub(super) fn score(&self) -> f32 {
        self.own + self.category
    }
}

/// A word of the query.
struct Word<'a> {
    /// The expansions that count.
    counted: Vec<Expansion>,
    weights: Weights<'a>,
}

impl Word<'_> {
    fn of_grade(&self, grade: usize) -> impl Iterator<Item = &Expansion> {
        let expansions = self.counted.iter();
        expansions.filter(move |expansion| expansion.grade as usize == grade)
    }
}

impl<'a> Scorer<'a> {
    pub(super) fn new(segment: &'a Segment, params: &'a RankingParams) -> Self {
        Self {
            segment,
            params,
            fields: Fields::new(segment, params),
            slots: Slots::new(segment.article_count()),
            words: Vec::new(),
            whole: 0.0,
            is_settled: false,
        }
    }

    /// Adds all words of the query, as far as the best `limit` answers need them.
    pub(super) fn add_all(
        &mut self,
        words: &[QueryWord],
        expansions: &[Vec<Expansion>],
        limit: usize,
    ) {
        let order = self.order(expansions);
        let is_rare = |at: &&usize| self.commonness(&expansions[**at]).is_none();
        // The first word finds its articles in any case.
        let rare = order.iter().take_while(is_rare).count();
        let (rare, common) = order.split_at(rare.max(1).min(order.len()));
        for at in rare {
            self.add(&words[*at], &expansions[*at]);
        }
        let weighed = |at: &usize| self.weighed(&words[*at], &expansions[*at]);
        let common: Vec<Word<'_>> = common.iter().map(weighed).collect();
        let most = |word: &Word<'_>| word.weights.best().0;
        let mut to_come: f32 = common.iter().map(most).sum();
        // One by one, as `add` does, so that an explanation has the very same score.
        common.iter().for_each(|word| self.whole += most(word));
        for word in common {
            self.is_settled = self.is_settled || self.settles(to_come, limit);
            to_come -= most(&word);
            self.count(word);
        }
    }

    /// The order in which words are to be added: as they stand in the query, but the common ones last, the most common at the end.
    pub(super) fn order(&self, expansions: &[Vec<Expansion>]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..expansions.len()).collect();
        if order.len() > 1 {
            order.sort_by_cached_key(|at| self.commonness(&expansions[*at]));
        }
        order
    }

    /// Whether words can be common.
    fn is_large(&self) -> bool {
        self.segment.article_count() as usize > COMMON_POSTINGS
    }

    /// How many postings a common word has; `None` if it is not common.
    fn commonness(&self, expansions: &[Expansion]) -> Option<usize> {
        let postings = self.is_large().then(|| self.postings(expansions));
        postings.filter(|postings| *postings > COMMON_POSTINGS)
    }

    /// Adds one word of the query.
    pub(super) fn add(&mut self, word: &QueryWord, expansions: &[Expansion]) {
        // A word that no article has adds nothing: it must not count as lacking.
        self.whole += self.count(self.word(word, expansions));
    }

    /// The best answers to all the words added.
    pub(super) fn best(self, limit: usize) -> Vec<Hit> {
        let mut found = self.scored();
        let most = found.iter().map(|scored| scored.own).fold(0.0, f32::max);
        let floor = self.params.floor * most;
        found.retain(|scored| scored.own >= floor);
        let best_first = best(&found, limit);
        let articles = best_first.iter().map(|(article, _)| *article);
        let sections = best_sections(&self.fields, &self.words, articles);
        let hits = best_first.into_iter().zip(sections);
        let hit = |((article, score), section)| Hit {
            article,
            section,
            score,
        };
        hits.map(hit).collect()
    }

    /// What the words added so far say for an article.
    pub(super) fn evidence_of(&self, article: u32) -> f32 {
        self.added_up(article).evidence
    }

    /// The score of an article after all words, if it has one of them.
    pub(super) fn score(&self, article: u32) -> Option<Scored> {
        let mut found = self.scored().into_iter();
        found.find(|scored| scored.article == article)
    }

    /// What an article keeps in view of the words that it lacks.
    pub(super) fn coverage(&self, article: u32) -> f32 {
        self.coverage_of(self.added_up(article).covered)
    }

    /// What it gains because its title has the query, or is the query.
    pub(super) fn title(&self, article: u32) -> f32 {
        self.title_of(&self.added_up(article))
    }

    fn added_up(&self, article: u32) -> ArticleScore {
        let slot = self.slots.articles().get(article);
        slot.map_or_else(ArticleScore::default, |slot| slot.score)
    }

    fn score_of(&self, article: u32, score: &ArticleScore) -> f32 {
        score.evidence
            * self.coverage_of(score.covered)
            * (1.0 + self.title_of(score))
            * self.segment.weight(article)
    }

    fn coverage_of(&self, covered: f32) -> f32 {
        let covered = (covered / self.whole).min(1.0);
        1.0 - self.params.coverage * (1.0 - covered * covered)
    }

    fn title_of(&self, score: &ArticleScore) -> f32 {
        let of_title = (score.title_words / score.title_length.max(1.0)).min(1.0);
        let of_query = (score.title_covered / self.whole).min(1.0);
        self.title_gain(of_query, of_title)
    }

    /// What a title is worth that has so much of the query, and of which so much is the query.
    fn title_gain(&self, of_query: f32, of_title: f32) -> f32 {
        let RankingParams {
            in_title,
            whole_title,
            ..
        } = self.params;
        of_query.powi(3) * (in_title + whole_title * of_title.powi(3))
    }

    /// The articles that have a word of the query, ascending. In a large knowledge base the others of their categories add nothing: not all of
    /// its articles are looked at.
    fn scored(&self) -> Vec<Scored> {
        let articles = self.slots.articles().iter();
        let found = articles.filter(|(_, slot)| slot.score.evidence > 0.0);
        let scored = found.map(|(article, slot)| Scored {
            article,
            own: self.score_of(article, &slot.score),
            category: 0.0,
        });
        let mut all: Vec<Scored> = scored.collect();
        if self.is_large() {
            return all;
        }
        let mut rest = &mut all[..];
        for filed in self.segment.categories() {
            let end = rest.partition_point(|scored| scored.article < filed.end);
            let (here, others) = rest.split_at_mut(end);
            let sum: f32 = here.iter().map(|scored| scored.own).sum();
            let share = self.params.category / (filed.len() as f32 + DOUBT);
            for scored in here {
                scored.category = share * (sum - scored.own);
            }
            rest = others;
        }
        all
    }

    /// Whether the best `limit` answers have slots, when what a word to come can be worth at most adds up to `to_come`: what an
    /// article of weight 1 can get that has nothing else is below the score that these have already, and no word makes that lower.
    fn settles(&self, to_come: f32, limit: usize) -> bool {
        let title = self.title_gain(to_come / self.whole, 1.0);
        let most = to_come * self.coverage_of(to_come) * (1.0 + title);
        let best = best(&self.scored(), limit);
        let worst = best.last().filter(|_| best.len() == limit);
        worst.is_some_and(|(_, worst)| *worst > (1.0 + ROUNDING) * most)
    }

    /// A word that is to be added, its rarity not yet known.
    fn word(&self, word: &QueryWord, expansions: &[Expansion]) -> Word<'a> {
        let typed = &word.spellings[0];
        Word {
            counted: self.counted(expansions),
            weights: Weights {
                idf: Graded::default(),
                ceilings: self.params.ceilings(typed.exact != typed.folded),
                is_function_word: self.segment.is_function_word(&typed.exact),
                params: self.params,
            },
        }
    }

    /// A word that is to be added, its rarity counted beforehand.
    fn weighed(&self, word: &QueryWord, expansions: &[Expansion]) -> Word<'a> {
        let mut word = self.word(word, expansions);
        let articles = self.segment.article_count();
        let mut has = vec![false; articles as usize];
        let mut having = 0;
        for grade in 0..GRADES {
            let postings = word
                .of_grade(grade)
                .map(|expansion| self.segment.postings(expansion.term));
            for posting in postings.flatten() {
                let mut fields = posting.fields.iter();
                if !fields.any(|occurrence| self.fields.count(occurrence.field)) {
                    continue;
                }
                let before = std::mem::replace(&mut has[posting.article as usize], true);
                having += u32::from(!before);
            }
            word.weights.set_rarity(grade, having, articles);
        }
        word
    }

    /// The expansions of a word whose postings are counted.
    fn counted(&self, expansions: &[Expansion]) -> Vec<Expansion> {
        let is_longer = |expansion: &Expansion| expansion.grade == Grade::Prefix;
        let (mut longer, mut counted): (Vec<_>, Vec<_>) =
            expansions.iter().copied().partition(is_longer);
        if self.postings(&longer) > ENOUGH_POSTINGS {
            longer.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.term.cmp(&b.term)));
            let mut before = 0;
            longer.retain(|expansion| {
                let is_counted = before < ENOUGH_POSTINGS;
                before += self.segment.postings(expansion.term).len();
                is_counted
            });
        }
        counted.extend(longer);
        counted
    }

    fn postings(&self, expansions: &[Expansion]) -> usize {
        let postings = |expansion: &Expansion| self.segment.postings(expansion.term).len();
        expansions.iter().map(postings).sum()
    }

    /// Adds a word to what the articles have, and says what one has that has all of it.
    fn count(&mut self, mut word: Word<'a>) -> f32 {
        let mut having = 0;
        for grade in 0..GRADES {
            for expansion in word.of_grade(grade) {
                having += self.count_term(expansion);
            }
            // Where not all articles were looked at, it was counted beforehand.
            if !self.is_settled {
                let articles = self.segment.article_count();
                word.weights.set_rarity(grade, having, articles);
            }
            self.slots.end_grade(|article, most, sum| {
                word.weights.add_grade(grade, article, most, sum);
            });
        }
        self.slots
            .end_word(|score, found| word.weights.add_word(score, &found));
        let best = word.weights.best().0;
        self.words.push(word);
        best
    }

    /// Counts the postings of a term, and says how many of their articles did not have the word before.
    fn count_term(&mut self, expansion: &Expansion) -> u32 {
        let mut having = 0;
        for posting in self.segment.postings(expansion.term) {
            let article = posting.article;
            let is_welcome = !self.is_settled || self.segment.weight(article) > 1.0;
            let Some((slot, mut parts)) = self.slots.touch(article, is_welcome) else {
                continue;
            };
            for occurrence in posting.fields {
                let field = occurrence.field;
                let words = self.segment.length(&posting, occurrence);
                let tf = self.fields.tf(expansion, field, occurrence.tf, words);
                if field.is_of_the_article() {
                    slot.own += tf;
                } else {
                    parts.push(slot, posting.section, tf);
                }
                if tf > 0.0 && slot.word.grade.is_none() {
                    slot.word.grade = Some(expansion.grade);
                    having += 1;
                }
                if field == Field::Title {
                    slot.word.in_title = slot.word.in_title.max(in_title(expansion));
                    slot.score.title_length = words;
                }
            }
        }
        having
    }
}

/// The articles with the highest scores, best first.
fn best(found: &[Scored], limit: usize) -> Vec<(u32, f32)> {
    let mut top = Top::new(limit);
    for scored in found {
        top.offer(scored.article, scored.score());
    }
    top.into_best_first()
}
