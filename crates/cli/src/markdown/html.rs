//! Raw HTML in Markdown, reduced to the tree's own elements; what has none is left out with a warning.
//!
//! html5ever's tokenizer reads tags, attributes and entities; which tag may stand where is settled by the [`tree`](super::tree).

use std::cell::RefCell;

use guichet_wire::document::{Block, Inline};
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::Compiler;
use super::tree::{Element, Opener};
use crate::knowledge_base::diagnostic::{Fault, Severity};

/// Left out with all they hold.
const DROPPED: [&str; 24] = [
    "applet", "audio", "button", "canvas", "datalist", "dialog", "form", "frameset", "head",
    "iframe", "map", "math", "noembed", "noframes", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
];
/// Have no content and no end tag.
const VOID: [&str; 13] = [
    "area", "base", "basefont", "col", "embed", "frame", "input", "link", "meta", "param",
    "source", "track", "wbr",
];
/// Whose end is understood where another one begins.
const END_OPTIONAL: [&str; 5] = ["p", "li", "tr", "td", "th"];
/// Without a node of their own, but on lines of their own.
const BLOCKS: [&str; 22] = [
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "header",
    "hgroup",
    "html",
    "legend",
    "main",
    "nav",
    "search",
    "section",
];

impl Compiler<'_> {
    /// Reads HTML that begins on `line`: a tag inside of a line, or a whole block.
    pub(super) fn html(&mut self, html: &str, line: u32) {
        for (token, at) in tokens(html) {
            self.line = line + at;
            match token {
                Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start_tag(&tag),
                Token::TagToken(tag) => self.end_tag(&tag.name),
                Token::CharacterTokens(text) => self.html_text(&text),
                _ => {}
            }
        }
    }

    /// Warns about an element that ends only because what is around it ends.
    pub(super) fn unclosed(&mut self, tag: &str, line: Option<u32>) {
        if let Some(line) = line
            && !END_OPTIONAL.contains(&tag)
        {
            let message = format!("<{tag}> has no end");
            let fault = Fault::new(message, format!("write </{tag}> where it ends"));
            self.remarks.push((Severity::Warning, line, fault));
        }
    }

    fn start_tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if VOID.contains(&name) {
            return self.left_out(name, "");
        }
        if DROPPED.contains(&name) {
            self.left_out(name, " with what is in it");
            return self.open(Element::Dropped, name, Some(self.line));
        }
        self.close_implied(name);
        match name {
            "br" => self.tree.push(Inline::LineBreak),
            "hr" => self.tree.push_blocks(vec![Block::Rule]),
            // The rows say all that a table needs.
            "thead" | "tbody" | "tfoot" | "colgroup" => {}
            "img" => {
                if let Some(element) = attribute(tag, "src").map(|src| self.image(src)) {
                    self.tree.open(element, Opener::Markdown);
                    self.text(attribute(tag, "alt").unwrap_or_default());
                    self.tree.close();
                }
            }
            _ => match self.element(name, tag) {
                Some(element) => self.open(element, name, Some(self.line)),
                None => return self.open_without_node(name),
            },
        }
        self.attributes_left_out(tag);
    }

    /// Begins an element whose content stays. It is warned of once: its attributes and its end do not matter.
    fn open_without_node(&mut self, name: &str) {
        self.left_out(name, "; what is in it stays");
        let element = match BLOCKS.contains(&name) {
            true => Element::Group,
            false => Element::Span,
        };
        self.open(element, name, None);
    }

    fn element(&mut self, name: &str, tag: &Tag) -> Option<Element> {
        let element = match name {
            "b" | "strong" => Element::Strong,
            "i" | "em" => Element::Emphasis,
            "s" | "del" | "strike" => Element::Strikethrough,
            "code" | "samp" | "tt" => Element::InlineCode,
            "kbd" => Element::Keyboard,
            "a" => match attribute(tag, "href") {
                Some(href) => self.link(href),
                None => Element::Span,
            },
            "p" => Element::Group,
            "sub" | "sup" => Element::Span,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Element::Heading {
                level: self.heading_level(name.as_bytes()[1] - b'0'),
                anchor: attribute(tag, "id")
                    .filter(|id| self.tree.choose_anchor(id))
                    .map(str::to_owned),
            },
            "ul" => Element::List { start: None },
            "ol" => Element::List {
                start: attribute(tag, "start")
                    .and_then(|start| start.parse().ok())
                    .or(Some(1)),
            },
            "li" => Element::Item,
            "blockquote" => Element::Quote,
            "pre" => Element::Code {
                language: String::new(),
            },
            "details" => Element::Details,
            "summary" => Element::Summary,
            "table" => Element::Table {
                columns: Vec::new(),
            },
            "tr" => Element::Row,
            "td" | "th" => Element::Cell {
                heading: name == "th",
            },
            _ => return None,
        };
        Some(element)
    }

    fn open(&mut self, element: Element, name: &str, line: Option<u32>) {
        let opener = Opener::Html {
            tag: name.to_owned(),
            line,
        };
        self.tree.open(element, opener);
    }

    /// Ends a paragraph before a block, an item before the next one, a cell before the next one.
    fn close_implied(&mut self, name: &str) {
        let ends: &[&str] = match name {
            "li" => &["p", "li"],
            "td" | "th" => &["p", "td", "th"],
            "tr" => &["p", "td", "th", "tr"],
            "p" | "ul" | "ol" | "table" | "pre" | "blockquote" | "details" | "hr" | "h1" | "h2"
            | "h3" | "h4" | "h5" | "h6" => &["p"],
            _ if BLOCKS.contains(&name) => &["p"],
            _ => return,
        };
        while let Opener::Html { tag, .. } = &self.tree.innermost().opener {
            if !ends.contains(&tag.as_str()) {
                break;
            }
            self.tree.close();
        }
    }

    /// Ends the innermost element of that name that HTML opened since the last Markdown element.
    fn end_tag(&mut self, name: &str) {
        let silent = [
            "br", "p", "thead", "tbody", "tfoot", "colgroup", "img", "hr",
        ]
        .contains(&name);
        let html = self.tree.outwards().map_while(|open| match &open.opener {
            Opener::Html { tag, line } => Some((tag.clone(), *line)),
            Opener::Markdown => None,
        });
        let html: Vec<(String, Option<u32>)> = html.collect();
        let Some(place) = html.iter().position(|(tag, _)| tag == name) else {
            if !silent && !VOID.contains(&name) {
                let fault = Fault::new(
                    format!("</{name}> ends nothing that begins here"),
                    "remove it",
                );
                self.remark(Severity::Warning, fault);
            }
            return;
        };
        for (tag, line) in &html[..place] {
            self.unclosed(tag, *line);
            self.tree.close();
        }
        self.tree.close();
    }

    fn html_text(&mut self, text: &str) {
        if self.tree.is_verbatim() {
            return self.text(text);
        }
        let mut collapsed = String::new();
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                collapsed.push(c);
            } else if !collapsed.ends_with(' ') {
                collapsed.push(' ');
            }
        }
        let text = if self.tree.at_space() {
            collapsed.trim_start()
        } else {
            &collapsed
        };
        if !text.is_empty() {
            self.text(text);
        }
    }

    fn left_out(&mut self, name: &str, extent: &str) {
        let message = format!("<{name}> is left out{extent}");
        let cure = "remove it, or say it in Markdown: headings, lists, tables, quotations, code, images and links";
        self.remark(Severity::Warning, Fault::new(message, cure));
    }

    fn attributes_left_out(&mut self, tag: &Tag) {
        let used: &[&str] = match &*tag.name {
            "a" => &["href"],
            // Size and loading are the widget's business.
            "img" => &["src", "alt", "width", "height", "loading"],
            "ol" => &["start"],
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &["id"],
            _ => &[],
        };
        let names = tag.attrs.iter().map(|attribute| &*attribute.name.local);
        let unused: Vec<_> = names
            .filter(|name| !used.contains(name))
            .map(|name| format!("`{name}`"))
            .collect();
        if !unused.is_empty() {
            let message = format!("<{}> loses {}", &*tag.name, unused.join(", "));
            let fault = Fault::new(
                message,
                "remove it: an article has neither styles nor scripts of its own",
            );
            self.remark(Severity::Warning, fault);
        }
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    let attribute = tag
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)?;
    Some(attribute.value.trim())
}

/// The tokens, each with the number of line breaks before it.
fn tokens(html: &str) -> Vec<(Token, u32)> {
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokenizer = Tokenizer::new(Collected::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Collected(RefCell<Vec<(Token, u32)>>);

impl TokenSink for Collected {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let raw = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => raw(&tag.name),
            _ => None,
        };
        self.0
            .borrow_mut()
            .push((token, line.saturating_sub(1) as u32));
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

/// Elements whose content is no HTML.
fn raw(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}
