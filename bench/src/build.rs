//! How long a large knowledge base takes to build. The knowledge base and the clock are those of `guichet-cli`'s example
//! `ten_thousand`; here its line is only recorded.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::record;

const EXAMPLE: &str = "cargo run --release --quiet --package guichet-cli --example ten_thousand";

/// Runs the example and records what it says.
pub fn run() -> Result<()> {
    let machine = record::machine();
    let mut words = EXAMPLE.split(' ');
    let program = words.next().unwrap_or_default();
    let output = Command::new(program)
        .args(words)
        .output()
        .with_context(|| format!("cannot start `{EXAMPLE}`"))?;
    ensure!(
        output.status.success(),
        "`{EXAMPLE}` failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let line = String::from_utf8_lossy(&output.stdout);
    let text = format!(
        "# Building 10,000 articles\n\n{machine}\n`{EXAMPLE}`: articles of about 300 words in two locales, read, indexed, packed \
         and written, static pages included. The aim: within a minute on two cores.\n\n    {}\n",
        line.trim()
    );
    record::write("build", &text)
}
