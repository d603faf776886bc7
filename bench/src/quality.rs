//! The inner loop of whoever works on the engine: Guichet alone, every column, in seconds. Nothing is recorded.

use anyhow::Result;
use clap::Args;
use rayon::prelude::*;

use crate::columns::inflection::Forms;
use crate::columns::judged::Needs;
use crate::columns::{Column, Query, queries};
use crate::corpus::{Corpus, LANGUAGES, Language, by_id};
use crate::guichet;
use crate::measures::rank;
use crate::table::{Row, mean, table, worst};

/// What to measure.
#[derive(Args, Debug)]
pub struct QualityArgs {
    /// Only these languages
    #[arg(long, value_delimiter = ',')]
    locales: Vec<String>,
    /// Only these columns: title, rare-words, last-word-cut, one-typo, misspelt-alone, without-diacritics, inflection, natural, held-out
    #[arg(long, value_delimiter = ',')]
    columns: Vec<String>,
    /// Print each query whose first answer is wrong: the rank of the right one, and what was found instead. Never those held out
    #[arg(long)]
    failures: bool,
}

/// A language with its queries and what Guichet answered.
struct Answered<'a> {
    language: &'a Language,
    queries: Vec<Query>,
    found: Vec<Vec<String>>,
    row: Row,
}

/// Measures and prints.
pub fn run(args: &QualityArgs) -> Result<()> {
    let corpus = Corpus::new()?;
    let (forms, needs) = (Forms::of(&corpus)?, Needs::of(&corpus)?);
    let wanted =
        |name: &str, list: &[String]| list.is_empty() || list.iter().any(|wanted| wanted == name);
    let languages = corpus.languages.par_iter();
    let answered: Result<Vec<Answered>> = languages
        .filter(|language| wanted(language.tag, &args.locales))
        .map(|language| {
            let mut queries = queries(language, &forms, &needs);
            queries.retain(|query| wanted(&query.column.name(), &args.columns));
            let locale = corpus.bundle.locale(language.tag)?;
            let found = guichet::answers(&locale, &queries);
            let bytes = guichet::Size::of(&corpus, language.tag)?;
            let row = Row::new(language.tag, &queries, &found, bytes.brotli);
            Ok(Answered {
                language,
                queries,
                found,
                row,
            })
        })
        .collect();
    let mut answered = answered?;
    answered.sort_by_key(|answered| {
        LANGUAGES
            .iter()
            .position(|tag| *tag == answered.language.tag)
    });
    if args.failures {
        answered.iter().for_each(print_failures);
    }
    let mut rows: Vec<Row> = answered.into_iter().map(|answered| answered.row).collect();
    rows.extend([mean(&rows), worst(&rows)]);
    println!("{}", table("language", &rows, "index, kB"));
    println!("Built in {:.1} s.", corpus.build_time.as_secs_f64());
    Ok(())
}

fn print_failures(answered: &Answered) {
    let articles = by_id(answered.language);
    for (query, found) in answered.queries.iter().zip(&answered.found) {
        let rank = rank(found, &query.relevant);
        if rank == Some(1) || query.column == Column::HeldOut {
            continue;
        }
        let rank = rank.map_or("—".to_owned(), |rank| rank.to_string());
        let wanted: Vec<String> = query
            .relevant
            .iter()
            .map(|(id, grade)| format!("{id}:{grade}"))
            .collect();
        let instead = found.first().map_or("nothing".to_owned(), |id| {
            format!("{id} “{}”", articles[id.as_str()].title)
        });
        println!(
            "{}\t{}\t{}\t{rank}\twanted {}\tfound {instead}",
            answered.language.tag,
            query.column.name(),
            query.text,
            wanted.join(" "),
        );
    }
}
