//! What a run in a browser is like: all that its seed decides. How it is carried out is not known here.

use super::proxy::Fault;
use crate::check::{Attached, Question};

const HANDS: &str = include_str!("hands.js");
/// In milliseconds.
const TEN_YEARS: i64 = 10 * 365 * 24 * 60 * 60 * 1_000;

/// What strikes while a ticket is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blow {
    /// Nothing does.
    Nothing,
    /// The tab is closed.
    TabClosed,
    /// The tab's process crashes.
    TabCrashed,
    /// The browser is killed, and started again with the same profile.
    BrowserKilled,
    /// The network goes and comes back.
    Offline,
    /// The desk is killed, and started again.
    DeskKilled,
    /// The page is loaded again.
    Reloaded,
}

const BLOWS: [Blow; 7] = [
    Blow::TabCrashed,
    Blow::BrowserKilled,
    Blow::Nothing,
    Blow::TabClosed,
    Blow::Offline,
    Blow::DeskKilled,
    Blow::Reloaded,
];

/// What a run is like, by its seed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What strikes.
    pub blow: Blow,
    /// The milliseconds after which it strikes; `None` where it waits until the page has promised something.
    pub after: Option<u64>,
    /// What the first posts meet.
    pub faults: Vec<Fault>,
    /// The milliseconds by which the clock is wrong.
    pub clock: i64,
    /// What the browser can keep.
    pub storage: Storage,
    /// How many tabs of the page are open; the first is written in.
    pub tabs: usize,
    /// What is written.
    pub question: Question,
}

/// A browser's storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Storage {
    /// All that is asked.
    Works,
    /// A single byte.
    Full,
    /// The browser has none.
    Absent,
}

impl Plan {
    /// That of a seed.
    pub fn of(seed: u64) -> Self {
        let mut chance = fastrand::Rng::with_seed(seed);
        let mut faults = vec![Fault::ALL[(seed % Fault::ALL.len() as u64) as usize]];
        for _ in 0..chance.usize(..3) {
            faults.push(Fault::ALL[chance.usize(..Fault::ALL.len())]);
        }
        let files = (0..chance.usize(..3)).map(|at| {
            let mut content = vec![0; chance.usize(1..60_000)];
            chance.fill(&mut content);
            Attached {
                name: format!("photo {at}.png"),
                media_type: "image/png".to_owned(),
                content,
            }
        });
        let question = Question {
            files: files.collect(),
            subject: Question::subject(seed, 1, 1),
            message: "Where is Pepper?\nŽižkov".to_owned(),
        };
        Self {
            blow: BLOWS[(seed % BLOWS.len() as u64) as usize],
            after: match chance.u8(..2) {
                0 => None,
                _ => Some([0, 5, 20, 60, 150, 400][chance.usize(..6)] + chance.u64(..10)),
            },
            faults,
            clock: [0, TEN_YEARS, -TEN_YEARS][chance.usize(..3)],
            storage: match chance.u8(..10) {
                0 => Storage::Full,
                1 => Storage::Absent,
                _ => Storage::Works,
            },
            tabs: if chance.u8(..5) == 0 { 5 } else { 1 },
            question,
        }
    }

    /// What runs before the page's own scripts.
    pub fn script(&self) -> String {
        let mut script = HANDS.to_owned();
        if self.clock != 0 {
            let skew = self.clock;
            script += &format!(
                "window.Date = class extends Date {{ constructor(...given) {{ given.length ? super(...given) : super(new.target.now()); }} \
                 static now() {{ return super.now() + {skew}; }} }};"
            );
        }
        if self.storage == Storage::Absent {
            script += "Object.defineProperty(window, 'indexedDB', { value: undefined });";
        }
        script
    }
}
