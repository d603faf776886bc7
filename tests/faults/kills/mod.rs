//! SIGKILLs under load: the desk's process is killed again and again while customers send, on each of its databases; PostgreSQL's server
//! crashes now and then too, and on SQLite the disk is full now and then. In the end all that was acknowledged must be there, once.

mod load;
#[cfg(unix)]
mod postgres;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use guichet_desk::Database;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use self::load::Load;
use self::postgres::Server;
use crate::process::DeskProcess;

const CUSTOMERS: u64 = 6;
/// How long the desk lives at most, in milliseconds.
const LONGEST_LIFE: u64 = 120;
/// Every so many kills something else happens besides.
const OTHER_TROUBLE: u64 = 25;
/// What a file may still grow by when the disk is full, in blocks of 512 bytes.
const ROOM: u64 = 16;

/// Kills the desk so often with each database; whether nothing was lost or doubled.
pub async fn run(kills: u64, seed: u64) -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("desk.db");
    let database: Database = format!("sqlite:{}", path.display()).parse()?;
    let mut is_whole = with(&database, folder.path(), None, kills, seed).await?;
    is_whole &= is_intact(&path).await?;

    let Some(programs) = postgres::programs() else {
        let missing =
            "PostgreSQL: MISSING, not tried (`cargo xtask setup --tests` installs it on Debian)";
        ensure!(std::env::var("CI").as_deref() != Ok("true"), "{missing}");
        println!("{missing}");
        return Ok(is_whole);
    };
    let folder = tempfile::tempdir()?;
    let server = tempfile::tempdir()?;
    let server = Server::start(programs, server.path())?;
    let database: Database = server.address().parse()?;
    Ok(is_whole & with(&database, folder.path(), Some(&server), kills, seed).await?)
}

async fn with(
    database: &Database,
    folder: &Path,
    server: Option<&Server>,
    kills: u64,
    seed: u64,
) -> Result<bool> {
    let started = Instant::now();
    let mut desk = DeskProcess::new(database.clone(), folder)?;
    desk.start().await?;
    let load = Arc::new(Load::on(desk.address));
    let customers = (0..CUSTOMERS).map(|number| {
        let load = Arc::clone(&load);
        tokio::spawn(async move { load.customer(number, seed).await })
    });
    let customers: Vec<_> = customers.collect();
    let mut crashes = 0;
    let mut chance = fastrand::Rng::with_seed(seed);
    for kill in 1..=kills {
        tokio::time::sleep(Duration::from_millis(chance.u64(..LONGEST_LIFE))).await;
        if kill % OTHER_TROUBLE == 0
            && let Some(server) = server
        {
            server.crash()?;
            crashes += 1;
        }
        desk.kill().await?;
        let is_full = kill % OTHER_TROUBLE == 0 && server.is_none();
        // With no room at all, it may not even start.
        if !is_full
            || desk
                .start_within(Some(size(folder) / 512 + ROOM))
                .await
                .is_err()
        {
            desk.kill().await?;
            desk.start().await?;
        }
    }
    load.is_over.store(true, Ordering::Relaxed);
    for customer in customers {
        customer.await?;
    }
    desk.kill().await?;
    desk.start().await?; // What a crash has left is mended by the next start.
    desk.kill().await?;

    let held = desk.questions("").await?;
    let ledger = load
        .ledger
        .lock()
        .map_err(|_| anyhow::anyhow!("a customer panicked"))?;
    let findings = ledger.findings(&held, &[]);
    println!(
        "{kills} SIGKILLs on {}: {} tickets acknowledged, {} stored, {} attempts failed, {crashes} crashes of its server, {} findings, {:.0} s",
        if server.is_some() {
            "PostgreSQL"
        } else {
            "SQLite"
        },
        ledger.promises(),
        held.len(),
        load.failed.load(Ordering::Relaxed),
        findings.len(),
        started.elapsed().as_secs_f64(),
    );
    for finding in &findings {
        println!("FAILED: {finding}");
    }
    if !findings.is_empty() {
        println!("Again: cargo xtask faults --kills {kills} --seed {seed}");
    }
    Ok(findings.is_empty())
}

/// The size of the log that SQLite writes to first, in bytes.
fn size(folder: &Path) -> u64 {
    let log = folder.join("desk.db-wal").metadata();
    log.map_or(0, |log| log.len())
}

async fn is_intact(path: &Path) -> Result<bool> {
    let mut connection = SqliteConnectOptions::new().filename(path).connect().await?;
    let check: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await?;
    connection.close().await?;
    println!("SQLite's integrity_check: {check}");
    Ok(check == "ok")
}
