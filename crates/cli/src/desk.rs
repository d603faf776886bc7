//! `guichet desk`: the ticket endpoint, and what is done with its tickets from the command line.
//!
//! How tickets and feedback are received and kept is the business of `guichet-desk`. `serve` runs it, `agents` and `data` hold the
//! subcommands; `terminal`, `ticket`, `feedback` and `ratings` say how things look.

mod agents;
mod data;
mod feedback;
mod ratings;
mod serve;
mod terminal;
mod ticket;

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use guichet_desk::{Attachments, Database, Store};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What `guichet desk` can be told.
#[derive(Args, Debug)]
pub struct DeskArgs {
    /// Where the tickets are kept, as sqlite:PATH or postgres://USER@HOST/NAME; a password is best given in PGPASSWORD
    #[arg(
        long,
        global = true,
        env = "GUICHET_DATABASE",
        hide_env_values = true,
        value_name = "DATABASE",
        default_value = "sqlite:guichet-desk.db"
    )]
    database: Database,
    /// Folder for the files that come with tickets; without it the desk takes none
    #[arg(
        long,
        global = true,
        env = "GUICHET_ATTACHMENTS",
        value_name = "FOLDER"
    )]
    attachments: Option<PathBuf>,
    #[command(flatten)]
    serve: serve::ServeArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Debug)]
enum Command {
    #[command(flatten)]
    Agents(agents::Command),
    #[command(flatten)]
    Data(data::Command),
}

fn attachments(folder: &Path) -> Result<Attachments> {
    let cannot = || {
        format!(
            "cannot use {} for attachments; expected a folder",
            folder.display()
        )
    };
    Attachments::open(folder).with_context(cannot)
}

/// Does what the arguments ask for.
pub fn run(args: DeskArgs) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the desk's threads")?;
    runtime.block_on(async {
        let database = args.database;
        let attachments = args.attachments.as_deref().map(attachments).transpose()?;
        match args.command {
            None => serve::run(database, attachments, args.serve).await,
            Some(Command::Agents(command)) => {
                agents::run(&Store::open(&database).await?, command).await
            }
            Some(Command::Data(command)) => {
                let store = Store::open(&database).await?;
                data::run(&store, attachments.as_ref(), command).await
            }
        }
    })
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// Writes to standard output. A reader who has seen enough (`| head`) is no error.
fn print(text: &str) -> Result<()> {
    let mut output = anstream::stdout();
    let written = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to standard output")
        }
        _ => Ok(()),
    }
}
