//! What was measured of the desk, as a page for bench/results.

use std::fmt::Write as _;
use std::time::Duration;

use super::UPLOADS;

const METHOD: &str = "\
`guichet desk` over SQLite as it is installed, beside the least that could be done: axum, a ticket read from JSON, one insert with
`journal_mode=WAL` and `synchronous=FULL`. Both are processes of their own, built alike; they take turns. Customers, on the same cores, send one
ticket after the other over connections that stay open; each counts once it was answered with 201. The desk also checks the
ticket, counts against limits, looks for spam, makes a link with a token, and writes a log and metrics.
";

/// All of it.
pub struct Report {
    pub pairs: Vec<Pair>,
    pub alone: Waits,
    pub beside_slow: Waits,
    /// How many slow connections there were.
    pub slow: usize,
    /// How often one of them was let go.
    pub reconnected: usize,
    /// Tickets with a file that were taken.
    pub uploads: usize,
    /// Bytes of such a file.
    pub file: usize,
    pub memory: Memory,
}

/// The desk and the bare server at the same number of connections: for each round, how long each ticket took.
pub struct Pair {
    pub desk: Vec<Vec<Duration>>,
    pub bare: Vec<Vec<Duration>>,
    connections: usize,
    round: Duration,
}

impl Pair {
    /// Before any round.
    pub fn new(connections: usize, round: Duration) -> Self {
        Self {
            desk: Vec::new(),
            bare: Vec::new(),
            connections,
            round,
        }
    }

    fn row(&self) -> String {
        let rate = |waits: &Vec<Duration>| waits.len() as f64 / self.round.as_secs_f64();
        let rates = |rounds: &[Vec<Duration>]| median(rounds.iter().map(rate).collect());
        let (desk, bare) = (rates(&self.desk), rates(&self.bare));
        let ratios = self.desk.iter().zip(&self.bare);
        let ratio = median(ratios.map(|(desk, bare)| rate(desk) / rate(bare)).collect());
        let waits = Waits::of(self.desk.concat());
        format!(
            "| {} | {desk:.0} | {bare:.0} | **{ratio:.2}** | {} |",
            self.connections, waits
        )
    }
}

/// How long customers waited, in milliseconds.
pub struct Waits {
    median: f64,
    p99: f64,
    worst: f64,
}

impl Waits {
    /// Of these times, of which there is at least one.
    pub fn of(mut waits: Vec<Duration>) -> Self {
        waits.sort_unstable();
        let at = |share: f64| {
            let place = (waits.len() as f64 * share) as usize;
            let wait = waits.get(place.min(waits.len().saturating_sub(1)));
            wait.map_or(f64::NAN, |wait| wait.as_secs_f64() * 1e3)
        };
        Self {
            median: at(0.5),
            p99: at(0.99),
            worst: at(1.0),
        }
    }
}

impl std::fmt::Display for Waits {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { median, p99, worst } = self;
        write!(formatter, "{median:.1} / {p99:.1} / {worst:.1}")
    }
}

/// The most memory that the desk had had by then, in bytes.
pub struct Memory {
    pub at_rest: u64,
    pub under_load: u64,
    pub with_slow: u64,
    pub with_files: u64,
}

impl Report {
    /// The page.
    pub fn markdown(&self, machine: &str) -> String {
        let mut page = format!("# The desk under load\n\n{machine}\n{METHOD}\n");
        page += "| connections | desk, tickets a second | bare | ratio, asked: 0.5 | a ticket at the desk, ms: median / 99 % / worst |\n";
        page += "|--:|--:|--:|--:|--:|\n";
        for pair in &self.pairs {
            page += &pair.row();
            page.push('\n');
        }
        let Self {
            alone,
            beside_slow,
            slow,
            reconnected,
            ..
        } = self;
        let waits = format!(
            "\nMedians of the rounds; the ratio is that of the pairs.\n\n## Slow connections\n\nOne honest customer, milliseconds, median / 99 % / worst. \
             Alone: {alone}. Beside {slow} connections that send a byte a second of a request that never ends (let go and come again {reconnected} \
             times): **{beside_slow}**. Asked: 99 % below 1,000.\n"
        );
        page += &waits;
        let mebibytes = |bytes: u64| bytes as f64 / f64::from(1 << 20);
        let Memory {
            at_rest,
            under_load,
            with_slow,
            with_files,
        } = self.memory;
        // Writing to a text cannot fail.
        let _ = write!(
            page,
            "\n## Memory\n\nThe most that was resident, MiB: {:.0} once started, {:.0} after the load above, {:.0} after the slow connections, {:.0} after {} \
             tickets with a file of {} MiB each, {UPLOADS} at once.\n",
            mebibytes(at_rest),
            mebibytes(under_load),
            mebibytes(with_slow),
            mebibytes(with_files),
            self.uploads,
            self.file >> 20,
        );
        page
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_that_of_the_rounds_side_by_side() {
        let tickets = |count| vec![Duration::from_millis(2); count];
        let mut pair = Pair::new(8, Duration::from_secs(1));
        pair.desk = [50, 80, 60].map(tickets).to_vec();
        pair.bare = [100, 100, 200].map(tickets).to_vec();
        assert_eq!(pair.row(), "| 8 | 60 | 100 | **0.50** | 2.0 / 2.0 / 2.0 |");
    }

    #[test]
    fn of_a_hundred_waits_the_longest_is_the_ninety_ninth_percentile() {
        let waits = Waits::of((1..=100).map(Duration::from_millis).collect());
        assert_eq!(waits.to_string(), "51.0 / 100.0 / 100.0");
    }
}
