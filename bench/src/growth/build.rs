//! The build in a process of its own, so that the system can tell what it took: this program, started once more.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::Args;
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};

/// What is built, and where to.
#[derive(Args, Debug)]
pub struct BuildAloneArgs {
    knowledge_base: PathBuf,
    out: PathBuf,
}

/// What a build took.
#[derive(Debug, Deserialize, Serialize)]
pub struct Built {
    pub articles: usize,
    /// Of the bundle.
    pub bytes: u64,
    pub seconds: f64,
    /// The most memory that the process had at one time, in bytes.
    pub peak: u64,
}

/// Builds in another process.
pub fn measure(base: &Path, out: &Path) -> Result<Built> {
    let mut command = Command::new(env::current_exe()?);
    let command = command.arg("build-alone").arg(base).arg(out);
    let output = command
        .output()
        .context("cannot start this program again")?;
    ensure!(
        output.status.success(),
        "the build failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).context("the build did not say what it took")
}

/// The other process: builds, and prints what it took.
pub fn run_alone(args: &BuildAloneArgs) -> Result<()> {
    let progress = ProgressBar::hidden();
    let outcome = guichet_cli::build::build(&args.knowledge_base, &args.out, &progress)?;
    let first = outcome.diagnostics.first();
    ensure!(first.is_none(), "the knowledge base is at fault: {first:?}");
    let summary = outcome.summary.context("nothing was built")?;
    let built = Built {
        articles: summary.articles,
        bytes: summary.bytes,
        seconds: summary.time.as_secs_f64(),
        peak: peak()?,
    };
    println!("{}", serde_json::to_string(&built)?);
    Ok(())
}

/// As Linux counts for each process: `VmHWM`, the high water mark of the resident set.
fn peak() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status").context("only Linux tells the peak")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kilobytes: u64 = kilobytes.context("no VmHWM")?.parse()?;
    Ok(kilobytes * 1024)
}
