//! A tab with the widget: the real `guichet::state`, and around it a platform half that follows the real one function by function
//! (`src/platform/contact/{mod,outbox,tickets}.rs`, `endpoints/guichet.rs`, `timer.rs`), because that one speaks to a browser. Real are the
//! model, its `update` and every message and effect; mirrored are the order of locks, transactions and requests, what each failure
//! becomes, and what an answer means. Between any two of them a blow may strike.

use std::cell::{Cell, RefCell};
use std::future::pending;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::{AbortHandle, abortable};
use futures::task::LocalSpawnExt;
use guichet::state::{
    Answer, Delivery, Effect, Entry, File, LoadError, Model, Msg, Shell, Stage, Standing, update,
};
use guichet_wire::form::{AttachmentRules, ContactForm};
use guichet_wire::problem::Problem;
use guichet_wire::ticket::{Receipt, TicketId};

use super::desk::Reply;
use super::disturbance::{Blow, Step};
use super::network;
use super::world::{Contents, Sabotage, World};
use crate::check::{Attached, Promise, Question};

/// What the form allows; the desk allows less.
const RULES: AttachmentRules = AttachmentRules {
    files: 3,
    bytes: 40_000,
    accept: Vec::new(),
};
static FORM: ContactForm = ContactForm {
    questions: Vec::new(),
    attachments: Some(RULES),
    hours: None,
};

const NOT_NOW: Answer = Answer::NotNow { retry_after: 0 };

/// A tab.
pub struct Tab {
    /// Which of the run's tabs.
    pub number: usize,
    /// What it is in.
    pub world: Rc<World>,
    /// What the widget knows.
    pub model: RefCell<Model>,
    is_alive: Cell<bool>,
    tasks: RefCell<Vec<AbortHandle>>,
    held: RefCell<Contents>,
    last_key: Cell<u32>,
}

impl Tab {
    /// Opens the page: the widget is mounted.
    pub fn open(world: &Rc<World>, number: usize) -> Rc<Self> {
        let shell = Shell {
            endpoint: Some("https://desk.example/tickets".to_owned()),
            storage: !world.storage.is_absent.get(),
            ..Shell::default()
        };
        let tab = Rc::new(Self {
            number,
            world: Rc::clone(world),
            model: RefCell::new(Model::new(shell)),
            is_alive: Cell::new(true),
            tasks: RefCell::default(),
            held: RefCell::default(),
            last_key: Cell::new(0),
        });
        world.tell(format!("tab {number}: opened"));
        tab.send(Msg::Started);
        if !world.is_online.get() {
            tab.send(Msg::Offline);
        }
        tab
    }

    /// Whether it is there.
    pub fn is_alive(&self) -> bool {
        self.is_alive.get()
    }

    /// It is gone at once, with all that it was doing and held.
    pub fn kill(&self) {
        self.is_alive.set(false);
        for task in self.tasks.take() {
            task.abort();
        }
    }

    /// Something happens in it.
    pub fn send(self: &Rc<Self>, msg: Msg) {
        if !self.is_alive() {
            return;
        }
        let answered = match &msg {
            Msg::Answered { id, .. } => {
                let entry = self.entry(*id);
                entry.map(|entry| (*id, self.question(&entry.delivery)))
            }
            _ => None,
        };
        let effects = update(&mut self.model.borrow_mut(), msg);
        self.note_promises(answered);
        for effect in effects {
            let tab = Rc::clone(self);
            let (task, handle) = abortable(async move {
                if let Some(msg) = tab.outcome(effect).await {
                    tab.send(msg);
                }
            });
            self.tasks.borrow_mut().push(handle);
            let task = task.map(drop);
            let spawned = self.world.spawner.spawn_local(task);
            spawned.expect("the world outlives its tabs");
        }
    }

    /// Comes to a step on a ticket's way.
    pub async fn step(&self, step: Step) {
        if let Some(blow) = self.world.strikes(step) {
            self.suffer(blow).await;
        }
    }

