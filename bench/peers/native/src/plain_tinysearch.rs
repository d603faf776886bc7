//! tinysearch with its exact index, its best: words that are there or not, those of titles counting more. It is given folded
//! words, and pairs of characters for Han and Kana.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::Result;
use tinysearch::{BasicPost, SearchIndex, TinySearch};

use crate::analysis::{fold, words};
use crate::{Article, Engine, Language};

pub struct Opened {
    engine: TinySearch,
    index: SearchIndex,
}

pub fn open(language: &Language, folder: &Path) -> Result<Opened> {
    let mut engine = TinySearch::new();
    if language.tag != "en" {
        engine = engine.with_stopwords([]);
    }
    let posts: Vec<BasicPost> = language.articles.iter().map(post).collect();
    let index = engine.build_index(&posts);
    let index = index.map_err(|error| anyhow::anyhow!("{error}"))?;
    fs::write(folder.join("index.bin"), engine.serialize_index(&index)?)?;
    Ok(Opened { engine, index })
}

fn post(article: &Article) -> BasicPost {
    let sections = article.sections.iter();
    let texts = sections.flat_map(|section| [section.heading.as_str(), &section.text]);
    let keywords = article.keywords.iter().map(String::as_str);
    let body: Vec<&str> = keywords
        .chain([article.description.as_str()])
        .chain(texts)
        .collect();
    BasicPost {
        title: folded(&article.title),
        url: article.id.clone(),
        body: Some(folded(&body.join(" "))),
        meta: HashMap::new(),
    }
}

fn folded(text: &str) -> String {
    let words: Vec<String> = words(text).iter().map(|word| fold(word)).collect();
    words.join(" ")
}

impl Engine for Opened {
    fn search(&self, query: &str, limit: usize) -> Result<Vec<String>> {
        let found = self.engine.search(&self.index, &folded(query), limit);
        Ok(found.into_iter().map(|post| post.url.clone()).collect())
    }
}
