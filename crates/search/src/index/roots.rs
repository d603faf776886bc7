//! Words → their roots, as the stemmer of the locale sees them, and the endings that the language puts after them. Runs
//! when an index is written; reading it back is the dictionary's business.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::term_table::Term;
use super::terms::Forms;
use crate::analysis::{Stemmer, fold};

/// Endings that fewer words have than this are chance.
const MIN_WORDS_OF_AN_ENDING: usize = 3;
/// The longest ending, in characters.
const MAX_ENDING: usize = 8;

/// A stem of fewer characters may be that of several words.
const SHORT_STEM: usize = 4;

/// What a stemmer says of the words of an index.
#[derive(Debug, Default)]
pub(super) struct Roots {
    /// Bytes of the root of each folded form.
    roots: HashMap<String, usize>,
    /// Words that belong together, by what they have in common.
    kin: BTreeMap<Family, BTreeSet<String>>,
}

/// What the forms of a word have in common, see [`family`].
type Family = (String, String);

impl Roots {
    /// `words` are pairs of folded and exact form.
    pub(super) fn new<'a>(
        stemmer: Option<&Stemmer>,
        words: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut families: BTreeMap<Family, Vec<&str>> = BTreeMap::new();
        let mut kin: BTreeMap<Family, BTreeSet<String>> = BTreeMap::new();
        let mut roots = HashMap::new();
        for (folded, exact) in words {
            let Some(stemmer) = stemmer else {
                roots.insert(folded.to_owned(), folded.len());
                continue;
            };
            let (stem, marks) = family(stemmer, exact);
            if folded.chars().count() >= SHORT_STEM {
                let kin = kin.entry((stemmer.kin(exact), marks.clone()));
                kin.or_default().insert(folded.to_owned());
            }
            families.entry((stem, marks)).or_default().push(folded);
        }
        add_roots(&mut roots, families);
        Self { roots, kin }
    }

    /// The roots of words that belong together and have different ones.
    pub(super) fn relatives(&self) -> impl Iterator<Item = BTreeSet<&str>> {
        let kin = self.kin.values();
        let roots = kin.map(|words| words.iter().map(|word| self.root(word)).collect());
        roots.filter(|roots: &BTreeSet<&str>| roots.len() > 1)
    }

    /// The root of one of the words; any other is its own.
    pub(super) fn root<'w>(&self, folded: &'w str) -> &'w str {
        &folded[..self.roots.get(folded).copied().unwrap_or(folded.len())]
    }

    /// A word as a term.
    pub(super) fn term(&self, (folded, exact): &Forms) -> Term {
        Term {
            ending: (folded.len() - self.root(folded).len()) as u8,
            folded: folded.clone(),
            exact: exact.clone(),
        }
    }

    /// The endings of the language, sorted: the usual ones, and those that these words have.
    pub(super) fn endings(&self, usual: &str) -> BTreeSet<String> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for (form, root) in &self.roots {
            *count.entry(&form[*root..]).or_default() += 1;
        }
        let is_usual = |(ending, words): &(&str, usize)| {
            !ending.is_empty()
                && *words >= MIN_WORDS_OF_AN_ENDING
                && ending.chars().count() <= MAX_ENDING
        };
        let own = count.into_iter().filter(is_usual).map(|(ending, _)| ending);
        usual
            .split_whitespace()
            .chain(own)
            .map(str::to_owned)
            .collect()
    }
}

/// Adds the roots of forms, by what these have in common.
fn add_roots(roots: &mut HashMap<String, usize>, families: BTreeMap<Family, Vec<&str>>) {
    let mut with_stem: BTreeMap<String, usize> = BTreeMap::new();
    for (stem, _) in families.keys() {
        *with_stem.entry(stem.clone()).or_default() += 1;
    }
    for ((stem, _), forms) in families {
        // Where two words have one stem, what its own forms share beyond it tells them apart.
        let longest = if with_stem[&stem] > 1 {
            forms[0]
        } else {
            &stem
        };
        let common = forms.iter().map(|form| shared(longest, form)).min();
        let common = &longest[..common.unwrap_or_default()];
        for form in forms {
            // Irregular forms share too little: each of them keeps what it shares with the stem.
            let root = if 2 * common.len() > stem.len() {
                common.len()
            } else {
                shared(&stem, form)
            };
            let root = if root == 0 { form.len() } else { root };
            roots
                .entry(form.to_owned())
                .and_modify(|known| *known = root.min(*known))
                .or_insert(root);
        }
    }
}

/// What the forms of a word have in common: the folded stem, and, where that is so short that other words begin like it, the marks upon
/// it. (German `ändern` is no form of the `and` in an English article.)
fn family(stemmer: &Stemmer, exact: &str) -> Family {
    let stem = stemmer.stem(exact);
    let is_short = stem.chars().count() < SHORT_STEM;
    let marked = is_short.then(|| beginning(exact, &stem)).flatten();
    (stem, marked.unwrap_or_default().to_owned())
}

/// The beginning of an exact form that has this folded form; `None` if the form cannot be cut there.
pub(super) fn beginning<'w>(exact: &'w str, folded: &str) -> Option<&'w str> {
    let mut buffer = String::new();
    let ends = exact.char_indices().map(|(at, c)| at + c.len_utf8());
    let is_it = |end: &usize| {
        buffer.clear();
        fold(&exact[..*end], &mut buffer);
        buffer == folded
    };
    let end = ends.filter(is_it).last()?;
    Some(&exact[..end])
}

/// The bytes of the characters at which two words begin alike.
fn shared(left: &str, right: &str) -> usize {
    let same = left.chars().zip(right.chars());
    same.take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum()
}
