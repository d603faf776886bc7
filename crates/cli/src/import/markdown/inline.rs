//! Lines: marks around text where Markdown understands them there, HTML elements where it does not.

use guichet_wire::document::{Inline, LinkTarget};

use super::Place;
use super::escape::{self, Context};

/// The line's Markdown.
pub fn line(inlines: &[Inline], place: Place, context: Context) -> String {
    let written = Writer { place, context }.inlines(inlines);
    let breaks = match context {
        Context::Paragraph => "\\\n",
        Context::Heading => " ",
        Context::Cell => "<br>",
    };
    let lines = written.split(LINE_BREAK);
    let lines: Vec<String> = match context {
        Context::Paragraph => lines.map(escape::line_start).collect(),
        _ => lines.map(str::to_owned).collect(),
    };
    lines.join(breaks)
}

/// Stands for a line break until the lines are put together; no text holds it.
const LINE_BREAK: char = '\u{0}';

struct Writer<'a> {
    place: Place<'a>,
    context: Context,
}

impl Writer<'_> {
    fn inlines(&self, inlines: &[Inline]) -> String {
        let written: Vec<String> = inlines.iter().map(|inline| self.inline(inline)).collect();
        let mut line = String::new();
        for (number, inline) in inlines.iter().enumerate() {
            let next = written.get(number + 1).and_then(|next| next.chars().next());
            match marks(inline) {
                Some((mark, element)) => {
                    let text = &written[number];
                    if binds(line.chars().next_back(), text, next) {
                        line.extend([mark, text, mark]);
                    } else {
                        line.push_str(&format!("<{element}>{text}</{element}>"));
                    }
                }
                None => line.push_str(&written[number]),
            }
        }
        line
    }

    /// What is within the marks, if the inline has some.
    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => escape::text(&text.replace(LINE_BREAK, ""), self.context),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content) => self.inlines(content),
            Inline::Code(code) => escape::code(code, self.context),
            Inline::Keyboard(key) => format!("<kbd>{}</kbd>", escape::text(key, self.context)),
            Inline::Link { target, content } => {
                let address = match target {
                    LinkTarget::Article { id, anchor } => self.place.article(id, anchor),
                    LinkTarget::External(address) => address.clone(),
                };
                format!("[{}]({})", self.inlines(content), escape::address(&address))
            }
            Inline::Image(image) => {
                let alt = escape::text(&image.alt, self.context);
                format!(
                    "![{alt}]({})",
                    escape::address(&self.place.image(&image.path))
                )
            }
            Inline::FootnoteReference(number) => format!("[^{number}]"),
            Inline::LineBreak => LINE_BREAK.to_string(),
        }
    }
}

fn marks(inline: &Inline) -> Option<(&'static str, &'static str)> {
    match inline {
        Inline::Emphasis(_) => Some(("*", "em")),
        Inline::Strong(_) => Some(("**", "strong")),
        Inline::Strikethrough(_) => Some(("~~", "del")),
        _ => None,
    }
}

/// Whether marks around `text` open and close. CommonMark decides by the characters beside them ("flanking"): with a
/// letter on the inner side they always do; otherwise there must be a space or punctuation on the outer side, which
/// languages that write without spaces seldom have. Marks that touch other marks are never tried.
fn binds(before: Option<char>, text: &str, after: Option<char>) -> bool {
    let is_mark = |c: char| matches!(c, '*' | '~' | '_' | '\\');
    let side = |inner: Option<char>, outer: Option<char>| {
        let outer_is_open =
            outer.is_none_or(|c| c.is_whitespace() || c == LINE_BREAK || c.is_ascii_punctuation());
        inner.is_some_and(|c| {
            c.is_alphanumeric() || (outer_is_open && !c.is_whitespace() && !is_mark(c))
        }) && !outer.is_some_and(is_mark)
    };
    side(text.chars().next(), before) && side(text.chars().next_back(), after)
}
