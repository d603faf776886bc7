//! Writes out the lists of topics that Mallard makes for its guides: a guide's article links to what it is a guide to.

use guichet_wire::document::{Block, Inline, LinkTarget, ListItem};
use roxmltree::Node;

use super::conditional::elements;
use super::head::DEFAULT_GROUPS;
use super::reader::Reader;

impl Reader<'_> {
    /// The list that a `links` element of the section stands for. Lists of sections, next pages and the like are the
    /// business of whoever shows an article.
    pub(super) fn topic_list(&mut self, links: Node, section: &str) -> Vec<Block> {
        if !is_topic_list(links) {
            return Vec::new();
        }
        let groups = links.attribute("groups").unwrap_or(DEFAULT_GROUPS);
        let mut blocks = Vec::new();
        let list = self.topics(section, Some(groups));
        if list.is_some() {
            self.title(links, &mut blocks);
        }
        blocks.extend(list);
        blocks
    }

    /// The topics of a page or section that has no list for them.
    pub(super) fn remaining_topics(&mut self, node: Node, section: &str) -> Option<Block> {
        if elements(node, "links").any(is_topic_list) {
            return None;
        }
        self.topics(section, None)
    }

    fn topics(&mut self, section: &str, groups: Option<&str>) -> Option<Block> {
        let language = self.language;
        let mut topics = language
            .structure
            .listed(&self.head.id, section, language.source, groups);
        // A list of several groups does not repeat what a list before it has singled out.
        topics.retain(|id| self.listed.insert((section.to_owned(), id.clone())));
        let items: Vec<ListItem> = topics.iter().filter_map(|id| self.topic(id)).collect();
        (!items.is_empty()).then_some(Block::List { start: None, items })
    }

    fn topic(&self, id: &str) -> Option<ListItem> {
        let head = self.page(id)?;
        let target = LinkTarget::Article {
            id: head.id.clone(),
            anchor: String::new(),
        };
        let content = vec![Inline::Text(head.title.clone())];
        let link = Block::Paragraph(vec![Inline::Link { target, content }]);
        Some(ListItem {
            task: None,
            blocks: vec![link],
        })
    }
}

fn is_topic_list(links: Node) -> bool {
    links.attribute("type") == Some("topic")
}
