//! What a run of the faults can be told, as `--name number` or `--name=number`.

use anyhow::{Context, Result, bail};

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arguments {
    /// Runs in all.
    pub runs: u64,
    /// How many of them are in a real browser; if nobody says so, one in twenty.
    pub browsers: u64,
    /// The seed of the first run; the next one has the next number.
    pub seed: u64,
    /// How often the desk is killed under load, with each database.
    pub kills: u64,
}

impl Arguments {
    /// Reads them.
    pub fn read(words: impl Iterator<Item = String>) -> Result<Self> {
        let (mut runs, mut browsers, mut seed, mut kills) = (None, None, None, None);
        let mut words = words.flat_map(|word| match word.split_once('=') {
            Some((name, value)) => vec![name.to_owned(), value.to_owned()],
            None => vec![word],
        });
        while let Some(name) = words.next() {
            let place = match name.as_str() {
                "--runs" => &mut runs,
                "--browsers" => &mut browsers,
                "--seed" => &mut seed,
                "--kills" => &mut kills,
                _ => bail!("expected --runs, --browsers, --seed or --kills, found `{name}`"),
            };
            let value = words.next().unwrap_or_default();
            let number = value.parse();
            let wanted = || format!("expected {name} with a number, found `{value}`");
            *place = Some(number.with_context(wanted)?);
        }
        let runs = runs.unwrap_or(0);
        Ok(Self {
            runs,
            browsers: browsers.unwrap_or(runs / 20).min(runs),
            seed: seed.unwrap_or(1),
            kills: kills.unwrap_or(0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn read(line: &str) -> Option<Arguments> {
        Arguments::read(line.split_whitespace().map(str::to_owned)).ok()
    }

    #[test]
    fn one_run_in_twenty_is_in_a_browser_unless_somebody_says_otherwise() {
        let wanted = Arguments {
            runs: 40,
            browsers: 2,
            seed: 7,
            kills: 0,
        };
        assert_eq!(read("--runs 40 --seed=7"), Some(wanted));
        assert_eq!(
            read("--runs 1 --browsers 1").map(|read| read.browsers),
            Some(1)
        );
    }

    #[test]
    fn what_is_no_number_is_named() {
        assert_eq!(read("--runs many"), None);
        assert_eq!(read("--walks 3"), None);
    }
}
