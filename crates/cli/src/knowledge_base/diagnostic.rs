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

/// Prints the findings to standard error, in colour where that is a terminal.
pub fn print(diagnostics: &[Diagnostic]) -> io::Result<()> {
    let mut stderr = anstream::stderr().lock();
    for diagnostic in diagnostics {
        writeln!(stderr, "{diagnostic}\n")?;
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

/// The cure for a message of serde: "unknown field `acent`, expected one of `accent`, `scheme`" names all that is needed.
pub fn cure_for_serde(message: &str, otherwise: &str) -> String {
    let expected = message.split_once(", expected ");
    let Some((found, (_, expected))) = quoted(message).zip(expected) else {
        return otherwise.to_owned();
    };
    let names = expected
        .split([' ', ',', '`'])
        .filter(|name| name.len() > 2);
    did_you_mean(found, names, otherwise)
}

fn quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1)
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
    fn the_cure_for_a_message_of_serde_names_the_closest_of_the_expected() {
        for (message, cure) in [
            (
                "unknown field `acent`, expected one of `accent`, `scheme`",
                "did you mean `accent`?",
            ),
            (
                "unknown field `titel`, expected one of title, keywords",
                "did you mean `title`?",
            ),
            ("invalid type: integer `1`, expected a string", "see there"),
            ("duplicate key", "see there"),
        ] {
            assert_eq!(cure_for_serde(message, "see there"), cure, "{message}");
        }
    }
}
