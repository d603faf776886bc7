//! `guichet check`: whether a knowledge base can be built, and whether its searches still find what the support team wants.
//!
//! The indexes are made as `guichet build` makes them, in memory; nothing is written.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use guichet_search::Cutting;
use indicatif::ProgressBar;
use rayon::prelude::*;

use crate::build::catalog::{categories, listing};
use crate::build::counted;
use crate::build::index::index;
use crate::knowledge_base::diagnostic::{self, Diagnostic, Fault};
use crate::knowledge_base::queries::{self, Expectation};
use crate::knowledge_base::{KnowledgeBase, Locale};
use crate::progress;

/// Checks a knowledge base.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    /// The folder with guichet.toml
    pub knowledge_base: PathBuf,
}

const EXAMPLES: &str = "\
What searches should find stands in queries.csv in the folder of each language:
  query,article,within
  where is my parcel,orders/track-an-order,1
  \"late, what now\",delivery/parcel-late-or-lost,

`within` is among how many of the first articles it should be; 3 where nothing is said.
The exit status is 1 where there is an error or a search does not find its article.";

/// What a check came to.
#[derive(Debug)]
pub struct Outcome {
    /// All that was found in the knowledge base, searches that do not find their article among it.
    pub diagnostics: Vec<Diagnostic>,
    /// How many searches were tried; none where there are errors in the files.
    pub tried: usize,
    /// How many of them found their article.
    pub kept: usize,
}

/// Runs the subcommand; false where there are errors.
pub fn run(args: &CheckArgs) -> anyhow::Result<bool> {
    let progress = progress::bar("articles");
    let outcome = check(&args.knowledge_base, &progress)?;
    progress.finish_and_clear();
    diagnostic::print(&outcome.diagnostics)?;
    let errors = diagnostic::errors(&outcome.diagnostics);
    let warnings = outcome.diagnostics.len() - errors;
    let searches = match outcome {
        Outcome { tried: 0, .. } if errors > 0 => "no search was tried".to_owned(),
        Outcome { tried: 0, .. } => {
            "no searches to try: write them into queries.csv in a language's folder".to_owned()
        }
        Outcome { kept, tried, .. } => format!("{kept} of {tried} searches find what they should"),
    };
    let summary = format!(
        "{}, {}; {searches}",
        counted(errors, "error"),
        counted(warnings, "warning"),
    );
    match errors {
        0 => anstream::println!("{summary}"),
        _ => anstream::eprintln!("{summary}"),
    }
    Ok(errors == 0)
}

/// Checks the knowledge base in `source`. Its searches are tried where a bundle could be built.
pub fn check(source: &Path, progress: &ProgressBar) -> anyhow::Result<Outcome> {
    progress.set_message("reading");
    let (base, mut diagnostics) = KnowledgeBase::read(source, progress);
    let can_be_built = diagnostic::errors(&diagnostics) == 0;
    let (mut tried, mut lost) = (0, Vec::new());
    if let Some(base) = &base {
        let mut tests = Vec::new();
        for locale in &base.locales {
            let (expectations, found) = queries::read(base, locale);
            diagnostics.extend(found);
            tests.push((locale, expectations));
        }
        if can_be_built {
            progress.set_message("searching");
            tried = tests.iter().map(|(_, tests)| tests.len()).sum();
            lost = all_lost(base, &tests)?;
        }
    }
    let kept = tried - lost.len();
    diagnostics.extend(lost);
    diagnostic::sort(&mut diagnostics);
    Ok(Outcome {
        diagnostics,
        tried,
        kept,
    })
}

/// A finding for each search that does not find its article.
fn all_lost(
    base: &KnowledgeBase,
    tests: &[(&Locale, Vec<Expectation>)],
) -> anyhow::Result<Vec<Diagnostic>> {
    let tests = tests.par_iter().filter(|(_, tests)| !tests.is_empty());
    let lost = tests.map(|(locale, tests)| lost(base, locale, tests));
    let lost: Vec<Vec<Diagnostic>> = lost.collect::<anyhow::Result<_>>()?;
    Ok(lost.into_iter().flatten().collect())
}

fn lost(
    base: &KnowledgeBase,
    locale: &Locale,
    tests: &[Expectation],
) -> anyhow::Result<Vec<Diagnostic>> {
    let listing = listing(base, locale);
    let mut segment = index(base, locale, &listing, &ProgressBar::hidden())
        .finish_cut(&Cutting::default())
        .open()
        .with_context(|| format!("the index of {} cannot be read", locale.tag))?;
    let categories = categories(base, locale, &listing);
    segment.file_under(categories.iter().map(|category| category.articles));
    let id = |ordinal: u32| listing[ordinal as usize].article.id.as_str();
    let file = queries::file(locale);
    let lost = tests.iter().filter_map(|test| {
        let hits = segment.search(&test.query, listing.len());
        let found: Vec<&str> = hits.iter().map(|hit| id(hit.article)).collect();
        Some(fault(test, &found)?.error(&file, test.line))
    });
    Ok(lost.collect())
}

/// What is wrong with the articles that were found, best first; `None` where the right one is among the first.
fn fault(test: &Expectation, found: &[&str]) -> Option<Fault> {
    let place = found.iter().position(|id| *id == test.article);
    if place.is_some_and(|place| place < test.within) {
        return None;
    }
    let Expectation {
        query,
        article,
        within,
        ..
    } = test;
    let wanted = match within {
        1 => "first".to_owned(),
        _ => format!("among the first {within}"),
    };
    let first: Vec<String> = found
        .iter()
        .take(*within)
        .map(|id| format!("`{id}`"))
        .collect();
    let first = first.join(", ");
    let instead = match place {
        Some(place) => format!("it is number {}, after {first}", place + 1),
        None if found.is_empty() => "nothing is found".to_owned(),
        None => format!("it is not found; there are {first}"),
    };
    let message = format!("“{query}” should find `{article}` {wanted}: {instead}");
    let cure = "give the article these words as `questions:` or `keywords:`, or add synonyms to guichet.toml; \
                if another article answers as well, correct this line";
    Some(Fault::new(message, cure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_search_says_what_was_wanted_and_what_stands_there_instead() {
        let test = |within| Expectation {
            query: "late".to_owned(),
            article: "c".to_owned(),
            within,
            line: 2,
        };
        let message =
            |within, found: &[&str]| fault(&test(within), found).map(|fault| fault.message);
        assert_eq!(message(3, &["a", "b", "c"]), None);
        for (within, found, end) in [
            (
                2,
                &["a", "b", "c"][..],
                "among the first 2: it is number 3, after `a`, `b`",
            ),
            (1, &["a", "c"], "first: it is number 2, after `a`"),
            (
                3,
                &["a", "b"],
                "among the first 3: it is not found; there are `a`, `b`",
            ),
            (3, &[], "among the first 3: nothing is found"),
        ] {
            let expected = format!("“late” should find `c` {end}");
            assert_eq!(message(within, found), Some(expected));
        }
    }
}
