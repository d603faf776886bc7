//! Everything of a run that is not a tab: chance, the browser's storage, the network with the desk behind it, the blows that strike,
//! and the ledger of what was promised.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use futures::executor::LocalSpawner;
use guichet_wire::ticket::TicketId;

use super::clock::Clock;
use super::desk::{Desk, Reply};
use super::disturbance::{Blow, Figures, Step};
use super::storage::{Locks, Storage};
use crate::check::Ledger;
use crate::fault::Fault;
use crate::post::Post;

/// A defect that is put in on purpose, to see whether it is found: only tests do that.
#[cfg_attr(not(test), expect(dead_code))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sabotage {
    /// The entry leaves the outbox before the desk has answered.
    ForgetsBeforeTheAnswer,
    /// Whatever comes of a transaction, the person is told that the ticket is saved.
    SaysSavedInAnyCase,
    /// The desk acknowledges and stores nothing.
    DeskLoses,
    /// Every attempt has an id of its own.
    IdOfItsOwn,
    /// A bit of a file is turned over on its way into the outbox.
    TurnsABit,
    /// What is read from the outbox is not shown.
    HidesTheOutbox,
}

/// The world of a run.
pub struct World {
    /// The run's number, in every question's mark.
    pub run: u64,
    /// Whatever happens by chance.
    pub chance: RefCell<fastrand::Rng>,
    /// The browser's storage.
    pub storage: Rc<Storage>,
    /// The browser's locks.
    pub locks: Locks,
    /// What was promised.
    pub ledger: RefCell<Ledger>,
    /// What has happened, to be counted.
    pub figures: RefCell<Figures>,
    /// What has happened, to be read.
    pub story: RefCell<Vec<String>>,
    /// Whether the browser has a network.
    pub is_online: Cell<bool>,
    /// The seconds by which the computer's clock is wrong.
    pub clock: Cell<i64>,
    /// The blows that have struck and are not dealt with yet.
    pub struck: RefCell<Vec<Blow>>,
    /// A defect on purpose.
    pub sabotage: Option<Sabotage>,
    desk: RefCell<Desk>,
    planned: Cell<Option<(Step, Blow)>>,
    first_fault: Cell<Option<Fault>>,
    roughness: Cell<f64>,
    old_answer: RefCell<Option<Reply>>,
    /// When it is.
    pub time: Rc<Clock>,
    /// Where tabs do what they do.
    pub spawner: LocalSpawner,
}

/// Ten years, in seconds.
const TEN_YEARS: i64 = 10 * 365 * 24 * 60 * 60;
/// How much work of other tabs may come between two steps at most.
const MOMENT: u64 = 4;

impl World {
    /// The world of the run with this seed.
    pub fn new(
        seed: u64,
        desk: Desk,
        sabotage: Option<Sabotage>,
        time: Rc<Clock>,
        spawner: LocalSpawner,
    ) -> Rc<Self> {
        let mut chance = fastrand::Rng::with_seed(seed);
        // Neighbouring seeds go through all steps and blows, and through all faults.
        let blow = Blow::ALL[(seed / 10 % 6) as usize];
        let planned = (Step::ALL[(seed % 10) as usize], blow);
        let fault = Fault::of(seed);
        let storage = Storage::default();
        storage.is_absent.set(chance.u8(..16) == 0);
        let locks = Locks::default();
        locks.are_absent.set(chance.u8(..12) == 0);
        let roughness = [0.0, 0.1, 0.3, 0.6][chance.usize(..4)];
        Rc::new(Self {
            run: seed,
            chance: RefCell::new(chance),
            storage: Rc::new(storage),
            locks,
            ledger: RefCell::default(),
            figures: RefCell::default(),
            story: RefCell::default(),
            is_online: Cell::new(true),
            clock: Cell::new(0),
            struck: RefCell::default(),
            sabotage,
            desk: RefCell::new(desk),
            planned: Cell::new(Some(planned)),
            first_fault: Cell::new(Some(fault)),
            roughness: Cell::new(roughness),
            old_answer: RefCell::default(),
            time,
            spawner,
        })
    }

    /// Gives the desk back.
    pub fn into_desk(self: Rc<Self>) -> Option<Desk> {
        Rc::into_inner(self).map(|world| world.desk.into_inner())
    }

    /// Notes what happens.
    pub fn tell(&self, what: impl Into<String>) {
        let at = self.time.now().as_secs_f64();
        self.story
            .borrow_mut()
            .push(format!("{at:12.3} s  {}", what.into()));
    }

