//! A real PostgreSQL server, from Debian's packages, in a folder of its own: it can be crashed.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The user and group `nobody`. PostgreSQL refuses to run as root.
const NOBODY: u32 = 65534;

/// A server that listens on a socket in its folder.
pub struct Server {
    programs: PathBuf,
    folder: PathBuf,
    /// Whom it runs as, if not as whoever started this.
    user: Option<u32>,
}

/// The folder with the server's programs. Debian keeps them off the PATH, in a folder for each version.
pub fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let debian = versions.flatten().map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian
        .chain(std::env::split_paths(&path))
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}

impl Server {
    /// Makes an empty database in `folder` and starts the server.
    pub fn start(programs: PathBuf, folder: &Path) -> Result<Self> {
        let is_root = folder.metadata()?.uid() == 0;
        let user = is_root.then_some(NOBODY);
        chown(folder, user, user)?;
        let server = Self {
            programs,
            folder: folder.to_owned(),
            user,
        };
        server.run("initdb --username=postgres --auth=trust --encoding=UTF8 --no-sync")?;
        server.begin()?;
        Ok(server)
    }

    /// The address of its database.
    pub fn address(&self) -> String {
        let folder = self.folder.display();
        format!("postgres:///postgres?user=postgres&host={folder}")
    }

    /// Ends all its processes without a word, and starts it again: it recovers from its log.
    pub fn crash(&self) -> Result<()> {
        self.end()?;
        self.begin()
    }

    /// Returns when the server takes connections.
    fn begin(&self) -> Result<()> {
        self.run("pg_ctl start --wait --options=-clisten_addresses= --options=-cunix_socket_directories=..")
    }

    fn end(&self) -> Result<()> {
        self.run("pg_ctl stop --mode=immediate")
    }

    /// Runs one of the server's programs on its data.
    fn run(&self, line: &str) -> Result<()> {
        let mut words = line.split(' ');
        let program = self.programs.join(words.next().unwrap_or_default());
        // In a file: a pipe would not end before the server does, which inherits it.
        let said = self.folder.join("said");
        let output = File::create(&said)?;
        let mut command = Command::new(program);
        command
            .args(words)
            .arg("--pgdata=data")
            .current_dir(&self.folder)
            .stdout(output.try_clone()?)
            .stderr(output);
        if let Some(user) = self.user {
            command.uid(user).gid(user);
        }
        let status = command.status().with_context(|| line.to_owned())?;
        let why = fs::read_to_string(said)?;
        ensure!(status.success(), "`{line}` failed: {why}");
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already has nothing to say.
        let _ = self.end();
    }
}
