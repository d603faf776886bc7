//! `guichet desk`: runs the ticket endpoint, and lets agents read and answer tickets in the terminal.
//!
//! How tickets and feedback are received and kept is the business of `guichet-desk`; how they look in a terminal, of `terminal` and
//! `feedback`.

mod feedback;
mod terminal;

use std::io::{ErrorKind, IsTerminal, Read, Write};
use std::net::SocketAddr;

use anyhow::{Context, Result};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use guichet_desk::{Config, Database, Desk, Limits, Origin, PublicUrl, Store, TicketKey};
use guichet_wire::ticket::TicketState;
use tokio::net::TcpListener;

use crate::stop::told_to_stop;

/// What `guichet desk` can be told.
#[derive(Args, Debug)]
pub struct DeskArgs {
    /// Where the tickets are kept, as sqlite:PATH
    #[arg(
        long,
        global = true,
        env = "GUICHET_DATABASE",
        value_name = "DATABASE",
        default_value = "sqlite:guichet-desk.db"
    )]
    database: Database,
    #[command(flatten)]
    serve: ServeArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Args, Debug)]
struct ServeArgs {
    /// Address and port to answer on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4101")]
    listen: SocketAddr,
    /// A site whose pages may send tickets, such as https://www.example.org; may be repeated; * for every site
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    allowed_origins: Vec<Origin>,
    /// Where customers reach the desk, such as https://desk.example.org; status links start with it
    /// [default: http:// and the address of --listen]
    #[arg(long, value_name = "URL")]
    public_url: Option<PublicUrl>,
    /// Take the client's address from X-Forwarded-For; only behind a proxy that sets it
    #[arg(long)]
    trust_proxy: bool,
}

#[derive(Subcommand, Debug)]
enum Command {
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

/// Does what the arguments ask for.
pub fn run(args: DeskArgs) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the desk's threads")?;
    runtime.block_on(async {
        match args.command {
            None => serve(args.database, args.serve).await,
            Some(command) => act(&Store::open(&args.database).await?, command).await,
        }
    })
}

async fn serve(database: Database, args: ServeArgs) -> Result<()> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_max_level(tracing::Level::INFO)
        .init();
    let listener = TcpListener::bind(args.listen).await.with_context(|| {
        format!(
            "cannot listen on {}; choose another address with --listen",
            args.listen
        )
    })?;
    let address = listener
        .local_addr()
        .context("the listener has no address")?;
    let public_url = match args.public_url {
        Some(url) => url,
        None => format!("http://{address}").parse()?,
    };
    if args.allowed_origins.is_empty() {
        tracing::warn!(
            "no site may send tickets yet; name yours with --allow-origin https://www.example.org"
        );
    }
    let shown = database.to_string();
    let desk = Desk::open(Config {
        database,
        public_url,
        allowed_origins: args.allowed_origins,
        trust_proxy: args.trust_proxy,
        limits: Limits::default(),
    })
    .await?;
    tracing::info!("the desk answers on http://{address} and keeps its tickets in {shown}");
    desk.serve(listener, told_to_stop()).await;
    tracing::info!("the desk has stopped");
    Ok(())
}

async fn act(store: &Store, command: Command) -> Result<()> {
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
