//! Runs in a real browser: the built widget in Chromium, a network that fails, the desk as a process. Tab, browser and desk are really
//! killed, storage is really full or absent. A seed decides what happens; at which instruction it strikes, the machine decides too.

mod devtools;
mod plan;
mod proxy;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use guichet_tests::Words;
use guichet_tests::site::{Bundle, Page, Site};
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;

use self::devtools::{Chromium, Tab};
use self::plan::{Blow, Plan, Storage};
use self::proxy::Proxy;
use crate::check::{Attached, Finding, Ledger, Promise, Question};
use crate::process::DeskProcess;

/// Between two looks at the page.
const GLANCE: Duration = Duration::from_millis(15);
/// How long something is waited for that the page may say, or may not: a request may hang.
const UNTIL_SAID: Duration = Duration::from_secs(3);
/// How long a tab that is left is looked at after the blow, in milliseconds.
const AFTERWARDS: u64 = 400;
/// How long a ticket may take to arrive when nothing is in its way.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a run is begun anew because the browser could not be driven.
const TRIES: usize = 3;

/// How often what happened.
#[derive(Default)]
struct Figures {
    done: u64,
    failed: u64,
    repeated: u64,
    promised: usize,
    counts: BTreeMap<String, usize>,
}

/// Runs so often from this seed on, in two browsers side by side; whether nothing was found.
pub async fn run(runs: u64, seed: u64) -> Result<bool> {
    let started = Instant::now();
    let next = Arc::new(AtomicU64::new(seed));
    let workers = (0..runs.min(2)).map(|_| {
        let next = Arc::clone(&next);
        tokio::spawn(async move { work(&next, seed + runs).await })
    });
    let workers: Vec<_> = workers.collect();
    let mut all = Figures::default();
    for worker in workers {
        let figures = worker.await??;
        all.done += figures.done;
        all.failed += figures.failed;
        all.repeated += figures.repeated;
        all.promised += figures.promised;
        for (what, count) in figures.counts {
            *all.counts.entry(what).or_default() += count;
        }
    }
    println!(
        "{} runs in Chromium in {:.0} s: {} failed; {} begun anew because the browser could not be driven; \
         something was promised in {}\n\n| What | Runs |\n|---|---:|",
        all.done,
        started.elapsed().as_secs_f64(),
        all.failed,
        all.repeated,
        all.promised,
    );
    for (what, count) in &all.counts {
        println!("| {what} | {count} |");
    }
    Ok(all.failed == 0)
}

async fn work(next: &AtomicU64, end: u64) -> Result<Figures> {
    let mut figures = Figures::default();
    let mut house = House::open().await?;
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= end {
            house.browser.kill().await?;
            return Ok(figures);
        }
        let plan = Plan::of(seed);
        let mut tries = 0;
        let (ledger, findings) = loop {
            match house.live(&plan).await {
                Ok(lived) => break lived,
                Err(error) if tries < TRIES => {
                    eprintln!("run {seed} is begun anew: {error:#}");
                    tries += 1;
                    figures.repeated += 1;
                    house.browser.kill().await?;
                    house = House::open().await?;
                }
                Err(error) => return Err(error.context(format!("run {seed}: {plan:?}"))),
            }
        };
        figures.done += 1;
        figures.promised += ledger.promises();
        let mut count = |what: String| *figures.counts.entry(what).or_default() += 1;
        count(format!("{:?}", plan.blow));
        count(format!("storage {:?}", plan.storage));
        count(format!("{} tabs", plan.tabs));
        count(format!("clock {:+} years", plan.clock.signum() * 10));
        count(format!("first post: {:?}", plan.faults[0]));
        if !findings.is_empty() {
            figures.failed += 1;
            println!("\n{plan:?}");
            for finding in findings {
                println!("FAILED: {finding}");
            }
            println!("Again: cargo xtask faults --runs 1 --browsers 1 --seed {seed}");
        }
    }
}

/// Everything around the runs of one browser.
struct House {
    browser: Chromium,
    proxy: Arc<Proxy>,
    help: Site,
    words: Words,
    profile: TempDir,
    _desk: TempDir,
}

