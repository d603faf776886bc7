//! Clients that take their time, by accident or on purpose, over real sockets: they lose their connection, and others get theirs.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::{Running, ticket};

async fn connect(desk: &Running) -> TcpStream {
    let address = desk.base.strip_prefix("http://").unwrap();
    TcpStream::connect(address).await.unwrap()
}

/// Waits until the desk closes the connection.
async fn closed(mut connection: TcpStream) {
    let mut rest = Vec::new();
    // A reset closes it too.
    let _ = connection.read_to_end(&mut rest).await;
    assert_eq!(String::from_utf8_lossy(&rest), "");
}

#[tokio::test]
async fn a_client_that_never_ends_its_head_is_let_go() {
    let (desk, _place) =
        Running::start_with(|config| config.limits.head_timeout = Duration::from_millis(50)).await;
    let silent = connect(&desk).await;
    let mut half = connect(&desk).await;
    half.write_all(b"POST /tickets HTTP/1.1\r\nhost: de")
        .await
        .unwrap();
    closed(silent).await;
    closed(half).await;
}

#[tokio::test]
async fn a_connection_left_open_between_requests_is_let_go() {
    let (desk, _place) =
        Running::start_with(|config| config.limits.head_timeout = Duration::from_millis(50)).await;
    let mut connection = connect(&desk).await;
    connection
        .write_all(b"GET /health HTTP/1.1\r\nhost: desk\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[tokio::test]
async fn a_client_that_does_not_read_its_answers_is_let_go() {
    let (desk, _place) =
        Running::start_with(|config| config.limits.unread_timeout = Duration::from_millis(50))
            .await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let address = desk.base.strip_prefix("http://").unwrap();
    let mut connection = socket.connect(address.parse().unwrap()).await.unwrap();
    // Asks until the desk, stuck with its answers, gives up. Without that, writing would wait for ever.
    let asking = async {
        while connection
            .write_all(b"GET /health HTTP/1.1\r\nhost: desk\r\n\r\n")
            .await
            .is_ok()
        {}
    };
    tokio::time::timeout(Duration::from_secs(60), asking)
        .await
        .expect("the desk closes the connection");
}

#[tokio::test]
async fn who_comes_when_all_connections_are_taken_waits_for_the_first_that_is_let_go() {
    let (desk, _place) = Running::start_with(|config| {
        config.limits.connections = 2;
        config.limits.head_timeout = Duration::from_millis(200);
    })
    .await;
    let taken = [connect(&desk).await, connect(&desk).await];
    assert_eq!(desk.send(&ticket('a')).await.status(), 201);
    for connection in taken {
        closed(connection).await;
    }
}

#[tokio::test]
async fn an_honest_client_is_served_beside_five_hundred_slow_ones() {
    let (desk, _place) = Running::start().await;
    let mut slow = Vec::new();
    for _ in 0..500 {
        let mut connection = connect(&desk).await;
        connection
            .write_all(b"POST /tickets HTTP/1.1\r\nhost: d")
            .await
            .unwrap();
        slow.push(connection);
    }
    // None of them has been let go yet: their time is 10 seconds.
    let ticket = ticket('a');
    let honest = tokio::time::timeout(Duration::from_secs(5), desk.send(&ticket)).await;
    assert_eq!(honest.unwrap().status(), 201);
}
