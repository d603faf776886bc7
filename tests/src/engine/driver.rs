//! An engine that runs: its driver's process, one session, and the display where it needs one.

use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use thirtyfour::WebDriver;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use super::display::Display;
use super::{Engine, Programs};
use crate::Failure;

/// How long a driver may take until it listens.
const START_WITHIN: Duration = Duration::from_secs(20);

/// A browser and everything that drives it. Dropping kills the processes; [`stop`](Self::stop) lets them end well.
#[derive(Debug)]
pub struct Running {
    /// The session.
    pub session: WebDriver,
    driver: Child,
    _display: Option<Display>,
}

impl Running {
    /// Starts driver and browser.
    pub async fn start(engine: Engine, programs: &Programs) -> Result<Self, Failure> {
        let display = match &programs.display {
            Some(program) => Some(Display::start(program).await?),
            None => None,
        };
        let port = free_port()?;
        let mut command = Command::new(&programs.driver);
        match engine {
            Engine::Firefox => command.args(["--port", &port.to_string()]),
            _ => command.arg(format!("--port={port}")),
        };
        if let Some(display) = &display {
            command.env("DISPLAY", &display.name);
            // Its sandbox needs user namespaces, which containers lack.
            command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        }
        let mut driver = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| failed(&programs.driver, error.to_string()))?;
        listens(&programs.driver, &mut driver, port).await?;
        let address = format!("http://127.0.0.1:{port}");
        let session = WebDriver::new(address, engine.capabilities(programs)).await?;
        Ok(Self {
            session,
            driver,
            _display: display,
        })
    }

    /// Closes the browser, then stops its driver.
    pub async fn stop(mut self) -> Result<(), Failure> {
        self.session.quit().await?;
        self.driver.kill().await?;
        Ok(())
    }
}

/// Returns when the driver accepts connections.
async fn listens(program: &Path, driver: &mut Child, port: u16) -> Result<(), Failure> {
    let started = Instant::now();
    let mut poll = tokio::time::interval(Duration::from_millis(20));
    loop {
        poll.tick().await;
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(());
        }
        if let Some(status) = driver.try_wait()? {
            return Err(failed(program, format!("it ended at once ({status})")));
        }
        if started.elapsed() > START_WITHIN {
            return Err(failed(program, format!("silent for {START_WITHIN:?}")));
        }
    }
}

/// A port that nobody has: WebKitWebDriver cannot be asked which one it took, so all drivers are given theirs.
fn free_port() -> Result<u16, Failure> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn failed(program: &Path, reason: String) -> Failure {
    Failure::Program {
        program: program.to_owned(),
        reason,
    }
}
