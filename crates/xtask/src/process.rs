//! Starting other programs: from the repository's root, with the project's own tools first on the PATH.
//! Which programs, and why, is the commands' affair.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// A program, ready for arguments.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    command.env("PATH", search_path());
    for (name, _) in env::vars_os().filter(|(name, _)| describes_xtask(name)) {
        command.env_remove(name);
    }
    command
}

/// Runs a program whose output the developer wants to see.
pub fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", line(command));
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a program for its standard output; its standard error becomes part of the error.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        bail!(
            "`{}` failed ({}): {}",
            line(command),
            output.status,
            reason.trim()
        );
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` did not print UTF-8", line(command)))
}

/// Whether this is the CI, where nothing may be passed over.
pub fn on_ci() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true")
}

/// The full path of a program, looked up where `command` looks.
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&search_path())
        .map(|directory| directory.join(program))
        .find(|path| path.is_file())
}

/// A command as one would type it.
pub fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

fn search_path() -> OsString {
    let own = ["node_modules/.bin", ".tools/bin"].map(|folder| workspace::root().join(folder));
    let inherited = env::var_os("PATH").unwrap_or_default();
    // Tools of the system come last but one: only what is pinned in this repository goes before them.
    let [node, tools] = own;
    env::join_paths(
        [tools, node]
            .into_iter()
            .chain(env::split_paths(&inherited)),
    )
    .expect("the parts of a PATH, and folders named by this file, hold no separator")
}

/// `cargo run` describes xtask to xtask. Handed on to another cargo, that makes build scripts which watch these
/// variables run again, so everything would be compiled twice: once from here and once from the developer's shell.
fn describes_xtask(name: &OsString) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}
