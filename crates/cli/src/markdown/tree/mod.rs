//! The document tree while it grows: a stack of open elements, into which Markdown and HTML alike put what they find.
//!
//! Any order of opening and closing gives a valid tree: text outside of a paragraph becomes one, blocks inside of an inline
//! element split it off, an element that would be nested too deeply gives its content to the one around it. What the
//! elements are called in Markdown or HTML is unknown here.

mod closing;
mod text;

use guichet_wire::document::{
    Alignment, Block, CalloutKind, Document, Inline, LinkTarget, ListItem, MAX_DEPTH,
};

use self::text::{flatten, trimmed};
use super::anchors::Anchors;

/// What an open element will become.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Element {
    /// Blocks of their own, which go to the element around: a paragraph, the document itself.
    Group,
    /// Inlines that go to the element around.
    Span,
    /// Nothing: the content is left out.
    Dropped,
    Heading {
        level: u8,
        anchor: Option<String>,
    },
    List {
        start: Option<u32>,
    },
    Item,
    Table {
        columns: Vec<Alignment>,
    },
    Row,
    Cell {
        heading: bool,
    },
    Code {
        language: String,
    },
    Quote,
    Callout(CalloutKind),
    Details,
    Summary,
    Footnote(u32),
    Emphasis,
    Strong,
    Strikethrough,
    InlineCode,
    Keyboard,
    Link(LinkTarget),
    Image {
        path: String,
    },
}

impl Element {
    fn is_inline(&self) -> bool {
        use Element::*;
        matches!(
            self,
            Span | Emphasis
                | Strong
                | Strikethrough
                | InlineCode
                | Keyboard
                | Link(_)
                | Image { .. }
        )
    }

    /// Whether the content is a level of its own in the tree.
    fn is_level(&self) -> bool {
        use Element::*;
        !matches!(
            self,
            Group
                | Span
                | Dropped
                | List { .. }
                | Table { .. }
                | Row
                | Code { .. }
                | InlineCode
                | Keyboard
                | Image { .. }
        )
    }
}

/// Who may close an element.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Opener {
    /// Only the end that the parser promises.
    Markdown,
    /// The end tag of this name, or the end of the Markdown element around it. Without a line, a missing end tag is no fault.
    Html { tag: String, line: Option<u32> },
}

/// An open element with what it holds so far.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) element: Element,
    pub(super) opener: Opener,
    /// The level of the blocks in it.
    depth: usize,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<ListItem>,
    rows: Vec<Row>,
    cells: Vec<Vec<Inline>>,
    all_headings: bool,
    task: Option<bool>,
    summary: Vec<Inline>,
}

#[derive(Debug)]
struct Row {
    heading: bool,
    cells: Vec<Vec<Inline>>,
}

impl Open {
    fn new(element: Element, opener: Opener, depth: usize) -> Self {
        Self {
            element,
            opener,
            depth,
            blocks: Vec::new(),
            inlines: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            all_headings: true,
            task: None,
            summary: Vec::new(),
        }
    }

    /// Makes a paragraph of the inlines that have none.
    fn flush(&mut self) {
        let inlines = trimmed(std::mem::take(&mut self.inlines));
        if !inlines.is_empty() {
            self.blocks.push(Block::Paragraph(inlines));
        }
    }

    fn into_blocks(mut self) -> Vec<Block> {
        self.flush();
        self.blocks.shrink_to_fit();
        self.blocks
    }

    /// Everything in one line, for a heading or a cell.
    fn into_inlines(self) -> Vec<Inline> {
        if self.blocks.is_empty() {
            return trimmed(self.inlines);
        }
        let mut line = Vec::new();
        flatten(self.into_blocks(), &mut line);
        trimmed(line)
    }
}

/// The tree while it grows.
#[derive(Debug)]
pub(super) struct Tree {
    open: Vec<Open>,
    footnotes: Vec<(u32, Vec<Block>)>,
    /// Whether an element was given up because it was nested too deeply.
    pub(super) flattened: bool,
    /// Makes a heading's anchor of its text.
    anchors: Anchors,
}