    /// What a blow does to the tab that it strikes: who is killed does nothing more.
    pub async fn suffer(&self, blow: Blow) {
        self.world.struck.borrow_mut().push(blow);
        match blow {
            Blow::TabKilled => self.kill(),
            Blow::BrowserKilled => {}
            _ => return,
        }
        pending().await
    }

    /// The entry of a ticket.
    pub fn entry(&self, id: TicketId) -> Option<Entry> {
        self.model.borrow().outbox.get(id).cloned()
    }

    /// Takes a file in, as `platform/contact/files.rs` does.
    pub fn hold(&self, file: Attached) -> File {
        let key = self.last_key.get() + 1;
        self.last_key.set(key);
        let bytes = file.content.len() as u64;
        self.held.borrow_mut().insert(key, file.content);
        File {
            key,
            name: file.name,
            media_type: file.media_type,
            bytes,
            is_read: true,
        }
    }

    /// The files of a delivery; `None` where one of them is not held.
    pub fn files(&self, delivery: &Delivery) -> Option<Vec<Attached>> {
        let held = self.held.borrow();
        let files = delivery.files.iter().map(|file| {
            Some(Attached {
                name: file.name.clone(),
                media_type: file.media_type.clone(),
                content: held.get(&file.key)?.clone(),
            })
        });
        files.collect()
    }

    /// A delivery as its sender knows it.
    pub fn question(&self, delivery: &Delivery) -> Question {
        Question {
            subject: delivery.ticket.subject.clone(),
            message: delivery.ticket.message.clone(),
            files: self.files(delivery).unwrap_or_default(),
        }
    }

    /// Notes what the person sees now. An entry of the model is shown as kept unless it is still being saved, or is not.
    fn note_promises(&self, answered: Option<(TicketId, Question)>) {
        let model = self.model.borrow();
        let mut ledger = self.world.ledger.borrow_mut();
        for entry in &model.outbox.entries {
            let question = self.question(&entry.delivery);
            match entry.stage {
                Stage::Saving => ledger.write(question),
                _ if entry.saved => ledger.note(Promise::Saved, question),
                _ => ledger.note(Promise::Nothing, question),
            }
        }
        let receipt = model
            .outbox
            .sent
            .as_ref()
            .and_then(|sent| sent.receipt.as_ref());
        if let Some((id, question)) = answered
            && receipt.is_some_and(|receipt| receipt.id == id)
        {
            ledger.note(Promise::Accepted, question);
        }
    }

    async fn outcome(&self, effect: Effect) -> Option<Msg> {
        let world = &self.world;
        world.moment().await;
        Some(match effect {
            Effect::LoadContactPart => Msg::ContactPart(match world.is_online.get() {
                true => Ok(()),
                false => Err(LoadError::Unreachable),
            }),
            Effect::LookForOutbox => match world.storage.has_database() {
                Ok(true) => Msg::OutboxFound,
                _ => return None,
            },
            Effect::LoadOutbox => Msg::OutboxLoaded(self.load().await?),
            Effect::Save(delivery) => {
                let saved = self.save(&delivery).await;
                Msg::Saved {
                    id: delivery.ticket.id,
                    saved: saved.is_ok() || world.sabotage == Some(Sabotage::SaysSavedInAnyCase),
                }
            }
            Effect::Replace { old, delivery } => {
                let id = delivery.ticket.id;
                match self.replace(old, &delivery).await {
                    Some(saved) => Msg::Saved { id, saved },
                    None => Msg::Answered {
                        id,
                        answer: Answer::Gone,
                    },
                }
            }
            Effect::Forget(id) => {
                let _ = self.forget(id).await; // As in the widget: it is sent again, and confirmed again.
                return None;
            }
            Effect::LetGo(keys) => {
                self.held.borrow_mut().retain(|key, _| !keys.contains(key));
                return None;
            }
            Effect::Send { delivery, saved } => Msg::Answered {
                id: delivery.ticket.id,
                answer: self.deliver(delivery, saved).await,
            },
            Effect::RetryLater {
                id,
                attempt,
                at_least,
            } => {
                self.step(Step::Backoff).await;
                self.backoff(attempt, at_least).await;
                Msg::RetryDue { id, attempt }
            }
            _ => return None,
        })
    }
}

