//! What one client may take: bytes, requests, time.

use std::num::NonZeroU32;
use std::time::Duration;

use reqwest::Response;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{Running, problem, ticket};

/// Two requests at once, then one a minute: no test is slow enough to earn a third.
fn two_requests(config: &mut guichet_desk::Config) {
    config.limits.burst = NonZeroU32::new(2).unwrap();
    config.limits.per_minute = NonZeroU32::MIN;
}

async fn look(desk: &Running, forwarded_for: &str) -> Response {
    let request = desk.http.get(format!("{}/tickets/unknown", desk.base));
    request
        .header("x-forwarded-for", forwarded_for)
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_client_over_its_rate_is_told_when_to_come_back() {
    let (desk, _place) = Running::start_with(two_requests).await;
    desk.deliver(&ticket('a')).await;
    desk.deliver(&ticket('b')).await;
    let response = desk.send(&ticket('c')).await;
    let wait: u64 = response.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    problem(response, 429, "too-many-requests").await;
    assert_eq!(desk.desk.store().list(None).await.unwrap().len(), 2);
    assert_eq!(desk.get("/health").await.status(), 200);
}

#[tokio::test]
async fn a_client_cannot_name_itself_to_get_around_the_limit() {
    let (desk, _place) = Running::start_with(two_requests).await;
    assert_eq!(look(&desk, "192.0.2.1").await.status(), 404);
    assert_eq!(look(&desk, "192.0.2.2").await.status(), 404);
    assert_eq!(look(&desk, "192.0.2.3").await.status(), 429);
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_client_has_its_own_limit() {
    let (desk, _place) = Running::start_with(|config| {
        two_requests(config);
        config.trust_proxy = true;
    })
    .await;
    for (address, status) in [
        ("192.0.2.1", 404),
        ("192.0.2.1", 404),
        ("192.0.2.1", 429),
        ("192.0.2.2", 404),
    ] {
        assert_eq!(look(&desk, address).await.status(), status, "{address}");
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_with_an_answer_that_arrives() {
    let (desk, _place) = Running::start().await;
    let url = format!("{}/tickets", desk.base);
    for size in [256 * 1024 + 1, 3 * 1024 * 1024] {
        let request = desk
            .http
            .post(&url)
            .header("content-type", "application/json");
        let response = request.body(vec![b' '; size]).send().await.unwrap();
        problem(response, 413, "too-large").await;
    }
    // At the limit it is read: this one is refused for what it says.
    let request = desk
        .http
        .post(&url)
        .header("content-type", "application/json");
    let response = request.body(vec![b' '; 256 * 1024]).send().await.unwrap();
    problem(response, 400, "malformed-request").await;
}

#[tokio::test]
async fn the_longest_ticket_fits_in_any_script() {
    let (desk, _place) = Running::start().await;
    let mut longest = ticket('a');
    longest["message"] = json!("🧵".repeat(20_000));
    desk.deliver(&longest).await;
}

/// The answer to a request whose body breaks off after its first byte, in lower case.
async fn answer_to_half_a_request(desk: &Running) -> String {
    let mut connection = TcpStream::connect(desk.base.strip_prefix("http://").unwrap())
        .await
        .unwrap();
    let head = "POST /tickets HTTP/1.1\r\nhost: desk\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = connection.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).to_ascii_lowercase()
}

#[tokio::test]
async fn a_body_that_does_not_arrive_in_time_is_given_up() {
    let (desk, _place) =
        Running::start_with(|config| config.limits.body_timeout = Duration::from_millis(50)).await;
    let answer = answer_to_half_a_request(&desk).await;
    assert!(answer.starts_with("http/1.1 408 "), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
    assert!(answer.contains("retry-after: 5"), "{answer}");
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_answered_and_can_be_repeated() {
    let (desk, _place) =
        Running::start_with(|config| config.limits.request_timeout = Duration::from_millis(50))
            .await;
    let answer = answer_to_half_a_request(&desk).await;
    assert!(answer.starts_with("http/1.1 503 "), "{answer}");
    assert!(
        answer.contains("urn:guichet:problem:overloaded"),
        "{answer}"
    );
    assert!(answer.contains("retry-after: 5"), "{answer}");
}
