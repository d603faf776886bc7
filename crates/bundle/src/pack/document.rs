//! The documents inside a pack: one byte names a node, its parts follow in the order of the type's fields.
//!
//! ```text
//! blocks  = count block*
//! block   = 0 level anchor inlines            heading           level: byte
//!         | 1 inlines                         paragraph
//!         | 2 start count item*               list              start: 0 bullets, n + 1 ordered from n
//!         | 3 columns alignment* inlines* rows (inlines*)*      table; alignment: byte 0 start, 1 center, 2 end
//!         | 4 language text                   code
//!         | 5 blocks                          quote
//!         | 6 kind blocks                     callout           kind: byte, in the order of CalloutKind
//!         | 7 inlines blocks                  details
//!         | 8 number blocks                   footnote
//!         | 9                                 rule
//! item    = task blocks                       task: byte 0 none, 1 open, 2 done
//! inlines = count inline*
//! inline  = 0 text | 1 inlines (emphasis) | 2 inlines (strong) | 3 inlines (strikethrough) | 4 code | 5 keyboard
//!         | 6 id anchor inlines               link to an article
//!         | 7 address inlines                 link to an external address
//!         | 8 path alt width height           image
//!         | 9 number                          footnote reference
//!         | 10                                line break
//! ```

use guichet_wire::document::{
    Alignment, Block, CalloutKind, Image, Inline, LinkTarget, ListItem, MAX_DEPTH, Table,
};

use super::PackError;
use super::bytes::{Cursor, string, varint};

const ALIGNMENTS: [Alignment; 3] = [Alignment::Start, Alignment::Center, Alignment::End];
const CALLOUTS: [CalloutKind; 5] = [
    CalloutKind::Note,
    CalloutKind::Tip,
    CalloutKind::Important,
    CalloutKind::Warning,
    CalloutKind::Caution,
];

pub(super) fn write(blocks: &[Block], out: &mut Vec<u8>) {
    varint(out, blocks.len());
    for block in blocks {
        write_block(block, out);
    }
}

fn write_block(block: &Block, out: &mut Vec<u8>) {
    match block {
        Block::Heading {
            level,
            anchor,
            content,
        } => {
            out.extend([0, *level]);
            string(out, anchor);
            write_inlines(content, out);
        }
        Block::Paragraph(content) => {
            out.push(1);
            write_inlines(content, out);
        }
        Block::List { start, items } => {
            out.push(2);
            varint(out, start.map_or(0, |start| start as usize + 1));
            varint(out, items.len());
            for item in items {
                out.push(item.task.map_or(0, |done| 1 + u8::from(done)));
                write(&item.blocks, out);
            }
        }
        Block::Table(table) => write_table(table, out),
        Block::Code { language, text } => {
            out.push(4);
            string(out, language);
            string(out, text);
        }
        Block::Quote(blocks) => {
            out.push(5);
            write(blocks, out);
        }
        Block::Callout { kind, blocks } => {
            out.extend([6, place(&CALLOUTS, *kind)]);
            write(blocks, out);
        }
        Block::Details { summary, blocks } => {
            out.push(7);
            write_inlines(summary, out);
            write(blocks, out);
        }
        Block::Footnote { number, blocks } => {
            out.push(8);
            varint(out, *number as usize);
            write(blocks, out);
        }
        Block::Rule => out.push(9),
    }
}

fn write_table(table: &Table, out: &mut Vec<u8>) {
    out.push(3);
    varint(out, table.columns.len());
    for alignment in &table.columns {
        out.push(place(&ALIGNMENTS, *alignment));
    }
    for cell in &table.head {
        write_inlines(cell, out);
    }
    varint(out, table.rows.len());
    for cell in table.rows.iter().flatten() {
        write_inlines(cell, out);
    }
}

fn write_inlines(inlines: &[Inline], out: &mut Vec<u8>) {
    varint(out, inlines.len());
    for inline in inlines {
        write_inline(inline, out);
    }
}

fn write_inline(inline: &Inline, out: &mut Vec<u8>) {
    let mut texts = |tag: u8, texts: &[&str]| {
        out.push(tag);
        for text in texts {
            string(out, text);
        }
    };
    match inline {
        Inline::Text(text) => texts(0, &[text]),
        Inline::Emphasis(content) => nested(1, content, out),
        Inline::Strong(content) => nested(2, content, out),
        Inline::Strikethrough(content) => nested(3, content, out),
        Inline::Code(text) => texts(4, &[text]),
        Inline::Keyboard(text) => texts(5, &[text]),
        Inline::Link { target, content } => {
            match target {
                LinkTarget::Article { id, anchor } => texts(6, &[id, anchor]),
                LinkTarget::External(address) => texts(7, &[address]),
            }
            write_inlines(content, out);
        }
        Inline::Image(image) => {
            texts(8, &[&image.path, &image.alt]);
            varint(out, image.width as usize);
            varint(out, image.height as usize);
        }
        Inline::FootnoteReference(number) => {
            out.push(9);
            varint(out, *number as usize);
        }
        Inline::LineBreak => out.push(10),
    }
}

