//! What people type who know roughly what they look for: two or three words that follow each other in a title, in every third query the
//! last one not finished, in every third one of them misspelt.

use std::collections::BTreeMap;

use crate::columns::{Column, Draw, Query, Vocabulary, cut, misspelt, words};
use crate::corpus::{Article, Language};

/// So many are asked.
const QUERIES: usize = 300;
/// Shorter words say little.
const SHORTEST: usize = 3;

/// A query and the article that it was made of.
pub struct Typed {
    pub text: String,
    id: String,
}

impl Typed {
    /// In the form that peers are asked in.
    pub fn query(&self) -> Query {
        Query {
            column: Column::RareWords,
            text: self.text.clone(),
            relevant: BTreeMap::from([(self.id.clone(), 2)]),
        }
    }
}

/// The queries: of articles that lie evenly apart, the same in every run.
pub fn queries(language: &Language) -> Vec<Typed> {
    let vocabulary = Vocabulary::new(language);
    let apart = language.articles.len().div_ceil(QUERIES).max(1);
    let articles = language.articles.iter().step_by(apart).zip(0..);
    let query = |(article, number)| {
        let text = text(article, number, &vocabulary)?;
        let id = article.id.clone();
        Some(Typed { text, id })
    };
    articles.filter_map(query).collect()
}

fn text(article: &Article, number: usize, vocabulary: &Vocabulary) -> Option<String> {
    let mut draw = Draw::new(&[&article.id]);
    // Before the colon stands the package's name.
    let (_, title) = article.title.split_once(": ")?;
    let title = title.to_lowercase();
    let mut typed: Vec<&str> = words(&title)
        .into_iter()
        .map(|place| &title[place])
        .collect();
    typed.retain(|word| word.chars().count() >= SHORTEST);
    let count = 2 + draw.below(2);
    if typed.len() < count {
        return None;
    }
    let first = draw.below(typed.len() - count + 1);
    let typed = &typed[first..first + count];
    match number % 3 {
        0 => Some(typed.join(" ")),
        1 => cut(&typed.join(" ")),
        _ => {
            let place = draw.below(count);
            let slip = misspelt(typed[place], vocabulary, &mut draw)?;
            let mut typed = typed.to_vec();
            typed[place] = &slip;
            Some(typed.join(" "))
        }
    }
}
