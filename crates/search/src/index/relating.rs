//! Which relations an index keeps, and in how few words each is said. Owns what is left out of them; knows nothing of bytes.
//!
//! - **What leads nowhere** is left out: a phrase with a word that no article has, and, of a guess, one that tells nobody what an article is about.
//! - **A word that no article has** says alone what the guessed phrase says that it stands in: `puffed` instead of `puffed up`. Whoever
//!   uses that word means nothing else that these articles know of, and finds more with it, since a phrase has to be typed as it stands.
//! - **What is said twice** is said once: relations that lead to the same become one; of two phrases of one relation, one of which is a
//!   part of the other, the shorter one is enough.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::dictionary::TermId;
use super::postings::{Field, Frequencies};
use super::relations::{MAX_PHRASE, Related};
use super::roots::Roots;
use super::terms::{Forms, Lists};

/// A relation that weighs less is a guess about somebody else's words. It is kept where it leads to what an article is about: words of
/// bodies are found by themselves, and to lead to those too costs a few kilobytes and answers nothing more.
const VOUCHED_FOR: f32 = 0.8;
/// The fields that say what an article is about, best first.
const SUBJECT: [Field; 5] = [
    Field::Title,
    Field::Keywords,
    Field::Questions,
    Field::Heading,
    Field::Description,
];
/// In an index of so many sections or more, the first three of these say enough of it.
const MANY_SECTIONS: usize = 250;
/// A word in more relations than this may mean anything: it does not stand for a phrase.
const FEW_RELATIONS: usize = 2;

/// Words in their order.
type Phrase = Vec<Forms>;

/// A relation between phrases, before it is known which of their words are terms.
#[derive(Clone, Debug)]
pub(super) struct Relating {
    pub(super) weight: f32,
    pub(super) from: Vec<Phrase>,
    pub(super) to: Vec<Phrase>,
}

impl Relating {
    pub(super) fn words(&self) -> impl Iterator<Item = &Forms> {
        self.from.iter().chain(&self.to).flatten()
    }

    pub(super) fn by_ordinal(&self, ordinals: &HashMap<&Forms, TermId>) -> Related {
        let phrase = |phrase: &Phrase| phrase.iter().map(|word| ordinals[word]).collect();
        Related {
            weight: self.weight,
            from: self.from.iter().map(phrase).collect(),
            to: self.to.iter().map(phrase).collect(),
        }
    }

    /// Somebody else's guess at what words mean, not the owner's word.
    fn is_guess(&self) -> bool {
        self.weight < VOUCHED_FOR
    }

    fn leads_elsewhere(&self) -> bool {
        self.to.len() > 1 || self.from.iter().any(|from| !self.to.contains(from))
    }
}

/// The relations of an index with so many sections that lead to words which are there, in forms which are there, each said once.
/// The function words are those of a language that separates its words.
pub(super) fn useful(
    relations: &[Relating],
    lists: &Lists,
    roots: &Roots,
    sections: usize,
    function_words: Option<&BTreeSet<String>>,
) -> Vec<Relating> {
    let known = Known::new(lists, roots, sections);
    let shortened = function_words.map(|function_words| known.shortened(relations, function_words));
    let relations = shortened.as_deref().unwrap_or(relations);
    let useful = relations.iter().map(|relating| known.useful(relating));
    merged(useful.filter(|relating| !relating.to.is_empty() && relating.leads_elsewhere()))
        .into_iter()
        .map(|relating| without_repetition(relating, roots))
        .filter(|relating| !relating.from.is_empty())
        .collect()
}

/// What is known of the words of the articles.
struct Known<'a> {
    lists: &'a Lists,
    roots: &'a Roots,
    /// A form of each root.
    forms: HashMap<&'a str, &'a Forms>,
    /// The roots that say what an article is about.
    subjects: HashSet<&'a str>,
}

impl<'a> Known<'a> {
    fn new(lists: &'a Lists, roots: &'a Roots, sections: usize) -> Self {
        let fields = match sections < MANY_SECTIONS {
            true => &SUBJECT[..],
            false => &SUBJECT[..3],
        };
        let says = |frequencies: &Frequencies| {
            let mut fields = fields.iter();
            fields.any(|field| frequencies[*field as usize] > 0)
        };
        let mut known = Self {
            lists,
            roots,
            forms: HashMap::new(),
            subjects: HashSet::new(),
        };
        for (forms, list) in lists {
            let root = roots.root(&forms.0);
            known.forms.entry(root).or_insert(forms);
            if list.iter().any(|(_, frequencies)| says(frequencies)) {
                known.subjects.insert(root);
            }
        }
        known
    }

