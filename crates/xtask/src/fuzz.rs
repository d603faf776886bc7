//! `cargo xtask fuzz`: throws damaged files of a bundle at their readers. What a target tries is in fuzz/;
//! how long, and how many side by side, is decided here.

use std::fs::{self, File};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::Options;
use crate::process::{self, command};
use crate::progress::{section, timed};
use crate::workspace::root;

const TARGETS: &[&str] = &["index", "shards", "pack", "reach", "catalog", "manifest"];

/// What a target gets when nobody says otherwise, and on CI.
const A_MINUTE: NonZeroU32 = NonZeroU32::new(60).expect("60 is not 0");
/// What it gets as one of many tests: enough to run the corpus and a little more.
const A_MOMENT: NonZeroU32 = NonZeroU32::new(5).expect("5 is not 0");

/// Larger files say nothing new, and take longer.
const MOST_BYTES: u32 = 16 * 1024;
/// An input that takes longer has found a loop.
const MOST_SECONDS: u32 = 10;
/// The targets bound the memory of each input by its size; this is for what escapes them.
const MOST_MEBIBYTES: u32 = 512;

const LOG_TAIL: usize = 40;

/// The command.
pub fn run(options: &Options) -> Result<()> {
    let seconds = match options.value("--seconds") {
        None => A_MINUTE,
        Some(given) => given.parse().with_context(|| {
            format!("expected --seconds=N with a number above 0, found `{given}`")
        })?,
    };
    all(seconds)
}

/// The step of `cargo xtask test`: a minute a target on CI, a moment elsewhere.
pub fn as_a_test() -> Result<()> {
    all(if process::on_ci() { A_MINUTE } else { A_MOMENT })
}

fn all(seconds: NonZeroU32) -> Result<()> {
    if process::find("c++").is_none() {
        bail!(
            "libFuzzer is written in C++: install a compiler for it (on Debian and its kin `apt-get install g++`)"
        );
    }
    timed("Building the fuzz targets", || {
        process::run(in_fuzz("cargo").args(["build", "--release"]))
    })?;
    let title = format!("Fuzzing {} for {seconds} s each", TARGETS.join(", "));
    timed(&title, || {
        let side_by_side = thread::available_parallelism().map_or(1, |cores| cores.get());
        for targets in TARGETS.chunks(side_by_side) {
            let runs = targets.iter().map(|target| Run::start(target, seconds));
            let runs = runs.collect::<Result<Vec<_>>>()?;
            // Each is waited for, also when one before it has found something.
            let ends: Vec<Result<()>> = runs.into_iter().map(Run::finish).collect();
            ends.into_iter().collect::<Result<()>>()?;
        }
        Ok(())
    })
}

/// A target at work.
struct Run {
    target: &'static str,
    child: Child,
    log: PathBuf,
}

impl Run {
    fn start(target: &'static str, seconds: NonZeroU32) -> Result<Self> {
        // The first folder takes what is new; the second is the committed corpus.
        let folders = [
            format!("target/corpus/{target}"),
            format!("corpus/{target}"),
        ];
        let artifacts = format!("artifacts/{target}/");
        for folder in [&folders[0], &artifacts] {
            fs::create_dir_all(root().join("fuzz").join(folder))?;
        }
        let log = root().join(format!("fuzz/target/{target}.log"));
        let file = File::create(&log).with_context(|| log.display().to_string())?;
        let child = in_fuzz("cargo")
            .args(["run", "--quiet", "--release", "--bin", target, "--"])
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-max_len={MOST_BYTES}"))
            .arg(format!("-timeout={MOST_SECONDS}"))
            .arg(format!("-rss_limit_mb={MOST_MEBIBYTES}"))
            .arg(format!("-artifact_prefix={artifacts}"))
            .args(["-dict=words.dict", "-print_final_stats=1"])
            .args(folders)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .context("cannot start cargo")?;
        Ok(Self { target, child, log })
    }

    fn finish(mut self) -> Result<()> {
        let succeeded = self.child.wait()?.success();
        let log = fs::read(&self.log).with_context(|| self.log.display().to_string())?;
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        if !succeeded {
            section(self.target);
            println!("{}", tail(&lines));
            let written = lines
                .iter()
                .find_map(|line| line.split_once("Test unit written to "));
            bail!(
                "fuzzing found an input that `{target}` must not choke on; see it again with\n  \
                 cd fuzz && cargo run --release --bin {target} -- {input}",
                target = self.target,
                input = written.map_or("<file>", |(_, path)| path)
            );
        }
        let told =
            |line: &&&str| line.starts_with("Done ") || line.starts_with("stat::peak_rss_mb");
        let told: Vec<&str> = lines.iter().filter(told).copied().collect();
        println!("{}: {}", self.target, told.join(", "));
        Ok(())
    }
}

fn tail(lines: &[&str]) -> String {
    lines[lines.len().saturating_sub(LOG_TAIL)..].join("\n")
}

/// A program in fuzz/, where cargo finds the flags that make libFuzzer see.
fn in_fuzz(program: &str) -> Command {
    let mut command = command(program);
    command.current_dir(root().join("fuzz"));
    command
}
