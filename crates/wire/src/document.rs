//! The document: an article as a typed tree of blocks and inlines, the one form that every source is compiled to.
//!
//! The tree is an allow-list by construction: what has no node here (scripts, styles, event handlers, arbitrary HTML) cannot
//! be said. Markdown is parsed in `cli`, bytes are made in `bundle`, elements are made in the widget.

mod text;

pub use text::{Section, plain_text, sections};

/// How deep blocks and inlines may be nested, the document's own blocks being level 1. The builder flattens what is deeper,
/// readers refuse it: recursion over a document is bounded.
pub const MAX_DEPTH: usize = 32;

/// A whole article without its title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
}

/// What stands on its own lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; at the document's top level it starts a [section](Section).
    Heading {
        /// 2 to 6: level 1 is the article's title.
        level: u8,
        /// Unique in the document; what links name after `#`.
        anchor: String,
        /// The heading's text.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list, ordered when it has a number to start from.
    List {
        /// The first item's number; `None` for bullets.
        start: Option<u32>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A table with a heading row.
    Table(Table),
    /// Preformatted text, usually code.
    Code {
        /// The language that the author named, such as `json`; may be empty.
        language: String,
        /// The text with its line breaks, without the last one.
        text: String,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A box that stands out.
    Callout {
        /// Why it stands out.
        kind: CalloutKind,
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// Blocks that are folded away until the reader asks for them.
    Details {
        /// What is shown while folded.
        summary: Vec<Inline>,
        /// What is shown when unfolded.
        blocks: Vec<Block>,
    },
    /// A footnote's text; all of them stand at the document's end, in the order of their numbers.
    Footnote {
        /// The number that [`Inline::FootnoteReference`] names, from 1.
        number: u32,
        /// The text.
        blocks: Vec<Block>,
    },
    /// A thematic break.
    Rule,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// Of a task list: whether the task is done.
    pub task: Option<bool>,
    /// What the item says.
    pub blocks: Vec<Block>,
}

/// A table: every row has as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// One alignment a column.
    pub columns: Vec<Alignment>,
    /// The heading row.
    pub head: Vec<Vec<Inline>>,
    /// The other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column's text is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// At the side where reading starts.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the side where reading ends.
    End,
}

/// Why a callout stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutKind {
    /// Worth knowing even when skimming.
    Note,
    /// Makes things easier.
    Tip,
    /// Needed to succeed.
    Important,
    /// Something can go wrong.
    Warning,
    /// Something can be lost.
    Caution,
}

/// What flows in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text without line breaks.
    Text(String),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Important.
    Strong(Vec<Inline>),
    /// No longer valid.
    Strikethrough(Vec<Inline>),
    /// Code, a file name, a command.
    Code(String),
    /// A key or what else is to be pressed.
    Keyboard(String),
    /// A link.
    Link {
        /// Where it goes.
        target: LinkTarget,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// An image.
    Image(Image),
    /// The mark of a footnote.
    FootnoteReference(u32),
    /// A line break that the author wants.
    LineBreak,
}

/// Where a link goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Another article of the knowledge base, or a heading of this one.
    Article {
        /// The article's id.
        id: String,
        /// The heading's anchor; empty for the article's start.
        anchor: String,
    },
    /// An address with scheme `https`, `http`, `mailto` or `tel`.
    External(String),
}

/// An image of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Path relative to the manifest.
    pub path: String,
    /// What it shows, for those who do not see it; empty for decoration.
    pub alt: String,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
}
