//! What other pages need to know of a page: its titles, its place among the guides, the sections that links lead to.
//!
//! The page's text is read by `block` and `inline`, once all heads of a language are known.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::conditional::{children, elements};
use crate::knowledge_base::front_matter::is_day;

/// The pages of one language by id.
pub type Heads = BTreeMap<String, Head>;

/// A page without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The page's id, which becomes the article's.
    pub id: String,
    /// Whether it leads to other pages rather than answering something itself.
    pub is_guide: bool,
    /// The title above the text.
    pub title: String,
    /// The short title for trails of links, else the title.
    pub short_title: String,
    /// One sentence on what it is about; may be empty.
    pub description: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The guides that list it, the most important first.
    pub guides: Vec<GuideLink>,
    /// Pages about something near.
    pub related: Vec<String>,
    /// The day of the newest revision, as `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// Titles of the sections that have an id, by id.
    pub sections: BTreeMap<String, String>,
    /// Groups in the order in which the page lists its topics, by the id of the section that lists them (empty: the page).
    pub groups: BTreeMap<String, Vec<String>>,
}

/// Where a guide lists a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideLink {
    /// The guide's id.
    pub page: String,
    /// The id of its section; empty for the page itself.
    pub section: String,
    /// The group within the list.
    pub group: String,
}

/// The groups of a list that names none.
pub const DEFAULT_GROUPS: &str = "#first #default #last";

impl Head {
    /// Reads the head of the page whose root element is `page`; `separator` stands between the parts of a menu path.
    pub fn read(page: Node, separator: &str) -> Self {
        let text =
            |node: Option<Node>| node.map_or_else(String::new, |node| plain(node, separator));
        let info = elements(page, "info").next();
        let in_info = |name| info.into_iter().flat_map(move |info| elements(info, name));
        let title = text(elements(page, "title").next());
        let short_title = text(in_info("title").find(|title| is_link_title(*title)));
        let mut head = Self {
            id: page.attribute("id").unwrap_or_default().to_owned(),
            is_guide: page.attribute("type") == Some("guide"),
            short_title: if short_title.is_empty() {
                title.clone()
            } else {
                short_title
            },
            title,
            description: text(in_info("desc").find(|desc| desc.attribute("type").is_none())),
            ..Self::default()
        };
        let keywords = text(in_info("keywords").next());
        let keywords = keywords.split(',').map(|word| word.trim().to_owned());
        head.keywords = keywords.filter(|word| !word.is_empty()).collect();
        let days = in_info("revision").filter_map(|revision| revision.attribute("date"));
        head.updated = days.filter(|day| is_day(day)).max().map(str::to_owned);
        for link in in_info("link") {
            head.link(link);
        }
        head.sections_of(page, separator);
        head
    }

    fn link(&mut self, link: Node) {
        let Some(xref) = link.attribute("xref") else {
            return;
        };
        let (page, section) = xref.split_once('#').unwrap_or((xref, ""));
        match link.attribute("type") {
            Some("guide") => self.guides.push(GuideLink {
                page: page.to_owned(),
                section: section.to_owned(),
                group: link
                    .attribute("group")
                    .unwrap_or("#default")
                    .trim()
                    .to_owned(),
            }),
            Some("seealso") if self.is_news(page) => self.related.push(page.to_owned()),
            _ => {}
        }
    }

    /// Whether the page is another one that is not listed as related yet.
    fn is_news(&self, page: &str) -> bool {
        !page.is_empty() && page != self.id && !self.related.iter().any(|related| related == page)
    }

    fn sections_of(&mut self, node: Node, separator: &str) {
        let id = if node.tag_name().name() == "section" {
            node.attribute("id")
        } else {
            None
        };
        let lists =
            elements(node, "links").filter(|links| links.attribute("type") == Some("topic"));
        let groups = lists.flat_map(|links| {
            links
                .attribute("groups")
                .unwrap_or(DEFAULT_GROUPS)
                .split_whitespace()
        });
        let groups = groups.map(str::to_owned).collect();
        self.groups
            .insert(id.unwrap_or_default().to_owned(), groups);
        for section in elements(node, "section") {
            if let Some(id) = section.attribute("id") {
                let title = elements(section, "title").next();
                let title = title.map_or_else(String::new, |title| plain(title, separator));
                self.sections.insert(id.to_owned(), title);
            }
            self.sections_of(section, separator);
        }
    }
}

/// The title in trails is the shortest; it is what categories are named after.
fn is_link_title(title: Node) -> bool {
    let role = title.attribute("role");
    title.attribute("type") == Some("link") && role.is_none_or(|role| role == "trail")
}

/// The text of `node` in one line.
pub fn plain(node: Node, separator: &str) -> String {
    let mut text = String::new();
    append(node, separator, &mut text);
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn append(node: Node, separator: &str, text: &mut String) {
    let between = match node.tag_name().name() {
        "guiseq" => separator,
        "keyseq" => "+",
        _ => "",
    };
    let mut is_first = true;
    for child in children(node) {
        if !child.is_element() {
            if between.is_empty() {
                text.push_str(child.text().unwrap_or_default());
            }
            continue;
        }
        if !is_first {
            text.push_str(between);
        }
        is_first = false;
        append(child, separator, text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::conditional::MALLARD;
    use super::*;

    #[test]
    fn a_page_says_what_it_is_called_and_where_it_belongs() {
        let xml = format!(
            "<page xmlns='{MALLARD}' id='wifi' type='topic'>
               <info>
                 <link type='guide' xref='net#wireless' group='#first'/>
                 <link type='seealso' xref='vpn'/> <link type='seealso' xref='vpn#more'/>
                 <title type='link' role='trail'>Wi-Fi</title>
                 <desc>In <guiseq><gui>Settings</gui>
                   <gui>Wi-Fi</gui></guiseq>.</desc>
                 <keywords>wlan, wireless</keywords>
                 <revision date='2019-08-12' status='final'/> <revision date='2018-09-05'/>
                 <revision version='3' date='soon'/>
               </info>
               <title>Connect
                 to <em>Wi-Fi</em></title>
               <section id='hidden'><title>Hidden networks</title></section>
             </page>"
        );
        let page = roxmltree::Document::parse(&xml).unwrap();
        let head = Head::read(page.root_element(), " ▸ ");
        assert_eq!(
            (head.title.as_str(), head.short_title.as_str()),
            ("Connect to Wi-Fi", "Wi-Fi")
        );
        assert_eq!(head.description, "In Settings ▸ Wi-Fi.");
        assert_eq!(head.keywords, ["wlan", "wireless"]);
        assert_eq!(head.related, ["vpn"]);
        assert_eq!(head.updated.as_deref(), Some("2019-08-12"));
        let guide = GuideLink {
            page: "net".into(),
            section: "wireless".into(),
            group: "#first".into(),
        };
        assert_eq!(head.guides, [guide]);
        assert_eq!(head.sections["hidden"], "Hidden networks");
    }
}