fn nested(tag: u8, content: &[Inline], out: &mut Vec<u8>) {
    out.push(tag);
    write_inlines(content, out);
}

fn place<T: PartialEq>(all: &[T], one: T) -> u8 {
    let place = all.iter().position(|other| *other == one);
    place.expect("the array lists every variant") as u8
}

pub(super) fn read(from: &mut Cursor) -> Result<Vec<Block>, PackError> {
    blocks(from, 1)
}

fn blocks(from: &mut Cursor, depth: usize) -> Result<Vec<Block>, PackError> {
    if depth > MAX_DEPTH {
        return Err(PackError::TooDeep);
    }
    from.list(|from| block(from, depth))
}

fn block(from: &mut Cursor, depth: usize) -> Result<Block, PackError> {
    Ok(match from.byte()? {
        0 => Block::Heading {
            level: from.byte()?.clamp(2, 6),
            anchor: from.string()?,
            content: inlines(from, depth + 1)?,
        },
        1 => Block::Paragraph(inlines(from, depth + 1)?),
        2 => Block::List {
            start: from.varint()?.checked_sub(1),
            items: from.list(|from| item(from, depth))?,
        },
        3 => Block::Table(table(from, depth)?),
        4 => Block::Code {
            language: from.string()?,
            text: from.string()?,
        },
        5 => Block::Quote(blocks(from, depth + 1)?),
        6 => Block::Callout {
            kind: one_of(&CALLOUTS, from)?,
            blocks: blocks(from, depth + 1)?,
        },
        7 => Block::Details {
            summary: inlines(from, depth + 1)?,
            blocks: blocks(from, depth + 1)?,
        },
        8 => Block::Footnote {
            number: from.varint()?,
            blocks: blocks(from, depth + 1)?,
        },
        9 => Block::Rule,
        _ => return Err(from.corrupt()),
    })
}

fn item(from: &mut Cursor, depth: usize) -> Result<ListItem, PackError> {
    let task = match from.byte()? {
        0 => None,
        1 => Some(false),
        2 => Some(true),
        _ => return Err(from.corrupt()),
    };
    let blocks = blocks(from, depth + 1)?;
    Ok(ListItem { task, blocks })
}

fn table(from: &mut Cursor, depth: usize) -> Result<Table, PackError> {
    let columns = from.list(|from| one_of(&ALIGNMENTS, from))?;
    if columns.is_empty() {
        // Rows without cells take no bytes: their number would not be bounded by the file's size.
        return Err(from.corrupt());
    }
    let row = |from: &mut Cursor| {
        let cells = columns.iter().map(|_| inlines(from, depth + 1));
        cells.collect::<Result<Vec<_>, _>>()
    };
    let head = row(from)?;
    let rows = from.list(row)?;
    Ok(Table {
        columns,
        head,
        rows,
    })
}

fn inlines(from: &mut Cursor, depth: usize) -> Result<Vec<Inline>, PackError> {
    if depth > MAX_DEPTH {
        return Err(PackError::TooDeep);
    }
    from.list(|from| inline(from, depth))
}

fn inline(from: &mut Cursor, depth: usize) -> Result<Inline, PackError> {
    Ok(match from.byte()? {
        0 => Inline::Text(from.string()?),
        1 => Inline::Emphasis(inlines(from, depth + 1)?),
        2 => Inline::Strong(inlines(from, depth + 1)?),
        3 => Inline::Strikethrough(inlines(from, depth + 1)?),
        4 => Inline::Code(from.string()?),
        5 => Inline::Keyboard(from.string()?),
        6 => Inline::Link {
            target: LinkTarget::Article {
                id: from.string()?,
                anchor: from.string()?,
            },
            content: inlines(from, depth + 1)?,
        },
        7 => Inline::Link {
            target: LinkTarget::External(address(from)?),
            content: inlines(from, depth + 1)?,
        },
        8 => Inline::Image(Image {
            path: path(from)?,
            alt: from.string()?,
            width: from.varint()?,
            height: from.varint()?,
        }),
        9 => Inline::FootnoteReference(from.varint()?),
        10 => Inline::LineBreak,
        _ => return Err(from.corrupt()),
    })
}

/// The schemes that the document promises: an article cannot run a script by a link, whoever made the pack.
fn address(from: &mut Cursor) -> Result<String, PackError> {
    let address = from.string()?;
    let scheme = address.split(':').next().unwrap_or_default();
    if ["https", "http", "mailto", "tel"].contains(&scheme) {
        Ok(address)
    } else {
        Err(from.corrupt())
    }
}

/// An image stays inside the bundle, so that reading an article tells nobody else.
fn path(from: &mut Cursor) -> Result<String, PackError> {
    let path = from.string()?;
    let inside =
        !path.contains([':', '\\']) && path.split('/').all(|part| !part.is_empty() && part != "..");
    if inside {
        Ok(path)
    } else {
        Err(from.corrupt())
    }
}

fn one_of<T: Copy>(all: &[T], from: &mut Cursor) -> Result<T, PackError> {
    let place = from.byte()?;
    all.get(usize::from(place))
        .copied()
        .ok_or_else(|| from.corrupt())
}
