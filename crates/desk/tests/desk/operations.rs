//! What those who run a desk see of it: health, readiness, metrics, and that it stops without losing what is under way.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::{Running, problem, ticket};

#[tokio::test]
async fn a_desk_is_healthy_while_it_runs_and_ready_while_its_database_answers() {
    let (desk, _place) = Running::start().await;
    for (path, expected) in [("/health", "ok\n"), ("/ready", "ready\n")] {
        let response = desk.get(path).await;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.text().await.unwrap(), expected);
    }
}

/// What `GET /metrics` answers for `desk`.
pub async fn metrics(desk: &Running) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/metrics", listener.local_addr().unwrap());
    let serving = tokio::spawn(desk.desk.clone().serve_metrics(listener));
    let response = desk.http.get(url).send().await.unwrap();
    assert_eq!(
        response.headers()["content-type"],
        "application/openmetrics-text; version=1.0.0; charset=utf-8"
    );
    serving.abort();
    response.text().await.unwrap()
}

#[tokio::test]
async fn metrics_count_what_happened_and_name_nobody() {
    let (desk, _place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    desk.deliver(&ticket('a')).await;
    let mut other = ticket('a');
    other["subject"] = "Another one".into();
    desk.send(&other).await;
    desk.http.get(&link).send().await.unwrap();
    desk.get("/nowhere/ilze@example.org").await;
    let text = metrics(&desk).await;
    for line in [
        r#"guichet_tickets_total{outcome="accepted"} 1"#,
        r#"guichet_tickets_total{outcome="repeated"} 1"#,
        r#"guichet_refusals_total{code="id-taken"} 1"#,
        r#"guichet_refusals_total{code="not-found"} 1"#,
        r#"guichet_http_requests_total{route="/tickets",status="2xx"} 2"#,
        r#"guichet_http_requests_total{route="/tickets",status="4xx"} 1"#,
        r#"guichet_http_requests_total{route="/tickets/{token}",status="2xx"} 1"#,
        r#"guichet_http_requests_total{route="none",status="4xx"} 1"#,
        r#"guichet_http_request_duration_seconds_count{route="/tickets"} 3"#,
        "guichet_database_errors_total 0",
        "# EOF",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let token = link.rsplit('/').next().unwrap();
    for personal in ["ilze", "example.org", "Late", token] {
        assert!(!text.contains(personal), "{personal}\n{text}");
    }
}

#[tokio::test]
async fn customers_do_not_see_the_metrics() {
    let (desk, _place) = Running::start().await;
    problem(desk.get("/metrics").await, 404, "not-found").await;
}

#[tokio::test]
async fn a_desk_told_to_stop_finishes_the_ticket_under_way() {
    let (desk, place) = Running::start().await;
    let address = desk.base.strip_prefix("http://").unwrap().to_owned();
    let body = ticket('a').to_string();
    let mut connection = TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /tickets HTTP/1.1\r\nhost: desk\r\ncontent-type: application/json\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    // The desk says that it waits for the body.
    let mut answer = vec![0; 4096];
    let read = connection.read(&mut answer).await.unwrap();
    assert!(answer[..read].starts_with(b"HTTP/1.1 100 "));

    desk.stop.notify_one();
    while TcpStream::connect(&address).await.is_ok() {}
    connection.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    desk.server.await.unwrap();

    let again = Running::start_in(&place, |_| {}).await;
    assert_eq!(again.send(&ticket('a')).await.status(), 200);
}
