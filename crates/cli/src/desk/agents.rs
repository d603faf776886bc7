//! What agents do with tickets in the terminal: list, show, answer and close them, sort out spam, and count what is said of articles and
//! of the help.
//!
//! How that looks is the business of `terminal`, `ticket`, `feedback` and `ratings`.

use std::io::{IsTerminal, Read};

use anyhow::{Context, Result};
use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use guichet_desk::{Store, TicketKey, TicketSummary};
use guichet_wire::ticket::TicketState;

use super::{feedback, json, print, ratings, terminal, ticket};

#[derive(Subcommand, Debug)]
pub enum Command {
    /// List the tickets
    List {
        /// Only those in this state
        #[arg(long, value_parser = state_parser())]
        state: Option<TicketState>,
        /// Only those that may be spam, which are left out otherwise
        #[arg(long)]
        spam: bool,
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
    /// Take away the mark that a ticket may be spam
    NotSpam {
        /// Number or id of the ticket
        ticket: TicketKey,
    },
    /// Print what customers say of the help they got: CSAT and CES as averages, NPS
    Ratings {
        /// As JSON
        #[arg(long)]
        json: bool,
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
        Command::List { state, spam, json } => list(store, state, spam, json).await,
        Command::Show { ticket, json: true } => print(&json(&store.show(ticket).await?)?),
        Command::Show {
            ticket: key,
            json: false,
        } => print(&ticket::ticket(&store.show(key).await?)),
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
        Command::NotSpam { ticket } => {
            store.trust(ticket).await?;
            print(&format!("Ticket {ticket} is no spam.\n"))
        }
        Command::Ratings { json: true } => print(&json(&store.ratings().await?)?),
        Command::Ratings { json: false } => print(&ratings::table(&store.ratings().await?)),
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

/// Lists the tickets that may be spam, or the others.
async fn list(store: &Store, state: Option<TicketState>, spam: bool, as_json: bool) -> Result<()> {
    let tickets = store.list(state).await?.into_iter();
    let (wanted, others): (Vec<_>, Vec<_>) =
        tickets.partition(|ticket| ticket.suspicion.is_some() == spam);
    match as_json {
        true => print(&json(&wanted)?)?,
        false => print(&terminal::list(&wanted))?,
    }
    if !as_json && wanted.is_empty() {
        anstream::eprintln!("{}", nothing(state, spam));
    }
    if !spam && !others.is_empty() {
        anstream::eprintln!("{}", left_out(&others));
    }
    Ok(())
}

/// Says that there is nothing to list.
fn nothing(state: Option<TicketState>, spam: bool) -> String {
    let which = state.map_or(String::new(), |state| format!("{} ", state.as_str()));
    let spam = if spam { " that may be spam" } else { "" };
    format!("There are no {which}tickets{spam}.")
}

/// Says what a list does not show.
fn left_out(spam: &[TicketSummary]) -> String {
    let tickets = match spam.len() {
        1 => "1 more ticket".to_owned(),
        many => format!("{many} more tickets"),
    };
    format!("{tickets} may be spam; `guichet desk list --spam` shows what was left out.")
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
