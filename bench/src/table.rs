//! Figures → a table in Markdown, a row for each language or engine, a column for each way in which queries were made.

use std::collections::BTreeMap;

use crate::columns::{Column, Query};
use crate::measures::Quality;

/// What one engine came to in one language, or on average.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: String,
    /// A column without queries is not there.
    pub quality: BTreeMap<Column, Quality>,
    /// Of the indexes that stand for the engine, Brotli.
    pub bytes: Vec<u64>,
}

impl Row {
    /// Judges what was found for each query.
    pub fn new(name: &str, queries: &[Query], found: &[Vec<String>], bytes: u64) -> Self {
        let answers = |column: Column| {
            let pairs = queries.iter().zip(found);
            let pairs = pairs.filter(move |(query, _)| query.column == column);
            Quality::of(pairs.map(|(query, found)| (found.as_slice(), &query.relevant)))
        };
        let quality = Column::ALL
            .into_iter()
            .map(|column| (column, answers(column)));
        Self {
            name: name.to_owned(),
            quality: quality.filter(|(_, quality)| quality.queries > 0).collect(),
            bytes: vec![bytes],
        }
    }
}

/// The mean over the rows that have the column; every language counts the same, however many queries it has.
pub fn mean(rows: &[Row]) -> Row {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    summary("**mean**", rows, mean, mean)
}

/// The least success of each column, and the largest index.
pub fn worst(rows: &[Row]) -> Row {
    let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
    summary("worst", rows, least, most)
}

fn summary(
    name: &str,
    rows: &[Row],
    of_quality: impl Fn(&[f64]) -> f64,
    of_bytes: impl Fn(&[f64]) -> f64,
) -> Row {
    let column = |column: Column| {
        let those: Vec<&Quality> = rows
            .iter()
            .filter_map(|row| row.quality.get(&column))
            .collect();
        let part = |part: fn(&Quality) -> f64| {
            let values: Vec<f64> = those.iter().map(|quality| part(quality)).collect();
            of_quality(&values)
        };
        let quality = Quality {
            queries: those.iter().map(|quality| quality.queries).sum(),
            success_at_1: part(|quality| quality.success_at_1),
            success_at_3: part(|quality| quality.success_at_3),
            ndcg: part(|quality| quality.ndcg),
        };
        (!those.is_empty()).then_some((column, quality))
    };
    let bytes: Vec<f64> = rows
        .iter()
        .flat_map(|row| &row.bytes)
        .map(|bytes| *bytes as f64)
        .collect();
    Row {
        name: name.to_owned(),
        quality: Column::ALL.into_iter().filter_map(column).collect(),
        bytes: vec![of_bytes(&bytes) as u64],
    }
}

/// Success at 1 in percent; of judged questions also success at 3 and nDCG@10. `index` heads the weights.
pub fn table(head: &str, rows: &[Row], index: &str) -> String {
    let present = |column: &Column| rows.iter().any(|row| row.quality.contains_key(column));
    let columns: Vec<Column> = Column::ALL.into_iter().filter(present).collect();
    let mut text = format!("| {head} |");
    for column in &columns {
        let more = if column.is_judged() {
            " @1 / @3 | nDCG@10"
        } else {
            ""
        };
        text += &format!(" {}{more} |", column.heading());
    }
    let judged = columns.iter().filter(|column| column.is_judged()).count();
    let figures = columns.len() + judged;
    text += &format!(" {index} |\n|---|{}--:|\n", "--:|".repeat(figures));
    for row in rows {
        let cells: String = columns
            .iter()
            .map(|column| cell(*column, row.quality.get(column)))
            .collect();
        let bytes: Vec<String> = row
            .bytes
            .iter()
            .map(|bytes| format!("{:.1}", *bytes as f64 / 1e3))
            .collect();
        text += &format!("| {} |{cells} {} |\n", row.name, bytes.join(" / "));
    }
    text
}

fn cell(column: Column, quality: Option<&Quality>) -> String {
    let Some(quality) = quality else {
        return if column.is_judged() { " | |" } else { " |" }.to_owned();
    };
    let first = quality.success_at_1 * 100.0;
    if column.is_judged() {
        format!(
            " {first:.1} / {:.1} | {:.3} |",
            quality.success_at_3 * 100.0,
            quality.ndcg
        )
    } else {
        format!(" {first:.1} |")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, success: f64, queries: usize, bytes: u64) -> Row {
        let quality = Quality {
            queries,
            success_at_1: success,
            ..Quality::default()
        };
        Row {
            name: name.to_owned(),
            quality: [(Column::Title, quality)].into(),
            bytes: vec![bytes],
        }
    }

    #[test]
    fn every_language_counts_the_same_in_the_mean() {
        let mean = mean(&[row("en", 1.0, 300, 40_000), row("vi", 0.5, 100, 60_000)]);
        assert_eq!(mean.quality[&Column::Title].success_at_1, 0.75);
        assert_eq!(mean.quality[&Column::Title].queries, 400);
        assert_eq!(mean.bytes, [50_000]);
    }

    #[test]
    fn the_worst_is_the_least_success_and_the_largest_index() {
        let worst = worst(&[row("en", 1.0, 1, 40_000), row("vi", 0.5, 1, 60_000)]);
        assert_eq!(worst.quality[&Column::Title].success_at_1, 0.5);
        assert_eq!(worst.bytes, [60_000]);
    }

    #[test]
    fn a_table_has_a_column_for_what_was_asked_only() {
        let text = table("language", &[row("en", 0.975, 1, 40_000)], "kB");
        assert_eq!(
            text,
            "| language | title | kB |\n|---|--:|--:|\n| en | 97.5 | 40.0 |\n"
        );
    }
}
