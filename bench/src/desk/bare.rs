//! The least that a server for tickets could do: axum reads a ticket and inserts it into SQLite, with the durability that the desk
//! promises. It checks nothing, remembers nobody and answers nothing.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Result;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use clap::Args;
use guichet_wire::ticket::NewTicket;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

/// A server that `desk` measures beside the desk.
#[derive(Args, Debug)]
pub struct BareArgs {
    /// Where it answers
    #[arg(long)]
    listen: SocketAddr,
    /// Its database, which is made
    #[arg(long)]
    database: PathBuf,
}

/// Serves until it is killed.
pub fn run_alone(args: &BareArgs) -> Result<()> {
    tokio::runtime::Runtime::new()?.block_on(serve(args))
}

async fn serve(args: &BareArgs) -> Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(&args.database)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    // SQLite has one writer at a time anyway.
    let pool = SqlitePoolOptions::new().max_connections(1);
    let pool = pool.connect_with(options).await?;
    let table = "CREATE TABLE tickets (id TEXT PRIMARY KEY, email TEXT NOT NULL, subject TEXT NOT NULL, message TEXT NOT NULL)";
    sqlx::query(table).execute(&pool).await?;
    let router = Router::new()
        .route("/tickets", post(insert))
        .with_state(pool);
    let listener = tokio::net::TcpListener::bind(args.listen).await?;
    Ok(axum::serve(listener, router).await?)
}

async fn insert(State(pool): State<SqlitePool>, Json(ticket): Json<NewTicket>) -> StatusCode {
    let insert = "INSERT INTO tickets (id, email, subject, message) VALUES ($1, $2, $3, $4)";
    let inserted = sqlx::query(insert)
        .bind(ticket.id.to_string())
        .bind(ticket.email)
        .bind(ticket.subject)
        .bind(ticket.message)
        .execute(&pool)
        .await;
    match inserted {
        Ok(_) => StatusCode::CREATED,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