impl House {
    async fn open() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let database = format!("sqlite:{}", folder.path().join("desk.db").display());
        let mut desk = DeskProcess::new(database.parse()?, folder.path())?;
        desk.start().await?;
        let proxy = Proxy::before(desk).await?;
        let bundle = Bundle::sending_to(&proxy.origin)?;
        let profile = tempfile::tempdir()?;
        Ok(Self {
            browser: Chromium::start(profile.path()).await?,
            help: Site::start(bundle.router()).await?,
            proxy,
            words: Words::of("en")?,
            profile,
            _desk: folder,
        })
    }

    /// A run, and what went wrong in it.
    async fn live(&mut self, plan: &Plan) -> Result<(Ledger, Vec<Finding>)> {
        // A new origin finds empty storage.
        let page = Page::plain().router(&self.help.origin, &self.proxy.origin);
        let page = Site::start(page).await?;
        let mut ledger = Ledger::default();
        self.proxy.close(false);
        let tabs = self.visit(plan, &page).await?;
        self.write(plan, &page, &tabs[0]).await?;
        self.watch(plan, &tabs[0], &mut ledger, plan.after).await?;
        let left = self.strike(plan, tabs).await?;
        if let Some(tab) = left.first() {
            self.watch(plan, tab, &mut ledger, Some(AFTERWARDS)).await?;
        }
        self.close(&left).await?;

        // The next visit, while nothing gets through: what is there is said.
        self.proxy.close(true);
        let tab = self.tab(plan, &page).await?;
        let mut findings = self.judge(plan, &tab, &ledger).await?;
        if !self.outbox(&tab).await?.is_empty() && !self.is_said(&tab).await? {
            findings.push(Finding::Unsaid(plan.question.subject.clone()));
        }
        // And the last one, when nothing is in the way.
        self.proxy.disturb(Vec::new());
        self.proxy.close(false);
        self.close(&[tab]).await?;
        let tab = self.tab(plan, &page).await?;
        let healed = Instant::now();
        while !self.outbox(&tab).await?.is_empty() {
            if healed.elapsed() > PATIENCE {
                findings.push(Finding::Stuck(plan.question.subject.clone()));
                break;
            }
            tokio::time::sleep(GLANCE).await;
        }
        findings.extend(self.judge(plan, &tab, &ledger).await?);
        self.close(&[tab]).await?;
        findings.dedup();
        Ok((ledger, findings))
    }

    async fn visit(&self, plan: &Plan, page: &Site) -> Result<Vec<Tab>> {
        let mut tabs = Vec::new();
        for _ in 0..plan.tabs {
            tabs.push(self.tab(plan, page).await?);
        }
        Ok(tabs)
    }

    async fn tab(&self, plan: &Plan, page: &Site) -> Result<Tab> {
        let tab = self.browser.open(&plan.script()).await?;
        let address = json!({ "url": page.origin });
        self.browser.call(&tab, "Page.navigate", address).await?;
        let is_there = "(async () => { await hands.soon(() => document.readyState === 'complete'); return true; })()";
        while self.browser.evaluate(&tab, is_there).await.is_err() {
            tokio::time::sleep(GLANCE).await; // The page before this one has just gone.
        }
        Ok(tab)
    }

    /// Fills in the form and sends it.
    async fn write(&self, plan: &Plan, page: &Site, tab: &Tab) -> Result<()> {
        if plan.storage == Storage::Full {
            let quota = json!({ "origin": page.origin, "quotaSize": 1 });
            self.browser
                .call(tab, "Storage.overrideQuotaForOrigin", quota)
                .await?;
        }
        self.proxy.disturb(plan.faults.clone());
        let question = &plan.question;
        let files = question.files.iter().map(|file| {
            json!({ "name": file.name, "type": file.media_type, "content": base64(&file.content) })
        });
        let files: Vec<Value> = files.collect();
        let attach = match files.is_empty() {
            true => String::new(),
            false => format!("await hands.attach({});", json!(files)),
        };
        let say = |key| json!(self.words.say(key));
        let script = format!(
            "(async () => {{ await hands.press({}); await hands.press({}); await hands.fill('email', 'ilze@example.org'); \
             await hands.fill('subject', {}); await hands.fill('message', {}); {attach} await hands.press({}); }})()",
            say("panel.name"),
            say("home.contact"),
            json!(question.subject),
            json!(question.message),
            say("contact.send"),
        );
        self.browser.evaluate(tab, &script).await?;
        Ok(())
    }

    /// Looks at the page for so many milliseconds, or until it says something, and notes that.
    async fn watch(
        &self,
        plan: &Plan,
        tab: &Tab,
        ledger: &mut Ledger,
        long: Option<u64>,
    ) -> Result<()> {
        let (kept, sent) = (
            self.words.say("outgoing.kept"),
            self.words.say("ticket.title"),
        );
        let look = format!("[hands.says({}), hands.says({})]", json!(kept), json!(sent));
        let started = Instant::now();
        let longest = long.map_or(UNTIL_SAID, Duration::from_millis);
        while started.elapsed() < longest {
            let seen = self.browser.evaluate(tab, &look).await?;
            let (kept, sent) = (seen[0] == true, seen[1] == true);
            if kept {
                ledger.note(Promise::Saved, plan.question.clone());
            }
            if sent {
                ledger.note(Promise::Accepted, plan.question.clone());
            }
            if sent || (kept && long.is_none()) {
                break;
            }
            tokio::time::sleep(GLANCE.min(longest)).await;
        }
        Ok(())
    }

    /// The blow; the tabs that are left.
    async fn strike(&mut self, plan: &Plan, mut tabs: Vec<Tab>) -> Result<Vec<Tab>> {
        match plan.blow {
            Blow::Nothing => {}
            Blow::TabClosed => self.browser.close(&tabs.remove(0)).await?,
            Blow::TabCrashed => {
                let tab = tabs.remove(0);
                self.browser.crash(&tab).await?;
                // The other tabs of the page may have lived in the same process.
                self.close(&[tab]).await?;
                self.close(&tabs).await?;
                tabs.clear();
            }
            Blow::BrowserKilled => {
                self.browser.kill().await?;
                self.browser = Chromium::start(self.profile.path()).await?;
                tabs.clear();
            }
            Blow::Offline => {
                for is_offline in [true, false] {
                    for tab in &tabs {
                        self.set_offline(tab, is_offline).await?;
                    }
                    tokio::time::sleep(Duration::from_millis(plan.after.unwrap_or(AFTERWARDS)))
                        .await;
                }
            }
            Blow::DeskKilled => self.proxy.kill_desk().await?,
            Blow::Reloaded => {
                self.browser
                    .call(&tabs[0], "Page.reload", json!({}))
                    .await?;
                self.close(&tabs).await?;
                tabs.clear();
            }
        }
        // Only the first tab wrote: the others cannot say anything of the question.
        Ok(match plan.blow {
            Blow::TabClosed => {
                self.close(&tabs).await?;
                Vec::new()
            }
            _ => tabs,
        })
    }

    async fn set_offline(&self, tab: &Tab, offline: bool) -> Result<()> {
        let network = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        let method = "Network.emulateNetworkConditions";
        self.browser.call(tab, method, network).await.map(drop)
    }

    async fn close(&self, tabs: &[Tab]) -> Result<()> {
        for tab in tabs {
            self.browser.close(tab).await?;
        }
        Ok(())
    }

    /// Whether the widget says that a message waits.
    async fn is_said(&self, tab: &Tab) -> Result<bool> {
        let say = |key| json!(self.words.say(key));
        let script = format!(
            "(async () => {{ await hands.press({}); await hands.press({}); await hands.soon(() => hands.says({})); return true; }})()",
            say("panel.name"),
            say("home.contact"),
            say("outgoing.kept"),
        );
        Ok(self.browser.evaluate(tab, &script).await? == true)
    }

    async fn outbox(&self, tab: &Tab) -> Result<Vec<Question>> {
        let kept = self.browser.evaluate(tab, "hands.outbox()").await?;
        let kept: Vec<Kept> = serde_json::from_value(kept)?;
        kept.into_iter().map(Kept::question).collect()
    }

    async fn judge(&self, plan: &Plan, tab: &Tab, ledger: &Ledger) -> Result<Vec<Finding>> {
        // First the outbox: what leaves it meanwhile is in the desk.
        let outbox = self.outbox(tab).await?;
        let desk = self.proxy.desk.lock().await;
        let arrived = desk.questions(plan.question.mark()).await?;
        let of_it: Vec<Question> = arrived
            .into_iter()
            .filter(|question| question.mark() == plan.question.mark())
            .collect();
        Ok(ledger.findings(&of_it, &outbox))
    }
}

/// An entry of the outbox as `hands.js` reads it.
#[derive(Deserialize)]
struct Kept {
    subject: String,
    message: String,
    files: Vec<KeptFile>,
}

#[derive(Deserialize)]
struct KeptFile {
    name: String,
    #[serde(rename = "type")]
    media_type: String,
    content: String,
}

impl Kept {
    fn question(self) -> Result<Question> {
        let files = self.files.into_iter().map(|file| {
            Ok(Attached {
                content: from_base64(&file.content).context("the page writes base64")?,
                name: file.name,
                media_type: file.media_type,
            })
        });
        Ok(Question {
            subject: self.subject,
            message: self.message,
            files: files.collect::<Result<_>>()?,
        })
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::prelude::BASE64_STANDARD.encode(bytes)
}

fn from_base64(text: &str) -> Result<Vec<u8>> {
    use base64::Engine;
    Ok(base64::prelude::BASE64_STANDARD.decode(text)?)
}
