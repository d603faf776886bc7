//! What a run in a browser is like: all that its seed decides. How it is carried out is not known here.

use serde_json::Value;

use crate::check::{Attached, Question};
use crate::fault::Fault;

const HANDS: &str = include_str!("hands.js");
/// In milliseconds.
const TEN_YEARS: i64 = 10 * 365 * 24 * 60 * 60 * 1_000;
/// A refusal that leaves no doubt: the ticket can be edited though it was sent.
const REFUSED: Fault = Fault::Status(413);

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
    /// Another tab of the page is opened, and sends what waits.
    OtherTab,
}

const BLOWS: [Blow; 8] = [
    Blow::TabCrashed,
    Blow::BrowserKilled,
    Blow::Nothing,
    Blow::TabClosed,
    Blow::Offline,
    Blow::DeskKilled,
    Blow::Reloaded,
    Blow::OtherTab,
];

/// What a person does with a ticket that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// Puts it into the form again, changes it, and sends that.
    Edit,
    /// Throws it away.
    Discard,
}

/// When they do so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// Before the blow, which waits until the page has said what came of it.
    Before,
    /// Right before the blow, which strikes whatever is still going on.
    During,
    /// After the blow: in a tab that is left or, where none is, on the next visit.
    After,
}

/// Whether the browser says that there is a network while the question is sent. If not, nothing is tried, so that it can be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Network {
    /// There is one all the time.
    There,
    /// It comes back right before the blow.
    BackBefore,
    /// It comes back after the blow, and after what the person does then.
    BackAfter,
}

/// What a run is like, by its seed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// It decides all else.
    pub seed: u64,
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
    /// Whether those that write and wait have a network.
    pub network: Network,
    /// What is written.
    pub question: Question,
    /// What is done with it then, where the panel offers that.
    pub deeds: Vec<(Moment, Deed)>,
    /// The milliseconds between what is done during the blow and the blow.
    pub pause: u64,
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
        let mut faults = vec![Fault::of(seed)];
        for _ in 0..chance.usize(..3) {
            faults.push(Fault::ALL[chance.usize(..Fault::ALL.len())]);
        }
        let question = Question {
            files: (0..chance.usize(..3))
                .map(|at| photo(&mut chance, 1, at))
                .collect(),
            subject: Question::subject(seed, 1, 1),
            message: "Where is Pepper?\nŽižkov".to_owned(),
        };
        let network = [Network::There, Network::BackBefore, Network::BackAfter][chance.usize(..3)];
        let deeds = deeds(&mut chance);
        if network == Network::There && !deeds.is_empty() && chance.bool() {
            faults.insert(0, REFUSED);
        }
        Self {
            seed,
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
            network,
            question,
            deeds,
            pause: [0, 0, 5, 20, 60][chance.usize(..5)],
        }
    }

    /// What is done at a moment.
    pub fn deed(&self, at: Moment) -> Option<Deed> {
        let deed = self.deeds.iter().find(|(moment, _)| *moment == at);
        deed.map(|(_, deed)| *deed)
    }

    /// The next wording of a question: another message and, by chance, other files.
    pub fn edited(&self, question: &Question) -> Question {
        let version = question.version() + 1;
        let mark = question.mark();
        let mut chance = fastrand::Rng::with_seed(self.seed + u64::from(version));
        let mut files = question.files.clone();
        if !files.is_empty() && chance.bool() {
            files.remove(0);
        }
        if chance.bool() {
            files.push(photo(&mut chance, version, 0));
        }
        Question {
            subject: format!("{mark} v{version}"),
            message: format!("Where is Pepper now?\n{version}. Žižkov"),
            files,
        }
    }

    /// What runs before the page's own scripts, which names the controls by these words.
    pub fn script(&self, words: &Value) -> String {
        let mut script = format!("window.words = {words};\n{HANDS}");
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

fn deeds(chance: &mut fastrand::Rng) -> Vec<(Moment, Deed)> {
    let moments = [Moment::Before, Moment::During, Moment::After].into_iter();
    let deeds = moments.filter_map(|moment| match chance.u8(..8) {
        0..3 => Some((moment, Deed::Edit)),
        3 => Some((moment, Deed::Discard)),
        _ => None,
    });
    deeds.collect()
}

fn photo(chance: &mut fastrand::Rng, version: u32, number: usize) -> Attached {
    let mut content = vec![0; chance.usize(1..60_000)];
    chance.fill(&mut content);
    Attached {
        name: format!("photo {version}-{number}.png"),
        media_type: "image/png".to_owned(),
        content,
    }
}
