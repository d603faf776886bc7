//! Inflected forms → fewer terms. Most forms of an inflecting language occur once, in one body. Such forms are posted as one: under
//! another form of their word that stays, or else under their bare root. A search for any of them leads there, by its root: each
//! is tried, and stays if it does not arrive.
//!
//! Forms in titles, keywords and questions stay as they are: they are what people type, and mistype.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dictionary::{Dictionary, Ending, Lookup, Shard};
use super::postings::{FIELDS, Field};
use super::roots::{Roots, beginning};
use super::term_table::{FormTable, TermTable, chars};
use super::terms::{Forms, Frequency, List, Lists, round};

/// What is found under two endings counts as a guess, and with a shorter root it is one.
const LONG_ROOT: usize = 4;

/// Merges what may be merged; `related` forms stay.
pub(super) fn merge_inflected(
    lists: &mut Lists,
    roots: &Roots,
    endings: &BTreeSet<String>,
    related: &BTreeSet<&Forms>,
) {
    let may_go =
        |forms: &Forms, list: &List| !related.contains(forms) && list.iter().all(names_nothing);
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
        merge(lists.entry(target).or_default(), list);
    }
}

/// Adds one list to another.
fn merge(merged: &mut List, list: List) {
    merged.extend(list);
    // Two ascending runs: sorting them is to merge them.
    merged.sort_by_key(|(section, _)| *section);
    merged.dedup_by(|(section, frequencies), (same, sum)| {
        let is_same = section == same;
        if is_same {
            (0..FIELDS)
                .for_each(|field| sum[field] = sum[field].saturating_add(frequencies[field]));
            round(sum);
        }
        is_same
    });
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
        let terms = TermTable::of(terms.into_iter().map(|forms| roots.term(forms)));
        let mut known_endings = FormTable::default();
        for ending in endings {
            let pushed = known_endings.push(ending.as_bytes(), None, 0);
            pushed.expect("they are sorted, and few");
        }
        let shard = Shard {
            terms,
            ..Shard::default()
        };
        let dictionary = Dictionary::whole(shard, known_endings);
        let lookup = Lookup::new(&dictionary);
        let count = going.len();
        going.retain(|(folded, _), _| {
            let root = roots.root(folded);
            let found = match chars(root.as_bytes()) >= LONG_ROOT {
                true => lookup.root_of_any(folded.as_bytes()),
                false => lookup.root_of(folded.as_bytes(), Ending::Whole),
            };
            found == Some(root.as_bytes())
        });
        if going.len() == count {
            return;
        }
    }
}

fn names_nothing((_, frequencies): &Frequency) -> bool {
    let names = [Field::Title, Field::Keywords, Field::Questions];
    names.iter().all(|field| frequencies[*field as usize] == 0)
}
