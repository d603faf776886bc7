//! How the pages hang together: categories, the order of articles, the topics that each guide lists.
//!
//! Mallard turns a table of contents around: a page names the guides that list it. Pages are followed upwards to the
//! guides directly below the page `index`; those are the categories.

use std::collections::{BTreeMap, BTreeSet};

use super::head::{GuideLink, Head, Heads};

/// The page that every trail starts from. It lists the categories and becomes no article.
pub const INDEX: &str = "index";

/// The structure of a document. It is read from one language and holds for all of them.
#[derive(Debug, Default)]
pub struct Structure {
    /// Ids of the categories, which are ids of guides, in the order shown.
    pub categories: Vec<String>,
    /// By page.
    places: BTreeMap<String, Place>,
    /// By guide and section, sorted by title.
    topics: BTreeMap<(String, String), Vec<Topic>>,
}

/// Where an article stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The category's id.
    pub category: String,
    /// From 1, in steps of one.
    pub order: usize,
}

#[derive(Clone, Debug)]
struct Topic {
    page: String,
    group: String,
}

impl Structure {
    /// Reads the structure off the heads of one language.
    pub fn new(heads: &Heads) -> Self {
        let mut structure = Self {
            topics: topics(heads),
            ..Self::default()
        };
        let categories: BTreeMap<&str, String> = heads
            .keys()
            .filter(|id| *id != INDEX)
            .map(|id| {
                (
                    id.as_str(),
                    category(id, heads, &mut BTreeSet::new()).unwrap_or_else(|| INDEX.to_owned()),
                )
            })
            .collect();
        let used: BTreeSet<&String> = categories.values().collect();
        let listed = structure.listed(INDEX, "", heads, None);
        structure.categories = listed.into_iter().filter(|id| used.contains(id)).collect();
        if used.contains(&INDEX.to_owned()) {
            structure.categories.push(INDEX.to_owned());
        }
        for category in structure.categories.clone() {
            let members = |id: &str| categories.get(id) == Some(&category);
            let mut order = Vec::new();
            structure.walk(&category, heads, &members, &mut order);
            order.extend(
                categories
                    .keys()
                    .filter(|id| members(id))
                    .map(|id| (*id).to_owned()),
            );
            structure.number(&category, order);
        }
        structure
    }

    /// Where the page stands; `None` for the index and for pages that the language read first lacks.
    pub fn place(&self, page: &str) -> Option<&Place> {
        self.places.get(page)
    }

    /// The category of a page without a place.
    pub fn last_category(&self) -> String {
        self.categories.last().cloned().unwrap_or_default()
    }

    /// The pages that `page` lists in `section`: those of `groups` in that order, or all of them.
    pub fn listed(
        &self,
        page: &str,
        section: &str,
        heads: &Heads,
        groups: Option<&str>,
    ) -> Vec<String> {
        let Some(topics) = self.topics.get(&(page.to_owned(), section.to_owned())) else {
            return Vec::new();
        };
        let known = heads.get(page).and_then(|head| head.groups.get(section));
        let known: &[String] = known.map_or(&[], Vec::as_slice);
        let group = |topic: &Topic| match &topic.group {
            group if known.contains(group) || ["#first", "#last"].contains(&group.as_str()) => {
                group.clone()
            }
            _ => "#default".to_owned(),
        };
        let wanted: Vec<&str> = match groups {
            Some(groups) => groups.split_whitespace().collect(),
            None => ["#first"]
                .into_iter()
                .chain(known.iter().map(String::as_str))
                .chain(["#default", "#last"])
                .collect(),
        };
        let mut found = Vec::new();
        for wanted in wanted {
            for topic in topics.iter().filter(|topic| group(topic) == wanted) {
                if !found.contains(&topic.page) {
                    found.push(topic.page.clone());
                }
            }
        }
        found
    }

    /// The pages in reading order: a guide, then what it lists, each time before going on.
    fn walk(
        &self,
        page: &str,
        heads: &Heads,
        member: &dyn Fn(&str) -> bool,
        order: &mut Vec<String>,
    ) {
        if !member(page) || order.iter().any(|seen| seen == page) {
            return;
        }
        order.push(page.to_owned());
        let sections = heads
            .get(page)
            .into_iter()
            .flat_map(|head| head.groups.keys());
        for section in sections {
            for topic in self.listed(page, section, heads, None) {
                self.walk(&topic, heads, member, order);
            }
        }
    }