    /// The relations, a word that no article has in place of each guessed phrase that it says enough of.
    fn shortened(
        &self,
        relations: &[Relating],
        function_words: &BTreeSet<String>,
    ) -> Vec<Relating> {
        let mut uses: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        for (at, relating) in relations.iter().enumerate() {
            for (folded, exact) in relating.from.iter().flatten() {
                let root = self.roots.root(folded);
                if !self.forms.contains_key(root) && !function_words.contains(exact) {
                    uses.entry(root).or_default().insert(at);
                }
            }
        }
        uses.retain(|_, relations| relations.len() <= FEW_RELATIONS);
        let telling = |phrase: &Phrase| {
            let words = phrase.iter().filter_map(|word| {
                let uses = uses.get(self.roots.root(&word.0))?;
                Some((uses.len(), std::cmp::Reverse(word.0.len()), word))
            });
            words.min().map(|(.., word)| vec![word.clone()])
        };
        let shortened = relations.iter().map(|relating| Relating {
            from: match relating.is_guess() {
                true => {
                    let short = |phrase| telling(phrase).unwrap_or_else(|| phrase.clone());
                    relating.from.iter().map(short).collect()
                }
                false => relating.from.clone(),
            },
            ..relating.clone()
        });
        shortened.collect()
    }

    /// The relation as far as it leads to words which are there. What an owner wants to be found is found; of a guess, the fewest words that
    /// find it.
    fn useful(&self, relating: &Relating) -> Relating {
        let is_good = |word: &Forms| {
            let is_subject = || self.subjects.contains(self.roots.root(&word.0));
            self.lists.contains_key(word) && (!relating.is_guess() || is_subject())
        };
        let mut to = self.phrases(&relating.to);
        to.retain(|phrase| phrase.iter().all(is_good));
        Relating {
            weight: relating.weight,
            from: self.phrases(&relating.from),
            to: match relating.is_guess() {
                true => shortest(&to, self.roots),
                false => to,
            },
        }
    }

    /// Each phrase once, sorted, its words in forms that the articles have.
    fn phrases(&self, phrases: &[Phrase]) -> Vec<Phrase> {
        let fit = phrases
            .iter()
            .filter(|phrase| (1..=MAX_PHRASE).contains(&phrase.len()));
        let known = fit.map(|phrase| phrase.iter().map(|word| self.form(word)).collect());
        let distinct: BTreeSet<Phrase> = known.collect();
        distinct.into_iter().collect()
    }

    fn form(&self, word: &Forms) -> Forms {
        match self.forms.get(self.roots.root(&word.0)) {
            Some(known) if !self.lists.contains_key(word) => (*known).clone(),
            _ => word.clone(),
        }
    }
}

/// One relation for all that lead to the same, with the same weight.
fn merged(relations: impl Iterator<Item = Relating>) -> Vec<Relating> {
    let mut merged: BTreeMap<(Vec<Phrase>, u32), BTreeSet<Phrase>> = BTreeMap::new();
    for Relating { weight, from, to } in relations {
        let same = merged.entry((to, weight.to_bits())).or_default();
        same.extend(from);
    }
    let merged = merged.into_iter().map(|((to, weight), from)| Relating {
        weight: f32::from_bits(weight),
        from: from.into_iter().collect(),
        to,
    });
    merged.collect()
}

/// The relation without phrases to search for that have another of them in them, or all that it leads to.
fn without_repetition(mut relating: Relating, roots: &Roots) -> Relating {
    relating.from = shortest(&relating.from, roots);
    let Relating { from, to, .. } = &mut relating;
    if !from.iter().any(|phrase| to.contains(phrase)) {
        from.retain(|phrase| !to.iter().all(|found| has(phrase, found, roots)));
    }
    relating
}

/// The phrases that have no other of them in them.
fn shortest(phrases: &[Phrase], roots: &Roots) -> Vec<Phrase> {
    let is_shortest = |phrase: &&Phrase| {
        let mut others = phrases.iter();
        !others.any(|other| other.len() < phrase.len() && has(phrase, other, roots))
    };
    phrases.iter().filter(is_shortest).cloned().collect()
}

/// Whether the words of one phrase, in whatever form, stand in another.
fn has(long: &Phrase, short: &Phrase, roots: &Roots) -> bool {
    let same = |(a, b): (&Forms, &Forms)| roots.root(&a.0) == roots.root(&b.0);
    let mut windows = long.windows(short.len());
    windows.any(|window| window.iter().zip(short).all(same))
}
