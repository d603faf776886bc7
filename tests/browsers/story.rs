//! What a story is, and in which engines and at which sizes it is told: one test each, called `<engine>/<size>/<story>`.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use guichet_tests::engine::Programs;
use guichet_tests::{Browser, Engine, Failure, Size};
use libtest_mimic::{Failed, Trial};
use tokio::runtime::Handle;
use tokio::sync::Mutex;

use Engine::{Chromium, Firefox, WebKit};
use Size::{Desktop, Phone, Tablet};

/// How a story ends.
pub type Outcome = Result<(), Failure>;

/// Where a story is told.
pub type Places = &'static [(Engine, &'static [Size])];

/// All engines, all sizes.
pub const EVERYWHERE: Places = &[
    (Chromium, &[Phone, Tablet, Desktop]),
    (Firefox, &[Phone, Tablet, Desktop]),
    (WebKit, &[Phone, Tablet, Desktop]),
];
/// All engines, one size: for what depends on the engine and not on the room.
pub const EVERY_ENGINE: Places = &[
    (Chromium, &[Desktop]),
    (Firefox, &[Desktop]),
    (WebKit, &[Desktop]),
];
/// One engine, all sizes: for what depends on Chromium's DevTools.
pub const CHROMIUM: Places = &[(Chromium, &[Phone, Tablet, Desktop])];
/// One engine, one size.
pub const CHROMIUM_PHONE: Places = &[(Chromium, &[Phone])];
/// One engine, one size.
pub const CHROMIUM_TABLET: Places = &[(Chromium, &[Tablet])];
/// One engine, one size.
pub const CHROMIUM_DESKTOP: Places = &[(Chromium, &[Desktop])];
/// One engine, the sizes that most people have.
pub const CHROMIUM_PHONE_AND_DESKTOP: Places = &[(Chromium, &[Phone, Desktop])];

/// A browser at rest and the size of the page that the story wants.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    /// The browser.
    pub browser: &'a Browser,
    /// The size.
    pub size: Size,
}

type Told<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

/// A test.
#[derive(Clone, Copy)]
pub struct Story {
    /// What it shows, as a sentence.
    pub name: &'static str,
    /// Where.
    pub places: Places,
    /// The telling.
    pub tell: for<'a> fn(Stage<'a>) -> Told<'a>,
}

/// `story!(PLACES, function)`: the story that an async function of this name tells.
macro_rules! story {
    ($places:expr, $name:ident) => {
        crate::story::Story {
            name: stringify!($name),
            places: $places,
            tell: |stage| Box::pin($name(stage)),
        }
    };
}
pub(crate) use story;

/// An engine of this machine. Its browser starts with the first story and serves one story at a time.
pub struct House {
    engine: Engine,
    programs: Programs,
    browser: Mutex<Option<Browser>>,
}

impl House {
    /// A house for an installed engine, nothing started yet.
    pub fn new(engine: Engine, programs: Programs) -> Arc<Self> {
        Arc::new(Self {
            engine,
            programs,
            browser: Mutex::default(),
        })
    }

    /// The tests that this engine takes part in.
    pub fn trials(self: &Arc<Self>, stories: &[Story], runtime: &Handle) -> Vec<Trial> {
        let mut trials = Vec::new();
        for story in stories {
            let places = story
                .places
                .iter()
                .filter(|(engine, _)| *engine == self.engine);
            for size in places.flat_map(|(_, sizes)| sizes.iter().copied()) {
                let name = format!("{}/{}/{}", self.engine, size.name(), story.name);
                let (house, runtime, tell) = (Arc::clone(self), runtime.clone(), story.tell);
                trials.push(Trial::test(name, move || {
                    let told = runtime.block_on(house.tell(tell, size));
                    told.map_err(|failure| Failed::from(failure.to_string()))
                }));
            }
        }
        trials
    }

    async fn tell(&self, tell: for<'a> fn(Stage<'a>) -> Told<'a>, size: Size) -> Outcome {
        let mut place = self.browser.lock().await;
        let browser = match place.take() {
            Some(browser) => browser,
            None => Browser::start(self.engine, &self.programs).await?,
        };
        let browser = place.insert(browser);
        let outcome = tell(Stage { browser, size }).await;
        if matches!(outcome, Err(Failure::Driver(_))) {
            *place = None; // The next story is not to suffer for it.
        }
        outcome
    }

    /// Ends the browser, if it was needed.
    pub async fn close(&self) -> Outcome {
        match self.browser.lock().await.take() {
            Some(browser) => browser.stop().await,
            None => Ok(()),
        }
    }
}
