//! Questions in customers' words, and the articles that answer them, judged by hand: tests/relevance.
//!
//! A need is one thing that somebody wants to know; it is judged once, on ids that all languages share, and asked in each
//! language. Articles that a language does not have are left out there, and needs that none answers any more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::{Column, Query};
use crate::corpus::{Corpus, Language};

/// The judged needs: those that the work on the engine looks at, and those held out, of which only figures are looked at.
pub struct Needs {
    natural: Set,
    held_out: Set,
}

#[derive(Default)]
struct Set {
    grades: BTreeMap<String, Grades>,
    /// By language: need and question.
    questions: BTreeMap<&'static str, Vec<(String, String)>>,
}

/// By the article's id.
type Grades = BTreeMap<String, u8>;

impl Needs {
    /// Reads both sets.
    pub fn of(corpus: &Corpus) -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/relevance");
        Ok(Self {
            natural: Set::of(corpus, &folder)?,
            held_out: Set::of(corpus, &folder.join("held-out"))?,
        })
    }

    /// The questions of a judged column in a language, with the grades of the articles it has.
    pub fn queries(&self, column: Column, language: &Language) -> Vec<Query> {
        match column {
            Column::Natural => self.natural.queries(column, language),
            Column::HeldOut => self.held_out.queries(column, language),
            _ => Vec::new(),
        }
    }
}

impl Set {
    /// Reads needs.csv and the questions of each language that has a file.
    fn of(corpus: &Corpus, folder: &Path) -> Result<Self> {
        let mut needs = Self::default();
        for [need, two, one] in rows(&folder.join("needs.csv"))? {
            needs.grades.insert(need, grades(&two, &one));
        }
        let all = &corpus.languages[0];
        for (need, grades) in &needs.grades {
            for id in grades.keys() {
                let is_there = all.articles.iter().any(|article| article.id == *id);
                ensure!(is_there, "needs.csv, {need}: there is no article {id}");
            }
        }
        for language in &corpus.languages {
            let file = format!("{}.csv", language.tag);
            let rows = rows(&folder.join(&file))?;
            for [need, _] in &rows {
                let is_there = needs.grades.contains_key(need);
                ensure!(is_there, "{file}: needs.csv has no need {need}");
            }
            let questions = rows.into_iter().map(|[need, question]| (need, question));
            needs.questions.insert(language.tag, questions.collect());
        }
        Ok(needs)
    }

    fn queries(&self, column: Column, language: &Language) -> Vec<Query> {
        let articles = language.translated();
        let ids: BTreeSet<&str> = articles.map(|article| article.id.as_str()).collect();
        let questions = self.questions.get(language.tag).into_iter().flatten();
        let query = |(need, question): &(String, String)| {
            let mut relevant = self.grades[need].clone();
            relevant.retain(|id, _| ids.contains(id.as_str()));
            let is_answered = relevant.values().any(|grade| *grade == 2);
            is_answered.then(|| Query {
                column,
                text: question.clone(),
                relevant,
            })
        };
        questions.filter_map(query).collect()
    }
}

/// Of ids separated by spaces; one that stands in both lists has the better grade.
fn grades(two: &str, one: &str) -> Grades {
    let graded = |ids: &str, grade: u8| -> Grades {
        let ids = ids.split_whitespace();
        ids.map(|id| (id.to_owned(), grade)).collect()
    };
    let mut grades = graded(one, 1);
    grades.extend(graded(two, 2));
    grades
}

/// The rows below the head of a file; none where the file is not there.
fn rows<const COLUMNS: usize>(path: &PathBuf) -> Result<Vec<[String; COLUMNS]>> {
    let Ok(file) = File::open(path) else {
        return Ok(Vec::new());
    };
    let mut reader = csv::Reader::from_reader(file);
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record?;
        let fields: Vec<String> = record.iter().map(|field| field.trim().to_owned()).collect();
        let count = fields.len();
        let fields = <[String; COLUMNS]>::try_from(fields);
        fields.map_err(|_| anyhow::anyhow!("expected {COLUMNS} columns, found {count}"))
    };
    let rows: Result<Vec<_>> = reader.records().map(row).collect();
    rows.with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_that_answers_and_helps_answers() {
        let grades = grades("a b", "b c");
        assert_eq!(
            grades,
            [("a", 2), ("b", 2), ("c", 1)]
                .map(|(id, grade)| (id.to_owned(), grade))
                .into()
        );
    }
}
