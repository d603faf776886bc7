//! Other forms of a word, from a source that no engine here uses: the dictionaries of the Python package simplemma. They are
//! asked once for a version of the corpus; what they said is kept in the work folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::words::words;
use crate::corpus::{Corpus, Language, work_folder};

/// The languages that the package knows and that inflect.
const LANGUAGES: [&str; 7] = ["en", "de", "fr", "es", "ru", "hu", "lv"];
const PACKAGE: &str = "simplemma==1.1.2";
const PROGRAM: &str = include_str!("inflection.py");

/// By language and word, in lower case.
#[derive(Default)]
pub struct Forms(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl Forms {
    /// What is kept, or else what the package says.
    pub fn of(corpus: &Corpus) -> Result<Self> {
        let kept = work_folder().join(format!("forms-{}-{PACKAGE}.json", corpus.version));
        if !kept.exists() {
            let said = ask(&corpus.languages)?;
            fs::write(&kept, said)?;
        }
        let json = fs::read(&kept)?;
        let forms = serde_json::from_slice(&json);
        Ok(Self(
            forms.with_context(|| format!("delete {}", kept.display()))?,
        ))
    }

    /// The other forms of a word; none where the language or the word is not known.
    pub fn others(&self, tag: &str, word: &str) -> &[String] {
        let forms = self.0.get(tag).and_then(|words| words.get(word));
        forms.map_or(&[], Vec::as_slice)
    }
}

/// Sends the words of all titles to the package.
fn ask(languages: &[Language]) -> Result<Vec<u8>> {
    let inflecting = languages
        .iter()
        .filter(|language| LANGUAGES.contains(&language.tag));
    let wanted: BTreeMap<&str, BTreeSet<String>> = inflecting
        .map(|language| (language.tag, words_of_titles(language)))
        .collect();
    let mut child = Command::new(python()?)
        .args(["-c", PROGRAM])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let input = serde_json::to_vec(&wanted)?;
    child
        .stdin
        .take()
        .context("stdin is piped")?
        .write_all(&input)?;
    let output = child.wait_with_output()?;
    ensure!(
        output.status.success(),
        "the forms of {PACKAGE} could not be read"
    );
    Ok(output.stdout)
}

fn words_of_titles(language: &Language) -> BTreeSet<String> {
    let titles = language.translated().map(|article| &article.title);
    titles
        .flat_map(|title| {
            words(title)
                .into_iter()
                .map(|place| title[place].to_lowercase())
        })
        .collect()
}

/// The interpreter of an environment that has the package.
fn python() -> Result<PathBuf> {
    let environment = work_folder().join(format!("python-{PACKAGE}"));
    let python = environment.join("bin/python");
    if !environment.exists() {
        let partial = work_folder().join("python.partial");
        run(Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&partial))?;
        run(Command::new(partial.join("bin/python"))
            .args(["-m", "pip", "install", "--quiet", PACKAGE]))?;
        fs::rename(&partial, &environment)?;
    }
    Ok(python)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {command:?}"))?;
    ensure!(
        status.success(),
        "{command:?} failed; it needs Python 3 with venv"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_not_known_has_no_other_forms() {
        let forms = Forms(serde_json::from_str(r#"{"en":{"key":["keys"]}}"#).unwrap());
        assert_eq!(forms.others("en", "key"), ["keys"]);
        assert!(forms.others("en", "lock").is_empty());
        assert!(forms.others("ja", "key").is_empty());
    }
}
