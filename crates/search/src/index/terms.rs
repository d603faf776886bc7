//! Which of the words that were counted become terms of the index, and what their lists say. Owns what is left out; knows nothing of
//! bytes.
//!
//! - **Function words** that are common are posted where they name something, such as titles and headings, not to bodies.
//! - **How often** a word occurs is said roughly: the ranking saturates anyway.
//! - **Inflected forms** of one word are posted as one, where that loses nothing: see `merging`.
//! - **Relations** are kept as far as they lead to what is there: see `relating`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dictionary::TermId;
use super::merging::merge_inflected;
use super::postings::{FIELDS, Field, Frequencies};
use super::relating::{Relating, useful};
use super::relations::Related;
use super::roots::Roots;
use super::term_table::Term;
use crate::analysis::Stemmer;

/// A function word is common that more than one section in so many has.
const COMMON: usize = 5;
/// Below, nothing is common.
const FEW_SECTIONS: usize = 40;
/// How much a form of a word counts that has another root: nearly as much as the forms that share one.
const RELATIVE: f32 = 0.9;

/// A word in its folded and its exact form.
pub(super) type Forms = (String, String);
/// How often one section has a word.
pub(super) type Frequency = (u32, Frequencies);
/// What the sections have of a word, ascending.
pub(super) type List = Vec<Frequency>;
/// What they have of each.
pub(super) type Lists = BTreeMap<Forms, List>;

/// Words as they are counted: by folded form, since few have more than one exact form, and a word is looked up for each token.
#[derive(Debug, Default)]
pub(super) struct Words(HashMap<String, Vec<(String, List)>>);

impl Words {
    /// Counts a word of the section that was counted last, or of a later one.
    pub(super) fn count(&mut self, folded: &str, exact: &str, section: u32, field: Field) {
        let list = self.list(folded, exact);
        if list.last().is_none_or(|(last, _)| *last < section) {
            list.push((section, Frequencies::default()));
        }
        if let Some((_, frequencies)) = list.last_mut() {
            let tf = &mut frequencies[field as usize];
            *tf = tf.saturating_add(1);
        }
    }

    /// Adds words whose first section comes after the last of these, and is `first`.
    pub(super) fn append(&mut self, others: Self, first: u32) {
        for (folded, forms) in others.0 {
            for (exact, others) in forms {
                let others = others.into_iter();
                let moved = others.map(|(section, frequencies)| (first + section, frequencies));
                self.list(&folded, &exact).extend(moved);
            }
        }
    }

    fn list(&mut self, folded: &str, exact: &str) -> &mut List {
        if !self.0.contains_key(folded) {
            self.0.insert(folded.to_owned(), Vec::new());
        }
        let forms = self.0.get_mut(folded).expect("it is there by now");
        let known = forms.iter().position(|(known, _)| known == exact);
        let at = known.unwrap_or_else(|| {
            forms.push((exact.to_owned(), List::new()));
            forms.len() - 1
        });
        &mut forms[at].1
    }

    fn into_lists(self) -> Lists {
        let words = self.0.into_iter().flat_map(|(folded, forms)| {
            let forms = forms.into_iter();
            forms.map(move |(exact, list)| ((folded.clone(), exact), list))
        });
        words.collect()
    }
}

/// What a segment says about words.
#[derive(Debug, Default)]
pub(super) struct Terms {
    pub(super) terms: Vec<Term>,
    /// Of each term.
    pub(super) lists: Vec<Vec<Frequency>>,
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
        let mut lists = words.into_lists();
        for ((_, exact), list) in &mut lists {
            let is_common = sections >= FEW_SECTIONS && COMMON * list.len() > sections;
            if is_common && function_words.contains(exact) {
                leave_bodies_out(list);
            }
            list.iter_mut()
                .for_each(|(_, frequencies)| round(frequencies));
        }
        let related = relations.iter().flat_map(Relating::words);
        let words = lists.keys().chain(related);
        let roots = Roots::new(stemmer, words.map(|(folded, exact)| (&**folded, &**exact)));
        let whole_words = stemmer.map(|_| function_words);
        let relations = useful(relations, &lists, &roots, sections, whole_words);
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
        let relations = relations.chain(relatives(&roots, &lists)).collect();
        Self {
            terms: lists.keys().map(|forms| roots.term(forms)).collect(),
            lists: lists.into_values().collect(),
            endings,
            relations,
        }
    }
}

/// The relations between words that belong together and have different roots: of each root one term that occurs.
fn relatives(roots: &Roots, lists: &Lists) -> Vec<Related> {
    let mut terms: HashMap<&str, TermId> = HashMap::new();
    for (((folded, _), list), term) in lists.iter().zip(0..) {
        if !list.is_empty() {
            terms.entry(roots.root(folded)).or_insert(term);
        }
    }
    let related = roots.relatives().map(|roots| {
        let terms = roots.into_iter().filter_map(|root| terms.get(root));
        let phrases: BTreeSet<Vec<TermId>> = terms.map(|term| vec![*term]).collect();
        let phrases: Vec<Vec<TermId>> = phrases.into_iter().collect();
        Related {
            weight: RELATIVE,
            from: phrases.clone(),
            to: phrases,
        }
    });
    related.filter(|related| related.to.len() > 1).collect()
}

fn leave_bodies_out(list: &mut List) {
    list.iter_mut()
        .for_each(|(_, frequencies)| frequencies[Field::Body as usize] = 0);
    list.retain(|(_, frequencies)| *frequencies != [0; FIELDS]);
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
