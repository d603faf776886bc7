//! Markdown, compiled to the document tree: CommonMark with tables, task lists, footnotes, callouts, strikethrough and
//! heading ids, and the raw HTML that has a node in the tree.
//!
//! pulldown-cmark finds the events; here they are turned into `tree` elements. Files are not touched: what the article
//! links to and shows is listed for whoever knows them.

mod anchors;
pub mod destination;
mod html;
mod tree;

use guichet_wire::document::{Alignment, Block, CalloutKind, Document, Inline, LinkTarget};
use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use self::anchors::Anchors;
use self::destination::Origin;
use self::tree::{Element, Opener, Tree};
use crate::knowledge_base::diagnostic::{Fault, Severity};

/// An article's text with all that is to be checked elsewhere.
#[derive(Debug, Default)]
pub struct Compiled {
    /// The tree. Its images have the path of their file in the knowledge base, and no size yet.
    pub document: Document,
    /// The links to articles.
    pub links: Vec<LinkUse>,
    /// The images.
    pub images: Vec<ImageUse>,
    /// What is wrong, by line.
    pub remarks: Vec<(Severity, u32, Fault)>,
}

/// A link to an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkUse {
    /// The article.
    pub id: String,
    /// The heading; empty for none.
    pub anchor: String,
    /// The line in the file.
    pub line: u32,
}

/// An image in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageUse {
    /// Path relative to the knowledge base.
    pub path: String,
    /// The line in the file.
    pub line: u32,
}

/// Compiles `markdown`, which begins on line `first_line` of its file.
pub fn compile(markdown: &str, first_line: u32, origin: &Origin) -> Compiled {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let events: Vec<_> = Parser::new_ext(markdown, options)
        .into_offset_iter()
        .collect();
    let mut compiler = Compiler::new(markdown, first_line, origin);
    compiler.announce(&events);
    for (event, range) in events {
        compiler.line = compiler.lines.at(range.start);
        compiler.event(event);
    }
    compiler.finish()
}

/// Byte offsets to line numbers.
struct Lines {
    starts: Vec<usize>,
    first: u32,
}

impl Lines {
    fn new(text: &str, first: u32) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { starts, first }
    }

    fn at(&self, offset: usize) -> u32 {
        self.first + self.starts.partition_point(|start| *start <= offset) as u32
    }
}

struct Compiler<'a> {
    origin: &'a Origin<'a>,
    lines: Lines,
    /// The line of the event at hand.
    line: u32,
    tree: Tree,
    /// Labels of the footnotes that have a text, in the order of their first mark.
    footnotes: Vec<String>,
    /// The HTML block at hand, from its first line.
    html: Option<(u32, String)>,
    links: Vec<LinkUse>,
    images: Vec<ImageUse>,
    remarks: Vec<(Severity, u32, Fault)>,
}

