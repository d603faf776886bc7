//! `cargo xtask demo`: the whole line on one machine. Builds the widget and the demo's bundle, starts the static server
//! and the desk, says where to look, and stops both on Ctrl-C.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::Options;
use crate::process::{self, command};
use crate::progress::{section, timed};
use crate::widget::{self, BUNDLE, Mode};
use crate::workspace::{dist, target_dir};

const PAGE_PORT: u16 = 4100;
const DESK_PORT: u16 = 4101;
const START_WITHIN: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(100);

/// The command.
pub fn run(options: &Options) -> Result<()> {
    widget::build(Mode::of(options))?;
    bundle()?;
    if options.has("--once") {
        return Ok(());
    }
    serve()
}

/// Builds the demo's knowledge base into dist/bundle. The debug `guichet` is quick enough for some thirty articles in seven
/// languages, and the tests need it anyway.
pub fn bundle() -> Result<()> {
    timed("Demo bundle", || {
        process::run(command("cargo").args(["build", "--package", "guichet-cli"]))?;
        let out = dist().join(BUNDLE);
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        let guichet = guichet()?;
        process::run(command(&guichet).args(["build", "demo/kb", "--out", "dist/bundle"]))
    })
}

fn serve() -> Result<()> {
    section("Demo");
    for port in [PAGE_PORT, DESK_PORT] {
        TcpListener::bind(("127.0.0.1", port)).with_context(|| {
            format!("port {port} is taken, perhaps by another `cargo xtask demo`; stop that first")
        })?;
    }
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed))?;

    let guichet = guichet()?;
    let database = desk_database()?;
    let attachments = desk_folder()?.join("attachments").display().to_string();
    let page = format!("http://localhost:{PAGE_PORT}");
    let same_page = format!("http://127.0.0.1:{PAGE_PORT}");
    let listen = format!("127.0.0.1:{DESK_PORT}");
    let port = PAGE_PORT.to_string();
    let mut servers = Servers(Vec::new());
    let serve = ["serve", "dist", "--port", &port];
    servers.start("the static server", &guichet, &serve)?;
    let mut desk = vec!["desk", "--listen", &listen, "--database", &database];
    desk.extend(["--attachments", &attachments]);
    desk.extend(["--allow-origin", &page, "--allow-origin", &same_page]);
    servers.start("the desk", &guichet, &desk)?;
    for port in [PAGE_PORT, DESK_PORT] {
        servers.wait_for(port, &stop)?;
    }

    println!("\nThe demo shop:  {page}/");
    println!("Its tickets:    {guichet} desk list --database {database}");
    println!("Stop with Ctrl-C.");
    while !stop.load(Ordering::Relaxed) {
        servers.check()?;
        thread::sleep(POLL);
    }
    Ok(())
}

/// The command line as `bundle` built it.
fn guichet() -> Result<String> {
    let path: PathBuf = target_dir()?.join("debug/guichet");
    Ok(path.display().to_string())
}

fn desk_database() -> Result<String> {
    let file = desk_folder()?.join("desk.db");
    Ok(format!("sqlite:{}", file.display()))
}

/// Where the desk keeps its database and its files.
fn desk_folder() -> Result<PathBuf> {
    let folder = target_dir()?.join("demo");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The running servers; dropping stops them.
struct Servers(Vec<(&'static str, Child)>);

impl Servers {
    fn start(&mut self, name: &'static str, program: &str, arguments: &[&str]) -> Result<()> {
        let server = &mut command(program);
        server.args(arguments);
        println!("$ {}", process::line(server));
        let child = server
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        self.0.push((name, child));
        Ok(())
    }

    /// Fails when one of them has ended by itself.
    fn check(&mut self) -> Result<()> {
        for (name, child) in &mut self.0 {
            if let Some(status) = child.try_wait()? {
                bail!("{name} has ended ({status})");
            }
        }
        Ok(())
    }

    /// Returns when the server on `port` answers HTTP.
    fn wait_for(&mut self, port: u16, stop: &AtomicBool) -> Result<()> {
        let start = Instant::now();
        while !stop.load(Ordering::Relaxed) && !answers(port) {
            self.check()?;
            if start.elapsed() > START_WITHIN {
                bail!(
                    "nothing answers on port {port} after {} s",
                    START_WITHIN.as_secs()
                );
            }
            thread::sleep(POLL);
        }
        Ok(())
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        for (_, child) in &mut self.0 {
            // Already gone is as good as killed.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn answers(port: u16) -> bool {
    let request = |port| -> std::io::Result<[u8; 5]> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut head = [0; 5];
        stream.read_exact(&mut head)?;
        Ok(head)
    };
    request(port).is_ok_and(|head| &head == b"HTTP/")
}
