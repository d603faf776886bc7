//! Makes a knowledge base of 10,000 articles in two locales and builds it: `cargo run --release -p guichet-cli --example
//! ten_thousand`. The bound is a minute on two cores.

use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

use guichet_cli::build::build;
use indicatif::ProgressBar;

const ARTICLES: usize = 10_000;
const LIMIT: Duration = Duration::from_secs(60);
const SETTINGS: &str = "name = \"Large\"\ndefault-locale = \"en\"\n[locales.en]\n[locales.fr]\n\
                        [[categories]]\nid = \"all\"\nname = { en = \"All\", fr = \"Tout\" }\n";

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let source = folder.path().join("kb");
    fs::create_dir_all(&source)?;
    fs::write(source.join("guichet.toml"), SETTINGS)?;
    let mut words = Words(1);
    for number in 0..ARTICLES {
        let tag = if number % 2 == 0 { "en" } else { "fr" };
        let path = source.join(format!("{tag}/{}/{number}.md", number / 2 % 100));
        fs::create_dir_all(path.parent().unwrap_or(&source))?;
        fs::write(path, article(number, &mut words)?)?;
    }
    let start = Instant::now();
    let outcome = build(
        &source,
        &folder.path().join("bundle"),
        &ProgressBar::hidden(),
    )?;
    let time = start.elapsed();
    anyhow::ensure!(
        outcome.diagnostics.is_empty(),
        "{:?}",
        outcome.diagnostics.first()
    );
    println!("{:?} in {:.1} s", outcome.summary, time.as_secs_f64());
    anyhow::ensure!(
        time < LIMIT,
        "{ARTICLES} articles should build within {} s",
        LIMIT.as_secs()
    );
    Ok(())
}

/// An article of about 300 words in five sections, with a list, a table and a link.
fn article(number: usize, words: &mut Words) -> anyhow::Result<String> {
    let mut text = format!(
        "---\ntitle: {}\ncategory: all\norder: {number}\n---\n",
        words.sentence(5)
    );
    for section in 0..5 {
        writeln!(
            text,
            "## {} {section}\n\n{}\n",
            words.sentence(3),
            words.sentence(40)
        )?;
        writeln!(
            text,
            "- **{}**\n- {}\n",
            words.sentence(4),
            words.sentence(6)
        )?;
    }
    writeln!(
        text,
        "| a | b |\n|---|---|\n| {} | [self]({number}.md) |",
        words.sentence(3)
    )?;
    Ok(text)
}

/// Words of a vocabulary in which, as in a language, few are frequent; the same in every run.
struct Words(u64);

impl Words {
    fn sentence(&mut self, length: usize) -> String {
        let words: Vec<String> = (0..length).map(|_| self.word()).collect();
        words.join(" ")
    }

    fn word(&mut self) -> String {
        // Knuth's MMIX generator; the product of two uniform numbers is skewed towards the small.
        let mut next = || {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % 150
        };
        let (first, second) = (next(), next());
        let mut rest = first * second;
        let mut word = String::from("w");
        while rest > 0 {
            word.push(char::from(b'a' + (rest % 20) as u8));
            rest /= 20;
        }
        word
    }
}
