//! The person of a run: writes, sends, closes, kills, opens again, goes offline, retries, edits, discards, in an order that chance
//! decides, and never twice the same question. What they are told is noted by the tab.

use std::rc::Rc;

use guichet::state::{Entry, Field, Msg};
use guichet_wire::ticket::TicketId;

use super::desk::LARGEST_FILE;
use super::disturbance::Blow;
use super::tab::Tab;
use super::world::World;
use crate::check::{Attached, Question};

/// Tabs open at the same time at most.
const TABS: usize = 5;
/// Things that a person does in a run.
const DEEDS: u64 = 24;

/// Who sits before the browser.
pub struct Person {
    world: Rc<World>,
    tabs: Vec<Rc<Tab>>,
    opened: usize,
    written: usize,
}

impl Person {
    /// With one tab open.
    pub fn new(world: &Rc<World>) -> Self {
        let mut person = Self {
            world: Rc::clone(world),
            tabs: Vec::new(),
            opened: 0,
            written: 0,
        };
        person.open_tab();
        person
    }

    /// Lives through the run.
    pub async fn act(&mut self) {
        self.write();
        for _ in 0..4 + self.world.below(DEEDS - 4) {
            self.wait().await;
            match self.world.below(20) {
                0..5 => self.write(),
                5 | 6 => drop(self.open_tab()),
                7 => self.close_tab(),
                8 => self.close_browser(),
                9 => self.go_online(false),
                10 | 11 => self.go_online(true),
                12 => self.come_back(),
                13..16 => self.retry(),
                16 | 17 => self.edit().await,
                18 => self.discard(),
                _ => self.upset_the_computer(),
            }
        }
        self.wait().await;
    }

    /// Closes the browser at once, with every tab.
    pub fn close_browser(&mut self) {
        self.world.tell("the browser is killed");
        for tab in self.tabs.drain(..) {
            tab.kill();
        }
    }

    /// Opens the page in a new tab.
    pub fn open_tab(&mut self) -> Rc<Tab> {
        if self.tabs.len() == TABS {
            self.tabs.remove(0).kill();
        }
        self.opened += 1;
        let tab = Tab::open(&self.world, self.opened);
        self.tabs.push(Rc::clone(&tab));
        tab
    }

    /// The browser tells every tab whether there is a network.
    pub fn go_online(&mut self, is_online: bool) {
        self.world.is_online.set(is_online);
        self.world
            .tell(if is_online { "online" } else { "offline" });
        self.tell_all(|| if is_online { Msg::Online } else { Msg::Offline });
    }

    fn tell_all(&self, msg: impl Fn() -> Msg) {
        for tab in &self.tabs {
            tab.send(msg());
        }
    }

    /// Lets time pass: nothing, a moment, or hours. What has struck meanwhile is dealt with.
    async fn wait(&mut self) {
        let longest = [1, 10, 100, 2_000, 60_000, 3_600_000][self.world.below(6) as usize];
        self.world.pass(self.world.below(longest)).await;
        let struck = self.world.struck.take();
        if struck.contains(&Blow::BrowserKilled) {
            self.close_browser();
        }
        if struck.contains(&Blow::Offline) {
            self.tell_all(|| Msg::Offline);
        }
        self.tabs.retain(|tab| tab.is_alive());
    }

    fn any_tab(&mut self) -> Rc<Tab> {
        if self.tabs.is_empty() {
            return self.open_tab();
        }
        let at = self.world.below(self.tabs.len() as u64) as usize;
        Rc::clone(&self.tabs[at])
    }

    /// Writes a question and sends it. Where one is under way, another is begun.
    fn write(&mut self) {
        let tab = self.any_tab();
        tab.load_form();
        let is_form_shown = {
            let model = tab.model.borrow();
            model.outbox.current().is_none() && model.outbox.sent.is_none()
        };
        if !is_form_shown {
            tab.send(Msg::WriteAnother);
        }
        if !tab.model.borrow().form.is_empty() && !is_told_of_first(&tab) {
            return self.send_edited(&tab);
        }
        take_files_back(&tab);
        self.written += 1;
        let subject = Question::subject(self.world.run, self.written, 1);
        let message = format!("Where is Pepper?\nŽižkov, {}", self.world.below(1 << 40));
        let files = (0..self.world.below(4)).map(|_| tab.hold(self.file()));
        let files = files.collect();
        fill(&tab, Field::Email, "ilze@example.org");
        fill(&tab, Field::Subject, &subject);
        fill(&tab, Field::Message, &message);
        if self.world.happens(0.4) {
            tab.send(Msg::FilesAdded(files));
        }
        self.submit(&tab, &subject);
    }

