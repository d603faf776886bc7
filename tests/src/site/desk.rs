//! A real desk on a database file of its own. It may open late: until then its port is taken, but nobody answers there.

use std::net::SocketAddr;
use std::num::NonZeroU32;

use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::middleware::map_response;
use axum::response::Response;
use guichet_desk::{
    ArticleFeedback, Attachments, Config, Desk, Limits, StoredAttachment, StoredTicket, Subject,
    TicketKey,
};
use guichet_wire::ticket::Attachment;
use tempfile::TempDir;
use tokio::net::TcpSocket;

use super::{Site, with_stage};
use crate::Failure;

/// How many connections may wait to be accepted.
const BACKLOG: u32 = 64;

/// The desk's pages forbid every frame, which is all that is taken from their policy: the stage is one.
const FRAMES: &str = "; frame-ancestors 'none'";

/// A desk and its database.
pub struct DeskSite {
    /// Scheme, host and port, the same before and after it opens.
    pub origin: String,
    desk: Desk,
    attachments: Attachments,
    socket: Option<TcpSocket>,
    site: Option<Site>,
    _folder: TempDir,
}

impl DeskSite {
    /// A desk for the page at `origin`, closed: connections to it are refused.
    pub async fn closed(page: &str) -> Result<Self, Failure> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let origin = format!("http://{}", socket.local_addr()?);
        let folder = tempfile::tempdir()?;
        let database = format!("sqlite:{}", folder.path().join("desk.db").display());
        let attachments = Attachments::open(&folder.path().join("attachments"))?;
        let burst = NonZeroU32::new(1000).expect("1000 is not zero");
        let config = Config {
            database: database
                .parse()
                .expect("the path of a file names a database"),
            attachments: Some(attachments.clone()),
            public_url: origin.parse().expect("a loopback origin starts a link"),
            allowed_origins: vec![page.parse().expect("the page's origin is one")],
            trust_proxy: false,
            limits: Limits {
                burst,
                ..Limits::default()
            },
        };
        Ok(Self {
            origin,
            desk: Desk::open(config).await?,
            attachments,
            socket: Some(socket),
            site: None,
            _folder: folder,
        })
    }

    /// Begins to answer.
    pub fn open(&mut self) -> Result<(), Failure> {
        if let Some(socket) = self.socket.take() {
            let router = self.desk.router().layer(map_response(framed));
            self.site = Some(Site::on(socket.listen(BACKLOG)?, with_stage(router))?);
        }
        Ok(())
    }

    /// The running server, to look at its requests and to make it fail.
    pub fn site(&self) -> &Site {
        self.site.as_ref().expect("the story has opened the desk")
    }

    /// Every ticket in the database.
    pub async fn tickets(&self) -> Result<Vec<StoredTicket>, Failure> {
        let mut tickets = Vec::new();
        for summary in self.desk.store().list(None).await? {
            tickets.push(
                self.desk
                    .store()
                    .show(TicketKey::Number(summary.number))
                    .await?,
            );
        }
        Ok(tickets)
    }

    /// The files that came with a ticket, as they are on the disk: name, media type, content.
    pub fn files(&self, ticket: &StoredTicket) -> Result<Vec<(String, String, Vec<u8>)>, Failure> {
        let folder = self.attachments.folder(ticket.summary.id);
        let read = |file: &StoredAttachment| {
            let content = std::fs::read(folder.join(&file.sha256))?;
            let Attachment {
                name, media_type, ..
            } = file.attachment.clone();
            Ok((name, media_type, content))
        };
        ticket.attachments.iter().map(read).collect()
    }

    /// What was said of the articles.
    pub async fn feedback(&self) -> Result<Vec<ArticleFeedback>, Failure> {
        Ok(self.desk.store().feedback().await?)
    }

    /// Answers a ticket, as an agent does.
    pub async fn reply(&self, number: u64, text: &str) -> Result<(), Failure> {
        Ok(self
            .desk
            .store()
            .reply(TicketKey::Number(number), text)
            .await?)
    }

    /// Marks a ticket as solved, as an agent does.
    pub async fn solve(&self, number: u64) -> Result<(), Failure> {
        Ok(self.desk.store().close(TicketKey::Number(number)).await?)
    }

    /// Erases a ticket with all that belongs to it.
    pub async fn erase(&self, number: u64) -> Result<(), Failure> {
        let ticket = Subject::Ticket(TicketKey::Number(number));
        self.desk
            .store()
            .erase(&ticket, Some(&self.attachments))
            .await?;
        Ok(())
    }
}

async fn framed(mut answer: Response) -> Response {
    if let Some(policy) = answer.headers_mut().get_mut(CONTENT_SECURITY_POLICY) {
        let text = policy.to_str().expect("the desk's policy is ASCII");
        let rest = text.replace(FRAMES, "");
        assert_ne!(rest, text, "the desk's pages can be framed by anybody");
        *policy = HeaderValue::try_from(rest).expect("a part of a policy is one");
    }
    answer
}
