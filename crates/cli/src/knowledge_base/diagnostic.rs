//! What is wrong in a knowledge base, where, and what to do about it.
//!
//! Finding it is the business of the modules that read; here it is only kept and printed.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

/// Whether a bundle can be built all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No bundle is written.
    Error,
    /// Something was left out or replaced.
    Warning,
}

/// One finding. `line` 0 means the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Path relative to the knowledge base, with `/` between its parts.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// What was expected and what was found.
    pub message: String,
    /// What to do.
    pub cure: String,
}

/// A finding whose file and line the caller knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What was expected and what was found.
    pub message: String,
    /// What to do.
    pub cure: String,
}

impl Fault {
    /// A fault from its two sentences.
    pub fn new(message: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            cure: cure.into(),
        }
    }

    /// The fault as an error in `file`.
    pub fn error(self, file: &str, line: u32) -> Diagnostic {
        self.at(Severity::Error, file, line)
    }

    /// The fault as a warning in `file`.
    pub fn warning(self, file: &str, line: u32) -> Diagnostic {
        self.at(Severity::Warning, file, line)
    }

    /// The fault at its place.
    pub fn at(self, severity: Severity, file: &str, line: u32) -> Diagnostic {
        Diagnostic {
            severity,
            file: file.to_owned(),
            line,
            message: self.message,
            cure: self.cure,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, colour) = match self.severity {
            Severity::Error => ("error", AnsiColor::Red),
            Severity::Warning => ("warning", AnsiColor::Yellow),
        };
        let mark = Style::new().bold().fg_color(Some(colour.into()));
        let strong = Style::new().bold();
        let quiet = Style::new().fg_color(Some(AnsiColor::Cyan.into()));
        writeln!(
            f,
            "{mark}{name}{mark:#}{strong}: {}{strong:#}",
            self.message
        )?;
        write!(f, "  {quiet}-->{quiet:#} {}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, "\n  {quiet}cure:{quiet:#} {}", self.cure)
    }
}

/// So many warnings of a file are printed; more would bury the errors, and are of the same kinds.
const WARNINGS_OF_A_FILE: usize = 20;

/// Prints the findings, which are sorted, to standard error, in colour where that is a terminal.
pub fn print(diagnostics: &[Diagnostic]) -> io::Result<()> {
    print_to(&mut anstream::stderr().lock(), diagnostics)
}

fn print_to(out: &mut impl Write, diagnostics: &[Diagnostic]) -> io::Result<()> {
    for of_file in diagnostics.chunk_by(|a, b| a.file == b.file) {
        let mut warnings = 0;
        for diagnostic in of_file {
            warnings += usize::from(diagnostic.severity == Severity::Warning);
            if diagnostic.severity == Severity::Error || warnings <= WARNINGS_OF_A_FILE {
                writeln!(out, "{diagnostic}\n")?;
            }
        }
        if let Some(more @ 1..) = warnings.checked_sub(WARNINGS_OF_A_FILE) {
            let what = if more == 1 { "warning" } else { "warnings" };
            writeln!(out, "… and {more} more {what} in {}\n", of_file[0].file)?;
        }
    }
    Ok(())
}

/// Sorts by file, line and message, so that the same input gives the same list whatever thread found what first.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        (&a.file, a.line, a.severity, &a.message).cmp(&(&b.file, b.line, b.severity, &b.message))
    });
}

/// How many of the findings are errors.
pub fn errors(diagnostics: &[Diagnostic]) -> usize {
    let error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    diagnostics.iter().filter(error).count()
}

/// The candidate that `found` is most likely a misspelling of.
pub fn closest<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::normalized_damerau_levenshtein(found, candidate),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A cure that names the closest candidate, or else `otherwise`.
pub fn did_you_mean<'a>(
    found: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl Into<String>,
) -> String {
    match closest(found, candidates) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => otherwise.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_is_recognised_and_another_word_is_not() {
        let names = ["accent", "position", "scheme"];
        assert_eq!(closest("acent", names), Some("accent"));
        assert_eq!(closest("colour", names), None);
    }

    #[test]
    fn the_errors_of_a_file_are_all_printed_and_its_warnings_up_to_a_limit() {
        let warning = |line| Fault::new("odd", "remove it").warning("en/a.md", line);
        let mut found: Vec<Diagnostic> = (0..50).map(warning).collect();
        found.push(Fault::new("wrong", "mend it").error("en/a.md", 60));
        found.push(Fault::new("odd", "remove it").warning("en/b.md", 1));
        let mut printed = Vec::new();
        print_to(&mut printed, &found).unwrap();
        let printed = String::from_utf8(printed).unwrap();
        assert_eq!(printed.matches("odd").count(), 21, "{printed}");
        assert!(printed.contains("wrong"), "{printed}");
        assert!(
            printed.contains("… and 30 more warnings in en/a.md\n"),
            "{printed}"
        );
    }
}
