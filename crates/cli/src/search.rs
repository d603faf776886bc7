//! `guichet search`: asks a bundle as the widget does, for a person or, line by line, for a program.

mod elsewhere;
mod explain;

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;

use anstyle::Style;
use anyhow::{Context, bail};
use clap::{Args, value_parser};
use guichet_bundle::folder::Folder;
use guichet_bundle::{Found, Locale};
use guichet_search::{Matcher, RankingParams, Snippet};
use guichet_wire::document::sections;
use guichet_wire::locale::lookup;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::causes;

/// How much of a section is shown, in characters.
const SNIPPET: usize = 160;

/// Searches a bundle as the widget does.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct SearchArgs {
    /// The folder that `guichet build --out` named
    pub bundle: PathBuf,
    /// The language to search in; by default the bundle's own default
    #[arg(long, short, value_name = "TAG")]
    pub locale: Option<String>,
    /// How many articles at most
    #[arg(long, short = 'n', value_name = "COUNT", default_value_t = 10, value_parser = value_parser!(u32).range(1..))]
    pub limit: u32,
    /// Say how the score of each article came about
    #[arg(long)]
    pub explain: bool,
    /// Read queries {"lang", "q", "k"} from standard input, one a line, and answer each by a line {"ids", "us"}
    #[arg(long, conflicts_with_all = ["query", "locale", "limit", "explain"])]
    pub jsonl: bool,
    /// What to search for
    #[arg(required_unless_present = "jsonl")]
    pub query: Vec<String>,
}

const EXAMPLES: &str = r#"Examples:
  guichet search bundle --locale hu elveszett csomag
  guichet search bundle --explain why is this first
  echo '{"lang":"en","q":"refund","k":3}' | guichet search bundle --jsonl

With --jsonl, "k" is how many articles at most (default 10). In the answers, "ids" are the articles,
best first, and "us" the microseconds spent searching. A line that cannot be answered is answered by
{"error": "why"}; blank lines are skipped."#;

/// Runs the subcommand.
pub fn run(args: &SearchArgs) -> anyhow::Result<()> {
    let folder = Folder::open(&args.bundle)?;
    if args.jsonl {
        return answer_lines(&folder, io::stdin().lock(), io::stdout().lock());
    }
    let query = args.query.join(" ");
    let tag = match &args.locale {
        Some(wish) => known_tag(&folder, wish)?,
        None => &folder.manifest().default_locale,
    };
    let mut locale = folder.locale(tag)?;
    folder.add_for_search(&mut locale, &query, args.limit as usize)?;
    let found = locale.search(&query, args.limit as usize);
    let mut out = anstream::stdout().lock();
    if found.is_empty() {
        writeln!(out, "Nothing found for “{query}” in {tag}.")?;
    }
    if let Some(correction) = locale.segment().correct(&query) {
        // The engine takes letters and marks apart; people read them together.
        let correction: String = correction.nfc().collect();
        writeln!(out, "Did you mean “{correction}”?\n")?;
    }
    let matcher = Matcher::new(locale.segment(), &query);
    let mut unread = None;
    for (rank, found) in found.iter().enumerate() {
        let text = section_text(&folder, &locale, found).unwrap_or_else(|error| {
            unread.get_or_insert(error);
            String::new()
        });
        print(&mut out, rank + 1, found, &matcher, &text)?;
        if args.explain {
            let lines = explained(&locale, &query, found).unwrap_or_default();
            writeln!(out, "    {}\n", lines.replace('\n', "\n    "))?;
        }
    }
    elsewhere::print(&mut out, &folder, &args.bundle, (tag, &locale), &query)?;
    match unread {
        Some(error) => Err(error).context("not every text that was found can be shown"),
        None => Ok(()),
    }
}

/// How the score of what was found came about.
fn explained(locale: &Locale, query: &str, found: &Found) -> Option<String> {
    let params = RankingParams::default();
    let explanation = locale.segment().explain(query, found.ordinal, &params)?;
    Some(explain::lines(&explanation).nfc().collect())
}

