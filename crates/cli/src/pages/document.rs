//! A document as HTML: the same elements that the widget makes with `createElement`.

use guichet_wire::document::{
    Alignment, Block, CalloutKind, Image, Inline, LinkTarget, ListItem, Table,
};
use maud::{Markup, html};

use super::words::Words;

/// What a document's HTML depends on besides the document.
pub(super) struct Page<'a> {
    /// The article's id.
    pub(super) id: &'a str,
    /// The way from the page to the folder `pages`.
    pub(super) up: &'a str,
    /// The address of an article's page.
    pub(super) href: &'a dyn Fn(&str) -> Option<String>,
    /// What the interface says of it.
    pub(super) words: &'a Words,
}

impl Page<'_> {
    pub(super) fn blocks(&self, blocks: &[Block]) -> Markup {
        html! { @for block in blocks { (self.block(block)) } }
    }

    fn block(&self, block: &Block) -> Markup {
        match block {
            Block::Heading {
                level,
                anchor,
                content,
            } => self.heading(*level, anchor, content),
            Block::Paragraph(content) => html! { p { (self.inlines(content)) } },
            Block::List { start, items } => self.list(*start, items),
            Block::Table(table) => self.table(table),
            Block::Code { language, text } => {
                let language = (!language.is_empty()).then(|| format!("language-{language}"));
                html! { pre dir="ltr" tabindex="0" { code class=[language] { (text) } } }
            }
            Block::Quote(blocks) => html! { blockquote { (self.blocks(blocks)) } },
            Block::Callout { kind, blocks } => self.callout(*kind, blocks),
            Block::Details { summary, blocks } => html! {
                details { summary { (self.inlines(summary)) } (self.blocks(blocks)) }
            },
            Block::Footnote { number, blocks } => html! {
                div class="footnote" role="note" id={ "footnote-" (number) } {
                    a href={ "#mark-" (number) } { (number) }
                    div { (self.blocks(blocks)) }
                }
            },
            Block::Rule => html! { hr; },
        }
    }

    fn heading(&self, level: u8, anchor: &str, content: &[Inline]) -> Markup {
        let content = self.inlines(content);
        match level {
            2 => html! { h2 id=(anchor) { (content) } },
            3 => html! { h3 id=(anchor) { (content) } },
            4 => html! { h4 id=(anchor) { (content) } },
            5 => html! { h5 id=(anchor) { (content) } },
            _ => html! { h6 id=(anchor) { (content) } },
        }
    }

    fn list(&self, start: Option<u32>, items: &[ListItem]) -> Markup {
        let items = html! {
            @for item in items {
                @if let Some(done) = item.task {
                    li class="task" { (if done { "☑ " } else { "☐ " }) (self.item(&item.blocks)) }
                } @else {
                    li { (self.item(&item.blocks)) }
                }
            }
        };
        match start {
            None => html! { ul { (items) } },
            Some(1) => html! { ol { (items) } },
            Some(start) => html! { ol start=(start) { (items) } },
        }
    }

    /// Its colour alone would not say to everybody what it is.
    fn callout(&self, kind: CalloutKind, blocks: &[Block]) -> Markup {
        let kind = class(kind);
        let label = self.words.say(&format!("callout.{kind}"));
        html! {
            div class={ "callout " (kind) } role="note" {
                p class="label" lang=[self.words.lang] { (label) }
                (self.blocks(blocks))
            }
        }
    }

    /// An item's only paragraph needs no element of its own.
    fn item(&self, blocks: &[Block]) -> Markup {
        match blocks {
            [Block::Paragraph(content), rest @ ..] => {
                html! { (self.inlines(content)) (self.blocks(rest)) }
            }
            _ => self.blocks(blocks),
        }
    }

    fn table(&self, table: &Table) -> Markup {
        let headed = table.head.iter().any(|cell| !cell.is_empty());
        html! {
            div class="table" role="group" tabindex="0" aria-label=(self.words.say("article.table")) {
                table {
                    @if headed {
                        thead {
                            tr {
                                @for (cell, column) in table.head.iter().zip(&table.columns) {
                                    th scope="col" class=[side(*column)] { (self.inlines(cell)) }
                                }
                            }
                        }
                    }
                    tbody {
                        @for row in &table.rows {
                            tr {
                                @for (cell, column) in row.iter().zip(&table.columns) {
                                    td class=[side(*column)] { (self.inlines(cell)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn inlines(&self, content: &[Inline]) -> Markup {
        html! { @for inline in content { (self.inline(inline)) } }
    }

    fn inline(&self, inline: &Inline) -> Markup {
        match inline {
            Inline::Text(text) => html! { (text) },
            Inline::Emphasis(content) => html! { em { (self.inlines(content)) } },
            Inline::Strong(content) => html! { strong { (self.inlines(content)) } },
            Inline::Strikethrough(content) => html! { del { (self.inlines(content)) } },
            Inline::Code(text) => html! { code { (text) } },
            Inline::Keyboard(text) => html! { kbd { (text) } },
            Inline::Link { target, content } => match self.target(target) {
                Some(href) => html! { a href=(href) { (self.inlines(content)) } },
                None => self.inlines(content),
            },
            Inline::Image(image) => self.image(image),
            Inline::FootnoteReference(number) => html! {
                sup { a id={ "mark-" (number) } href={ "#footnote-" (number) } { (number) } }
            },
            Inline::LineBreak => html! { br; },
        }
    }

    fn target(&self, target: &LinkTarget) -> Option<String> {
        let (id, anchor) = match target {
            LinkTarget::External(address) => return Some(address.clone()),
            LinkTarget::Article { id, anchor } => (id, anchor),
        };
        let page = if id == self.id {
            String::new()
        } else {
            (self.href)(id)?
        };
        Some(if anchor.is_empty() && !page.is_empty() {
            page
        } else {
            format!("{page}#{anchor}")
        })
    }

    fn image(&self, image: &Image) -> Markup {
        html! {
            img src={ (self.up) "../" (image.path) } alt=(image.alt) width=(image.width) height=(image.height)
                loading="lazy";
        }
    }
}

fn side(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::Start => None,
        Alignment::Center => Some("center"),
        Alignment::End => Some("end"),
    }
}

fn class(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Note => "note",
        CalloutKind::Tip => "tip",
        CalloutKind::Important => "important",
        CalloutKind::Warning => "warning",
        CalloutKind::Caution => "caution",
    }
}
