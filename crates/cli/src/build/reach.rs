//! What tells in which other languages there is something: the words by which the articles of each locale are found.
//!
//! Titles, keywords and questions only. Descriptions cost twice as much and make more wrong promises
//! (`docs/decisions/0008-other-languages.md`).

use guichet_bundle::folder::Writer;
use guichet_bundle::reach::ReachWriter;
use guichet_search::analysis::function_words;
use guichet_wire::manifest::FileRef;

use crate::knowledge_base::{Article, KnowledgeBase};

/// Writes the file; nothing where there is no other language. An article counts where it is written, not where it is a fallback.
pub(super) fn write(base: &KnowledgeBase, writer: &Writer) -> anyhow::Result<Option<FileRef>> {
    if base.locales.len() < 2 {
        return Ok(None);
    }
    let mut reach = ReachWriter::default();
    for locale in &base.locales {
        let texts = locale.articles.values().flat_map(texts);
        reach.add(&locale.tag, function_words(&locale.tag), texts);
    }
    Ok(Some(writer.add_gzipped("reach", &reach.finish())?))
}

fn texts(article: &Article) -> impl Iterator<Item = &str> {
    let lists = article.keywords.iter().chain(&article.questions);
    std::iter::once(&article.title)
        .chain(lists)
        .map(String::as_str)
}
