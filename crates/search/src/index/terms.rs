//! Which of the words that were counted become terms of the index, and what their lists say. Owns everything that makes a segment
//! smaller than its text; knows nothing of bytes.
//!
//! - **Function words** that every other body has are posted where they name something (a title, a heading), not to bodies.
//! - **How often** a word occurs is said exactly up to three times and roughly beyond: the ranking saturates anyway.
//! - **Inflected forms** that stand in bodies only are posted under the shortest form of their word, if a search for them leads
//!   there (each is tried): most forms of an inflecting language occur once, in one body.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dictionary::{Dictionary, Term, TermId};
use super::postings::{FIELDS, Field, Frequencies};
use super::relations::{MAX_PHRASE, Related};
use super::roots::Roots;
use crate::analysis::Stemmer;

/// A function word is common that more than one section in so many has.
const COMMON: usize = 5;
/// Below, nothing is common.
const FEW_SECTIONS: usize = 20;

/// A word in its folded and its exact form.
type Forms = (String, String);
/// What the sections have of a word, by section.
type List = BTreeMap<u32, Frequencies>;

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
    ) -> Self {
        let mut lists: BTreeMap<Forms, List> = words.0.into_iter().collect();
        for ((_, exact), list) in &mut lists {
            let is_everywhere = COMMON * list.len() > sections && sections >= FEW_SECTIONS;
            shorten(list, is_everywhere && function_words.contains(exact));
        }
        lists.retain(|_, list| !list.is_empty());
        let relations = useful(relations, &lists);
        for word in relations.iter().flat_map(|relation| relation.from.iter().flatten()) {
            lists.entry(word.clone()).or_default();
        }
        let words = lists.keys().map(|(folded, exact)| (folded.as_str(), exact.as_str()));
        let roots = Roots::new(stemmer, words);
        let endings = roots.endings();
        if stemmer.is_some() {
            merge_inflected(&mut lists, &roots, &endings, &relations);
        }
        let terms: Vec<Term> = lists.keys().map(|forms| term(forms, &roots)).collect();
        let ordinals: HashMap<&Forms, TermId> = lists.keys().zip(0..).collect();
        let relations = relations.iter().map(|relating| relating.by_ordinal(&ordinals));
        Self {
            relations: relations.collect(),
            lists: lists.values().map(|list| list.iter().map(|(section, tf)| (*section, *tf)).collect()).collect(),
            terms,
            endings,
        }
    }
}

fn term((folded, exact): &Forms, roots: &Roots) -> Term {
    Term {
        ending: (folded.len() - roots.root(folded)) as u8,
        folded: folded.clone(),
        exact: exact.clone(),
    }
}

fn shorten(list: &mut List, is_function_word: bool) {
    for frequencies in list.values_mut() {
        if is_function_word {
            frequencies[Field::Body as usize] = 0;
        }
        for tf in frequencies.iter_mut() {
            *tf = match *tf {
                0..=3 => *tf,
                4 | 5 => 4,
                6..=8 => 6,
                _ => 10,
            };
        }
    }
    list.retain(|_, frequencies| *frequencies != [0; FIELDS]);
}

fn is_in_bodies_only(list: &List) -> bool {
    let in_body_only = |frequencies: &Frequencies| frequencies[..Field::Body as usize].iter().all(|tf| *tf == 0);
    list.values().all(in_body_only)
}

/// The relations whose words are found, without what leads nowhere.
fn useful(relations: &[Relating], lists: &BTreeMap<Forms, List>) -> Vec<Relating> {
    let fits = |phrase: &&Vec<Forms>| (1..=MAX_PHRASE).contains(&phrase.len());
    let is_found = |phrase: &&Vec<Forms>| phrase.iter().all(|word| lists.contains_key(word));
    let kept = relations.iter().map(|relating| Relating {
        weight: relating.weight,
        from: relating.from.iter().filter(fits).cloned().collect(),
        to: relating.to.iter().filter(fits).filter(is_found).cloned().collect(),
    });
    kept.filter(|relating| {
        // A word that finds only itself.
        let leads_elsewhere = relating.to.len() > 1 || relating.from.iter().any(|from| !relating.to.contains(from));
        !relating.to.is_empty() && leads_elsewhere
    })
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

/// Posts inflected forms under the shortest form of their word, where a search for them will still lead there.
fn merge_inflected(
    lists: &mut BTreeMap<Forms, List>,
    roots: &Roots,
    endings: &BTreeSet<String>,
    relations: &[Relating],
) {
    let related: BTreeSet<&Forms> = relations
        .iter()
        .flat_map(|relation| relation.from.iter().chain(&relation.to).flatten())
        .collect();
    let mut chosen: HashMap<&str, &Forms> = HashMap::new();
    for forms in lists.keys() {
        let root = &forms.0[..roots.root(&forms.0)];
        let shortest = chosen.entry(root).or_insert(forms);
        if forms.0.len() < shortest.0.len() {
            *shortest = forms;
        }
    }
    let may_go = |forms: &Forms, list: &List| {
        let into = chosen[&forms.0[..roots.root(&forms.0)]];
        (into.0 != forms.0 && !related.contains(forms) && is_in_bodies_only(list)).then(|| into.clone())
    };
    let mut going: BTreeMap<Forms, Forms> = lists
        .iter()
        .filter_map(|(forms, list)| Some((forms.clone(), may_go(forms, list)?)))
        .collect();
    // What has to stay may catch others on their way, so those that go are tried again until all arrive.
    loop {
        let staying = lists.keys().filter(|forms| !going.contains_key(forms));
        let dictionary = Dictionary::of(staying.map(|forms| term(forms, roots)), endings);
        let count = going.len();
        going.retain(|(folded, _), _| {
            dictionary.root_of(folded.as_bytes(), false) == Some(&folded.as_bytes()[..roots.root(folded)])
        });
        if going.len() == count {
            break;
        }
    }
    for (forms, into) in going {
        let list = lists.remove(&forms).unwrap_or_default();
        let target = lists.entry(into).or_default();
        for (section, frequencies) in list {
            let sum = target.entry(section).or_default();
            (0..FIELDS).for_each(|field| sum[field] = sum[field].saturating_add(frequencies[field]));
        }
    }
    lists.values_mut().for_each(|list| shorten(list, false));
}