    fn number(&mut self, category: &str, order: Vec<String>) {
        let mut number = 0;
        for page in order {
            self.places.entry(page).or_insert_with(|| {
                number += 1;
                Place {
                    category: category.to_owned(),
                    order: number,
                }
            });
        }
    }
}

/// The guide below the index that the page's first guides lead up to.
fn category(page: &str, heads: &Heads, seen: &mut BTreeSet<String>) -> Option<String> {
    if !seen.insert(page.to_owned()) {
        return None;
    }
    let head = heads.get(page)?;
    let is_category = |guide: &GuideLink| head.is_guide && guide.page == INDEX;
    if head.guides.iter().any(is_category) {
        return Some(page.to_owned());
    }
    let guides = head.guides.iter().filter(|guide| guide.page != INDEX);
    guides
        .into_iter()
        .find_map(|guide| category(&guide.page, heads, seen))
}

fn topics(heads: &Heads) -> BTreeMap<(String, String), Vec<Topic>> {
    let mut by_title: Vec<&Head> = heads.values().collect();
    by_title.sort_by_key(|head| head.title.to_lowercase());
    let mut topics: BTreeMap<_, Vec<Topic>> = BTreeMap::new();
    for head in by_title {
        for guide in &head.guides {
            let topic = Topic {
                page: head.id.clone(),
                group: guide.group.clone(),
            };
            let list = (guide.page.clone(), guide.section.clone());
            topics.entry(list).or_default().push(topic);
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Id, whether it is a guide, and the guides that list it with the group.
    type Page<'a> = (&'a str, bool, &'a [(&'a str, &'a str)]);

    fn heads(pages: &[Page]) -> Heads {
        let head = |&(id, is_guide, guides): &Page| {
            let guide = |&(page, group): &(&str, &str)| GuideLink {
                page: page.to_owned(),
                section: String::new(),
                group: group.to_owned(),
            };
            let groups = ["net", "files"].map(str::to_owned).to_vec();
            let head = Head {
                id: id.to_owned(),
                title: id.to_owned(),
                is_guide,
                guides: guides.iter().map(guide).collect(),
                groups: BTreeMap::from([(String::new(), groups)]),
                ..Head::default()
            };
            (id.to_owned(), head)
        };
        pages.iter().map(head).collect()
    }

    #[test]
    fn articles_belong_to_the_guide_below_the_index_and_stand_in_reading_order() {
        let heads = heads(&[
            (INDEX, true, &[]),
            ("files", true, &[(INDEX, "files")]),
            ("network", true, &[(INDEX, "net")]),
            ("wireless", true, &[("network", "#first")]),
            (
                "connect",
                false,
                &[("wireless", "#default"), ("files", "#default")],
            ),
            ("adapter", false, &[("network", "#default")]),
            ("welcome", false, &[(INDEX, "#first"), ("network", "#last")]),
        ]);
        let structure = Structure::new(&heads);
        assert_eq!(structure.categories, ["network", "files"]);
        let place = |page| {
            structure
                .place(page)
                .map(|place| (place.category.as_str(), place.order))
        };
        let order = ["network", "wireless", "connect", "adapter", "welcome"];
        for (number, page) in order.into_iter().enumerate() {
            assert_eq!(place(page), Some(("network", number + 1)), "{page}");
        }
        assert_eq!(place(INDEX), None);
    }

    #[test]
    fn pages_that_no_guide_lists_and_guides_that_list_each_other_are_kept_under_the_index() {
        let heads = heads(&[
            ("a", true, &[("b", "#default")]),
            ("b", true, &[("a", "#default")]),
            ("alone", false, &[]),
        ]);
        let structure = Structure::new(&heads);
        assert_eq!(structure.categories, [INDEX]);
        assert!(
            ["a", "b", "alone"]
                .iter()
                .all(|page| structure.place(page).is_some())
        );
    }
}
