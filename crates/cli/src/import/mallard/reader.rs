//! What reading a page needs and what it finds besides the text: where links lead, which images are used, what is wrong.

use std::collections::BTreeSet;
use std::path::Path;

use guichet_wire::document::{Inline, LinkTarget};
use guichet_wire::locale::is_right_to_left;
use roxmltree::Node;

use super::head::{Head, Heads};
use super::media::{Media, Picture};
use super::structure::{INDEX, Structure};
use crate::knowledge_base::diagnostic::{Diagnostic, Fault};

/// A language that is being read.
#[derive(Debug)]
pub struct Language<'a> {
    /// Its tag.
    pub tag: &'a str,
    /// Its pages.
    pub heads: &'a Heads,
    /// The pages of the language that the structure was read from.
    pub source: &'a Heads,
    /// How the pages hang together.
    pub structure: &'a Structure,
    /// Where its pictures are.
    pub media: &'a Media<'a>,
}

/// Reads one page.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) language: &'a Language<'a>,
    pub(super) head: &'a Head,
    pub(super) is_in_link: bool,
    /// The topics listed so far, with their section.
    pub(super) listed: BTreeSet<(String, String)>,
    /// What was wrong.
    pub found: Vec<Diagnostic>,
    /// The pictures that the text shows.
    pub pictures: BTreeSet<Picture>,
    file: &'a str,
}

/// What stands between the parts of a menu path; it points the way the text runs.
pub fn separator(tag: &str) -> &'static str {
    if is_right_to_left(tag) {
        " ◂ "
    } else {
        " ▸ "
    }
}

impl<'a> Reader<'a> {
    /// A reader for the page with this head in `file`.
    pub fn new(language: &'a Language<'a>, head: &'a Head, file: &'a str) -> Self {
        Self {
            language,
            head,
            is_in_link: false,
            listed: BTreeSet::new(),
            found: Vec::new(),
            pictures: BTreeSet::new(),
            file,
        }
    }

    /// The head of a page, of the source where the language lacks it. The index becomes no article, so it has none.
    pub(super) fn page(&self, id: &str) -> Option<&'a Head> {
        let Language { heads, source, .. } = self.language;
        let known = heads.get(id).or_else(|| source.get(id));
        known.filter(|head| head.id != INDEX)
    }

    pub(super) fn warn(&mut self, node: Node, message: String, cure: &str) {
        let line = node.document().text_pos_at(node.range().start).row;
        let fault = Fault::new(message, cure);
        self.found.push(fault.warning(self.file, line));
    }

    /// Where the element's `xref` or `href` leads, and the title of what is there. `None` where it has none or where an
    /// article cannot link to it.
    pub(super) fn target(&mut self, node: Node) -> Option<(LinkTarget, String)> {
        match node.attribute("xref") {
            Some(xref) => self.internal(node, xref),
            None => external(node.attribute("href")?),
        }
    }

    fn internal(&mut self, node: Node, xref: &str) -> Option<(LinkTarget, String)> {
        let (page, section) = xref.trim().split_once('#').unwrap_or((xref.trim(), ""));
        if page == INDEX {
            return None;
        }
        let head = if page.is_empty() {
            Some(self.head)
        } else {
            self.page(page)
        };
        let Some(head) = head else {
            let message = format!("the link leads to the page `{page}`, which is not there");
            self.warn(node, message, "its text is kept without the link");
            return None;
        };
        let title = head.sections.get(section);
        let target = LinkTarget::Article {
            id: head.id.clone(),
            anchor: title.map_or_else(String::new, |_| section.to_owned()),
        };
        Some((target, title.unwrap_or(&head.title).clone()))
    }

    /// The picture that a `media` element shows.
    pub(super) fn picture(&mut self, media: Node, alt: String) -> Option<Inline> {
        if media.attribute("type").is_some_and(|kind| kind != "image") {
            return None;
        }
        let source = media.attribute("src").unwrap_or_default();
        match self.language.media.find(Path::new(source)) {
            Ok(picture) => {
                let image = picture.image(alt);
                self.pictures.insert(picture);
                Some(Inline::Image(image))
            }
            Err(message) => {
                self.warn(
                    media,
                    message,
                    "the picture is left out, its description is kept",
                );
                None
            }
        }
    }
}

/// Addresses that mean nothing outside of a GNOME desktop (`help:`, `apt:`) are no links.
fn external(href: &str) -> Option<(LinkTarget, String)> {
    let href = href.trim();
    let (scheme, rest) = href.split_once(':')?;
    let is_web =
        ["http", "https", "mailto", "tel"].contains(&scheme) && !rest.trim_matches('/').is_empty();
    let title = if scheme == "mailto" || scheme == "tel" {
        rest
    } else {
        href
    };
    is_web.then(|| (LinkTarget::External(href.to_owned()), title.to_owned()))
}
