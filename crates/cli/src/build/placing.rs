//! Puts the images into the bundle, and their new paths and sizes into the documents.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use guichet_bundle::folder::Writer;
use guichet_wire::document::{Block, Image, Inline};
use rayon::prelude::*;

use crate::knowledge_base::KnowledgeBase;

/// Writes every image of `base` and rewrites the documents.
pub(super) fn pictures(base: &mut KnowledgeBase, writer: &Writer) -> anyhow::Result<()> {
    let mut placed = BTreeMap::new();
    for (path, picture) in &base.pictures {
        let bytes =
            fs::read(base.root.join(path)).with_context(|| format!("cannot read {path}"))?;
        let file = writer.add(&format!("media/{}", stem(path)), picture.extension, &bytes)?;
        let image = Image {
            path: file.path,
            alt: String::new(),
            width: picture.width,
            height: picture.height,
        };
        placed.insert(path.as_str(), image);
    }
    base.locales.par_iter_mut().for_each(|locale| {
        let articles = locale.articles.par_iter_mut();
        articles.for_each(|(_, article)| in_blocks(&mut article.document.blocks, &placed));
    });
    Ok(())
}

/// The file's name in characters that every host takes as they are.
fn stem(path: &str) -> String {
    let stem = Path::new(path)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    stem.chars().map(plain).collect()
}

type Placed<'a> = BTreeMap<&'a str, Image>;

fn in_blocks(blocks: &mut [Block], placed: &Placed) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => {
                in_inlines(content, placed)
            }
            Block::List { items, .. } => {
                items
                    .iter_mut()
                    .for_each(|item| in_blocks(&mut item.blocks, placed));
            }
            Block::Table(table) => {
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| in_inlines(cell, placed));
            }
            Block::Details { summary, blocks } => {
                in_inlines(summary, placed);
                in_blocks(blocks, placed);
            }
            Block::Quote(blocks)
            | Block::Callout { blocks, .. }
            | Block::Footnote { blocks, .. } => {
                in_blocks(blocks, placed);
            }
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn in_inlines(content: &mut [Inline], placed: &Placed) {
    for inline in content {
        match inline {
            Inline::Image(image) => {
                if let Some(place) = placed.get(image.path.as_str()) {
                    let alt = std::mem::take(&mut image.alt);
                    *image = Image {
                        alt,
                        ..place.clone()
                    };
                }
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Link { content, .. } => in_inlines(content, placed),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Keyboard(_)
            | Inline::FootnoteReference(_)
            | Inline::LineBreak => {}
        }
    }
}
