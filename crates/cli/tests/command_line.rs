//! The command as a person uses it.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;
use std::process::{Command, Output};

fn guichet(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

#[test]
fn from_nothing_to_a_found_answer_in_three_commands() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = guichet(folder.path(), arguments);
        assert!(output.status.success(), "{output:?}");
        text(&output.stdout).to_owned()
    };
    assert!(run(&["init", "help"]).contains("guichet build help"));
    let built = run(&["build", "help", "--out", "bundle"]);
    assert!(
        built.contains("1 locale, 2 articles, 0 drafts, 0 warnings"),
        "{built}"
    );
    let found = run(&["search", "bundle", "--locale", "en", "parcel"]);
    assert!(found.contains(" 1. Track an order"), "{found}");
    assert!(found.contains("orders/track-an-order"), "{found}");
    assert!(!found.contains('\u{1b}'), "no colours where no terminal is");
}

#[test]
fn init_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(guichet(folder.path(), &["init", "help"]).status.success());
    let again = guichet(folder.path(), &["init", "help"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("there already"), "{again:?}");
}

#[test]
fn a_search_without_a_query_says_how_to_search() {
    let output = guichet(Path::new("."), &["search", "bundle"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("Usage: guichet search"),
        "{output:?}"
    );
}

#[test]
fn a_search_in_what_is_no_bundle_says_what_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let output = guichet(folder.path(), &["search", ".", "x"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("guichet build --out"),
        "{output:?}"
    );
}

#[test]
fn completions_name_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = guichet(Path::new("."), &["completions", shell]);
        assert!(text(&output.stdout).contains("build"), "{shell}");
    }
}
