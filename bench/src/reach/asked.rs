//! Every query in every language: what is known of it there, whether the answer is right, and what offers come to.

use std::collections::BTreeMap;

use anyhow::Result;
use guichet_bundle::Locale;
use guichet_search::Known;
use rayon::prelude::*;

use super::Offers;
use crate::columns::inflection::Forms;
use crate::columns::judged::Needs;
use crate::columns::{Column, Query, queries};
use crate::corpus::{Corpus, LANGUAGES};
use crate::guichet;
use crate::measures::rank;

/// Of the queries that are made of titles, each fourth is asked: in ten languages they are enough.
const EVERY: usize = 4;
/// A right answer stands among so many.
const FIRST: usize = 3;

/// A query, asked in every language.
pub struct Asked {
    /// The place of its own language in [`LANGUAGES`].
    pub language: usize,
    pub column: Column,
    pub text: String,
    /// In the order of [`LANGUAGES`].
    pub there: Vec<There>,
}

/// What one language makes of a query.
pub struct There {
    pub known: Known,
    /// The right article is among the first, whatever language its text is in.
    pub is_right: bool,
}

/// Asks everything everywhere.
pub fn asked(corpus: &Corpus, forms: &Forms, needs: &Needs) -> Result<Vec<Asked>> {
    let locales: Result<Vec<Locale>> = LANGUAGES
        .iter()
        .map(|tag| Ok(corpus.bundle.locale(tag)?))
        .collect();
    let locales = locales?;
    let all = corpus.languages.iter().enumerate();
    let all = all.flat_map(|(place, language)| {
        let mut derived = 0;
        let mut queries = queries(language, forms, needs);
        queries.retain(|query| {
            derived += 1;
            query.column == Column::Natural || derived % EVERY == 0
        });
        queries.into_iter().map(move |query| (place, query))
    });
    let all: Vec<(usize, Query)> = all.collect();
    let asked = |(language, query): (usize, Query)| Asked {
        language,
        column: query.column,
        there: locales.iter().map(|locale| there(locale, &query)).collect(),
        text: query.text,
    };
    Ok(all.into_par_iter().map(asked).collect())
}

fn there(locale: &Locale, query: &Query) -> There {
    let found = guichet::search(locale, &query.text);
    There {
        known: locale.segment().known(&query.text),
        is_right: rank(&found, &query.relevant).is_some_and(|rank| rank <= FIRST),
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    pub part: usize,
    pub all: usize,
}

impl Share {
    fn count(&mut self, is_part: bool) {
        self.part += usize::from(is_part);
        self.all += 1;
    }

    pub fn percent(self) -> f64 {
        self.part as f64 * 100.0 / self.all as f64
    }
}

/// How right the offers are.
pub struct Figures {
    /// In the order of [`LANGUAGES`].
    pub languages: Vec<OfLanguage>,
    /// How often the own language was offered where it was needed.
    columns: BTreeMap<Column, Share>,
}

/// For one language.
#[derive(Clone, Default)]
pub struct OfLanguage {
    /// How often it was offered to its own queries where they had no right answer.
    pub offered: Share,
    /// How often it had a right answer when it was offered.
    pub right: Share,
    /// How often others were offered to its own queries, though it had a right answer.
    pub needless: Share,
}

impl Figures {
    pub fn of(queries: &[Asked], offers: &Offers) -> Self {
        let mut figures = Self {
            languages: vec![OfLanguage::default(); LANGUAGES.len()],
            columns: BTreeMap::new(),
        };
        let offered = |asked: &Asked| -> Vec<Vec<usize>> {
            let there = asked.there.iter().enumerate();
            let offered = there.map(|(here, there)| offers(&asked.text, here, there.known));
            offered.collect()
        };
        let offered: Vec<_> = queries.par_iter().map(offered).collect();
        for (asked, offered) in queries.iter().zip(&offered) {
            for (here, offered) in offered.iter().enumerate() {
                figures.count(asked, here, offered);
            }
        }
        figures
    }

    fn count(&mut self, asked: &Asked, here: usize, offered: &[usize]) {
        let is_right = |language: usize| asked.there[language].is_right;
        for language in offered {
            self.languages[*language].right.count(is_right(*language));
        }
        let own = &mut self.languages[asked.language];
        if here == asked.language {
            if is_right(here) {
                own.needless.count(!offered.is_empty());
            }
        } else if is_right(asked.language) && !is_right(here) {
            let is_offered = offered.contains(&asked.language);
            own.offered.count(is_offered);
            let column = self.columns.entry(asked.column).or_default();
            column.count(is_offered);
        }
    }

    pub fn mean(&self, figure: fn(&OfLanguage) -> f64) -> f64 {
        self.languages.iter().map(figure).sum::<f64>() / self.languages.len() as f64
    }

    pub fn column(&self, column: Column) -> Share {
        self.columns.get(&column).copied().unwrap_or_default()
    }
}
