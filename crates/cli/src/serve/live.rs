//! A bundle that follows its knowledge base: built into a temporary folder, again after every change.
//!
//! A build with errors writes nothing, so the last good bundle stays where it is.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use guichet_bundle::folder::MANIFEST;
use indicatif::ProgressBar;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::build::build;
use crate::knowledge_base::diagnostic;
use crate::{causes, progress};

/// An editor that saves touches files several times; nothing is built until it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(100);

/// A knowledge base that is watched, and its bundle.
#[derive(Debug)]
pub struct Live {
    bundle: TempDir,
    watcher: RecommendedWatcher,
    changes: watch::Receiver<u64>,
}

impl Live {
    /// Builds the bundle of the knowledge base and starts to watch it. Errors in it are printed, and are no errors here:
    /// they are there to be mended.
    pub fn start(knowledge_base: &Path) -> Result<Self> {
        let bundle = tempfile::Builder::new()
            .prefix("guichet-")
            .tempdir()
            .context("cannot make a temporary folder")?;
        let (news, touched) = mpsc::channel();
        let watcher = watch(knowledge_base, news)?;
        let bar = progress::bar("articles");
        rebuild(knowledge_base, bundle.path(), &bar);
        bar.finish_and_clear();
        let (built, changes) = watch::channel(0);
        let (source, out) = (knowledge_base.to_owned(), bundle.path().to_owned());
        thread::spawn(move || follow(&source, &out, &touched, &built));
        Ok(Self {
            bundle,
            watcher,
            changes,
        })
    }

    /// The folder of the bundle.
    pub fn bundle(&self) -> &Path {
        self.bundle.path()
    }

    /// Counts the builds after the first.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.clone()
    }

    /// The folder, which is deleted when it is dropped, and the watcher; without it no more builds are counted, and who
    /// waits for one is told so.
    pub fn into_parts(self) -> (TempDir, RecommendedWatcher) {
        (self.bundle, self.watcher)
    }
}

fn watch(folder: &Path, news: Sender<()>) -> Result<RecommendedWatcher> {
    let tell = move |event: notify::Result<Event>| {
        // Reading is no change; what the watcher could not see may be one.
        if event.is_ok_and(|event| event.kind.is_access()) {
            return;
        }
        // Nobody listens any more when the server has ended.
        let _ = news.send(());
    };
    let mut watcher =
        notify::recommended_watcher(tell).context("cannot watch files on this system")?;
    watcher
        .watch(folder, RecursiveMode::Recursive)
        .with_context(|| format!("cannot watch the folder {}", folder.display()))?;
    Ok(watcher)
}

/// Builds after each change, until the watcher is gone.
fn follow(source: &Path, out: &Path, touched: &Receiver<()>, built: &watch::Sender<u64>) {
    while touched.recv().is_ok() {
        while touched.recv_timeout(QUIET).is_ok() {}
        if rebuild(source, out, &ProgressBar::hidden()) {
            built.send_modify(|builds| *builds += 1);
        }
    }
}

/// Builds and says what came of it; true where there is a new bundle.
fn rebuild(source: &Path, out: &Path, progress: &ProgressBar) -> bool {
    let outcome = match build(source, out, progress) {
        Ok(outcome) => outcome,
        Err(error) => {
            let error = causes::in_one_line(&error);
            anstream::eprintln!("The bundle could not be built: {error}");
            return false;
        }
    };
    // Where standard error is closed, there is nobody to tell.
    let _ = diagnostic::print(&outcome.diagnostics);
    match &outcome.summary {
        Some(built) => anstream::println!(
            "Bundle built in {1:.1} s; articles: {0}",
            built.articles,
            built.time.as_secs_f64()
        ),
        None if out.join(MANIFEST).exists() => anstream::eprintln!(
            "The knowledge base has errors: the last good bundle is still served"
        ),
        None => anstream::eprintln!(
            "The knowledge base has errors: no bundle is served until they are mended"
        ),
    }
    outcome.summary.is_some()
}