    fn file(&self) -> Attached {
        let most = if self.world.happens(0.1) {
            2 * LARGEST_FILE
        } else {
            4_000
        };
        let mut content = vec![0; self.world.below(most) as usize];
        self.world.chance.borrow_mut().fill(&mut content);
        Attached {
            name: format!("photo {}.jpg", self.world.below(100)),
            media_type: "image/jpeg".to_owned(),
            content,
        }
    }

    fn submit(&self, tab: &Rc<Tab>, subject: &str) {
        let (id, now) = (tab.fresh_id(), self.world.seconds());
        self.world
            .tell(format!("tab {}: sends {subject} as {id}", tab.number));
        tab.send(Msg::FormShown(now.saturating_sub(5)));
        tab.send(Msg::Submitted { id, now });
    }

    /// A tab and one of its tickets of which something can be said.
    fn choose(&mut self, can: impl Fn(&Tab, &Entry) -> bool) -> Option<(Rc<Tab>, TicketId)> {
        let tab = self.any_tab();
        let entries = tab.model.borrow().outbox.entries.clone();
        let ids: Vec<_> = entries
            .iter()
            .filter(|entry| can(&tab, entry))
            .map(Entry::id)
            .collect();
        let at = self.world.below(ids.len().max(1) as u64) as usize;
        ids.get(at).map(|id| (tab, *id))
    }

    fn retry(&mut self) {
        if let Some((tab, id)) = self.choose(|_, entry| entry.can_be_sent()) {
            self.world
                .tell(format!("tab {}: tries {id} again", tab.number));
            tab.send(Msg::RetryWanted(id));
        }
    }

    async fn edit(&mut self) {
        let chosen = self.choose(|tab, entry| tab.model.borrow().can_edit(entry.id()));
        if let Some((tab, id)) = chosen {
            tab.send(Msg::EditWanted(id));
            // Who takes their time looks at the page in another tab meanwhile, which may send the ticket as it was.
            if self.world.happens(0.5) {
                self.go_online(true);
                self.open_tab();
                self.wait().await;
            }
            self.send_edited(&tab);
        }
    }

    /// Sends what is in the form again, a version further, and without the files that may have been too large. Who is told that the first
    /// version was sent or discarded leaves it at that.
    fn send_edited(&self, tab: &Rc<Tab>) {
        if is_told_of_first(tab) {
            return;
        }
        let subject = tab.model.borrow().form.subject.clone();
        let Some((mark, version)) = subject.rsplit_once(" v") else {
            return;
        };
        let version: u32 = version.parse().unwrap_or(0);
        let subject = format!("{mark} v{}", version + 1);
        fill(tab, Field::Subject, &subject);
        take_files_back(tab);
        self.submit(tab, &subject);
    }

    fn discard(&mut self) {
        let Some((tab, id)) = self.choose(|_, entry| entry.is_at_rest()) else {
            return;
        };
        let Some(entry) = tab.entry(id) else { return };
        let question = tab.question(&entry.delivery);
        self.world
            .tell(format!("tab {}: discards {}", tab.number, question.subject));
        tab.send(Msg::DiscardWanted(Some(id)));
        tab.send(Msg::Discarded(id));
        self.world.ledger.borrow_mut().discard(question.mark());
    }

    fn close_tab(&mut self) {
        let tab = self.any_tab();
        self.world.tell(format!("tab {}: closed", tab.number));
        tab.kill();
        self.tabs.retain(|tab| tab.is_alive());
    }

    /// The person comes back to a tab, or turns to another.
    fn come_back(&mut self) {
        self.any_tab().send(Msg::Seen);
    }

    fn upset_the_computer(&mut self) {
        match self.world.below(4) {
            0 => self.world.set_clock(),
            1 => self
                .world
                .storage
                .aborts
                .set(1 + self.world.below(3) as u32),
            2 => self
                .world
                .storage
                .quota
                .set(Some(self.world.below(10_000) as usize)),
            _ => self.world.storage.quota.set(None),
        }
    }
}

/// Whether the form says that what is in it would be a ticket beside the first version of it.
fn is_told_of_first(tab: &Tab) -> bool {
    tab.model.borrow().form.first.is_some()
}

fn take_files_back(tab: &Rc<Tab>) {
    let files = tab.model.borrow().form.files.clone();
    for file in files {
        tab.send(Msg::FileRemoved(file.key));
    }
}

fn fill(tab: &Rc<Tab>, field: Field, text: &str) {
    tab.send(Msg::Edited {
        field,
        text: text.to_owned(),
        fits: true,
    });
}
