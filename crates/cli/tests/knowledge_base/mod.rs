//! A small sound knowledge base in a folder of its own, which a test changes, and what building it finds.

#![allow(dead_code, reason = "each test file uses a part")]

use std::fs;
use std::path::PathBuf;

use guichet_cli::build::{Outcome, build};
use guichet_cli::knowledge_base::diagnostic::Severity;
use indicatif::ProgressBar;
use tempfile::TempDir;

/// Line 5 is `[locales.fr]`'s next, line 6 the category, line 9 the endpoint, line 11 the accent.
pub const SETTINGS: &str = r##"name = "Pinewick"
default-locale = "en"
[locales.en]
[locales.fr]
[[categories]]
id = "orders"
name = { en = "Orders", fr = "Commandes" }
[contact]
endpoint = "https://desk.example.org/tickets"
[theme]
accent = "#0b6e5f"
"##;

/// The front matter of an article; its text begins on line 5.
pub const ARTICLE: &str = "---\ntitle: An article\ncategory: orders\n---\n";

const TRACK: &str =
    "---\ntitle: Track a parcel\ncategory: orders\n---\nLook.\n\n## Late {#late}\n\nWait.\n";

/// The folder, deleted at the end of the test.
pub struct Folder(TempDir);

impl Folder {
    /// The small knowledge base with these files added or replaced.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().unwrap());
        for (path, text) in [("guichet.toml", SETTINGS), ("en/track.md", TRACK)]
            .iter()
            .chain(files)
        {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The knowledge base.
    pub fn path(&self) -> PathBuf {
        self.0.path().join("kb")
    }

    /// Where its bundle goes.
    pub fn out(&self) -> PathBuf {
        self.0.path().join("bundle")
    }
}

/// What building it comes to.
pub fn outcome(folder: &Folder) -> Outcome {
    build(&folder.path(), &folder.out(), &ProgressBar::hidden()).unwrap()
}

/// The only finding of a knowledge base with these files changed: severity, `file:line`, message, cure.
pub fn finding(files: &[(&str, &str)]) -> (Severity, String, String, String) {
    let folder = Folder::new(files);
    let outcome = outcome(&folder);
    assert_eq!(outcome.diagnostics.len(), 1, "{:#?}", outcome.diagnostics);
    let one = outcome.diagnostics[0].clone();
    assert_eq!(outcome.summary.is_some(), one.severity == Severity::Warning);
    assert_eq!(folder.out().exists(), one.severity == Severity::Warning);
    (
        one.severity,
        format!("{}:{}", one.file, one.line),
        one.message,
        one.cure,
    )
}

/// The files give one error at that place, with these words in its message and in its cure.
pub fn fails(files: &[(&str, &str)], place: &str, message: &str, cure: &str) {
    let found = finding(files);
    assert_eq!(
        (found.0, found.1.as_str()),
        (Severity::Error, place),
        "{found:?}"
    );
    assert!(found.2.contains(message), "{found:?}");
    assert!(found.3.contains(cure), "{found:?}");
}

/// [`SETTINGS`] with a part replaced.
pub fn settings(from: &str, to: &str) -> String {
    assert!(SETTINGS.contains(from));
    SETTINGS.replace(from, to)
}
