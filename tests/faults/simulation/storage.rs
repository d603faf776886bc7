//! A browser's storage for one origin, as far as an outbox meets it: IndexedDB with one database, and Web Locks. It outlives tabs and
//! browsers; what a transaction has not written when its tab dies is not there.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use guichet::state::{Delivery, Standing};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard};

use crate::check::{Attached, Question};

/// An entry as the outbox keeps it: with the bytes of its files.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its files are named in it, under keys that are those of the tab that wrote it.
    pub delivery: Delivery,
    /// Their names, types and contents.
    pub files: Vec<Attached>,
}

impl Kept {
    fn bytes(&self) -> usize {
        let files = self.files.iter().map(|file| file.content.len());
        self.delivery.ticket.message.len() + files.sum::<usize>()
    }

    /// What its sender wrote.
    pub fn question(&self) -> Question {
        Question {
            subject: self.delivery.ticket.subject.clone(),
            message: self.delivery.ticket.message.clone(),
            files: self.files.clone(),
        }
    }
}

/// A request that failed.
#[derive(Clone, Copy, Debug)]
pub struct Failed;

/// What the origin has.
#[derive(Default)]
pub struct Storage {
    database: RefCell<Option<BTreeMap<String, Kept>>>,
    connections: Cell<usize>,
    closed: Notify,
    /// The browser offers none.
    pub is_absent: Cell<bool>,
    /// How much fits in, in bytes.
    pub quota: Cell<Option<usize>>,
    /// The next so many transactions that write are aborted.
    pub aborts: Cell<u32>,
}

/// An open connection; it closes when it is dropped, also because its tab has died.
pub struct Connection(Rc<Storage>);

impl Storage {
    /// Whether the database exists.
    pub fn has_database(&self) -> Result<bool, Failed> {
        match self.is_absent.get() {
            true => Err(Failed),
            false => Ok(self.database.borrow().is_some()),
        }
    }

    /// Opens the database, which is made if there is none.
    pub fn open(self: &Rc<Self>) -> Result<Connection, Failed> {
        self.has_database()?;
        self.database.borrow_mut().get_or_insert_default();
        self.connections.set(self.connections.get() + 1);
        Ok(Connection(Rc::clone(self)))
    }

    /// Removes the database once nobody has it open.
    pub async fn delete_database(&self) {
        while self.connections.get() > 0 {
            self.closed.notified().await;
        }
        *self.database.borrow_mut() = None;
    }

    /// What is in the outbox, for who judges.
    pub fn entries(&self) -> Vec<Kept> {
        let database = self.database.borrow();
        database
            .iter()
            .flatten()
            .map(|(_, kept)| kept.clone())
            .collect()
    }

    fn write<T>(&self, change: impl FnOnce(&mut BTreeMap<String, Kept>) -> T) -> Result<T, Failed> {
        if let Some(left) = self.aborts.get().checked_sub(1) {
            self.aborts.set(left);
            return Err(Failed);
        }
        Ok(change(self.database.borrow_mut().get_or_insert_default()))
    }
}

impl Connection {
    /// Writes an entry durably, in the place of an old one if there is one, or changes nothing.
    pub fn put(&self, id: String, kept: Kept, old: Option<&str>) -> Result<(), Failed> {
        let others: usize = self.0.entries().iter().map(Kept::bytes).sum();
        let quota = self.0.quota.get();
        if quota.is_some_and(|quota| others + kept.bytes() > quota) {
            return Err(Failed);
        }
        self.0.write(|entries| {
            old.and_then(|old| entries.remove(old));
            entries.insert(id, kept);
        })
    }

    /// Removes an entry, and gives it back if it was there.
    pub fn delete(&self, id: &str) -> Result<Option<Kept>, Failed> {
        self.0.write(|entries| entries.remove(id))
    }

    /// All entries.
    pub fn get_all(&self) -> Vec<Kept> {
        self.0.entries()
    }

    /// How an entry stands, if it is there.
    pub fn standing(&self, id: &str) -> Option<Standing> {
        let database = self.0.database.borrow();
        let kept = database.as_ref()?.get(id)?;
        Some(kept.delivery.standing.clone())
    }

    /// Notes how an entry stands, if it is there.
    pub fn note(&self, id: &str, standing: Standing) -> Result<(), Failed> {
        self.0.write(|entries| {
            if let Some(kept) = entries.get_mut(id) {
                kept.delivery.standing = standing;
            }
        })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.connections.set(self.0.connections.get() - 1);
        self.0.closed.notify_waiters();
    }
}

/// The origin's locks: each is held by one tab at a time, and who waits is served in turn.
#[derive(Default)]
pub struct Locks {
    by_name: RefCell<BTreeMap<String, Arc<Mutex<()>>>>,
    /// The page is not served over HTTPS, so there are none.
    pub are_absent: Cell<bool>,
}

impl Locks {
    /// Waits for a lock; it ends when it is dropped.
    pub async fn request(&self, name: &str) -> Option<OwnedMutexGuard<()>> {
        if self.are_absent.get() {
            return None;
        }
        let lock = Arc::clone(
            self.by_name
                .borrow_mut()
                .entry(name.to_owned())
                .or_default(),
        );
        Some(lock.lock_owned().await)
    }
}