/// Sending.
impl Tab {
    async fn deliver(&self, mut delivery: Delivery, saved: bool) -> Answer {
        let id = delivery.ticket.id;
        let _turn = self.world.locks.request(&format!("guichet-{id}")).await;
        if saved {
            let Some(kept) = self.standing(id).await else {
                return Answer::Gone;
            };
            if let Some(answer) = delivery.standing.unheard(&kept) {
                return answer;
            }
            if !(kept.unsure && kept.is_open()) {
                let begun = Standing {
                    unsure: true,
                    ..Standing::default()
                };
                let _ = self.note(id, begun).await;
            }
        }
        match self.world.sabotage {
            Some(Sabotage::ForgetsBeforeTheAnswer) => drop(self.forget(id).await),
            Some(Sabotage::IdOfItsOwn) => delivery.ticket.id = self.fresh_id(),
            _ => {}
        }
        self.step(Step::BeforePost).await;
        let subject = &delivery.ticket.subject;
        self.world
            .tell(format!("tab {}: posts {subject}", self.number));
        let mut answer = self.endpoint(&delivery).await;
        if let (Some(Sabotage::IdOfItsOwn), Answer::Accepted(receipt)) =
            (self.world.sabotage, &mut answer)
        {
            receipt.id = id;
        }
        if matches!(&answer, Answer::Accepted(receipt) if receipt.id == id) {
            self.step(Step::BeforeForget).await;
            let _ = self.forget(id).await; // The model asks for it once more.
            return answer;
        }
        let standing = delivery.standing.after(&answer);
        if saved && !standing.is_open() {
            let _ = self.note(id, standing).await;
        }
        answer
    }

    /// An id as `platform/random.rs` makes them.
    pub fn fresh_id(&self) -> TicketId {
        let mut id = [0; 16];
        self.world.chance.borrow_mut().fill(&mut id);
        TicketId(id)
    }

    async fn endpoint(&self, delivery: &Delivery) -> Answer {
        let Some(files) = self.files(delivery) else {
            return NOT_NOW;
        };
        match network::post(self, delivery, &files).await {
            Some(reply) if (200..300).contains(&reply.status) => receipt(&reply),
            Some(reply) if is_final(reply.status) => Answer::Refused(problem(&reply)),
            Some(reply) => Answer::NotNow {
                retry_after: reply.retry_after,
            },
            None => NOT_NOW,
        }
    }

    async fn backoff(&self, attempt: u32, at_least: u32) {
        const BASE: f64 = 2_000.0;
        const CAP: f64 = 600_000.0;
        const LONGEST_WISH: u32 = 3_600;
        let ceiling = (BASE * f64::from(attempt.min(16)).exp2()).min(CAP);
        let wished = f64::from(at_least.min(LONGEST_WISH)) * 1_000.0;
        let part = self.world.chance.borrow_mut().f64();
        self.world.pass((wished + part * ceiling) as u64).await;
    }

    /// The owner's part of the form arrives.
    pub fn load_form(self: &Rc<Self>) {
        self.send(Msg::ContactForm(Ok(&FORM)));
    }
}

fn receipt(reply: &Reply) -> Answer {
    serde_json::from_str::<Receipt>(&reply.text).map_or(NOT_NOW, Answer::Accepted)
}

fn is_final(status: u16) -> bool {
    matches!(status, 400 | 409 | 410 | 413 | 415 | 422)
}

/// A refusal is one whatever it looks like.
fn problem(reply: &Reply) -> Problem {
    let unreadable = Problem {
        kind: String::new(),
        title: String::new(),
        status: reply.status,
        detail: String::new(),
        errors: Vec::new(),
    };
    serde_json::from_str(&reply.text).unwrap_or(unreadable)
}
