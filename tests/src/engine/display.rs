//! A virtual X display for the one engine that cannot do without.

use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::Failure;

/// Larger than the largest page under test, with room for the browser's own bars.
const SCREEN: &str = "1600x1400x24";

/// A running X server; dropping stops it.
#[derive(Debug)]
pub struct Display {
    /// Its name, for the variable `DISPLAY`.
    pub name: String,
    _server: Child,
}

impl Display {
    /// Starts one under the first free number, which the server itself finds.
    pub async fn start(program: &Path) -> Result<Self, Failure> {
        let failed = |reason: String| Failure::Program {
            program: program.to_owned(),
            reason,
        };
        let mut server = Command::new(program)
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                SCREEN,
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let output = server.stdout.take().expect("its output is piped");
        let number = BufReader::new(output).lines().next_line().await?;
        let number = number.ok_or_else(|| failed("it ended without naming a display".into()))?;
        Ok(Self {
            name: format!(":{}", number.trim()),
            _server: server,
        })
    }
}
