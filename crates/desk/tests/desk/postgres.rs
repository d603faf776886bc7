//! Every story of this suite once more, with PostgreSQL instead of SQLite: a real server, from Debian's packages, that lives as
//! long as this test.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::place::SERVER;

/// The user and group `nobody`. PostgreSQL refuses to run as root.
const NOBODY: u32 = 65534;

#[test]
fn every_story_holds_on_postgresql_too() {
    if std::env::var_os(SERVER).is_some() {
        // This is the second time already.
        return;
    }
    let Some(programs) = programs() else {
        let missing = "PostgreSQL: MISSING, not tested (needs initdb, pg_ctl and postgres; cargo xtask setup --tests \
                       installs them on Debian)";
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{missing}");
        println!("{missing}");
        return;
    };
    let server = Server::start(programs);
    let stories = Command::new(std::env::current_exe().unwrap())
        .args(["--skip", "sqlite_file::"])
        .env(SERVER, server.address())
        .output()
        .unwrap();
    println!("{}", String::from_utf8_lossy(&stories.stdout));
    println!("{}", String::from_utf8_lossy(&stories.stderr));
    assert!(stories.status.success());
}

/// The folder with the server's programs. Debian keeps them off the PATH, in a folder for each version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let debian = versions.flatten().map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian
        .chain(std::env::split_paths(&path))
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}

/// A PostgreSQL server that listens on a socket in its own folder.
struct Server {
    programs: PathBuf,
    folder: TempDir,
    /// Whom it runs as, if not as whoever runs the tests.
    user: Option<u32>,
}

impl Server {
    fn start(programs: PathBuf) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let is_root = folder.path().metadata().unwrap().uid() == 0;
        let user = is_root.then_some(NOBODY);
        chown(folder.path(), user, user).unwrap();
        let server = Self {
            programs,
            folder,
            user,
        };
        server.run("initdb --username=postgres --auth=trust --encoding=UTF8 --no-sync");
        // Returns when the server takes connections.
        server.run("pg_ctl start --wait --options=-clisten_addresses= --options=-cunix_socket_directories=..");
        server
    }

    /// The address of a database that every server has.
    fn address(&self) -> String {
        let folder = self.folder.path().display();
        format!("postgres:///postgres?user=postgres&host={folder}")
    }

    /// Runs one of the server's programs on its data.
    fn run(&self, line: &str) {
        let mut words = line.split(' ');
        let program = self.programs.join(words.next().unwrap());
        // In a file: a pipe would not end before the server does, which inherits it.
        let said = self.folder.path().join("said");
        let output = File::create(&said).unwrap();
        let mut command = Command::new(program);
        command
            .args(words)
            .arg("--pgdata=data")
            .current_dir(self.folder.path())
            .stdout(output.try_clone().unwrap())
            .stderr(output);
        if let Some(user) = self.user {
            command.uid(user).gid(user);
        }
        let status = command.status().unwrap();
        assert!(
            status.success(),
            "{line}: {}",
            fs::read_to_string(said).unwrap()
        );
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.run("pg_ctl stop --mode=immediate");
    }
}
