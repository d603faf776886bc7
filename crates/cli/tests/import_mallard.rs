//! GNOME's help, as the package gnome-user-docs installs it: imported, built and searched by the `guichet` command.
//!
//! The package's text is licensed CC BY-SA and is no part of this repository.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

/// Of right-to-left languages, the package has Persian and Hebrew.
const LOCALES: &str = "en=C,hu,vi,ja,fa";

struct Corpus {
    _folder: TempDir,
    knowledge_base: PathBuf,
    bundle: PathBuf,
    build: Output,
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let help = Path::new("/usr/share/help");
    assert!(
        help.join("hu/gnome-help").is_dir(),
        "this test reads GNOME's help, which is not installed: run `cargo xtask test`, or `apt-get install gnome-user-docs`"
    );
    let folder = tempfile::tempdir().unwrap();
    let (knowledge_base, bundle) = (folder.path().join("kb"), folder.path().join("bundle"));
    let out = knowledge_base.to_str().unwrap();
    let import = guichet(&[
        "import",
        "mallard",
        help.to_str().unwrap(),
        "--locales",
        LOCALES,
        "--out",
        out,
    ]);
    assert!(import.status.success(), "{}", text(&import.stderr));
    let build = guichet(&["build", out, "--out", bundle.to_str().unwrap()]);
    Corpus {
        _folder: folder,
        knowledge_base,
        bundle,
        build,
    }
});

fn guichet(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_guichet"))
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Ids of the articles that answer the query best.
fn found(locale: &str, query: &str) -> Vec<String> {
    let line = serde_json::json!({ "lang": locale, "q": query, "k": 5 }).to_string();
    let mut search = Command::new(env!("CARGO_BIN_EXE_guichet"));
    search.arg("search").arg(&CORPUS.bundle).arg("--jsonl");
    search
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped());
    let mut search = search.spawn().unwrap();
    std::io::Write::write_all(&mut search.stdin.take().unwrap(), line.as_bytes()).unwrap();
    let answer: serde_json::Value =
        serde_json::from_slice(&search.wait_with_output().unwrap().stdout).unwrap();
    serde_json::from_value(answer["ids"].clone()).unwrap()
}

#[test]
fn the_imported_help_builds_without_a_finding() {
    assert!(
        CORPUS.build.status.success(),
        "{}",
        text(&CORPUS.build.stderr)
    );
    let findings = text(&CORPUS.build.stderr);
    assert!(!findings.contains("warning:"), "{findings}");
}

#[test]
fn every_language_has_every_article_under_the_same_id() {
    let articles = |locale: &str| {
        let entries = std::fs::read_dir(CORPUS.knowledge_base.join(locale)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
        names.sort();
        names
    };
    let english = articles("en");
    assert!(english.len() > 280, "{}", english.len());
    for locale in ["hu", "vi", "ja", "fa"] {
        assert_eq!(articles(locale), english, "{locale}");
    }
}

#[test]
fn known_answers_are_found_in_every_language() {
    for (locale, query, answer) in [
        ("en", "connect to wifi", "net-wireless-connect"),
        ("en", "take a screenshot", "screen-shot-record"),
        ("en", "change password", "user-changepassword"),
        ("hu", "jelszó megváltoztatása", "user-changepassword"),
        ("hu", "képernyőkép", "screen-shot-record"),
        ("vi", "đổi mật khẩu", "user-changepassword"),
        ("ja", "パスワードを変更", "user-changepassword"),
        ("fa", "شبکهٔ بی‌سیم", "net-wireless"),
    ] {
        let found = found(locale, query);
        assert!(
            found.iter().any(|id| id == answer),
            "{locale}: {query} → {found:?}"
        );
    }
}
