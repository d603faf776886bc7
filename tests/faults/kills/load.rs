//! Customers who send tickets without a pause, some with files, while the desk dies and comes back. Each notes what was acknowledged.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use guichet_wire::ticket::{NewTicket, Receipt, TicketId};
use reqwest::header::CONTENT_TYPE;

use crate::check::{Attached, Ledger, Promise, Question};
use crate::post::Post;

/// How long a customer waits for an answer.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// The pause after an attempt that failed.
const PAUSE: Duration = Duration::from_millis(5);

/// What all customers share.
pub struct Load {
    desk: SocketAddr,
    /// What was acknowledged.
    pub ledger: Mutex<Ledger>,
    /// Attempts that were not acknowledged.
    pub failed: AtomicUsize,
    /// No ticket is begun any more.
    pub is_over: AtomicBool,
}

impl Load {
    /// On the desk at this address.
    pub fn on(desk: SocketAddr) -> Self {
        Self {
            desk,
            ledger: Mutex::default(),
            failed: AtomicUsize::new(0),
            is_over: AtomicBool::new(false),
        }
    }

    /// A customer: sends one ticket after the other, each until it is acknowledged or, now and then, is given up.
    pub async fn customer(&self, number: u64, seed: u64) {
        let mut chance = fastrand::Rng::with_seed(seed + number);
        let client = reqwest::Client::new();
        for written in 0.. {
            if self.is_over.load(Ordering::Relaxed) {
                return;
            }
            let (ticket, question) = ticket(&mut chance, number, written);
            let post = Post::of(&ticket, &question.files);
            loop {
                if self
                    .is_acknowledged(&client, &post, &ticket, &mut chance)
                    .await
                {
                    self.note(question);
                    break;
                }
                self.failed.fetch_add(1, Ordering::Relaxed);
                if chance.u8(..8) == 0 || self.is_over.load(Ordering::Relaxed) {
                    break;
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    async fn is_acknowledged(
        &self,
        client: &reqwest::Client,
        post: &Post,
        ticket: &NewTicket,
        chance: &mut fastrand::Rng,
    ) -> bool {
        let request = client
            .post(format!("http://{}/tickets", self.desk))
            .header(CONTENT_TYPE, &post.content_type)
            // Each comes from somewhere else, so the limit of requests is not what is tried here.
            .header(
                "x-forwarded-for",
                std::net::Ipv4Addr::from(chance.u32(..)).to_string(),
            )
            .timeout(TIME_LIMIT)
            .body(post.body.clone());
        let Ok(answer) = request.send().await else {
            return false;
        };
        let is_success = answer.status().is_success();
        let receipt = answer.json::<Receipt>().await;
        is_success && receipt.is_ok_and(|receipt| receipt.id == ticket.id)
    }

    /// Notes what was acknowledged.
    fn note(&self, question: Question) {
        let ledger = self.ledger.lock();
        ledger
            .unwrap_or_else(PoisonError::into_inner)
            .note(Promise::Accepted, question);
    }
}

fn ticket(chance: &mut fastrand::Rng, customer: u64, number: usize) -> (NewTicket, Question) {
    let mut id = [0; 16];
    chance.fill(&mut id);
    let files = match chance.u8(..4) {
        0 => 1 + chance.usize(..2),
        _ => 0,
    };
    let files = (0..files).map(|at| {
        let mut content = vec![0; chance.usize(1..10_000)];
        chance.fill(&mut content);
        Attached {
            name: format!("photo {at}.jpg"),
            media_type: "image/jpeg".to_owned(),
            content,
        }
    });
    let question = Question {
        files: files.collect(),
        subject: Question::subject(customer, number, 1),
        message: format!(
            "Where is Pepper?\n{}",
            "Žižkov, ".repeat(chance.usize(1..300)).trim()
        ),
    };
    let (subject, message) = (&question.subject, &question.message);
    let ticket = NewTicket {
        locale: "lv".to_owned(),
        seconds: Some(30),
        ..NewTicket::new(TicketId(id), "ilze@example.org", subject, message)
    };
    (ticket, question)
}
