//! `queries.csv` of a locale: the searches that the support team wants answered, and by which article.
//!
//! Whether they are is found out by `guichet check`.

use std::path::Path;

use csv::{Reader, ReaderBuilder, StringRecord, Trim};

use super::diagnostic::{Diagnostic, Fault, did_you_mean};
use super::{KnowledgeBase, Locale, text_of};

/// The file's name in the locale's folder.
pub const FILE: &str = "queries.csv";

/// Among so many articles the right one should be where nothing is said: what a reader takes in at one glance.
const WITHIN: usize = 3;

const COLUMNS: [&str; 3] = ["query", "article", "within"];

/// One line: a search and the article that it should find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// What a customer types.
    pub query: String,
    /// The id of the article that answers it.
    pub article: String,
    /// Among how many of the first it should be.
    pub within: usize,
    /// The line in the file.
    pub line: u32,
}

/// The file of a locale, relative to the knowledge base.
pub fn file(locale: &Locale) -> String {
    format!("{}/{FILE}", locale.tag)
}

/// Reads the file of a locale; nothing where there is none.
pub fn read(base: &KnowledgeBase, locale: &Locale) -> (Vec<Expectation>, Vec<Diagnostic>) {
    let file = file(locale);
    let path = base.root.join(&file);
    if !path.exists() {
        return (Vec::new(), Vec::new());
    }
    let mut expectations = Vec::new();
    let mut found = Vec::new();
    match rows(&path) {
        Ok(rows) => {
            for (line, row) in rows {
                match row.and_then(|row| row.expectation(base, locale, line)) {
                    Ok(expectation) => expectations.push(expectation),
                    Err(fault) => found.push(fault.error(&file, line)),
                }
            }
        }
        Err(fault) => found.push(fault.error(&file, 1)),
    }
    (expectations, found)
}

/// The cells of a line by their column.
#[derive(Default)]
struct Row {
    query: String,
    article: String,
    within: String,
}

impl Row {
    fn expectation(
        self,
        base: &KnowledgeBase,
        locale: &Locale,
        line: u32,
    ) -> Result<Expectation, Fault> {
        if self.query.is_empty() {
            let cure = "write what a customer would type, or remove the line";
            return Err(Fault::new("the line has no query", cure));
        }
        if base.shown(locale, &self.article).is_none() {
            let what = format!("`{}`", self.article);
            return Err(base.missing(locale, &what, &self.article));
        }
        let within = match self.within.as_str() {
            "" => Some(WITHIN),
            within => within.parse().ok().filter(|within| *within > 0),
        };
        let within = within.ok_or_else(|| {
            let message = format!(
                "`within` should be a whole number from 1, found `{}`",
                self.within
            );
            let cure = format!(
                "write among how many of the first articles it should be; nothing means {WITHIN}"
            );
            Fault::new(message, cure)
        })?;
        Ok(Expectation {
            query: self.query,
            article: self.article,
            within,
            line,
        })
    }
}

type Rows = Vec<(u32, Result<Row, Fault>)>;

fn rows(path: &Path) -> Result<Rows, Fault> {
    let text = text_of(path, |error| {
        let message = format!("the file cannot be read: {error}");
        Fault::new(message, "make it readable")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = reader(text);
    let header = reader.headers().map_err(unreadable)?.clone();
    let columns = columns(&header)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record
            .position()
            .map_or(0, |position| position.line() as u32);
        rows.push((line, row(&columns, &record)));
    }
    Ok(rows)
}

/// Spreadsheets of languages with a decimal comma put semicolons between the cells.
fn reader(text: &str) -> Reader<&[u8]> {
    let header = text.lines().next().unwrap_or_default();
    let delimiter = match header.contains(';') && !header.contains(',') {
        true => b';',
        false => b',',
    };
    ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes())
}

fn unreadable(error: csv::Error) -> Fault {
    let message = format!("the file is no table of comma-separated values: {error}");
    Fault::new(message, "save it as CSV, in UTF-8")
}

/// The columns in the order of the file.
fn columns(header: &StringRecord) -> Result<Vec<&'static str>, Fault> {
    let cure = "begin the file with the line `query,article` or `query,article,within`";
    let mut columns = Vec::new();
    for name in header {
        let Some(column) = COLUMNS.iter().find(|column| **column == name) else {
            let message = format!("the first line names a column `{name}`");
            return Err(Fault::new(message, did_you_mean(name, COLUMNS, cure)));
        };
        columns.push(*column);
    }
    match COLUMNS[..2].iter().find(|column| !columns.contains(column)) {
        Some(column) => {
            let message = format!("the first line names no column `{column}`");
            Err(Fault::new(message, cure))
        }
        None => Ok(columns),
    }
}

fn row(columns: &[&str], record: &StringRecord) -> Result<Row, Fault> {
    if record.len() > columns.len() {
        let message = format!(
            "the line has {} cells, and there are {} columns",
            record.len(),
            columns.len()
        );
        let cure =
            "put a query with a comma into quotation marks: `\"late, what now\",orders/late`";
        return Err(Fault::new(message, cure));
    }
    let mut row = Row::default();
    for (column, cell) in columns.iter().zip(record) {
        let place = match *column {
            "query" => &mut row.query,
            "article" => &mut row.article,
            _ => &mut row.within,
        };
        cell.clone_into(place);
    }
    Ok(row)
}
