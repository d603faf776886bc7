//! What becomes of the data: a person's, handed out or erased, tickets not kept for ever, and backups.

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use guichet_desk::{Attachments, Erased, Store, Subject, TicketKey};

use super::{DAY, json, print};

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Print everything that is kept of a person, as JSON
    Export {
        /// The person's e-mail address
        #[arg(long, value_name = "ADDRESS")]
        email: String,
    },
    /// Erase a person's data or one ticket, for good
    ///
    /// It is gone from the database's files when the command ends; not from backups made before. The desk may run meanwhile; it
    /// takes no tickets for as long as the database is rewritten. Of an erased ticket its id stays, so that it is not stored
    /// once more when a browser sends it again.
    Erase {
        /// Everything of the person with this e-mail address
        #[arg(long, value_name = "ADDRESS", required_unless_present = "ticket")]
        email: Option<String>,
        /// The ticket with this number or id
        #[arg(long, value_name = "TICKET", conflicts_with = "email")]
        ticket: Option<TicketKey>,
    },
    /// Erase the tickets that were solved some time ago
    Retain {
        /// Keep solved tickets for so many days
        #[arg(long, value_name = "NUMBER")]
        days: u32,
    },
    /// Write a copy of an SQLite database, also while the desk runs
    ///
    /// To restore it, stop the desk, put the copy in place of the database, delete the files beside it that end in -wal and -shm,
    /// and start the desk. A PostgreSQL database is backed up by pg_dump.
    Backup {
        /// The file to write; it must not exist yet
        file: PathBuf,
    },
}

pub async fn run(store: &Store, attachments: Option<&Attachments>, command: Command) -> Result<()> {
    match command {
        Command::Export { email } => print(&json(&store.export(&email).await?)?),
        Command::Erase { email, ticket } => {
            let subject = match (email, ticket) {
                (_, Some(ticket)) => Subject::Ticket(ticket),
                (email, None) => Subject::Email(email.unwrap_or_default()),
            };
            print(&told(&store.erase(&subject, attachments).await?))
        }
        Command::Retain { days } => print(&told(&store.retain(DAY * days, attachments).await?)),
        Command::Backup { file } => {
            store.backup(&file).await?;
            print(&format!("Wrote the backup {}.\n", file.display()))
        }
    }
}

/// What was erased, in words.
fn told(erased: &Erased) -> String {
    let numbers: Vec<String> = erased.tickets.iter().map(u64::to_string).collect();
    let mut told = match numbers.as_slice() {
        [] => "Erased no ticket".to_owned(),
        [number] => format!("Erased ticket {number}"),
        numbers => format!("Erased {} tickets: {}", numbers.len(), numbers.join(", ")),
    };
    if erased.feedback > 0 {
        told += &format!("; and {} of the readers' comments", erased.feedback);
    }
    told + ".\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_erased_is_told_by_number() {
        for (tickets, feedback, expected) in [
            (vec![], 0, "Erased no ticket.\n"),
            (vec![1001], 0, "Erased ticket 1001.\n"),
            (
                vec![1001, 1003],
                2,
                "Erased 2 tickets: 1001, 1003; and 2 of the readers' comments.\n",
            ),
        ] {
            assert_eq!(told(&Erased { tickets, feedback }), expected);
        }
    }
}
