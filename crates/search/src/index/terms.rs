//! Which of the words that were counted become terms of the index, and what their lists say. Owns what is left out; knows nothing of
//! bytes.
//!
//! - **Function words** that are common are posted where they name something, such as titles and headings, not to bodies.
//! - **How often** a word occurs is said roughly: the ranking saturates anyway.
//! - **Inflected forms** of one word are posted as one, where that loses nothing: see `merging`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dictionary::{Term, TermId};
use super::merging::merge_inflected;
use super::postings::{FIELDS, Field, Frequencies};
use super::relations::{MAX_PHRASE, Related};
use super::roots::Roots;
use crate::analysis::Stemmer;

/// A function word is common that more than one section in so many has.
const COMMON: usize = 5;
/// Below, nothing is common.
const FEW_SECTIONS: usize = 40;

/// A word in its folded and its exact form.
pub(super) type Forms = (String, String);
/// What the sections have of a word, by section.
pub(super) type List = BTreeMap<u32, Frequencies>;
/// What they have of each.
pub(super) type Lists = BTreeMap<Forms, List>;

/// Words as they are counted.
#[derive(Debug, Default)]
pub(super) struct Words(HashMap<Forms, List>);

impl Words {
    pub(super) fn count(&mut self, folded: &str, exact: &str, section: u32, field: Field) {
        let forms = (folded.to_owned(), exact.to_owned());
        let list = self.0.entry(forms).or_default();
        let tf = &mut list.entry(section).or_default()[field as usize];
        *tf = tf.saturating_add(1);
    }
}

/// A relation between phrases, before it is known which of their words are terms.
#[derive(Debug)]
pub(super) struct Relating {
    pub(super) weight: f32,
    pub(super) from: Vec<Vec<Forms>>,
    pub(super) to: Vec<Vec<Forms>>,
}

impl Relating {
    fn words(&self) -> impl Iterator<Item = &Forms> {
        self.from.iter().chain(&self.to).flatten()
    }
}

/// What a segment says about words.
#[derive(Debug, Default)]
pub(super) struct Terms {
    pub(super) terms: Vec<Term>,
    /// Of each term.
    pub(super) lists: Vec<Vec<(u32, Frequencies)>>,
    pub(super) endings: BTreeSet<String>,
    pub(super) relations: Vec<Related>,
}

impl Terms {
    pub(super) fn new(
        words: Words,
        sections: usize,
        relations: &[Relating],
        stemmer: Option<&Stemmer>,
        function_words: &BTreeSet<String>,
        usual_endings: &str,
    ) -> Self {
        let mut lists: Lists = words.0.into_iter().collect();
        for ((_, exact), list) in &mut lists {
            let is_common = sections >= FEW_SECTIONS && COMMON * list.len() > sections;
            if is_common && function_words.contains(exact) {
                leave_bodies_out(list);
            }
            list.values_mut().for_each(round);
        }
        let related = relations.iter().flat_map(Relating::words);
        let words = lists.keys().chain(related);
        let roots = Roots::new(stemmer, words.map(|(folded, exact)| (&**folded, &**exact)));
        let relations = useful(relations, &lists, &roots);
        for word in relations.iter().flat_map(Relating::words) {
            lists.entry(word.clone()).or_default();
        }
        let endings = match stemmer {
            Some(_) => roots.endings(usual_endings),
            None => BTreeSet::new(),
        };
        if stemmer.is_some() {
            let related: BTreeSet<&Forms> = relations.iter().flat_map(Relating::words).collect();
            merge_inflected(&mut lists, &roots, &endings, &related);
        }
        let ordinals: HashMap<&Forms, TermId> = lists.keys().zip(0..).collect();
        let relations = relations
            .iter()
            .map(|relating| relating.by_ordinal(&ordinals));
        let lists_only = lists
            .values()
            .map(|list| list.iter().map(|(section, tf)| (*section, *tf)).collect());
        Self {
            relations: relations.collect(),
            lists: lists_only.collect(),
            terms: lists.keys().map(|forms| roots.term(forms)).collect(),
            endings,
        }
    }
}

fn leave_bodies_out(list: &mut List) {
    list.values_mut()
        .for_each(|frequencies| frequencies[Field::Body as usize] = 0);
    list.retain(|_, frequencies| *frequencies != [0; FIELDS]);
}

/// Once, twice or thrice, more often.
pub(super) fn round(frequencies: &mut Frequencies) {
    for tf in frequencies {
        *tf = match *tf {
            0 | 1 => *tf,
            2 | 3 => 2,
            _ => 5,
        };
    }
}

/// The relations that lead to words which are there, in forms which are there, without what leads nowhere.
fn useful(relations: &[Relating], lists: &Lists, roots: &Roots) -> Vec<Relating> {
    let mut known: HashMap<&str, &Forms> = HashMap::new();
    for forms in lists.keys() {
        known.entry(roots.root(&forms.0)).or_insert(forms);
    }
    let known_form = |word: &Forms| match known.get(roots.root(&word.0)) {
        Some(known) if !lists.contains_key(word) => (*known).clone(),
        _ => word.clone(),
    };
    let phrases = |phrases: &[Vec<Forms>]| -> Vec<Vec<Forms>> {
        let fit = phrases
            .iter()
            .filter(|phrase| (1..=MAX_PHRASE).contains(&phrase.len()));
        let known = fit.map(|phrase| phrase.iter().map(known_form).collect());
        let distinct: BTreeSet<Vec<Forms>> = known.collect();
        distinct.into_iter().collect()
    };
    let is_found = |phrase: &Vec<Forms>| phrase.iter().all(|word| lists.contains_key(word));
    let kept = relations.iter().map(|relating| Relating {
        weight: relating.weight,
        from: phrases(&relating.from),
        to: phrases(&relating.to).into_iter().filter(is_found).collect(),
    });
    let leads_elsewhere = |relating: &Relating| {
        relating.to.len() > 1 || relating.from.iter().any(|from| !relating.to.contains(from))
    };
    kept.filter(|relating| !relating.to.is_empty() && leads_elsewhere(relating))
        .collect()
}

impl Relating {
    fn by_ordinal(&self, ordinals: &HashMap<&Forms, TermId>) -> Related {
        let phrase = |phrase: &Vec<Forms>| phrase.iter().map(|word| ordinals[word]).collect();
        Related {
            weight: self.weight,
            from: self.from.iter().map(phrase).collect(),
            to: self.to.iter().map(phrase).collect(),
        }
    }
}
