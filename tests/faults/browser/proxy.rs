//! The network between Chromium and the desk's process: a server on loopback that passes requests on, or does not. It works on bytes,
//! so that it can break off anywhere. Faults are only for posts; what a browser asks beforehand is passed on.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex as Now, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;

use crate::fault::{FAILED, Fault};
use crate::process::DeskProcess;

/// The network.
pub struct Proxy {
    /// Where the widget sends its tickets.
    pub origin: String,
    /// The desk behind it.
    pub desk: Mutex<DeskProcess>,
    faults: Now<Vec<Fault>>,
    is_closed: Now<bool>,
    last_answer: Now<Vec<u8>>,
    address: SocketAddr,
}

impl Proxy {
    /// Before a desk that is running.
    pub async fn before(desk: DeskProcess) -> Result<Arc<Self>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let proxy = Arc::new(Self {
            origin: format!("http://{}", listener.local_addr()?),
            address: desk.address,
            desk: Mutex::new(desk),
            faults: Now::default(),
            is_closed: Now::default(),
            last_answer: Now::default(),
        });
        let serving = Arc::clone(&proxy);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let proxy = Arc::clone(&serving);
                // What breaks off is what this is for.
                tokio::spawn(async move { drop(proxy.serve(client).await) });
            }
        });
        Ok(proxy)
    }

    /// The next posts meet these, one each.
    pub fn disturb(&self, mut faults: Vec<Fault>) {
        faults.reverse();
        *lock(&self.faults) = faults;
    }

    /// Whether nothing at all gets through.
    pub fn close(&self, is_closed: bool) {
        *lock(&self.is_closed) = is_closed;
    }

    /// Kills the desk and starts it again.
    pub async fn kill_desk(&self) -> Result<()> {
        let mut desk = self.desk.lock().await;
        desk.kill().await?;
        desk.start().await
    }

    async fn serve(&self, mut client: TcpStream) -> Result<()> {
        let request = read(&mut client).await?;
        if *lock(&self.is_closed) {
            return Ok(());
        }
        let is_post = request.starts_with(b"POST");
        let fault = is_post.then(|| lock(&self.faults).pop()).flatten();
        let mut answer = match fault {
            Some(Fault::Unreachable) => return Ok(()),
            Some(Fault::CutBody) => {
                let mut desk = TcpStream::connect(self.address).await?;
                desk.write_all(&request[..request.len() / 2]).await?;
                return Ok(());
            }
            Some(Fault::DeskKilled) => return self.kill_desk().await,
            Some(Fault::Status(status)) => answer_of(status, ""),
            Some(Fault::DiskFull) => answer_of(500, FAILED),
            _ => self.pass_on(&request).await?,
        };
        match fault {
            Some(Fault::LostAnswer) => return Ok(()),
            Some(Fault::DeskKilledAfter) => return self.kill_desk().await,
            Some(Fault::Hang) => {
                let _ = client.read(&mut [0]).await; // Until the client gives up.
                return Ok(());
            }
            Some(Fault::Late) => tokio::time::sleep(Duration::from_secs(1)).await,
            Some(Fault::StatusAfter(status)) => answer = answer_of(status, ""),
            Some(Fault::CutAnswer) => answer.truncate(answer.len() - 40),
            Some(Fault::NoCors) => answer = without_cors(&answer),
            Some(Fault::SentTwice) => answer = self.pass_on(&request).await?,
            Some(Fault::OldAnswer) => {
                let old = lock(&self.last_answer).clone();
                answer = if old.is_empty() { answer } else { old };
            }
            _ if is_post => lock(&self.last_answer).clone_from(&answer),
            _ => {}
        }
        client.write_all(&answer).await?;
        Ok(client.shutdown().await?)
    }

    /// What the desk answers, to its end.
    async fn pass_on(&self, request: &[u8]) -> Result<Vec<u8>> {
        let mut desk = TcpStream::connect(self.address).await?;
        desk.write_all(request).await?;
        let mut answer = Vec::new();
        desk.read_to_end(&mut answer).await?;
        Ok(answer)
    }
}

/// A request as it is passed on: the only one of its connection, and from somewhere else each time, so that the desk's limit of requests
/// is not what is tried.
async fn read(client: &mut TcpStream) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        anyhow::ensure!(
            client.read_buf(&mut bytes).await? > 0,
            "a request broke off"
        );
    };
    let head = std::str::from_utf8(&bytes[..end]).context("a request's head is text")?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse())?
            .ok()
    });
    let length: usize = length.unwrap_or(0);
    let lines = head.trim_end().lines();
    let kept = lines.filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let mut request = kept.collect::<Vec<_>>().join("\r\n");
    let from = Ipv4Addr::from(fastrand::u32(..));
    request += &format!("\r\nconnection: close\r\nx-forwarded-for: {from}\r\n\r\n");
    let mut request = request.into_bytes();
    while bytes.len() < end + length {
        anyhow::ensure!(client.read_buf(&mut bytes).await? > 0, "a body broke off");
    }
    request.extend_from_slice(&bytes[end..end + length]);
    Ok(request)
}

fn answer_of(status: u16, body: &str) -> Vec<u8> {
    let retry = match status {
        429 | 503 => "retry-after: 1\r\n",
        _ => "",
    };
    format!(
        "HTTP/1.1 {status} Fault\r\naccess-control-allow-origin: *\r\naccess-control-expose-headers: retry-after\r\n\
         {retry}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn without_cors(answer: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(answer);
    text.replace("access-control-allow-origin", "x-not-allowed")
        .into_bytes()
}

fn lock<T>(mutex: &Now<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
