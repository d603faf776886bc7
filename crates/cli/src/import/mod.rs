//! `guichet import`: help that was written for another system becomes a knowledge base, once.
//!
//! A source is read into `wire::document` by a module of its own; Markdown and `guichet.toml` are written here for all of
//! them. What becomes of the knowledge base afterwards is its owner's business: nothing is imported twice into one folder.

mod mallard;
mod markdown;
pub mod output;

use clap::{Args, Subcommand};

/// Arguments of `guichet import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(subcommand)]
    source: Source,
}

#[derive(Debug, Subcommand)]
enum Source {
    /// Mallard help pages, as GNOME ships them under share/help/<language>/<document>
    Mallard(mallard::MallardArgs),
}

/// Runs the command.
pub fn run(args: &ImportArgs) -> anyhow::Result<()> {
    match &args.source {
        Source::Mallard(args) => mallard::run(args),
    }
}