    /// A number below `end`.
    pub fn below(&self, end: u64) -> u64 {
        self.chance.borrow_mut().u64(..end)
    }

    /// Whether something happens that does so in this share of all cases.
    pub fn happens(&self, share: f64) -> bool {
        self.chance.borrow_mut().f64() < share
    }

    /// Lets so many milliseconds pass.
    pub async fn pass(&self, milliseconds: u64) {
        self.time.sleep(Duration::from_millis(milliseconds)).await;
    }

    /// Lets others do something in between, or not.
    pub async fn moment(&self) {
        self.pass(self.below(MOMENT)).await;
    }

    /// The second of the computer's clock.
    pub fn seconds(&self) -> u32 {
        let now = 1_795_000_000 + self.time.now().as_secs() as i64 + self.clock.get();
        u32::try_from(now).unwrap_or(0)
    }

    /// Nothing goes wrong any more.
    pub fn heal(&self) {
        self.planned.set(None);
        self.first_fault.set(None);
        self.roughness.set(0.0);
        self.storage.quota.set(None);
        self.storage.aborts.set(0);
    }

    /// What strikes at this step, if anything does; what does not concern a tab has happened then.
    pub fn strikes(&self, step: Step) -> Option<Blow> {
        let planned = self.planned.get().filter(|(at, _)| *at == step);
        let blow = match planned {
            Some((_, blow)) => {
                self.planned.set(None);
                blow
            }
            None if self.happens(self.roughness.get() / 8.0) => {
                Blow::ALL[self.below(Blow::ALL.len() as u64) as usize]
            }
            None => return None,
        };
        *self
            .figures
            .borrow_mut()
            .blows
            .entry((step, blow))
            .or_default() += 1;
        self.tell(format!("{blow:?} at {step:?}"));
        match blow {
            Blow::DeskKilled => self.kill_desk(),
            Blow::StorageFull => self.storage.quota.set(Some(0)),
            Blow::ClockSet => self.set_clock(),
            Blow::Offline => self.is_online.set(false),
            Blow::TabKilled | Blow::BrowserKilled => {}
        }
        Some(blow)
    }

    /// Sets the computer's clock ten years forward or back, or right.
    pub fn set_clock(&self) {
        let choices = [-TEN_YEARS, 0, TEN_YEARS];
        self.clock.set(choices[self.below(3) as usize]);
    }

    /// Kills the desk and starts it again.
    pub fn kill_desk(&self) {
        let killed = self.desk.borrow_mut().kill();
        killed.expect("a desk starts again on its own files");
    }

    /// Who judges looks into the desk.
    pub fn desk(&self) -> std::cell::Ref<'_, Desk> {
        self.desk.borrow()
    }

    /// The fault that a request meets, if it meets one.
    pub fn fault(&self) -> Option<Fault> {
        self.figures.borrow_mut().requests += 1;
        let fault = match self.first_fault.take() {
            Some(fault) => fault,
            None if self.happens(self.roughness.get()) => {
                Fault::ALL[self.below(Fault::ALL.len() as u64) as usize]
            }
            None => return None,
        };
        *self.figures.borrow_mut().faults.entry(fault).or_default() += 1;
        Some(fault)
    }

    /// The desk takes a post; the answer is as it left.
    pub fn post(&self, post: Post, cut: Option<usize>) -> Reply {
        if self.sabotage == Some(Sabotage::DeskLoses) && cut.is_none() {
            return acknowledgement(&post);
        }
        self.desk.borrow().post(post, cut)
    }

    /// Takes the place of an answer that was given before, and gives that back.
    pub fn swap_answer(&self, reply: Reply) -> Option<Reply> {
        self.old_answer.borrow_mut().replace(reply)
    }
}

/// The answer of a desk that has not even looked.
fn acknowledgement(post: &Post) -> Reply {
    let text = String::from_utf8_lossy(&post.body);
    let is_id = |word: &&str| word.parse::<TicketId>().is_ok();
    let id = text
        .split(['"', '\r', '\n'])
        .find(is_id)
        .unwrap_or_default();
    let url = "https://desk.example/tickets/x";
    Reply {
        status: 201,
        retry_after: 0,
        text: format!(r#"{{"id":"{id}","number":1,"statusUrl":"{url}"}}"#),
    }
}

/// Contents by key, as a tab holds them.
pub type Contents = BTreeMap<u32, Vec<u8>>;
