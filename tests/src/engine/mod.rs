//! The three browser engines: which programs each needs, how it is started with a profile of its own, how it is stopped.
//! What a person does in them is `browser`'s business.

mod display;
mod driver;
mod programs;

use std::fmt;

use serde_json::{Value, json};
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;

pub use driver::Running;
pub use programs::{Missing, Programs};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser with WebKitWebDriver, in a virtual X display.
    WebKit,
}

impl Engine {
    /// All of them, the quickest first.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// What the driver is asked for. Every driver makes a fresh profile for a session.
    fn capabilities(self, programs: &Programs) -> Capabilities {
        let browser = &programs.browser;
        let wanted = match self {
            Self::Chromium => json!({
                "goog:chromeOptions": { "binary": browser, "args": CHROMIUM_ARGUMENTS }
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": { "binary": browser, "args": ["-headless"] }
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": { "binary": browser, "args": ["--automation"] }
            }),
        };
        match wanted {
            Value::Object(wanted) => Capabilities::from(wanted),
            _ => unreachable!("the wanted capabilities are written as an object"),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

/// No sandbox, because containers run tests as root; nothing that talks to the network by itself.
const CHROMIUM_ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
];
