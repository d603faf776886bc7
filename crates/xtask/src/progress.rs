//! Telling a developer what is going on: section headings, and long silent steps with a clock.
//! On a terminal the clock ticks in place; elsewhere (CI) it is a plain line now and then.

use std::fs::{self, File};
use std::io::{IsTerminal, Write, stdout};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::workspace;

const LOG_TAIL: usize = 40;
const TICK: Duration = Duration::from_millis(200);
const PLAIN_LINE_EVERY: Duration = Duration::from_secs(30);

/// A heading for what follows.
pub fn section(title: &str) {
    println!("\n==== {title} ====");
}

/// Runs a step under a heading and says at its end how long it took.
pub fn timed<T>(title: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
    section(title);
    let start = Instant::now();
    let result = step().with_context(|| title.to_owned())?;
    println!("-- {title}: {}", clock(start.elapsed()));
    Ok(result)
}

/// Runs a program that may take long and whose output matters only when it fails: shows the clock and the last line of
/// the output while it runs. `expected` says how long it usually takes, for instance "about 3 minutes, once".
pub fn quietly(what: &str, expected: &str, command: &mut Command) -> Result<()> {
    println!("{what} ({expected})");
    let log = workspace::target_dir()?.join("xtask.log");
    fs::create_dir_all(log.parent().context("the log has a folder")?)?;
    let file = File::create(&log).with_context(|| log.display().to_string())?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .with_context(|| format!("cannot start `{}`", process::line(command)))?;

    let mut ticker = Ticker::start();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(TICK);
        ticker.tick(|| last_line(&fs::read_to_string(&log).unwrap_or_default()));
    };
    let took = ticker.finish();
    if !status.success() {
        let text = fs::read_to_string(&log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let tail = lines[lines.len().saturating_sub(LOG_TAIL)..].join("\n");
        bail!("`{}` failed ({status}):\n{tail}", process::line(command));
    }
    println!("  done in {}", clock(took));
    Ok(())
}

struct Ticker {
    start: Instant,
    last_plain_line: Instant,
    terminal: bool,
}

impl Ticker {
    fn start() -> Self {
        let now = Instant::now();
        Self {
            start: now,
            last_plain_line: now,
            terminal: stdout().is_terminal(),
        }
    }

    fn tick(&mut self, detail: impl FnOnce() -> String) {
        let elapsed = clock(self.start.elapsed());
        if self.terminal {
            print!("\r\x1b[2K  {elapsed}  {}", detail());
            // A terminal that cannot be written to is not worth stopping a build for.
            let _ = stdout().flush();
        } else if self.last_plain_line.elapsed() >= PLAIN_LINE_EVERY {
            self.last_plain_line = Instant::now();
            println!("  {elapsed}  {}", detail());
        }
    }

    fn finish(self) -> Duration {
        if self.terminal {
            print!("\r\x1b[2K");
        }
        self.start.elapsed()
    }
}

fn last_line(text: &str) -> String {
    let line = text.lines().rev().find(|line| !line.trim().is_empty());
    line.unwrap_or_default().trim().chars().take(70).collect()
}

/// `75 s` reads worse than `1 min 15 s`.
fn clock(duration: Duration) -> String {
    match duration.as_secs() {
        0 => format!("{} ms", duration.as_millis()),
        seconds @ 1..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}
