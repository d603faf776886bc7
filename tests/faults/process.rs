//! The desk as a process of its own, which can be killed with SIGKILL and started again on the same port and database.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use guichet_desk::{Attachments, Database, Store, TicketKey};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::check::Question;
use crate::simulation::question;

/// Far more than a desk needs to start.
const START_WITHIN: Duration = Duration::from_secs(30);

/// A desk's process, or the lack of one.
pub struct DeskProcess {
    /// Where it answers.
    pub address: SocketAddr,
    database: Database,
    attachments: PathBuf,
    child: Option<Child>,
}

impl DeskProcess {
    /// A desk that is not running yet; its files are put into `folder`.
    pub fn new(database: Database, folder: &Path) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Ok(Self {
            address,
            database,
            attachments: folder.join("attachments"),
            child: None,
        })
    }

    /// Starts it, and returns as soon as it takes connections.
    pub async fn start(&mut self) -> Result<()> {
        self.start_within(None).await
    }

    /// The same where no file can grow beyond so many blocks of 512 bytes: the disk is full.
    pub async fn start_within(&mut self, blocks: Option<u64>) -> Result<()> {
        let program = std::env::current_exe()?.with_file_name("guichet");
        let limit = blocks.map_or("unlimited".to_owned(), |blocks| blocks.to_string());
        // Without the trap, the system would end the process that writes too much.
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
        let child = Command::new("sh")
            .args(["-c", &script])
            .arg(&program)
            .args(["desk", "--trust-proxy", "--allow-origin=*"])
            .arg(format!("--listen={}", self.address))
            .arg(format!("--attachments={}", self.attachments.display()))
            .env("GUICHET_DATABASE", address_of(&self.database))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let child = self.child.insert(child);
        let started = Instant::now();
        while TcpStream::connect(self.address).await.is_err() {
            if let Some(status) = child.try_wait()? {
                bail!("the desk has ended at once ({status}); run it by hand to see why");
            }
            if started.elapsed() > START_WITHIN {
                bail!("the desk does not answer after {START_WITHIN:?}");
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(())
    }

    /// Ends it at once, whatever it is doing: SIGKILL.
    pub async fn kill(&mut self) -> Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill().await?;
        }
        Ok(())
    }

    /// What its database and its folder of attachments hold of the questions whose subject begins so.
    pub async fn questions(&self, beginning: &str) -> Result<Vec<Question>> {
        let store = Store::open(&self.database).await?;
        let folder = Attachments::open(&self.attachments)?;
        let mut questions = Vec::new();
        let summaries = store.list(None).await?.into_iter();
        for summary in summaries.filter(|summary| summary.subject.starts_with(beginning)) {
            let ticket = store.show(TicketKey::Number(summary.number)).await?;
            questions.push(question(&folder, ticket)?);
        }
        Ok(questions)
    }
}

/// A database as the command line takes it.
fn address_of(database: &Database) -> String {
    match database {
        Database::Sqlite(path) => format!("sqlite:{}", path.display()),
        Database::Postgres(address) => address.clone(),
    }
}
