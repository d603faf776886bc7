//! From words that customers use to those that the articles have: follows the relations of a segment, one step and no further.
//!
//! A relation is reached through the terms that its phrases begin with, and it is followed once for each word of the query, however
//! many terms lead there.

use super::expand::{Expansion, Grade};
use super::parse::Query;
use crate::index::{Lookup, Segment, TermId};

/// In an index in shards, a word that more sections have than this is found without its relations: the shards that they lead to
/// are not worth fetching.
const WELL_KNOWN: usize = 50;

/// Adds the terms that the relations lead to.
pub(super) fn relate(
    lookup: &Lookup<'_>,
    segment: &Segment,
    query: &Query,
    all: &mut [Vec<Expansion>],
) {
    let dictionary = segment.dictionary();
    let is_well_known = |word: &usize| {
        let found = all[*word]
            .iter()
            .map(|found| segment.postings(found.term).len());
        !segment.is_whole() && found.sum::<usize>() > WELL_KNOWN
    };
    let well_known: Vec<bool> = (0..all.len()).map(|word| is_well_known(&word)).collect();
    let mut related: Vec<(usize, &[u8], f32)> = Vec::new();
    for at in 0..query.sequence.len() {
        for Reached {
            relation,
            word,
            fit,
        } in reached(segment, query, at, all)
        {
            if well_known[word] {
                continue;
            }
            let (weight, phrases) = segment.relation(relation);
            for phrase in phrases {
                // Whatever is missing is noted, not only the first.
                if phrase.iter().filter(|term| !lookup.has(**term)).count() > 0 {
                    continue;
                }
                let weight = weight * fit / phrase.len() as f32;
                related.extend(
                    phrase
                        .iter()
                        .map(|term| (word, dictionary.root(*term), weight)),
                );
            }
        }
    }
    related.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    related.dedup_by_key(|(word, root, _)| (*word, *root));
    for (word, root, weight) in related {
        let forms = lookup.with_root(root).into_iter().map(|term| Expansion {
            term,
            grade: Grade::Related,
            weight,
        });
        all[word].extend(forms);
    }
}

/// A relation that the words of the query lead to.
struct Reached {
    relation: u32,
    /// The word that its answers belong to.
    word: usize,
    /// How well the words fit the phrase: above 0, to 1.
    fit: f32,
}

/// The relations with a phrase that begins at a place of the query, each once.
fn reached(segment: &Segment, query: &Query, at: usize, all: &[Vec<Expansion>]) -> Vec<Reached> {
    let mut reached = Vec::new();
    for first in &all[query.sequence[at]] {
        for (relation, rest) in segment.relations(first.term) {
            let places = at..=at + rest.len();
            let following = places.clone().skip(1).zip(rest);
            let mut fits = following.map(|(at, term)| fit_at(query, at, *term, all));
            let fit = fits.try_fold(fit(first), |least, fit| Some(least.min(fit?)));
            // Of "get rid of", what it leads to belongs to "rid": the others hardly count.
            let mut words = places.filter_map(|at| query.sequence.get(at));
            let says_something = |word: &&usize| !segment.is_function_word(query.exact(**word));
            let word = *words.find(says_something).unwrap_or(&query.sequence[at]);
            reached.extend(fit.map(|fit| Reached {
                relation,
                word,
                fit,
            }));
        }
    }
    reached.sort_unstable_by(|a, b| a.relation.cmp(&b.relation).then(b.fit.total_cmp(&a.fit)));
    reached.dedup_by_key(|reached| reached.relation);
    reached
}

/// How well the word at a place of the query fits a term of a phrase; `None` if it does not.
fn fit_at(query: &Query, at: usize, term: TermId, all: &[Vec<Expansion>]) -> Option<f32> {
    let expansions = &all[*query.sequence.get(at)?];
    let same = expansions.iter().filter(|expansion| expansion.term == term);
    same.map(fit).max_by(f32::total_cmp)
}

/// Forms of a word are as good as the word; what is only begun or misspelt is not.
fn fit(expansion: &Expansion) -> f32 {
    match expansion.grade {
        Grade::Exact | Grade::Marked | Grade::Inflected => 1.0,
        Grade::Prefix | Grade::Misspelt | Grade::Related => 0.5 * expansion.weight,
    }
}
