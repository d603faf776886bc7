//! Inflected forms → fewer terms. Most forms of an inflecting language occur once, in one body. Such forms are posted as one: under
//! another form of their word that stays, or else under their bare root. A search for any of them leads there, by its root: each
//! is tried, and stays if it does not arrive.
//!
//! Forms in titles, keywords and questions stay as they are: they are what people type, and mistype.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dictionary::Dictionary;
use super::postings::{FIELDS, Field, Frequencies};
use super::roots::{Roots, beginning};
use super::terms::{Forms, List, Lists, round};

/// Merges what may be merged; `related` forms stay.
pub(super) fn merge_inflected(
    lists: &mut Lists,
    roots: &Roots,
    endings: &BTreeSet<String>,
    related: &BTreeSet<&Forms>,
) {
    let may_go =
        |forms: &Forms, list: &List| !related.contains(forms) && list.values().all(names_nothing);
    let mut staying: HashMap<&str, &Forms> = HashMap::new();
    for (forms, _) in lists.iter().filter(|(forms, list)| !may_go(forms, list)) {
        let shortest = staying.entry(roots.root(&forms.0)).or_insert(forms);
        if forms.0.len() < shortest.0.len() {
            *shortest = forms;
        }
    }
    let target = |forms: &Forms| match staying.get(roots.root(&forms.0)) {
        Some(form) => Some((*form).clone()),
        None => {
            let root = roots.root(&forms.0);
            Some((root.to_owned(), beginning(&forms.1, root)?.to_owned()))
        }
    };
    let mut going: BTreeMap<Forms, Forms> = lists
        .iter()
        .filter(|(forms, list)| may_go(forms, list))
        .filter_map(|(forms, _)| Some((forms.clone(), target(forms)?)))
        .filter(|(forms, target)| forms != target)
        .collect();
    keep_what_would_not_arrive(&mut going, lists, roots, endings);
    for (forms, target) in going {
        let list = lists.remove(&forms).unwrap_or_default();
        let merged = lists.entry(target).or_default();
        for (section, frequencies) in list {
            let sum = merged.entry(section).or_default();
            (0..FIELDS)
                .for_each(|field| sum[field] = sum[field].saturating_add(frequencies[field]));
            round(sum);
        }
    }
}

/// What has to stay may catch others on their way, so those that go are tried again until all arrive.
fn keep_what_would_not_arrive(
    going: &mut BTreeMap<Forms, Forms>,
    lists: &Lists,
    roots: &Roots,
    endings: &BTreeSet<String>,
) {
    loop {
        let staying = lists.keys().filter(|forms| !going.contains_key(forms));
        let terms: BTreeSet<&Forms> = staying.chain(going.values()).collect();
        let dictionary = Dictionary::of(terms.into_iter().map(|forms| roots.term(forms)), endings);
        let count = going.len();
        going.retain(|(folded, _), _| {
            dictionary.root_of(folded.as_bytes(), false) == Some(roots.root(folded).as_bytes())
        });
        if going.len() == count {
            return;
        }
    }
}

fn names_nothing(frequencies: &Frequencies) -> bool {
    let names = [Field::Title, Field::Keywords, Field::Questions];
    names.iter().all(|field| frequencies[*field as usize] == 0)
}
