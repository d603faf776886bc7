//! A server in a process of its own, with its files in a folder that goes with it.

use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::corpus::work_folder;

/// Far more than a server needs to start.
const START_WITHIN: Duration = Duration::from_secs(30);

/// Which server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `guichet desk`.
    Desk,
    /// [`bare`](super::bare).
    Bare,
}

/// It ends when it is dropped.
pub struct Server {
    /// Where it answers.
    pub address: SocketAddr,
    child: Child,
    _folder: TempDir,
}

impl Server {
    /// Starts it, and returns as soon as it takes connections.
    pub async fn start(kind: Kind) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let folder = tempfile::tempdir_in(work_folder())?;
        let (database, files) = (
            folder.path().join("tickets.db"),
            folder.path().join("files"),
        );
        let this = std::env::current_exe()?;
        let mut command = match kind {
            Kind::Desk => Command::new(this.with_file_name("guichet")),
            Kind::Bare => Command::new(this),
        };
        match kind {
            // Each ticket comes from an address of its own, so the limit of requests is not what is measured.
            Kind::Desk => command
                .args(["desk", "--trust-proxy", "--allow-origin=*"])
                .arg(format!("--attachments={}", files.display()))
                .env("GUICHET_DATABASE", format!("sqlite:{}", database.display())),
            Kind::Bare => command
                .arg("bare-desk")
                .arg(format!("--database={}", database.display())),
        };
        let child = command
            .arg(format!("--listen={address}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        let server = Self {
            address,
            child,
            _folder: folder,
        };
        let started = Instant::now();
        while tokio::net::TcpStream::connect(address).await.is_err() {
            ensure!(
                started.elapsed() < START_WITHIN,
                "expected an answer from {command:?} within {START_WITHIN:?}; run it by hand to see why there is none"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(server)
    }

    /// The most memory that it ever had resident, in bytes, as Linux tells it.
    pub fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        let peak =
            peak.context("expected VmHWM in kB in the status of a process; is this Linux?")?;
        Ok(peak * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Who has ended already needs no ending.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
