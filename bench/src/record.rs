//! Where figures go, and what has to stand beside them so that they mean something: date, versions, machine.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

/// Prints the text and writes it to `results/<date>-<what>.md`, over what the same day left there.
pub fn write(what: &str, text: &str) -> Result<()> {
    println!("{text}");
    let results = Path::new(env!("CARGO_MANIFEST_DIR")).join("results");
    let name = format!("{}-{what}.md", today());
    fs::create_dir_all(&results)?;
    fs::write(results.join(&name), text).with_context(|| format!("cannot write {name}"))?;
    println!("Written to bench/results/{name}");
    Ok(())
}

/// Where docs/search-quality.md has its figures.
const FIGURES: [&str; 2] = ["<!-- figures -->\n", "<!-- /figures -->"];

/// Puts the text in the place of the figures that docs/search-quality.md had.
pub fn figures(text: &str) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/search-quality.md");
    let page = fs::read_to_string(&path)?;
    let [start, end] = FIGURES;
    let (before, rest) = page
        .split_once(start)
        .context("the page has no place for figures")?;
    let (_, after) = rest
        .split_once(end)
        .context("the place for figures has no end")?;
    fs::write(&path, format!("{before}{start}\n{text}\n{end}{after}"))?;
    Ok(())
}

/// Writes a plot for docs/search-quality.md, over the one of the run before.
pub fn plot(name: &str, svg: &str) -> Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    fs::write(docs.join(format!("{name}.svg")), svg).with_context(|| format!("cannot write {name}"))
}

/// A list in Markdown: when, with what and on what it was measured.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let lines = [
        ("Date", today()),
        (
            "Guichet",
            format!(
                "{}, commit {}",
                env!("CARGO_PKG_VERSION"),
                said_by("git describe --always --dirty")
            ),
        ),
        ("Compiler", said_by("rustc --version")),
        ("Machine", format!("{}, {cores} cores", processor())),
        ("Load before", load()),
    ];
    let line = |(name, value): &(&str, String)| format!("- {name}: {value}\n");
    lines.iter().map(line).collect()
}

fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    model.map_or_else(unknown, |model| {
        model.trim_start_matches([' ', '\t', ':']).to_owned()
    })
}

/// How many threads wanted to run, on average over the last minute.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ')
        .next()
        .filter(|load| !load.is_empty())
        .map_or_else(unknown, str::to_owned)
}

/// The first line that a program prints.
pub fn said_by(line: &str) -> String {
    let mut words = line.split(' ');
    let output = Command::new(words.next().unwrap_or_default())
        .args(words)
        .output();
    let printed = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let first = printed
        .ok()
        .and_then(|text| Some(text.lines().next()?.to_owned()));
    first.unwrap_or_else(unknown)
}

fn unknown() -> String {
    "unknown".to_owned()
}
