//! `guichet desk` as those who run it use it: the program itself, its log and its commands, over loopback.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Output, Stdio};

use reqwest::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_guichet");

fn guichet(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .arg("desk")
        .args(arguments)
        .env_remove("GUICHET_DATABASE")
        .current_dir(folder);
    command
}

/// What a subcommand printed.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = guichet(folder, arguments).output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert!(status.success(), "{arguments:?}: {stderr}");
    String::from_utf8(stdout).unwrap()
}

/// The program with its log in JSON, on free ports.
struct Running {
    program: Child,
    log: BufReader<ChildStderr>,
    /// The lines of the log that were read so far.
    lines: Vec<Value>,
    desk: String,
    metrics: String,
}

impl Running {
    fn start(folder: &Path) -> Self {
        let mut program = guichet(folder, &["--listen", "127.0.0.1:0"])
            .args(["--metrics-listen", "127.0.0.1:0", "--log-format", "json"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = BufReader::new(program.stderr.take().unwrap());
        let mut running = Self {
            program,
            log,
            lines: Vec::new(),
            desk: String::new(),
            metrics: String::new(),
        };
        running.metrics = running.address_in("metrics are at ");
        running.desk = running.address_in("the desk answers on ");
        running
    }

    /// The address that follows `words` in the log.
    fn address_in(&mut self, words: &str) -> String {
        loop {
            let mut line = String::new();
            assert!(self.log.read_line(&mut line).unwrap() > 0, "the log ended");
            let line: Value = serde_json::from_str(&line).unwrap();
            let message = line["message"].as_str().unwrap().to_owned();
            self.lines.push(line);
            if let Some(rest) = message.strip_prefix(words) {
                return rest.split(' ').next().unwrap().to_owned();
            }
        }
    }

    /// Ends the program as a service manager does, and returns the rest of its log.
    fn stop(mut self) -> String {
        let id = self.program.id().to_string();
        let killed = Command::new("kill").arg(id).status().unwrap();
        assert!(killed.success());
        let mut log = String::new();
        self.log.read_to_string(&mut log).unwrap();
        assert!(self.program.wait().unwrap().success());
        log
    }
}

fn ticket() -> Value {
    json!({
        "id": "0123456789abcdef0123456789abcdef",
        "name": "Ilze",
        "email": "ilze@example.org",
        "subject": "Late parcel",
        "message": "Where is it?",
    })
}

async fn send(desk: &str) -> reqwest::Response {
    let request = reqwest::Client::new().post(format!("{desk}/tickets"));
    request.json(&ticket()).send().await.unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn the_log_tells_what_happened_and_of_nobody() {
    let folder = TempDir::new().unwrap();
    let running = Running::start(folder.path());
    let response = send(&running.desk).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let receipt: Value = response.json().await.unwrap();
    let link = receipt["statusUrl"].as_str().unwrap().to_owned();
    reqwest::get(&link).await.unwrap();
    let metrics = reqwest::get(&running.metrics)
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(
        metrics.contains("guichet_tickets_total{outcome=\"accepted\"} 1"),
        "{metrics}"
    );

    let log = running.stop();
    let requests: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["message"] == "request")
        .collect();
    let routes: Vec<_> = requests.iter().map(|line| &line["route"]).collect();
    assert_eq!(routes, ["/tickets", "/tickets/{token}"]);
    assert_eq!(requests[0]["status"], 201);
    assert!(requests[0]["ms"].as_f64().unwrap() > 0.0);
    assert!(log.contains("the desk has stopped"), "{log}");
    let token = link.rsplit('/').next().unwrap();
    for personal in ["Ilze", "ilze@", "Late", "Where", token, "127.0.0.1"] {
        assert!(!log.contains(personal), "{personal}: {log}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_person_is_exported_and_erased_and_a_backup_made_while_the_desk_runs() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let running = Running::start(folder);
    assert_eq!(send(&running.desk).await.status(), StatusCode::CREATED);

    assert_eq!(
        said(folder, &["backup", "copy.db"]),
        "Wrote the backup copy.db.\n"
    );
    let export = said(folder, &["export", "--email", "ilze@example.org"]);
    let export: Value = serde_json::from_str(&export).unwrap();
    assert_eq!(export["tickets"][0]["message"], "Where is it?");
    assert_eq!(
        said(folder, &["retain", "--days", "0"]),
        "Erased no ticket.\n"
    );
    let erased = said(folder, &["erase", "--email", "ilze@example.org"]);
    assert_eq!(erased, "Erased ticket 1001.\n");
    assert_eq!(send(&running.desk).await.status(), StatusCode::GONE);
    running.stop();

    // Restored as `guichet desk backup --help` says.
    let database = folder.join("guichet-desk.db");
    for companion in ["guichet-desk.db-wal", "guichet-desk.db-shm"] {
        let file: PathBuf = folder.join(companion);
        assert!(!file.exists() || std::fs::remove_file(file).is_ok());
    }
    std::fs::rename(folder.join("copy.db"), database).unwrap();
    let running = Running::start(folder);
    assert_eq!(send(&running.desk).await.status(), StatusCode::OK);
    running.stop();
    assert!(said(folder, &["list"]).contains("Late parcel"));
}

#[cfg(unix)]
#[tokio::test]
async fn what_may_be_spam_is_left_out_of_the_list_until_somebody_says_that_it_is_none() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let running = Running::start(folder);
    let mut hasty = ticket();
    hasty["seconds"] = json!(1);
    let request = reqwest::Client::new().post(format!("{}/tickets", running.desk));
    let response = request.json(&hasty).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    running.stop();

    let listed = guichet(folder, &["list"]).output().unwrap();
    assert!(listed.stdout.is_empty());
    let told = String::from_utf8(listed.stderr).unwrap();
    assert!(told.contains("1 more ticket may be spam"), "{told}");
    assert_eq!(said(folder, &["list", "--json"]), "[]\n");
    assert!(said(folder, &["list", "--spam"]).contains("Late parcel"));
    let shown = said(folder, &["show", "1001"]);
    assert!(shown.contains("Maybe spam: it was sent sooner"), "{shown}");

    let trusted = said(folder, &["not-spam", "1001"]);
    assert_eq!(trusted, "Ticket 1001 is no spam.\n");
    assert!(said(folder, &["list"]).contains("Late parcel"));
    assert_eq!(said(folder, &["list", "--spam", "--json"]), "[]\n");
}

#[cfg(unix)]
#[tokio::test]
async fn a_customer_s_reply_and_rating_reach_the_agents() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let running = Running::start(folder);
    let receipt: Value = send(&running.desk).await.json().await.unwrap();
    let link = receipt["statusUrl"].as_str().unwrap();
    said(folder, &["close", "1001"]);
    let reply = json!({ "id": "f".repeat(32), "text": "It is broken." });
    for (path, body) in [
        ("replies", reply),
        ("rating", json!({ "csat": 4, "nps": 9 })),
    ] {
        let request = reqwest::Client::new().post(format!("{link}/{path}"));
        let response = request.json(&body).send().await.unwrap();
        assert!(response.status().is_success(), "{path}");
    }
    assert!(said(folder, &["list", "--state", "open"]).contains("1001"));
    let shown = said(folder, &["show", "1001"]);
    assert!(shown.contains("Customer's reply of "), "{shown}");
    assert!(shown.contains("  It is broken.\n"), "{shown}");
    assert!(
        shown.contains("Rating · CSAT 4 of 5 · NPS 9 of 10"),
        "{shown}"
    );
    let ratings = said(folder, &["ratings"]);
    assert!(
        ratings.contains("CSAT            1  4.0 of 5\n"),
        "{ratings}"
    );
    let ratings: Value = serde_json::from_str(&said(folder, &["ratings", "--json"])).unwrap();
    assert_eq!(ratings["nps"], json!({ "answers": 1, "score": 100.0 }));
    running.stop();
}

#[test]
fn who_is_to_be_erased_must_be_said_once() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        vec!["erase"],
        vec!["erase", "--email", "a@example.org", "--ticket", "1001"],
        vec!["retain"],
        vec!["export"],
    ] {
        let output = guichet(folder.path(), &arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_database_that_cannot_be_reached_is_named_without_its_password() {
    let folder = TempDir::new().unwrap();
    // A folder without a server's socket.
    let database = format!(
        "postgres://desk:secret@localhost/desk?host={}",
        folder.path().display()
    );
    let output = guichet(folder.path(), &["list"])
        .env("GUICHET_DATABASE", database)
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains("expected a running PostgreSQL server"),
        "{error}"
    );
    let help = guichet(folder.path(), &["--help"])
        .env("GUICHET_DATABASE", "postgres://desk:secret@localhost/desk")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("--metrics-listen"), "{help}");
    assert!(!error.contains("secret") && !help.contains("secret"));
}
