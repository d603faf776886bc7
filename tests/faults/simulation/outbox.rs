//! A tab's outbox in the simulated storage: `src/platform/contact/outbox.rs`, function by function.

use guichet::state::{Delivery, Standing};
use guichet_wire::ticket::TicketId;

use super::disturbance::Step;
use super::storage::{Connection, Failed, Kept};
use super::tab::Tab;
use super::world::Sabotage;

impl Tab {
    /// What waits; `None` where it cannot be read now.
    pub(super) async fn load(&self) -> Option<Vec<Delivery>> {
        let world = &self.world;
        let turn = world.locks.request("guichet").await;
        self.step(Step::BeforeLoad).await;
        let Some(database) = self.open_existing().await.ok()? else {
            return Some(Vec::new());
        };
        let entries = database.get_all();
        world.moment().await;
        self.close(database, entries.len(), turn.is_some()).await;
        let deliveries = entries.into_iter().map(|kept| {
            let files = kept.files.into_iter().map(|file| self.hold(file)).collect();
            Delivery {
                files,
                ..kept.delivery
            }
        });
        let deliveries: Vec<Delivery> = deliveries.collect();
        if !deliveries.is_empty() {
            self.step(Step::Loaded).await;
        }
        match world.sabotage {
            Some(Sabotage::HidesTheOutbox) => Some(Vec::new()),
            _ => Some(deliveries),
        }
    }

    /// How a delivery stands that is still there; for all that is known it is where that cannot be read.
    pub(super) async fn standing(&self, id: TicketId) -> Option<Standing> {
        let _turn = self.world.locks.request("guichet").await;
        match self.open_existing().await {
            Ok(Some(database)) => database.standing(&id.to_string()),
            Ok(None) => None,
            Err(Failed) => Some(Standing::default()),
        }
    }

    /// Notes how a delivery stands, if it is still there.
    pub(super) async fn note(&self, id: TicketId, standing: Standing) -> Result<(), Failed> {
        let _turn = self.world.locks.request("guichet").await;
        let Some(database) = self.open_existing().await? else {
            return Ok(());
        };
        database.note(&id.to_string(), standing)
    }

    /// Writes a delivery and its files.
    pub(super) async fn save(&self, delivery: &Delivery) -> Result<(), Failed> {
        self.save_instead(delivery, None).await
    }

    /// Writes a delivery in the place of the one that it mends, unless that may have arrived; `None` where it is gone.
    pub(super) async fn replace(&self, old: TicketId, delivery: &Delivery) -> Option<bool> {
        let _turn = self.world.locks.request(&format!("guichet-{old}")).await;
        if self.standing(old).await?.unsure {
            return Some(false);
        }
        Some(self.save_instead(delivery, Some(old)).await.is_ok())
    }

    async fn save_instead(&self, delivery: &Delivery, old: Option<TicketId>) -> Result<(), Failed> {
        let mut files = self.files(delivery).ok_or(Failed)?;
        if self.world.sabotage == Some(Sabotage::TurnsABit)
            && let Some(byte) = files.first_mut().and_then(|file| file.content.first_mut())
        {
            *byte ^= 1;
        }
        let kept = Kept {
            delivery: delivery.clone(),
            files,
        };
        let _turn = self.world.locks.request("guichet").await;
        self.step(Step::BeforeSave).await;
        let database = self.world.storage.open()?;
        self.world.moment().await;
        let old = old.map(|old| old.to_string());
        let written = database.put(delivery.ticket.id.to_string(), kept, old.as_deref());
        self.step(Step::Saved).await;
        self.world.moment().await;
        written
    }

    /// Removes a delivery, and the database with the last one.
    pub(super) async fn forget(&self, id: TicketId) -> Result<(), Failed> {
        let world = &self.world;
        let turn = world.locks.request("guichet").await;
        let Some(database) = self.open_existing().await? else {
            return Ok(());
        };
        world.moment().await;
        let removed = database.delete(&id.to_string());
        if let Ok(Some(kept)) = &removed {
            world.ledger.borrow_mut().remove(kept.question());
        }
        self.step(Step::Forgotten).await;
        let left = database.get_all().len();
        self.close(database, left, turn.is_some()).await;
        removed.map(drop)
    }

    /// Without a turn another tab may be saving at this moment: then the empty database stays.
    async fn close(&self, database: Connection, left: usize, has_turn: bool) {
        drop(database);
        if left == 0 && has_turn {
            self.world.storage.delete_database().await;
        }
    }

    async fn open_existing(&self) -> Result<Option<Connection>, Failed> {
        let is_there = self.world.storage.has_database()?;
        self.world.moment().await;
        match is_there {
            true => self.world.storage.open().map(Some),
            false => Ok(None),
        }
    }
}
