//! The store when its database cannot be written to, seen over HTTP. What works is told in `tests/desk`; these stories reach for
//! the writer's connection, which nobody outside can.

use std::path::Path;

use axum::http::StatusCode;
use guichet_wire::ticket::{NewTicket, TicketId};
use reqwest::Client;
use tokio::net::TcpListener;

use super::StoreError;
use crate::{Config, Desk, Limits};

/// A desk on a new database in `folder`, and the address it answers on until the test ends.
async fn desk(folder: &Path) -> (Desk, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let database = format!("sqlite:{}", folder.join("desk.db").display());
    let config = Config {
        database: database.parse().unwrap(),
        attachments: None,
        public_url: base.parse().unwrap(),
        allowed_origins: Vec::new(),
        trust_proxy: false,
        limits: Limits::default(),
    };
    let desk = Desk::open(config).await.unwrap();
    tokio::spawn(desk.clone().serve(listener, std::future::pending()));
    (desk, base)
}

/// Runs SQL that holds for the connection that writes, and for no other.
async fn tell_writer(desk: &Desk, sql: &'static str) {
    let writer = &desk.store().writer;
    sqlx::query(sql).execute(writer).await.unwrap();
}

/// Sends a ticket too long for the room that is left in the pages of a new database.
async fn send(base: &str, number: u8) -> StatusCode {
    let (id, message) = (TicketId([number; 16]), "Where is it? ".repeat(1000));
    let ticket = NewTicket::new(id, "ana@example.org", "Late parcel", &message);
    let request = Client::new().post(format!("{base}/tickets")).json(&ticket);
    request.send().await.unwrap().status()
}

async fn ready(base: &str) -> StatusCode {
    reqwest::get(format!("{base}/ready"))
        .await
        .unwrap()
        .status()
}

#[tokio::test]
async fn after_a_full_disk_the_desk_takes_tickets_again_and_has_lost_none() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, base) = desk(folder.path()).await;
    assert_eq!(send(&base, 1).await, StatusCode::CREATED);
    for (number, fill, free) in [
        // The statement fails. SQLite takes a limit below the present size to be the present size.
        (
            2,
            "PRAGMA max_page_count = 1",
            "PRAGMA max_page_count = 1000000",
        ),
        // The transaction is rolled back, as SQLite does by itself when a commit finds no room.
        (
            3,
            "CREATE TEMP TRIGGER no_room BEFORE INSERT ON main.tickets
             BEGIN SELECT RAISE(ROLLBACK, 'no room'); END",
            "DROP TRIGGER IF EXISTS temp.no_room",
        ),
    ] {
        tell_writer(&desk, fill).await;
        assert_eq!(send(&base, number).await, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(ready(&base).await, StatusCode::SERVICE_UNAVAILABLE);
        tell_writer(&desk, free).await;
        assert_eq!(send(&base, number).await, StatusCode::CREATED, "{fill}");
        assert_eq!(ready(&base).await, StatusCode::OK);
    }
    assert_eq!(send(&base, 1).await, StatusCode::OK);
    let tickets = desk.store().list(None).await.unwrap();
    let numbers: Vec<_> = tickets.iter().map(|ticket| ticket.number).collect();
    assert_eq!(numbers, [1001, 1002, 1003]);
}

#[tokio::test]
async fn a_desk_that_can_read_but_not_write_is_not_ready() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, base) = desk(folder.path()).await;
    tell_writer(&desk, "PRAGMA query_only = on").await;
    assert_eq!(ready(&base).await, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(desk.store().list(None).await.unwrap(), []);
    tell_writer(&desk, "PRAGMA query_only = off").await;
    assert_eq!(send(&base, 1).await, StatusCode::CREATED);
    assert_eq!(ready(&base).await, StatusCode::OK);
}

#[test]
fn an_error_of_the_database_is_told_once() {
    let error = StoreError::from(sqlx::Error::PoolClosed);
    assert_eq!(
        error.to_string(),
        format!("the database failed: {}", sqlx::Error::PoolClosed)
    );
    assert!(std::error::Error::source(&error).is_none());
}