impl<'a> Compiler<'a> {
    fn new(markdown: &str, first_line: u32, origin: &'a Origin<'a>) -> Self {
        Self {
            origin,
            lines: Lines::new(markdown, first_line),
            line: first_line,
            tree: Tree::new(Anchors::default()),
            footnotes: Vec::new(),
            html: None,
            links: Vec::new(),
            images: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// What must be known before the first event: the anchors that authors chose, which no made one may take, and the
    /// order of the footnotes.
    fn announce(&mut self, events: &[(Event, std::ops::Range<usize>)]) {
        let mut anchors = Anchors::default();
        let mut defined = Vec::new();
        let mut marked: Vec<&str> = Vec::new();
        for (event, range) in events {
            match event {
                Event::Start(Tag::Heading { id: Some(id), .. }) if !anchors.choose(id) => {
                    let message = format!("the anchor `{id}` is there twice");
                    let fault = Fault::new(message, "give one of the two headings another id");
                    self.remarks
                        .push((Severity::Error, self.lines.at(range.start), fault));
                }
                Event::Start(Tag::FootnoteDefinition(label)) => defined.push((label, range.start)),
                Event::FootnoteReference(label) if !marked.contains(&&**label) => {
                    marked.push(label)
                }
                _ => {}
            }
        }
        for (label, at) in &defined {
            if !marked.contains(&&***label) {
                let message = format!("nothing refers to the footnote `{label}`; it is left out");
                let fault = Fault::new(
                    message,
                    format!("write [^{label}] where it belongs, or remove it"),
                );
                self.remarks
                    .push((Severity::Warning, self.lines.at(*at), fault));
            }
        }
        let has_text = |label: &&str| defined.iter().any(|(other, _)| &***other == *label);
        self.footnotes = marked
            .into_iter()
            .filter(has_text)
            .map(str::to_owned)
            .collect();
        self.tree = Tree::new(anchors);
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((line, html)) = self.html.take() {
                    self.html(&html, line);
                }
            }
            Event::End(_) => self.close_markdown(),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.tree.push(Inline::Code(text.into_string())),
            Event::Html(text) => match &mut self.html {
                Some((_, html)) => html.push_str(&text),
                None => self.html(&text, self.line),
            },
            Event::InlineHtml(text) => self.html(&text, self.line),
            Event::FootnoteReference(label) => {
                let number = self.footnote_number(&label);
                if let Some(number) = number {
                    self.tree.push(Inline::FootnoteReference(number));
                }
            }
            Event::SoftBreak => self.tree.push(Inline::Text(" ".to_owned())),
            Event::HardBreak => self.tree.push(Inline::LineBreak),
            Event::Rule => self.tree.push_blocks(vec![Block::Rule]),
            Event::TaskListMarker(done) => self.tree.task(done),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Tag) {
        let element = match tag {
            Tag::Paragraph => Element::Group,
            Tag::Heading { level, id, .. } => Element::Heading {
                level: self.heading_level(level as u8),
                anchor: id.map(|id| id.into_string()),
            },
            Tag::BlockQuote(None) => Element::Quote,
            Tag::BlockQuote(Some(kind)) => Element::Callout(callout(kind)),
            Tag::CodeBlock(kind) => Element::Code {
                language: language(&kind),
            },
            Tag::HtmlBlock => {
                self.html = Some((self.line, String::new()));
                return;
            }
            Tag::List(start) => Element::List {
                start: start.map(|start| start.min(u64::from(u32::MAX - 1)) as u32),
            },
            Tag::Item => Element::Item,
            Tag::FootnoteDefinition(label) => match self.footnote_number(&label) {
                Some(number) => Element::Footnote(number),
                None => Element::Dropped,
            },
            Tag::Table(columns) => Element::Table {
                columns: columns.into_iter().map(alignment).collect(),
            },
            Tag::TableHead | Tag::TableRow => Element::Row,
            Tag::TableCell => Element::Cell {
                heading: self.tree.is_in_first_row(),
            },
            Tag::Emphasis => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Strikethrough => Element::Strikethrough,
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => Element::Link(LinkTarget::External(format!("mailto:{dest_url}"))),
            Tag::Link { dest_url, .. } => self.link(&dest_url),
            Tag::Image { dest_url, .. } => self.image(&dest_url),
            // Extensions that are not switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => Element::Group,
            Tag::Superscript | Tag::Subscript => Element::Span,
        };
        self.tree.open(element, Opener::Markdown);
    }

    /// Closes the Markdown element that ends here, after what HTML left open in it.
    fn close_markdown(&mut self) {
        while let Opener::Html { tag, line } = self.tree.innermost().opener.clone() {
            self.unclosed(&tag, line);
            self.tree.close();
        }
        self.tree.close();
    }

    fn text(&mut self, text: &str) {
        self.tree.push(Inline::Text(text.to_owned()));
    }

    /// An element for a link to `address`; a span where the link is at fault or would stand in another one.
    fn link(&mut self, address: &str) -> Element {
        let nested = |open: &tree::Open| matches!(open.element, Element::Link(_));
        if self.tree.outwards().any(nested) {
            return Element::Span;
        }
        match destination::link(address, self.origin) {
            Ok(target) => {
                if let LinkTarget::Article { id, anchor } = &target {
                    self.links.push(LinkUse {
                        id: id.clone(),
                        anchor: anchor.clone(),
                        line: self.line,
                    });
                }
                Element::Link(target)
            }
            Err(fault) => {
                self.remark(Severity::Error, fault);
                Element::Span
            }
        }
    }

    fn image(&mut self, address: &str) -> Element {
        match destination::image(address, self.origin) {
            Ok(path) => {
                self.images.push(ImageUse {
                    path: path.clone(),
                    line: self.line,
                });
                Element::Image { path }
            }
            Err(fault) => {
                self.remark(Severity::Error, fault);
                Element::Span
            }
        }
    }

    fn heading_level(&mut self, level: u8) -> u8 {
        if level < 2 {
            let message = "a heading of level 1 is the article's title; it is made level 2";
            let cure = "write ## in the text: the title is in the front matter";
            self.remark(Severity::Warning, Fault::new(message, cure));
        }
        level.max(2)
    }

    fn footnote_number(&self, label: &str) -> Option<u32> {
        let place = self.footnotes.iter().position(|other| other == label)?;
        Some(place as u32 + 1)
    }

    fn remark(&mut self, severity: Severity, fault: Fault) {
        self.remarks.push((severity, self.line, fault));
    }

    fn finish(mut self) -> Compiled {
        while let Opener::Html { tag, line } = self.tree.innermost().opener.clone() {
            self.unclosed(&tag, line);
            self.tree.close();
        }
        if self.tree.flattened {
            let message = "the text is nested more deeply than a document can be; the innermost levels are flattened";
            let cure = "use fewer lists and quotations inside one another";
            self.line = self.lines.first;
            self.remark(Severity::Warning, Fault::new(message, cure));
        }
        Compiled {
            document: self.tree.finish(),
            links: self.links,
            images: self.images,
            remarks: self.remarks,
        }
    }
}

/// The first word of what stands after the fence: `json` of `json title="x"`.
fn language(kind: &CodeBlockKind) -> String {
    let CodeBlockKind::Fenced(info) = kind else {
        return String::new();
    };
    let word = info.split([' ', ',', '\t']).next().unwrap_or_default();
    word.to_owned()
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Start,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::End,
    }
}

fn callout(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Note => CalloutKind::Note,
        BlockQuoteKind::Tip => CalloutKind::Tip,
        BlockQuoteKind::Important => CalloutKind::Important,
        BlockQuoteKind::Warning => CalloutKind::Warning,
        BlockQuoteKind::Caution => CalloutKind::Caution,
    }
}

#[cfg(test)]
mod tests;
