//! How often the bundle knows which other language has an answer, and what that costs. Every query is asked in every language: what is really
//! found there judges what was offered.

mod asked;
mod variants;

use std::time::Instant;

use anyhow::{Context, Result};
use guichet_bundle::reach::{Reach, is_weak};
use guichet_search::Known;
use rayon::prelude::*;

use self::asked::{Asked, Figures, asked};
use self::variants::{Form, Texts, Variant};
use crate::columns::Column;
use crate::columns::inflection::Forms;
use crate::columns::judged::Needs;
use crate::corpus::{Corpus, LANGUAGES};
use crate::guichet::{brotli, inflated};
use crate::record;

/// Which languages are offered for a query, of which the language at a place in [`LANGUAGES`] knows so much.
type Offers<'a> = dyn Fn(&str, usize, Known) -> Vec<usize> + Sync + 'a;

/// What is compared with what is in the bundle.
const VARIANTS: [Variant; 11] = [
    Variant::new(Form::Whole, Texts::Titles),
    Variant::new(Form::Cut(4), Texts::Titles),
    Variant::new(Form::Cut(5), Texts::Titles),
    Variant::new(Form::Cut(6), Texts::Titles),
    Variant::new(Form::Cut(7), Texts::Titles),
    Variant::new(Form::Stem, Texts::Titles),
    Variant::new(Form::Cut(5), Texts::Titles).without_function_words(),
    Variant::new(Form::Cut(5), Texts::Described),
    Variant::new(Form::Cut(5), Texts::Everything),
    Variant::new(Form::Cut(5), Texts::Titles).for_each_article(),
    Variant::new(Form::Whole, Texts::Everything).for_each_article(),
];

/// Measures, prints and records.
pub fn run() -> Result<()> {
    let machine = record::machine();
    let corpus = Corpus::new()?;
    let queries = asked(&corpus, &Forms::of(&corpus)?, &Needs::of(&corpus)?)?;
    let reach = corpus
        .bundle
        .reach()?
        .context("ten languages and no reach")?;
    let place = |tag: &str| LANGUAGES.iter().position(|other| *other == tag);
    let in_bundle = Figures::of(&queries, &|query, here, known| {
        let tags = reach.locales(query, LANGUAGES[here], known);
        tags.filter_map(place).collect()
    });
    let file = corpus.bundle.manifest().reach.as_ref();
    let file = inflated(&corpus.file(&file.context("the manifest names none")?.path)?)?;
    let bytes = brotli(&file)?;
    let mut rows = vec![row("**in the bundle**", bytes, &in_bundle)];
    for variant in VARIANTS {
        let filters = variant.filters(&corpus);
        let figures = Figures::of(&queries, &|query, here, known| {
            filters.offers(query, here, known)
        });
        rows.push(row(&variant.to_string(), filters.bytes()?, &figures));
    }
    let text = format!(
        "# What there is in other languages\n\n{machine}- Corpus: gnome-user-docs {}\n- Queries: {}, each asked in ten languages\n\n\
         Filters for ten languages, and how right they are. *Offered*: of the queries that have a right answer among the first three in their own \
         language and none where they were asked, so many had their language offered. *Right*: of all offers, so many have a right answer \
         among the first three there. *Needless*: of the queries that are answered where they were asked, so many were offered another \
         language. All in percent, means of the ten languages.\n\n{HEAD}{}\n\
         ## By language, in the bundle\n\n{}\n## When is it asked for?\n\n{}\n{}",
        corpus.version,
        queries.len(),
        rows.concat(),
        by_language(&in_bundle),
        by_column(&queries, &in_bundle),
        times(&file, &queries)?,
    );
    record::write("reach", &text)
}

const HEAD: &str = "| filters | kB Brotli | offered | natural questions offered | right | needless |\n\
                    | --- | --: | --: | --: | --: | --: |\n";

fn row(name: &str, bytes: u64, figures: &Figures) -> String {
    format!(
        "| {name} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |\n",
        bytes as f64 / 1000.0,
        figures.mean(|language| language.offered.percent()),
        figures.column(Column::Natural).percent(),
        figures.mean(|language| language.right.percent()),
        figures.mean(|language| language.needless.percent()),
    )
}

fn by_language(figures: &Figures) -> String {
    let rows = LANGUAGES
        .iter()
        .zip(&figures.languages)
        .map(|(tag, language)| {
            format!(
                "| {tag} | {} | {:.1} | {:.1} | {:.1} |\n",
                language.offered.all,
                language.offered.percent(),
                language.right.percent(),
                language.needless.percent(),
            )
        });
    let head =
        "| language | cases | offered | right | needless |\n| --- | --: | --: | --: | --: |\n";
    head.to_owned() + &rows.collect::<String>()
}

/// How often a search where it is answered, and one where it is not, asks the file; and how often that helps then.
fn by_column(queries: &[Asked], figures: &Figures) -> String {
    let rows = Column::ALL.map(|column| {
        let share = |is_own: bool| {
            let of_column = queries.par_iter().filter(|asked| asked.column == column);
            let cases = of_column.flat_map_iter(|asked| {
                let there = asked.there.iter().enumerate();
                there.filter(move |(at, there)| {
                    (*at == asked.language) == is_own && there.is_right == is_own
                })
            });
            let (weak, all) = cases
                .map(|(_, there)| (usize::from(is_weak(there.known)), 1))
                .reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            asked::Share { part: weak, all }.percent()
        };
        format!(
            "| {} | {:.1} | {:.1} | {:.1} |\n",
            column.heading(),
            share(true),
            share(false),
            figures.column(column).percent()
        )
    });
    let head = "| query | weak where it is answered | weak in other languages | own language offered |\n| --- | --: | --: | --: |\n";
    head.to_owned() + &rows.concat()
}

/// What a browser does once, and what it does for each query of which little is known; here it is native code.
fn times(file: &[u8], queries: &[Asked]) -> Result<String> {
    let start = Instant::now();
    let reach = Reach::open(file)?;
    let opened = start.elapsed();
    let nothing = Known { words: 1, known: 0 };
    let start = Instant::now();
    let offers = queries
        .iter()
        .map(|asked| reach.locales(&asked.text, "", nothing).count());
    let offers: usize = offers.sum();
    let asked = start.elapsed().as_secs_f64() / queries.len() as f64;
    Ok(format!(
        "Opened in {:.2} ms; asked in {:.1} µs, which gives {:.2} offers to somebody of whose query nothing is known.\n",
        opened.as_secs_f64() * 1e3,
        asked * 1e6,
        offers as f64 / queries.len() as f64,
    ))
}
