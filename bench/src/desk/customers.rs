//! Customers over real sockets: honest ones, who send one ticket after the other over one connection, and slow ones. They do as little
//! work as they can, because they do it on the servers' processor.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use guichet_wire::ticket::TicketId;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

const BOUNDARY: &str = "the-boundary-of-a-form";

/// What is sent.
#[derive(Clone, Debug)]
pub enum Post {
    /// A ticket alone, as JSON.
    Ticket,
    /// A ticket with a file of so many bytes, as a form.
    WithFile(usize),
}

/// An honest customer.
pub struct Customer {
    server: SocketAddr,
    post: Post,
    chance: fastrand::Rng,
}

impl Customer {
    /// Who will write to this server.
    pub fn new(server: SocketAddr, post: Post) -> Self {
        Self {
            server,
            post,
            chance: fastrand::Rng::new(),
        }
    }

    /// Sends one ticket after the other until the time is over; how long each took until it was confirmed.
    pub async fn send_for(mut self, time: Duration) -> Result<Vec<Duration>> {
        let connection = TcpStream::connect(self.server).await?;
        connection.set_nodelay(true)?;
        let mut connection = BufReader::new(connection);
        let (begun, mut waits) = (Instant::now(), Vec::new());
        while begun.elapsed() < time {
            let request = self.request();
            let sent = Instant::now();
            connection.get_mut().write_all(&request).await?;
            let status = answer(&mut connection).await?;
            ensure!(
                status == 201,
                "expected 201 for a new ticket, found {status}"
            );
            waits.push(sent.elapsed());
        }
        Ok(waits)
    }

    fn request(&mut self) -> Vec<u8> {
        let mut id = [0; 16];
        self.chance.fill(&mut id);
        let fields = [
            ("id", TicketId(id).to_string()),
            ("email", "ilze@example.org".to_owned()),
            ("subject", "My parcel is late".to_owned()),
            ("message", "Where is it? It was due on Monday. ".repeat(10)),
            ("locale", "lv".to_owned()),
        ];
        let (media_type, body) = match self.post {
            Post::Ticket => {
                let ticket: serde_json::Map<_, _> = fields
                    .into_iter()
                    .map(|(name, text)| (name.to_owned(), json!(text)))
                    .collect();
                (
                    "application/json".to_owned(),
                    json!(ticket).to_string().into_bytes(),
                )
            }
            Post::WithFile(bytes) => (
                format!("multipart/form-data; boundary={BOUNDARY}"),
                self.form(&fields, bytes),
            ),
        };
        let somewhere = std::net::Ipv4Addr::from(self.chance.u32(..));
        let head = format!(
            "POST /tickets HTTP/1.1\r\nhost: desk\r\nx-forwarded-for: {somewhere}\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        [head.into_bytes(), body].concat()
    }

    fn form(&mut self, fields: &[(&str, String)], bytes: usize) -> Vec<u8> {
        let mut form = Vec::new();
        for (name, text) in fields {
            let part = format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"
            );
            form.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"attachment\"; filename=\"photo.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n"
        );
        form.extend_from_slice(head.as_bytes());
        let file = form.len();
        form.resize(file + bytes, 0);
        self.chance.fill(&mut form[file..]);
        form.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        form
    }
}

/// Reads an answer to its end; its status.
async fn answer(connection: &mut BufReader<TcpStream>) -> Result<u16> {
    let (mut status, mut length) = (None, 0);
    loop {
        let mut line = String::new();
        let read = connection.read_line(&mut line).await?;
        ensure!(read > 0, "expected an answer, the connection was closed");
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(rest) = line.strip_prefix("http/1.1 ") {
            status = rest.split(' ').next().and_then(|code| code.parse().ok());
        }
        if let Some(rest) = line.strip_prefix("content-length:") {
            length = rest.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).await?;
    status.context("expected an answer of HTTP/1.1, found none")
}

/// A slow client: a byte a second of a request that does not end, and again from the start whenever it is let go. How often it was.
pub async fn slow(server: SocketAddr, time: Duration) -> usize {
    let endless = "POST /tickets HTTP/1.1\r\nhost: desk\r\nx-slow: ".bytes();
    let mut endless = endless.chain(std::iter::repeat(b'a'));
    let (begun, mut let_go) = (Instant::now(), 0);
    while begun.elapsed() < time {
        let Ok(mut connection) = TcpStream::connect(server).await else {
            continue;
        };
        while begun.elapsed() < time {
            let next = endless.next().unwrap_or(b'a');
            let mut answer = [0; 1];
            let told = tokio::time::timeout(Duration::from_secs(1), connection.read(&mut answer));
            // Silence is what it waits for; anything else is the end.
            if told.await.is_ok() || connection.write_all(&[next]).await.is_err() {
                let_go += 1;
                break;
            }
        }
    }
    let_go
}
