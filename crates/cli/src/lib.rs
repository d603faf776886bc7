//! The `guichet` command: one file a subcommand.
//!
//! The widget is not here, nor the ticket endpoint, which `guichet desk` only starts.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod build;
pub mod causes;
pub mod check;
pub mod completions;
pub mod desk;
pub mod import;
pub mod init;
pub mod knowledge_base;
pub mod markdown;
pub mod pages;
pub mod progress;
pub mod search;
pub mod serve;
pub mod stop;
pub mod vocabulary;

use clap::{Parser, Subcommand};

/// Turns a folder of Markdown into a help centre that searches itself, and takes tickets when no article helps.
#[derive(Debug, Parser)]
#[command(name = "guichet", version, propagate_version = true, after_help = EXAMPLES)]
pub struct Guichet {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  guichet init help                       Make a small knowledge base in the folder help
  guichet serve help                      See it at http://127.0.0.1:4100/, again after every change
  guichet build help --out public/bundle  Build its bundle: files to put on any web host
  guichet check help                      See whether all is well, and the searches in queries.csv find what they should
  guichet search public/bundle -l en late parcel
                                          See what a reader finds
  guichet completions bash > ~/.local/share/bash-completion/completions/guichet";

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the bundle of a knowledge base
    Build(build::BuildArgs),
    /// Check a knowledge base, and whether its searches find what they should
    Check(check::CheckArgs),
    /// Serve a folder, or a knowledge base that is rebuilt when it changes
    Serve(serve::ServeArgs),
    /// Search a bundle as the widget does
    Search(search::SearchArgs),
    /// Make a small knowledge base to start from
    Init(init::InitArgs),
    /// Turn help that was written for another system into a knowledge base
    Import(import::ImportArgs),
    /// Receive tickets, and answer them in the terminal
    Desk(desk::DeskArgs),
    /// Print the completions for a shell
    Completions(completions::CompletionsArgs),
}

/// Runs a subcommand; false where it has said itself what is wrong.
pub fn run(command: Command) -> anyhow::Result<bool> {
    match command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Serve(args) => serve::run(&args).map(|()| true),
        Command::Search(args) => search::run(&args).map(|()| true),
        Command::Init(args) => init::run(&args).map(|()| true),
        Command::Import(args) => import::run(&args).map(|()| true),
        Command::Desk(args) => desk::run(args).map(|()| true),
        Command::Completions(args) => completions::run(&args).map(|()| true),
    }
}
