//! The real desk: its router, its store on a file and its folder of attachments, without a socket. It is asked from a simulated
//! world whose clock stands still meanwhile. What happens on the way there is `network`'s business.

use std::io;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::mpsc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use guichet_desk::{Attachments, Config, Limits, StoredTicket, TicketKey};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::check::{Attached, Question};
use crate::post::Post;

/// Largest file that the desk takes, in bytes. The form allows larger ones, so that the desk has something to refuse.
pub const LARGEST_FILE: u64 = 20_000;
/// No answer of a desk is longer.
const LONGEST_ANSWER: usize = 1 << 20;

/// A desk that can be killed and started again on what it has written.
pub struct Desk {
    runtime: Runtime,
    folder: TempDir,
    running: guichet_desk::Desk,
    router: Router,
}

/// What a client reads.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP's.
    pub status: u16,
    /// In seconds; 0 where nothing was said.
    pub retry_after: u32,
    /// The body.
    pub text: String,
}

impl Desk {
    /// A desk without tickets.
    pub fn new() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let folder = tempfile::tempdir()?;
        let running = start(&runtime, folder.path())?;
        Ok(Self {
            router: running.router(),
            runtime,
            folder,
            running,
        })
    }

    /// The process ends at once and is started again: what is not on the disk is gone.
    pub fn kill(&mut self) -> Result<()> {
        self.running = start(&self.runtime, self.folder.path())?;
        self.router = self.running.router();
        Ok(())
    }

    /// Posts a ticket; with `cut`, the body breaks off after so many bytes.
    pub fn post(&self, post: Post, cut: Option<usize>) -> Reply {
        let mut pieces = vec![Ok(post.body)];
        if let Some(cut) = cut {
            let body = pieces.remove(0).unwrap_or_default();
            pieces = vec![
                Ok(body[..cut].to_vec()),
                Err(io::Error::from(io::ErrorKind::ConnectionReset)),
            ];
        }
        let request = Request::post("/tickets")
            .header(CONTENT_TYPE, post.content_type)
            .body(Body::from_stream(tokio_stream::iter(pieces)))
            .expect("a path and a content type make a request");
        let router = self.router.clone();
        wait(&self.runtime, async move {
            let answer = router
                .oneshot(request)
                .await
                .expect("a router always answers");
            let (head, body) = answer.into_parts();
            let wish = head.headers.get(RETRY_AFTER);
            let wish = wish.and_then(|wish| wish.to_str().ok()?.parse().ok());
            let body = to_bytes(body, LONGEST_ANSWER).await.unwrap_or_default();
            Reply {
                status: head.status.as_u16(),
                retry_after: wish.unwrap_or(0),
                text: String::from_utf8_lossy(&body).into_owned(),
            }
        })
    }

    /// What the desk has of the questions whose subject begins so.
    pub fn questions(&self, beginning: &str) -> Result<Vec<Question>> {
        let (desk, beginning) = (self.running.clone(), beginning.to_owned());
        let tickets = wait(&self.runtime, async move {
            let mut tickets = Vec::new();
            for summary in desk.store().list(None).await? {
                if summary.subject.starts_with(&beginning) {
                    let key = TicketKey::Number(summary.number);
                    tickets.push(desk.store().show(key).await?);
                }
            }
            anyhow::Ok(tickets)
        })?;
        let folder = attachments(self.folder.path())?;
        let questions = tickets.into_iter().map(|ticket| question(&folder, ticket));
        questions.collect()
    }
}

/// Waits for what the desk does, whatever is simulated here.
fn wait<T: Send + 'static>(runtime: &Runtime, work: impl Future<Output = T> + Send + 'static) -> T {
    let (done, outcome) = mpsc::sync_channel(1);
    runtime.spawn(async move {
        let _ = done.send(work.await); // Somebody waits below.
    });
    outcome.recv().expect("the desk's work does not panic")
}

fn attachments(folder: &Path) -> Result<Attachments> {
    Ok(Attachments::open(&folder.join("attachments"))?)
}

fn start(runtime: &Runtime, folder: &Path) -> Result<guichet_desk::Desk> {
    let config = Config {
        database: format!("sqlite:{}", folder.join("desk.db").display()).parse()?,
        attachments: Some(attachments(folder)?),
        public_url: "https://desk.example".parse()?,
        allowed_origins: Vec::new(),
        trust_proxy: false,
        limits: Limits {
            burst: NonZeroU32::MAX,
            per_minute: NonZeroU32::MAX,
            file: LARGEST_FILE,
            ..Limits::default()
        },
    };
    Ok(wait(runtime, guichet_desk::Desk::open(config))?)
}

/// A ticket as its sender knows it.
pub fn question(folder: &Attachments, ticket: StoredTicket) -> Result<Question> {
    let folder = folder.folder(ticket.summary.id);
    let files = ticket.attachments.into_iter().map(|file| {
        let path = folder.join(&file.sha256);
        let content = std::fs::read(&path).with_context(|| path.display().to_string())?;
        Ok(Attached {
            name: file.attachment.name,
            media_type: file.attachment.media_type,
            content,
        })
    });
    Ok(Question {
        subject: ticket.summary.subject,
        message: ticket.message,
        files: files.collect::<Result<_>>()?,
    })
}
