//! A person at a browser: opens a page of a certain size, looks for things by role and name, clicks, types, waits. The
//! engines' differences end here: what is needed of WebDriver is only what all three do alike (scripts, actions, screenshots),
//! and the one thing that only Chromium's can do says so in its name.

mod chromium;
mod hands;
mod target;

use std::fs;
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::By;

pub use chromium::Preferences;
pub use target::{Target, button, combobox, heading, link, option, text, textbox};
pub use thirtyfour::Key;

use crate::engine::{Programs, Running};
use crate::{Engine, Failure, Picture, repository};

/// How long a person waits for something to appear. Far more than it takes, because machines that run tests are busy.
const PATIENCE: Duration = Duration::from_secs(15);
/// The window, large enough for the largest page and the browser's own bars.
const WINDOW: (u32, u32) = (1500, 1340);

/// The stage's own files; the page's site serves them, so that both are of one origin.
pub const STAGE: [(&str, &str, &str); 2] = [
    ("/stage.html", "text/html", include_str!("stage.html")),
    ("/stage.js", "text/javascript", include_str!("stage.js")),
];

/// The sizes of page that the widget is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 390 × 844
    Phone,
    /// 820 × 1180
    Tablet,
    /// 1440 × 900
    Desktop,
}

impl Size {
    /// All of them, the smallest first.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Tablet, Self::Desktop];

    /// Lower-case name, for the names of tests and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Tablet => "tablet",
            Self::Desktop => "desktop",
        }
    }

    /// Width and height in CSS pixels.
    pub fn pixels(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Tablet => (820, 1180),
            Self::Desktop => (1440, 900),
        }
    }
}

/// A browser with one window, used by one story after the other.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    running: Running,
}

/// What looking for something came to.
#[derive(Deserialize)]
#[serde(untagged)]
enum Look {
    Seen { seen: Value },
    Missed { outline: String },
}

impl Browser {
    /// Starts the engine.
    pub async fn start(engine: Engine, programs: &Programs) -> Result<Self, Failure> {
        let running = Running::start(engine, programs).await?;
        let session = &running.session;
        session.set_script_timeout(PATIENCE * 4).await?;
        let (width, height) = WINDOW;
        session.set_window_rect(0, 0, width, height).await?;
        Ok(Self { engine, running })
    }

