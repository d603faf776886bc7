//! `cargo xtask size`: the Brotli bytes of every shipped file against budget.toml, one row a file.
//! Weighs the files in dist/; what they should weigh is decided in budget.toml.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::Options;
use crate::demo;
use crate::process::{self, command};
use crate::progress::timed;
use crate::widget::{self, Mode};
use crate::workspace::{dist, root};

/// Node's Brotli is the reference implementation, at its best quality (11) by default: what a good web host sends.
const WEIGH: &str = "const {brotliCompressSync} = require('zlib'), {readFileSync} = require('fs');
for (const file of process.argv.slice(1)) console.log(brotliCompressSync(readFileSync(file)).length)";

/// The command.
pub fn run(options: &Options) -> Result<()> {
    if !options.has("--as-is") {
        widget::build(Mode::Release)?;
        demo::bundle()?;
    }
    measure()
}

/// Measures dist/ as it is; fails when a file or a sum is over its budget.
pub fn measure() -> Result<()> {
    timed("Size", || {
        let budget = Budget::read()?;
        let shipped = shipped("")?;
        let mut files = Vec::new();
        for part in &budget.parts {
            files.extend(part.files(&shipped)?);
        }
        weigh(&mut files)?;
        report(&budget, &files)
    })
}

struct Budget {
    first_opening: u64,
    parts: Vec<Part>,
}

/// One line of the budget: the files that a pattern matches, and the most that each of them may weigh.
struct Part {
    name: String,
    pattern: String,
    limit: u64,
    first_opening: bool,
}

struct File<'a> {
    part: &'a Part,
    path: String,
    bytes: u64,
}

impl Budget {
    fn read() -> Result<Self> {
        let text = fs::read_to_string(root().join("budget.toml")).context("budget.toml")?;
        let table: toml::Table = text.parse().context("budget.toml")?;
        let first_opening = table.get("first_opening").and_then(toml::Value::as_integer);
        let parts = table.get("part").and_then(toml::Value::as_array);
        let parts: Option<Vec<Part>> = parts.into_iter().flatten().map(Part::read).collect();
        Ok(Self {
            first_opening: u64::try_from(
                first_opening.context("budget.toml: `first_opening` is missing")?,
            )?,
            parts: parts.context(
                "budget.toml: a [[part]] has `name`, `files`, `limit` and `first_opening`",
            )?,
        })
    }
}

impl Part {
    fn read(value: &toml::Value) -> Option<Self> {
        Some(Self {
            name: value.get("name")?.as_str()?.to_owned(),
            pattern: value.get("files")?.as_str()?.to_owned(),
            limit: u64::try_from(value.get("limit")?.as_integer()?).ok()?,
            first_opening: value.get("first_opening")?.as_bool()?,
        })
    }

    /// Those of `shipped` that the pattern matches; never none.
    fn files(&self, shipped: &[String]) -> Result<Vec<File<'_>>> {
        let matching = shipped.iter().filter(|path| matches(&self.pattern, path));
        let files: Vec<File> = matching
            .map(|path| File {
                part: self,
                path: path.clone(),
                bytes: 0,
            })
            .collect();
        if files.is_empty() {
            bail!(
                "dist/{} is missing; `cargo xtask size` builds it",
                self.pattern
            );
        }
        Ok(files)
    }
}

/// All files below `folder` of dist/ (which ends in a slash or is empty), as paths relative to dist/.
fn shipped(folder: &str) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    let directory = dist().join(folder);
    for entry in fs::read_dir(&directory).with_context(|| directory.display().to_string())? {
        let entry = entry?;
        let path = format!("{folder}{}", entry.file_name().display());
        if entry.file_type()?.is_dir() {
            paths.extend(shipped(&format!("{path}/"))?);
        } else {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether a path fits a pattern, in which each part between slashes may have a `*` for any text.
fn matches(pattern: &str, path: &str) -> bool {
    let (patterns, names) = (pattern.split('/'), path.split('/'));
    let same_depth = patterns.clone().count() == names.clone().count();
    same_depth
        && patterns
            .zip(names)
            .all(|(pattern, name)| part_matches(pattern, name))
}

fn part_matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((prefix, suffix)) => name
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.ends_with(suffix)),
    }
}

fn weigh(files: &mut [File]) -> Result<()> {
    let paths = files.iter().map(|file| dist().join(&file.path));
    let listing = process::output(command("node").args(["-e", WEIGH]).args(paths))?;
    for (file, line) in files.iter_mut().zip(listing.lines()) {
        file.bytes = line
            .parse()
            .context("node printed something that is not a size")?;
    }
    Ok(())
}

fn report(budget: &Budget, files: &[File]) -> Result<()> {
    let mut over = Vec::new();
    let mut row = |name: &str, file: &str, bytes: u64, limit: u64, note: &str| {
        let verdict = if bytes > limit { "OVER" } else { note };
        println!(
            "{name:<16} {file:<44} {bytes:>9} {limit:>9} {:>4} %  {verdict}",
            bytes * 100 / limit.max(1)
        );
        if bytes > limit {
            over.push(format!("{name} {file}: {bytes} of {limit}"));
        }
    };
    println!(
        "{:<16} {:<44} {:>9} {:>9}    used",
        "part", "file", "Brotli", "limit"
    );
    for file in files {
        let note = if file.part.first_opening {
            "first opening"
        } else {
            ""
        };
        row(
            &file.part.name,
            &file.path,
            file.bytes,
            file.part.limit,
            note,
        );
    }
    let opening = files.iter().filter(|file| file.part.first_opening);
    row(
        "first opening",
        "in English",
        opening.map(|file| file.bytes).sum(),
        budget.first_opening,
        "",
    );
    if !over.is_empty() {
        bail!(
            "over budget: {} (make it smaller, or change budget.toml and say why)",
            over.join("; ")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_the_hash_and_for_nothing_else() {
        assert!(matches("guichet-*.js", "guichet-0193f4819e553c0f.js"));
        assert!(!matches("guichet-*.js", "guichet.js"));
        assert!(!matches("guichet-*.js", "guichet-b4b231009d28028b.wasm"));
        assert!(matches("guichet.js", "guichet.js"));
        assert!(!matches("guichet.js", "guichet.js.map"));
        assert!(matches("guichet-*/en.json", "guichet-ed8d6c/en.json"));
        assert!(!matches("guichet-*", "guichet-ed8d6c/en.json"));
    }

    #[test]
    fn an_overlap_of_prefix_and_suffix_is_no_match() {
        assert!(!matches("aba*ba", "aba"));
    }
}
