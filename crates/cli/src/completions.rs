//! `guichet completions`: the script by which a shell completes subcommands and options.

use std::io;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::Guichet;

/// Prints the completions for a shell.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  guichet completions fish > ~/.config/fish/completions/guichet.fish"
)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

/// Runs the subcommand.
pub fn run(args: &CompletionsArgs) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Guichet::command(), "guichet", &mut script);
    io::Write::write_all(&mut io::stdout().lock(), &script)?;
    Ok(())
}
