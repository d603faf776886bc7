//! The categories of `guichet.toml`: what is wrong with them although they can be read, and the order in which they are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::super::diagnostic::{Fault, did_you_mean};
use super::checks::{Check, cycle};
use super::file::CategoryTable;
use super::{CategoryNames, FILE};

/// How many categories can stand below each other, the first included.
const MAX_LEVELS: usize = 3;

/// Parents before children, children in the order of the file.
pub(super) fn depth_first(categories: Vec<CategoryNames>) -> Vec<CategoryNames> {
    let all: Vec<_> = categories.iter().map(link).collect();
    let trails: Vec<_> = (0..all.len()).map(|at| trail(&all, at)).collect();
    let mut placed: Vec<_> = trails.into_iter().zip(categories).collect();
    placed.sort_by(|(one, _), (other, _)| one.cmp(other));
    placed.into_iter().map(|(_, category)| category).collect()
}

/// A category's id and that of the one above it.
type Link<'a> = (&'a str, Option<&'a str>);

fn link(category: &CategoryNames) -> Link<'_> {
    (&category.id, category.parent.as_deref())
}

/// The places of the categories that lead down to the one at `at`, which is the last of them.
fn trail(categories: &[Link], at: usize) -> Vec<usize> {
    let above = |at: &usize| {
        let parent = categories[*at].1?;
        categories.iter().position(|(id, _)| *id == parent)
    };
    // Parents that go in a circle, which is an error, would have no end.
    let upwards = std::iter::successors(Some(at), above).take(categories.len());
    let mut trail: Vec<usize> = upwards.collect();
    trail.reverse();
    trail
}

impl Check<'_> {
    pub(super) fn categories(
        &mut self,
        categories: &[CategoryTable],
        tags: &BTreeSet<&str>,
        chains: &[(String, Vec<String>)],
    ) {
        let mut ids = BTreeSet::new();
        for category in categories {
            let (id, at) = (category.id.get_ref(), category.id.span().start);
            if !ids.insert(id.as_str()) {
                let message = format!("the category `{id}` is there twice");
                let cure = "remove one of the two, or rename it";
                self.error(at, Fault::new(message, cure));
            }
            let named = category.name.iter().flatten().map(|(tag, _)| tag);
            for tag in named.chain(category.description.keys()) {
                self.known_locale(tag, tags, &format!("a language of the category `{id}`"));
            }
            for (tag, chain) in chains {
                self.category_has_a_name(category, tag, chain);
            }
        }
        self.parents_exist(categories, &ids);
        let links: Vec<Link> = categories.iter().map(CategoryTable::link).collect();
        if self.parents_end(categories, &links) {
            self.levels_are_few(categories, &links);
        }
    }

    fn category_has_a_name(&mut self, category: &CategoryTable, tag: &str, chain: &[String]) {
        let Some(name) = &category.name else {
            return;
        };
        let named = |tag: &str| name.contains_key(tag);
        if named(tag) {
            return;
        }
        let id = category.id.get_ref();
        let instead = chain.iter().find(|tag| named(tag));
        let instead = instead.map_or("its id", String::as_str);
        let message = format!("the category `{id}` has no name in {tag}; {instead} is used");
        let cure = format!("add `{tag} = \"…\"` to its `name`");
        let line = self.line(category.id.span().start);
        let warning = Fault::new(message, cure).warning(FILE, line);
        self.found.push(warning);
    }

    fn parents_exist(&mut self, categories: &[CategoryTable], ids: &BTreeSet<&str>) {
        for category in categories {
            let Some(parent) = &category.parent else {
                continue;
            };
            let (id, name) = (category.id.get_ref(), parent.get_ref().as_str());
            if !ids.contains(name) {
                let message =
                    format!("the parent of the category `{id}` is `{name}`, which is none");
                let others = ids.iter().copied().filter(|other| other != id);
                let cure = "name the id of another category, or remove it".to_owned();
                let cure = did_you_mean(name, others, cure);
                self.error(parent.span().start, Fault::new(message, cure));
            }
        }
    }

    /// Whether following the parents leads to a category without one, from wherever it starts.
    fn parents_end(&mut self, categories: &[CategoryTable], links: &[Link]) -> bool {
        let next: BTreeMap<&str, Vec<&str>> = links
            .iter()
            .map(|(id, parent)| (*id, Vec::from_iter(*parent)))
            .collect();
        for (category, (id, _)) in categories.iter().zip(links) {
            if let Some(cycle) = cycle(id, &next, &mut vec![id]) {
                let message = format!("the parents go in a circle: {}", cycle.join(" → "));
                let at = category.id.span().start;
                self.error(at, Fault::new(message, "remove one of these parents"));
                return false;
            }
        }
        true
    }

    fn levels_are_few(&mut self, categories: &[CategoryTable], links: &[Link]) {
        for (at, category) in categories.iter().enumerate() {
            let trail = trail(links, at);
            // What stands deeper still is mended along with this one.
            if trail.len() == MAX_LEVELS + 1 {
                let ids: Vec<&str> = trail.iter().map(|at| links[*at].0).collect();
                let found = ids.join(" → ");
                let message =
                    format!("categories stand at most {MAX_LEVELS} levels deep, found {found}");
                let cure = "give this one a parent that stands higher";
                self.error(category.id.span().start, Fault::new(message, cure));
            }
        }
    }
}

impl CategoryTable {
    fn link(&self) -> Link<'_> {
        let parent = self.parent.as_ref();
        (
            self.id.get_ref(),
            parent.map(|parent| parent.get_ref().as_str()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_stand_before_their_children_and_these_in_the_order_of_the_file() {
        let category = |(id, parent): (&str, &str)| CategoryNames {
            id: id.to_owned(),
            parent: (!parent.is_empty()).then(|| parent.to_owned()),
            ..CategoryNames::default()
        };
        let written = [
            ("oil", "lamps"),
            ("orders", ""),
            ("wool", "products"),
            ("products", ""),
            ("lamps", "products"),
            ("returns", ""),
        ];
        let ordered = depth_first(written.map(category).to_vec());
        let ids: Vec<_> = ordered.iter().map(|category| &category.id).collect();
        assert_eq!(
            ids,
            ["orders", "products", "wool", "lamps", "oil", "returns"]
        );
    }

    #[test]
    fn parents_in_a_circle_are_put_in_some_order() {
        let category = |id: &str, parent: &str| CategoryNames {
            id: id.to_owned(),
            parent: Some(parent.to_owned()),
            ..CategoryNames::default()
        };
        let ordered = depth_first(vec![category("a", "b"), category("b", "a")]);
        assert_eq!(ordered.len(), 2);
    }
}
