//! Which section of an answer is best. Owns what is added up within articles; the formula is `Weights::evidence`.
//!
//! Only the answers are looked into, once they are known: of the thousands of articles that have a word of the query, all others
//! would be for nothing.

use super::slots::Table;
use super::weights::Fields;
use super::{Graded, Word};

/// What the sections of one answer have of the query.
#[derive(Default)]
struct Inside {
    /// tf~ of the article's own fields, of the word at hand.
    own: Graded,
    /// Those that have a word, in their order.
    sections: Vec<SectionScore>,
    /// The score of all others.
    elsewhere: f32,
}

struct SectionScore {
    /// Counted within the article; 0 is the lead.
    section: u32,
    score: f32,
    /// tf~ of the word at hand.
    frequencies: Graded,
}

/// The best section of each of these articles.
pub(super) fn best_sections(
    fields: &Fields<'_>,
    words: &[Word<'_>],
    articles: impl Iterator<Item = u32> + Clone,
) -> Vec<u32> {
    let mut table: Table<Inside> = Table::new(fields.segment.article_count());
    for article in articles.clone() {
        table.make(article);
    }
    for word in words {
        for expansion in &word.counted {
            for posting in fields.segment.postings(expansion.term) {
                let Some(inside) = table.get_mut(posting.article) else {
                    continue;
                };
                for occurrence in posting.fields {
                    let words = fields.segment.length(&posting, occurrence);
                    let tf = fields.tf(expansion, occurrence.field, occurrence.tf, words);
                    let frequencies = match occurrence.field.is_of_the_article() {
                        true => &mut inside.own,
                        false => inside.section(posting.section),
                    };
                    frequencies[expansion.grade as usize] += tf;
                }
            }
        }
        for inside in table.slots_mut() {
            inside.roll_up(word);
        }
    }
    let best = |article| table.get(article).map_or(0, Inside::best);
    articles.map(best).collect()
}

impl Inside {
    fn section(&mut self, section: u32) -> &mut Graded {
        let found = self
            .sections
            .binary_search_by_key(&section, |known| known.section);
        let at = found.unwrap_or_else(|at| {
            let score = SectionScore {
                section,
                score: self.elsewhere,
                frequencies: Graded::default(),
            };
            self.sections.insert(at, score);
            at
        });
        &mut self.sections[at].frequencies
    }

    /// Turns what the sections have of the word at hand into score.
    fn roll_up(&mut self, word: &Word<'_>) {
        let own = std::mem::take(&mut self.own);
        let inherited = own.map(|tf| word.weights.params.inherit * tf);
        self.section(0);
        for section in &mut self.sections {
            let of_the_article = if section.section == 0 {
                &own
            } else {
                &inherited
            };
            let frequencies = std::mem::take(&mut section.frequencies);
            let all = std::array::from_fn(|grade| frequencies[grade] + of_the_article[grade]);
            section.score += word.weights.evidence(&all);
        }
        self.elsewhere += word.weights.evidence(&inherited);
    }

    /// The section with the highest score, the first of several. One that has no word is never better than the lead, which inherits in full.
    fn best(&self) -> u32 {
        let sections = self.sections.iter();
        let best = sections.reduce(|best, next| if next.score > best.score { next } else { best });
        best.map_or(0, |best| best.section)
    }
}
