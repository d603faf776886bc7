//! Figures → a table in Markdown, a row for each language or engine, a column for each way in which queries were made.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::columns::{Column, Query};
use crate::measures::Quality;

/// What one engine came to in one language, or on average.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: String,
    /// A column without queries is not there.
    pub quality: BTreeMap<Column, Quality>,
    /// Of the index, Brotli.
    pub bytes: u64,
}

impl Row {
    /// Judges what was found for each query.
    pub fn new(name: &str, queries: &[Query], found: &[Vec<String>], bytes: u64) -> Self {
        let answers = |column: Column| {
            let pairs = queries.iter().zip(found);
            let pairs = pairs.filter(move |(query, _)| query.column == column);
            Quality::of(pairs.map(|(query, found)| (found.as_slice(), &query.relevant)))
        };
        let quality = Column::ALL.into_iter().map(|column| (column, answers(column)));
        Self {
            name: name.to_owned(),
            quality: quality.filter(|(_, quality)| quality.queries > 0).collect(),
            bytes,
        }
    }
}

/// The mean over the rows that have the column; every language counts the same, however many queries it has.
pub fn mean(rows: &[Row]) -> Row {
    summary("**mean**", rows, |values| values.iter().sum::<f64>() / values.len() as f64)
}

/// The least of each column.
pub fn worst(rows: &[Row]) -> Row {
    summary("worst", rows, |values| values.iter().copied().fold(f64::INFINITY, f64::min))
}

fn summary(name: &str, rows: &[Row], of: impl Fn(&[f64]) -> f64) -> Row {
    let column = |column: Column| {
        let those: Vec<&Quality> = rows.iter().filter_map(|row| row.quality.get(&column)).collect();
        let part = |part: fn(&Quality) -> f64| of(&those.iter().map(|quality| part(quality)).collect::<Vec<_>>());
        let quality = Quality {
            queries: those.iter().map(|quality| quality.queries).sum(),
            success_at_1: part(|quality| quality.success_at_1),
            success_at_3: part(|quality| quality.success_at_3),
            ndcg: part(|quality| quality.ndcg),
        };
        (!those.is_empty()).then_some((column, quality))
    };
    let bytes: Vec<f64> = rows.iter().map(|row| row.bytes as f64).collect();
    Row {
        name: name.to_owned(),
        quality: Column::ALL.into_iter().filter_map(column).collect(),
        bytes: of(&bytes) as u64,
    }
}

/// Success at 1 in percent; of the natural questions also success at 3 and nDCG@10.
pub fn table(head: &str, rows: &[Row]) -> String {
    let present = |column: &Column| rows.iter().any(|row| row.quality.contains_key(column));
    let columns: Vec<Column> = Column::ALL.into_iter().filter(present).collect();
    let mut text = format!("| {head} |");
    for column in &columns {
        let more = if *column == Column::Natural { " @1 / @3 | nDCG@10" } else { "" };
        let _ = write!(text, " {}{more} |", column.heading());
    }
    let figures = columns.len() + usize::from(columns.contains(&Column::Natural));
    let _ = writeln!(text, " index, kB |\n|---|{}--:|", "--:|".repeat(figures));
    for row in rows {
        let cells: String = columns.iter().map(|column| cell(*column, row.quality.get(column))).collect();
        let _ = writeln!(text, "| {} |{cells} {:.1} |", row.name, row.bytes as f64 / 1e3);
    }
    text
}

fn cell(column: Column, quality: Option<&Quality>) -> String {
    let Some(quality) = quality else {
        return if column == Column::Natural { " | |" } else { " |" }.to_owned();
    };
    let first = quality.success_at_1 * 100.0;
    if column == Column::Natural {
        format!(" {first:.1} / {:.1} | {:.3} |", quality.success_at_3 * 100.0, quality.ndcg)
    } else {
        format!(" {first:.1} |")
    }
}
