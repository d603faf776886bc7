//! What the system's package manager brings for the tests: browsers, their drivers, fonts for every script of the demo,
//! PostgreSQL for the desk, a C++ compiler for libFuzzer, and GNOME's help pages, the real multilingual corpus. Installs on Debian and its kin; elsewhere says what to install.

use anyhow::{Result, bail};

use crate::process::{self, command};
use crate::progress::quietly;

const DEBIAN_PACKAGES: &[&str] = &[
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "postgresql",
    "g++",
    "gnome-user-docs",
    "fonts-noto-core",
    "fonts-noto-cjk",
];

/// A browser engine and the programs that drive it: one of each group must be on the PATH.
struct Engine {
    name: &'static str,
    programs: &'static [&'static [&'static str]],
}

const ENGINES: &[Engine] = &[
    Engine {
        name: "Chromium",
        programs: &[
            &["chromium", "chromium-browser", "google-chrome"],
            &["chromedriver"],
        ],
    },
    Engine {
        name: "Firefox",
        programs: &[&["firefox", "firefox-esr"], &["geckodriver"]],
    },
    Engine {
        name: "WebKit",
        programs: &[&["WebKitWebDriver"], &["Xvfb"]],
    },
];

/// Installs the missing Debian packages where that is possible, and says what to install where it is not.
pub fn install() -> Result<()> {
    if process::find("apt-get").is_none() {
        println!(
            "No apt-get here. The browser tests use the engines that are installed: Chromium with chromedriver, Firefox, \
             and on Linux WebKitGTK's WebKitWebDriver with Xvfb. The corpus tests use GNOME's help pages (gnome-user-docs)."
        );
        return Ok(());
    }
    let missing = missing_packages();
    if missing.is_empty() {
        return Ok(());
    }
    let Some(rights) = administrator() else {
        println!(
            "These packages are missing, and there is no right to install them. Run:\n  sudo apt-get install {}",
            missing.join(" ")
        );
        return Ok(());
    };
    let apt = |arguments: &[&str]| {
        let mut words = [rights, &["apt-get"], arguments].concat().into_iter();
        let mut apt = command(words.next().unwrap_or("apt-get"));
        apt.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    quietly(
        "Updating the package lists",
        "half a minute",
        &mut apt(&["update"]),
    )?;
    // Ubuntu has no firefox-esr, for instance; the engine report says what comes of it.
    let (offered, others): (Vec<_>, Vec<_>) = missing.into_iter().partition(is_offered);
    if !others.is_empty() {
        println!("This system's apt does not offer {}", others.join(", "));
    }
    if offered.is_empty() {
        return Ok(());
    }
    let what = format!("Installing {}", offered.join(", "));
    let install = [
        &["install", "--yes", "--no-install-recommends"],
        &offered[..],
    ]
    .concat();
    quietly(&what, "once; about 2 minutes", &mut apt(&install))
}

fn is_offered(package: &&str) -> bool {
    process::output(command("apt-cache").args(["show", package])).is_ok()
}

/// Says which engines the browser tests will find. On CI a missing one is an error, so that no run there can pass by
/// testing less than it claims.
pub fn report_engines() -> Result<()> {
    let is_there = |engine: &Engine| {
        let found = |names: &&[&str]| names.iter().any(|name| process::find(name).is_some());
        engine.programs.iter().all(found)
    };
    let (found, missing): (Vec<&Engine>, Vec<&Engine>) = ENGINES.iter().partition(|e| is_there(e));
    for engine in found {
        println!("Engine {}: found", engine.name);
    }
    for engine in &missing {
        let programs: Vec<String> = engine
            .programs
            .iter()
            .map(|names| names.join(" or "))
            .collect();
        println!(
            "Engine {}: MISSING, not tested (needs {})",
            engine.name,
            programs.join(" and ")
        );
    }
    if !missing.is_empty() && process::on_ci() {
        bail!("CI=true asks for all three browser engines");
    }
    Ok(())
}

fn missing_packages() -> Vec<&'static str> {
    // dpkg-query fails when it knows nothing at all about one of them, and still prints the others.
    let query = command("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(DEBIAN_PACKAGES)
        .output();
    let listing = query.map(|output| output.stdout).unwrap_or_default();
    let listing = String::from_utf8_lossy(&listing);
    let installed = |package: &str| {
        listing
            .lines()
            .any(|line| line == format!("{package} installed"))
    };
    DEBIAN_PACKAGES
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect()
}

/// The words that go before `apt-get`: none for root, `sudo -n` where it asks for no password, `None` where there is no way.
fn administrator() -> Option<&'static [&'static str]> {
    let is_root = process::output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if is_root {
        return Some(&[]);
    }
    let sudo = process::output(command("sudo").args(["-n", "true"]));
    sudo.is_ok().then_some(&["sudo", "-n"])
}