impl Tree {
    pub(super) fn new(anchors: Anchors) -> Self {
        Self {
            open: vec![Open::new(Element::Group, Opener::Markdown, 1)],
            footnotes: Vec::new(),
            flattened: false,
            anchors,
        }
    }

    /// Opens an element inside the innermost one.
    pub(super) fn open(&mut self, mut element: Element, opener: Opener) {
        let around = self.innermost();
        // In a block, the paragraph that will hold an inline is a level too.
        let of_inlines = around.depth + usize::from(!around.element.is_inline());
        let of_blocks = around.depth;
        let (here, room) = if element.is_inline() {
            (of_inlines, MAX_DEPTH)
        } else {
            // The blocks in the element may hold inlines, one level further down.
            (of_blocks, MAX_DEPTH - 1)
        };
        // A list is no level, but nothing without its items, which are.
        let is_list = matches!(element, Element::List { .. });
        let level = usize::from(element.is_level());
        let depth = if (level == 1 || is_list) && here + 1 > room {
            self.flattened = true;
            element = if element.is_inline() {
                Element::Span
            } else {
                Element::Group
            };
            here
        } else {
            here + level
        };
        self.open.push(Open::new(element, opener, depth));
    }

    /// Adds an inline to the innermost element.
    pub(super) fn push(&mut self, inline: Inline) {
        let inlines = &mut self.innermost_mut().inlines;
        match (inlines.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => inlines.push(inline),
        }
    }

    /// Adds blocks to the innermost element.
    pub(super) fn push_blocks(&mut self, blocks: Vec<Block>) {
        let open = self.innermost_mut();
        open.flush();
        open.blocks.extend(blocks);
    }

    /// Marks the innermost item as a task.
    pub(super) fn task(&mut self, done: bool) {
        let item = self.open.iter_mut().rev();
        let mut item = item.skip_while(|open| open.element != Element::Item);
        if let Some(item) = item.next() {
            item.task = Some(done);
        }
    }

    /// Takes an anchor that an author has chosen; false where it is taken already.
    pub(super) fn choose_anchor(&mut self, anchor: &str) -> bool {
        self.anchors.choose(anchor)
    }

    /// Whether a cell that opens now stands in the first row of its table.
    pub(super) fn is_in_first_row(&self) -> bool {
        let mut outwards = self.open.iter().rev();
        let table = outwards.find(|open| matches!(open.element, Element::Table { .. }));
        table.is_none_or(|table| table.rows.is_empty())
    }

    pub(super) fn innermost(&self) -> &Open {
        self.open.last().expect("the document is never closed")
    }

    /// The open elements, innermost first.
    pub(super) fn outwards(&self) -> impl Iterator<Item = &Open> {
        self.open.iter().rev()
    }

    /// Whether white space would be invisible here: where a line begins, or after other white space.
    pub(super) fn at_space(&self) -> bool {
        match self.innermost().inlines.last() {
            Some(Inline::Text(text)) => text.ends_with(' '),
            Some(Inline::LineBreak) => true,
            Some(_) => false,
            None => !self.innermost().element.is_inline(),
        }
    }

    /// Whether text is kept as it is written, line breaks included.
    pub(super) fn is_verbatim(&self) -> bool {
        self.open
            .iter()
            .any(|open| matches!(open.element, Element::Code { .. }))
    }

    /// Closes whatever is open; the footnotes come last.
    pub(super) fn finish(mut self) -> Document {
        while self.open.len() > 1 {
            self.close();
        }
        self.footnotes.sort_by_key(|(number, _)| *number);
        let footnotes = std::mem::take(&mut self.footnotes).into_iter();
        let footnotes = footnotes.map(|(number, blocks)| Block::Footnote { number, blocks });
        let mut blocks = self.open.pop().map(Open::into_blocks).unwrap_or_default();
        blocks.extend(footnotes);
        Document { blocks }
    }

    fn innermost_mut(&mut self) -> &mut Open {
        self.open.last_mut().expect("the document is never closed")
    }
}
