//! How many tickets the desk takes on this machine, beside the least that a server could do: one insert into SQLite, as durable, behind
//! axum. And how it fares with hundreds of slow connections and with large files: how long an honest customer waits, how much memory
//! it takes.
//!
//! Servers are processes of their own; customers share the machine with them.

mod bare;
mod customers;
mod report;
mod server;

use std::time::Duration;

use anyhow::Result;
use tokio::task::JoinSet;

use self::customers::{Customer, Post};
use self::report::{Memory, Pair, Report, Waits};
use self::server::{Kind, Server};
use crate::record;

pub use self::bare::{BareArgs, run_alone};

/// Connections that send without a pause.
const CONNECTIONS: [usize; 3] = [1, 8, 32];
/// The two servers take turns, so that what else happens on the machine befalls both.
const ROUNDS: usize = 5;
/// How long a round of one server is.
const ROUND: Duration = Duration::from_secs(3);
/// Clients that send a byte a second of a request that never ends.
const SLOW: usize = 500;
/// How long the slow and the honest are watched.
const WATCHED: Duration = Duration::from_secs(20);
/// The file that goes with a ticket, and how many customers send one at once. Not for long: each takes its room on the disk.
const FILE: usize = 5 << 20;
const UPLOADS: usize = 32;

/// Measures and records.
pub fn run() -> Result<()> {
    let machine = record::machine();
    let report = tokio::runtime::Runtime::new()?.block_on(measured())?;
    record::write("desk", &report.markdown(&machine))
}

async fn measured() -> Result<Report> {
    let [desk, bare] = [
        Server::start(Kind::Desk).await?,
        Server::start(Kind::Bare).await?,
    ];
    let at_rest = desk.memory()?;
    let mut pairs = Vec::new();
    for connections in CONNECTIONS {
        let mut pair = Pair::new(connections, ROUND);
        for _ in 0..ROUNDS {
            for (server, rounds) in [(&desk, &mut pair.desk), (&bare, &mut pair.bare)] {
                rounds.push(crowd(server, connections, &Post::Ticket, ROUND).await?);
            }
        }
        pairs.push(pair);
    }
    drop(bare);
    let under_load = desk.memory()?;
    let alone = crowd(&desk, 1, &Post::Ticket, WATCHED).await?;
    let (beside_slow, reconnected) = beside_slow(&desk).await?;
    let with_slow = desk.memory()?;
    let uploads = crowd(&desk, UPLOADS, &Post::WithFile(FILE), ROUND).await?;
    Ok(Report {
        pairs,
        alone: Waits::of(alone),
        beside_slow: Waits::of(beside_slow),
        slow: SLOW,
        reconnected,
        uploads: uploads.len(),
        file: FILE,
        memory: Memory {
            at_rest,
            under_load,
            with_slow,
            with_files: desk.memory()?,
        },
    })
}

/// How long each ticket took of so many customers who send one after the other for so long.
async fn crowd(
    server: &Server,
    customers: usize,
    post: &Post,
    time: Duration,
) -> Result<Vec<Duration>> {
    let mut crowd = JoinSet::new();
    for _ in 0..customers {
        crowd.spawn(Customer::new(server.address, post.clone()).send_for(time));
    }
    let mut waits = Vec::new();
    while let Some(sent) = crowd.join_next().await {
        waits.extend(sent??);
    }
    Ok(waits)
}

/// How long each ticket of one honest customer took beside the slow, and how often a slow one was let go and came again.
async fn beside_slow(desk: &Server) -> Result<(Vec<Duration>, usize)> {
    let mut slow = JoinSet::new();
    for _ in 0..SLOW {
        slow.spawn(customers::slow(desk.address, WATCHED));
    }
    let waits = crowd(desk, 1, &Post::Ticket, WATCHED).await?;
    let mut reconnected = 0;
    while let Some(times) = slow.join_next().await {
        reconnected += times?;
    }
    Ok((waits, reconnected))
}
