//! Finds what an engine needs: its browser and its driver, and for WebKitGTK a virtual display.

use std::env;
use std::path::PathBuf;

use super::Engine;
use crate::repository;

/// The programs of an installed engine.
#[derive(Clone, Debug)]
pub struct Programs {
    /// The browser itself.
    pub browser: PathBuf,
    /// What speaks WebDriver for it.
    pub driver: PathBuf,
    /// The X server, where the browser has no headless mode.
    pub display: Option<PathBuf>,
}

/// An engine that cannot be tested on this machine.
#[derive(Clone, Debug, thiserror::Error)]
#[error(
    "{engine} is missing: found no {program}; `cargo xtask setup --tests` installs it on Debian and its kin"
)]
pub struct Missing {
    engine: Engine,
    program: String,
}

/// Debian's folders for the browser that WebKitGTK brings for automation; it is on no PATH.
const MINI_BROWSER: &[&str] = &[
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
];

impl Engine {
    /// The engine's programs on this machine.
    pub fn programs(self) -> Result<Programs, Missing> {
        let need = |names: &[&str]| {
            let found = names.iter().find_map(|name| find(name));
            found.ok_or_else(|| Missing {
                engine: self,
                program: names.join(" or "),
            })
        };
        Ok(match self {
            Self::Chromium => Programs {
                browser: need(&["chromium", "chromium-browser", "google-chrome"])?,
                driver: need(&["chromedriver"])?,
                display: None,
            },
            Self::Firefox => Programs {
                browser: need(&["firefox-esr", "firefox"])?,
                driver: need(&["geckodriver"])?,
                display: None,
            },
            Self::WebKit => Programs {
                browser: need(MINI_BROWSER)?,
                driver: need(&["WebKitWebDriver"])?,
                display: Some(need(&["Xvfb"])?),
            },
        })
    }
}

/// A program by its path or by its name: in the repository's own tools, then on the PATH.
fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    std::iter::once(repository::path(".tools/bin"))
        .chain(env::split_paths(&path))
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}
