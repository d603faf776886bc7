//! `guichet desk` without a subcommand: runs the ticket endpoint, from the choices on the command line.

use std::io::IsTerminal;
use std::net::SocketAddr;

use anyhow::{Context, Result};
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use guichet_desk::{Attachments, Config, Database, Desk, Limits, Origin, PublicUrl};
use tokio::net::TcpListener;

use super::DAY;
use crate::stop::told_to_stop;

#[derive(Args, Debug)]
pub struct ServeArgs {
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
    /// Connections open at the same time, all clients together; who comes later waits
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().connections,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..=1_000_000))]
    max_connections: usize,
    /// How many days status links work after a ticket's last change
    #[arg(long, value_name = "NUMBER", default_value_t = 365,
        value_parser = clap::value_parser!(u32).range(1..))]
    link_days: u32,
    /// Address and port to show metrics for Prometheus on, at /metrics; not for the public
    #[arg(long, value_name = "ADDRESS")]
    metrics_listen: Option<SocketAddr>,
    /// How the log is written to standard error; no form of it holds names, addresses, texts or status links
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogFormat {
    /// Lines for people
    Text,
    /// A JSON object a line
    Json,
}

pub async fn run(
    database: Database,
    attachments: Option<Attachments>,
    args: ServeArgs,
) -> Result<()> {
    log_as(args.log_format);
    let listener = listen(args.listen, "--listen").await?;
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
        attachments,
        public_url,
        allowed_origins: args.allowed_origins,
        trust_proxy: args.trust_proxy,
        limits: Limits {
            connections: args.max_connections,
            link_lifetime: DAY * args.link_days,
            ..Limits::default()
        },
    })
    .await?;
    if let Some(address) = args.metrics_listen {
        let listener = listen(address, "--metrics-listen").await?;
        let address = listener
            .local_addr()
            .context("the listener has no address")?;
        tracing::info!("metrics are at http://{address}/metrics");
        // It ends with the process.
        tokio::spawn(desk.clone().serve_metrics(listener));
    }
    tracing::info!("the desk answers on http://{address} and keeps its tickets in {shown}");
    desk.serve(listener, told_to_stop()).await;
    tracing::info!("the desk has stopped");
    Ok(())
}

async fn listen(address: SocketAddr, option: &str) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}; choose another address with {option}")
    })
}

fn log_as(format: LogFormat) {
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_max_level(tracing::Level::INFO);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
}
