//! What agents do with tickets in the terminal: list, show, answer and close them, and count what is said of articles.
//!
//! How that looks is the business of `terminal` and `feedback`.

use std::io::{IsTerminal, Read};

use anyhow::{Context, Result};
use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use guichet_desk::{Store, TicketKey};
use guichet_wire::ticket::TicketState;

use super::{feedback, json, print, terminal};

#[derive(Subcommand, Debug)]
pub enum Command {
    /// List the tickets
    List {
        /// Only those in this state
        #[arg(long, value_parser = state_parser())]
        state: Option<TicketState>,
        /// As JSON, with every detail that a list has
        #[arg(long)]
        json: bool,
    },
    /// Show a ticket with its answers
    Show {
        /// Number or id of the ticket
        ticket: TicketKey,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Answer a ticket; the customer sees it behind the status link
    Reply {
        /// Number or id of the ticket
        ticket: TicketKey,
        /// The answer; without it, or with -, it is read from standard input
        text: Vec<String>,
    },
    /// Mark a ticket as solved
    Close {
        /// Number or id of the ticket
        ticket: TicketKey,
    },
    /// List which articles helped, which did not and why, with the newest comments
    Feedback {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

fn state_parser() -> impl TypedValueParser<Value = TicketState> {
    PossibleValuesParser::new(TicketState::ALL.map(TicketState::as_str))
        .try_map(|name| TicketState::from_name(&name).ok_or("not a state"))
}

pub async fn run(store: &Store, command: Command) -> Result<()> {
    match command {
        Command::List { state, json: true } => print(&json(&store.list(state).await?)?),
        Command::List { state, json: false } => {
            let tickets = store.list(state).await?;
            if tickets.is_empty() {
                let which = state.map_or("", TicketState::as_str);
                anstream::eprintln!(
                    "There are no {which}{}tickets.",
                    if which.is_empty() { "" } else { " " }
                );
            }
            print(&terminal::list(&tickets))
        }
        Command::Show { ticket, json: true } => print(&json(&store.show(ticket).await?)?),
        Command::Show {
            ticket,
            json: false,
        } => print(&terminal::ticket(&store.show(ticket).await?)),
        Command::Reply { ticket, text } => {
            // Looked up first: nobody should write an answer to a ticket that is not there.
            store.show(ticket).await?;
            store.reply(ticket, &reply_text(text)?).await?;
            print(&format!(
                "Answered ticket {ticket}; it now waits for the customer.\n"
            ))
        }
        Command::Close { ticket } => {
            store.close(ticket).await?;
            print(&format!("Ticket {ticket} is solved.\n"))
        }
        Command::Feedback { json: true } => print(&json(&store.feedback().await?)?),
        Command::Feedback { json: false } => {
            let articles = store.feedback().await?;
            if articles.is_empty() {
                anstream::eprintln!("Nobody has said yet whether an article helped.");
            }
            print(&feedback::list(&articles))
        }
    }
}

fn reply_text(words: Vec<String>) -> Result<String> {
    if !words.is_empty() && words != ["-"] {
        return Ok(words.join(" "));
    }
    let mut input = std::io::stdin();
    if input.is_terminal() {
        anstream::eprintln!("Write the answer; end it with Ctrl-D on a line of its own.");
    }
    let mut text = String::new();
    input
        .read_to_string(&mut text)
        .context("cannot read the answer from standard input")?;
    Ok(text)
}