    /// Closes the browser and its driver.
    pub async fn stop(self) -> Result<(), Failure> {
        self.running.stop().await
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens the page at `/` of `origin` in a frame of this size. A new origin finds empty storage.
    pub async fn open(&self, origin: &str, size: Size) -> Result<(), Failure> {
        self.open_at(origin, "/", size).await
    }

    /// The same for another page of it.
    pub async fn open_at(&self, origin: &str, path: &str, size: Size) -> Result<(), Failure> {
        let session = &self.running.session;
        self.rest().await?;
        if self.engine == Engine::Chromium {
            self.chromium_prefers(Preferences::AS_IT_COMES).await?;
            self.chromium_slows_down(1).await?;
        }
        session.goto(format!("{origin}/stage.html")).await?;
        let (width, height) = size.pixels();
        self.load(json!([path, width, height])).await
    }

    /// Loads the page again, in the frame where it stands.
    pub async fn reload(&self) -> Result<(), Failure> {
        let (width, height) = ("stage.frame().width", "stage.frame().height");
        let size: Value = self.evaluate(&format!("[{width}, {height}]")).await?;
        self.load(json!([null, size[0], size[1]])).await
    }

    /// Gives the page another size, as a person does who turns the device or zooms.
    pub async fn resize(&self, width: u32, height: u32) -> Result<(), Failure> {
        let size =
            format!("void Object.assign(stage.frame(), {{ width: {width}, height: {height} }})");
        self.evaluate(&size).await
    }

    async fn load(&self, arguments: Value) -> Result<(), Failure> {
        let script =
            "const done = arguments[1]; stage.open(...arguments[0]).then(() => done(true));";
        let opened = self.running.session.execute_async(script, vec![arguments]);
        opened.await?;
        Ok(())
    }

    /// The value of a JavaScript expression in the stage, where `page` is the page's window.
    pub async fn evaluate<T: DeserializeOwned>(&self, expression: &str) -> Result<T, Failure> {
        let script = format!(
            "const [done] = arguments; const page = stage.page();
             (async () => ({expression}))().then((value) => done({{ value }}), (error) => done({{ error: `${{error}}` }}));"
        );
        let outcome = self.running.session.execute_async(script, vec![]).await?;
        let outcome = outcome.json();
        match &outcome["error"] {
            Value::Null => Ok(serde_json::from_value(outcome["value"].clone())?),
            error => panic!("{expression} threw {error}"),
        }
    }

    /// Runs a script in the page itself, whatever the page's policy forbids.
    pub async fn run_in_page(&self, script: String) -> Result<(), Failure> {
        let session = &self.running.session;
        session.enter_frame(0).await?;
        session.execute(script, vec![]).await?;
        Ok(session.enter_default_frame().await?)
    }

    /// Waits until a JavaScript expression in the stage is truthy, and returns its value.
    pub async fn wait_for(&self, wanted: &str, expression: &str) -> Result<Value, Failure> {
        self.wait(wanted, expression, Value::Null).await
    }

    /// Waits until the target can be seen.
    pub async fn see(&self, target: &Target) -> Result<(), Failure> {
        self.about(target, "", "stage.find(target).length > 0")
            .await
    }

    /// Waits until the target cannot be seen any more.
    pub async fn miss(&self, target: &Target) -> Result<(), Failure> {
        self.about(target, "no ", "stage.find(target).length === 0")
            .await
    }

    /// Waits until the target has the keyboard's focus.
    pub async fn see_focus_on(&self, target: &Target) -> Result<(), Failure> {
        self.about(
            target,
            "the focus on ",
            "stage.find(target).includes(stage.focused())",
        )
        .await
    }

    /// How many such elements can be seen now.
    pub async fn count(&self, target: &Target) -> Result<usize, Failure> {
        self.evaluate(&format!("stage.find({}).length", json!(target)))
            .await
    }

    /// The names of all such elements that can be seen now, in the page's order.
    pub async fn names(&self, target: &Target) -> Result<Vec<String>, Failure> {
        self.evaluate(&format!("stage.find({}).map(stage.name)", json!(target)))
            .await
    }

    /// What a field holds.
    pub async fn value(&self, target: &Target) -> Result<String, Failure> {
        self.see(target).await?;
        self.evaluate(&format!("stage.find({})[0].value", json!(target)))
            .await
    }

    /// Writes a picture of the page to `<target>/screenshots/<engine>/<name>.png`.
    pub async fn screenshot(&self, name: &str) -> Result<(), Failure> {
        let folder = repository::screenshots().join(self.engine.to_string());
        let file = folder.join(name).with_extension("png");
        fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        let frame = self.running.session.find(By::Tag("iframe")).await?;
        Ok(frame.screenshot(&file).await?)
    }

    /// A picture of the page.
    pub async fn picture(&self) -> Result<Picture, Failure> {
        let frame = self.running.session.find(By::Tag("iframe")).await?;
        let png = frame.screenshot_as_png().await?;
        Ok(Picture::from_png(&png)?)
    }

    async fn about(&self, target: &Target, what: &str, expression: &str) -> Result<(), Failure> {
        let wanted = format!("{what}{target}");
        self.wait(&wanted, expression, json!(target))
            .await
            .map(drop)
    }

    async fn wait(&self, wanted: &str, expression: &str, target: Value) -> Result<Value, Failure> {
        let script = format!(
            "const [target, patience, done] = arguments; const page = stage.page();
             stage.until(async () => {expression}, patience).then(done, (error) => done({{ outline: `${{error}}` }}));"
        );
        let patience = json!(PATIENCE.as_millis() as u64);
        let look = self
            .running
            .session
            .execute_async(script, vec![target, patience]);
        match look.await?.convert()? {
            Look::Seen { seen } => Ok(seen),
            Look::Missed { outline } => Err(Failure::NeverCame {
                wanted: wanted.to_owned(),
                waited: PATIENCE,
                outline,
            }),
        }
    }
}