/// The text of the section that was found; empty if it has none.
fn section_text(folder: &Folder, locale: &Locale, found: &Found) -> anyhow::Result<String> {
    let article = folder.article(locale, &found.article.id)?;
    let section =
        article.and_then(|article| sections(&article.document).into_iter().nth(found.section));
    Ok(section.map_or_else(String::new, |section| section.text))
}

/// The bundle's spelling of the tag, or of a variety of the language.
fn known_tag<'a>(folder: &'a Folder, wish: &str) -> anyhow::Result<&'a str> {
    let available: Vec<&str> = folder.manifest().tags().collect();
    match lookup(&[wish], &available) {
        Some(tag) => Ok(tag),
        None => bail!(
            "the bundle has no locale {wish:?}; it has {}",
            available.join(", ")
        ),
    }
}

fn print(
    out: &mut impl Write,
    rank: usize,
    found: &Found,
    matcher: &Matcher,
    text: &str,
) -> anyhow::Result<()> {
    let marked = |text: &str| {
        bold(&Snippet {
            text: text.to_owned(),
            highlights: matcher.highlight(text),
        })
    };
    write!(out, "{rank:2}. {}", marked(&found.article.title))?;
    if let Some(section) = found.section_entry() {
        write!(out, " › {}", marked(&section.heading))?;
    }
    writeln!(out)?;
    if !text.is_empty() {
        let snippet = matcher.snippet(text, SNIPPET);
        writeln!(out, "    {}", bold(&snippet))?;
    }
    let quiet = Style::new().dimmed();
    write!(out, "    {quiet}{}", found.article.id)?;
    if let Some(tag) = &found.article.written_in {
        write!(out, " (in {tag})")?;
    }
    writeln!(out, "{quiet:#}\n")?;
    Ok(())
}

/// The text with its highlights in bold; the style vanishes where the output is no terminal.
fn bold(snippet: &Snippet) -> String {
    let bold = Style::new().bold();
    let mut text = String::new();
    let mut at = 0;
    for range in &snippet.highlights {
        text += &snippet.text[at..range.start];
        text += &format!("{bold}{}{bold:#}", &snippet.text[range.clone()]);
        at = range.end;
    }
    text + &snippet.text[at..]
}

#[derive(Deserialize)]
struct Query {
    lang: String,
    q: String,
    #[serde(default = "ten")]
    k: usize,
}

fn ten() -> usize {
    10
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Found { ids: Vec<&'a str>, us: f64 },
    Error { error: String },
}

/// Answers each line of `input` by a line of `output`; a locale is opened once and kept.
pub fn answer_lines(
    folder: &Folder,
    input: impl BufRead,
    mut output: impl Write,
) -> anyhow::Result<()> {
    let mut locales = HashMap::new();
    // Bytes, not text: a line that is not UTF-8 is answered by an error, as any other that is no query.
    for line in input.split(b'\n') {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = answer(folder, &mut locales, &line).unwrap_or_else(|error| Answer::Error {
            error: causes::in_one_line(&error),
        });
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(())
}

fn answer<'a>(
    folder: &Folder,
    locales: &'a mut HashMap<String, Locale>,
    line: &[u8],
) -> anyhow::Result<Answer<'a>> {
    let line = str::from_utf8(line).context("the line is not UTF-8")?;
    let query: Query = serde_json::from_str(line)?;
    let tag = known_tag(folder, &query.lang)?;
    if !locales.contains_key(tag) {
        locales.insert(tag.to_owned(), folder.locale(tag)?);
    }
    let locale = locales.get_mut(tag).context("the locale was opened")?;
    folder.add_for_search(locale, &query.q, query.k)?;
    let start = Instant::now();
    let found = locale.search(&query.q, query.k);
    let us = start.elapsed().as_nanos() as f64 / 1000.0;
    let ids = found
        .iter()
        .map(|found| found.article.id.as_str())
        .collect();
    Ok(Answer::Found { ids, us })
}
