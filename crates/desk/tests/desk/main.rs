//! The desk as its clients meet it: real HTTP over loopback, a real database.
//!
//! This file starts and stops desks and makes tickets; the stories are in the modules. They are told of SQLite; `postgres` tells them
//! all again of PostgreSQL.

#![allow(clippy::unwrap_used)]

mod agents;
mod attachments;
mod conversation;
mod cors;
mod feedback;
mod form;
mod limits;
mod migrations;
mod operations;
mod orphans;
mod place;
#[cfg(unix)]
mod postgres;
mod postgres_database;
mod privacy;
mod ratings;
mod refused_form;
mod requests;
mod several_desks;
mod slow_clients;
mod spam;
mod sqlite_file;
mod status;

use std::num::NonZeroU32;
use std::sync::Arc;

use guichet_desk::{Config, Desk, Limits};
use guichet_wire::problem::Problem;
use guichet_wire::ticket::Receipt;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::place::Place;

/// A desk that answers on a port of its own.
struct Running {
    base: String,
    http: reqwest::Client,
    desk: Desk,
    stop: Arc<Notify>,
    server: JoinHandle<()>,
}

impl Running {
    /// On an empty database.
    async fn start() -> (Self, Place) {
        Self::start_with(|_| {}).await
    }

    /// The same with other choices than usual.
    async fn start_with(choose: impl FnOnce(&mut Config)) -> (Self, Place) {
        let place = Place::new().await;
        (Self::start_in(&place, choose).await, place)
    }

    /// On the database in `place`.
    async fn start_in(place: &Place, choose: impl FnOnce(&mut Config)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let mut config = Config {
            database: place.database(),
            attachments: None,
            public_url: base.parse().unwrap(),
            allowed_origins: Vec::new(),
            trust_proxy: false,
            limits: Limits {
                burst: NonZeroU32::new(1000).unwrap(),
                ..Limits::default()
            },
        };
        choose(&mut config);
        let desk = Desk::open(config).await.unwrap();
        let stop = Arc::new(Notify::new());
        let (server, stopping) = (desk.clone(), stop.clone());
        let server = tokio::spawn(async move {
            let shutdown = async move { stopping.notified().await };
            server.serve(listener, shutdown).await;
        });
        let http = reqwest::Client::new();
        Self {
            base,
            http,
            desk,
            stop,
            server,
        }
    }

    /// Stops the desk as a signal would, and waits until it has.
    async fn stop(self) {
        self.stop.notify_one();
        self.server.await.unwrap();
    }

    async fn send(&self, ticket: &Value) -> Response {
        let request = self
            .http
            .post(format!("{}/tickets", self.base))
            .json(ticket);
        request.send().await.unwrap()
    }

    /// Sends a ticket that must be taken.
    async fn deliver(&self, ticket: &Value) -> Receipt {
        let response = self.send(ticket).await;
        assert!(
            response.status().is_success(),
            "{}",
            response.text().await.unwrap()
        );
        response.json().await.unwrap()
    }

    async fn get(&self, path: &str) -> Response {
        self.http
            .get(format!("{}{path}", self.base))
            .send()
            .await
            .unwrap()
    }
}

/// All that can be told from an answer, but for its date.
async fn fingerprint(response: Response) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .filter(|(name, _)| *name != "date");
    let mut headers: Vec<_> = headers
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    (status, headers, response.bytes().await.unwrap().to_vec())
}

/// The id of a test's ticket: `digit`, over and over.
fn id(digit: char) -> String {
    digit.to_string().repeat(32)
}

fn ticket(digit: char) -> Value {
    json!({
        "id": id(digit),
        "name": "Ilze Kalniņa",
        "email": "ilze@example.org",
        "subject": "Late parcel",
        "message": "Where is it?\nIt was due on Monday.",
        "locale": "lv",
        "page": "https://shop.example/orders",
    })
}

/// Checks that `response` is a whole problem document of this status and kind, and returns it.
async fn problem(response: Response, status: u16, kind: &str) -> Problem {
    assert_eq!(response.status(), StatusCode::from_u16(status).unwrap());
    assert_eq!(
        response.headers()["content-type"],
        "application/problem+json"
    );
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    let problem: Problem = response.json().await.unwrap();
    assert_eq!(problem.kind, format!("urn:guichet:problem:{kind}"));
    assert_eq!(problem.status, status);
    assert!(!problem.title.is_empty() && !problem.detail.is_empty());
    problem
}
