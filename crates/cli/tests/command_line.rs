//! The command as a person uses it.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

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
fn from_nothing_to_a_found_answer_in_four_commands() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = guichet(folder.path(), arguments);
        assert!(output.status.success(), "{output:?}");
        text(&output.stdout).to_owned()
    };
    assert!(run(&["init", "help"]).contains("guichet build help"));
    let checked = run(&["check", "help"]);
    assert!(checked.contains("2 of 2 searches"), "{checked}");
    let built = run(&["build", "help", "--out", "bundle"]);
    assert!(
        built.contains("1 locale, 2 articles, 0 drafts, 0 warnings"),
        "{built}"
    );
    let found = run(&["search", "bundle", "--locale", "en", "parcel"]);
    assert!(found.contains(" 1. Track an order"), "{found}");
    assert!(found.contains("orders/track-an-order"), "{found}");
    assert!(!found.contains('\u{1b}'), "no colours where no terminal is");
    let misspelt = run(&["search", "bundle", "ordre "]);
    assert!(misspelt.contains("Did you mean “order"), "{misspelt}");
    let explained = run(&["search", "bundle", "--explain", "box"]);
    assert!(explained.contains("(a related word"), "{explained}");
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
fn a_search_for_no_articles_says_how_many_there_can_be() {
    let output = guichet(Path::new("."), &["search", "bundle", "-n", "0", "x"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("1.."), "{output:?}");
}

#[test]
fn a_search_whose_texts_are_missing_lists_all_titles_and_says_once_why() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["init", "help"][..], &["build", "help"]] {
        assert!(guichet(folder.path(), arguments).status.success());
    }
    for file in std::fs::read_dir(folder.path().join("bundle/en")).unwrap() {
        let path = file.unwrap().path();
        if path.to_str().unwrap().contains("pack-") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let output = guichet(folder.path(), &["search", "bundle", "order"]);
    assert_eq!(output.status.code(), Some(1));
    let (found, error) = (text(&output.stdout), text(&output.stderr));
    assert!(found.contains("orders/track-an-order"), "{found}");
    assert!(found.contains("orders/cancel-an-order"), "{found}");
    assert_eq!(error.matches("cannot read").count(), 1, "{error}");
    assert_eq!(error.matches("os error").count(), 1, "{error}");
}

#[test]
fn an_import_of_pages_none_of_which_can_be_read_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("share/C/gnome-help");
    std::fs::create_dir_all(&pages).unwrap();
    for name in ["index.page", "a.page"] {
        std::fs::write(pages.join(name), "<html/>").unwrap();
    }
    let output = guichet(
        folder.path(),
        &["import", "mallard", "share", "--out", "kb"],
    );
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains("none of the 2 pages in"), "{said}");
    assert!(said.contains("--> C/gnome-help/a.page"), "{said}");
    assert!(!folder.path().join("kb").exists());
}

#[test]
fn a_knowledge_base_that_was_never_built_is_not_said_to_be_served() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("guichet.toml"), "").unwrap();
    let mut serve = Command::new(env!("CARGO_BIN_EXE_guichet"))
        .args(["serve", "--port", "0"])
        .current_dir(folder.path())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(serve.stderr.take().unwrap()).lines();
    let said = lines
        .map(Result::unwrap)
        .find(|line| line.starts_with("The knowledge base has errors"));
    serve.kill().unwrap();
    serve.wait().unwrap();
    assert_eq!(
        said.unwrap(),
        "The knowledge base has errors: no bundle is served until they are mended"
    );
}

#[test]
fn completions_name_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = guichet(Path::new("."), &["completions", shell]);
        assert!(text(&output.stdout).contains("build"), "{shell}");
    }
}
