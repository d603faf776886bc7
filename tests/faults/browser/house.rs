//! Everything around the person of a run: browser, network, desk, what strikes and who judges.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use guichet_tests::site::{Bundle, Page, Site};
use serde_json::json;
use tempfile::TempDir;

use super::devtools::{Chromium, Tab};
use super::person::{GLANCE, Person, outbox};
use super::plan::{Blow, Moment, Network, Plan, Storage};
use super::proxy::Proxy;
use crate::check::{Finding, Ledger, Question};
use crate::process::DeskProcess;

/// How long a tab that is left is looked at after the blow, in milliseconds.
const AFTERWARDS: u64 = 400;
/// How long a ticket may take to arrive when nothing is in its way.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything around the runs of one browser.
pub struct House {
    /// In which they are.
    pub browser: Chromium,
    proxy: Arc<Proxy>,
    help: Site,
    profile: TempDir,
    _desk: TempDir,
}

impl House {
    /// With a browser and a desk that have just been started.
    pub async fn open() -> Result<Self> {
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
            profile,
            _desk: folder,
        })
    }

    /// A run, and what went wrong in it.
    pub async fn live<'a>(&mut self, plan: &'a Plan) -> Result<(Person<'a>, Vec<Finding>)> {
        // A new origin finds empty storage.
        let page = Page::plain().router(&self.help.origin, &self.proxy.origin);
        let page = Site::start(page).await?;
        let mut person = Person::of(plan)?;
        self.proxy.close(false);
        let tabs = self.visit(&person, plan.tabs, &page).await?;
        self.send(plan, &page, &tabs, &mut person).await?;
        let has_acted = self.disturb(plan, &page, tabs, &mut person).await?;

        // The next visit, while nothing gets through: what is there is said, and can be discarded.
        self.proxy.close(true);
        let tab = self.tab(&person, &page).await?;
        let mut findings = self.judge(plan, &tab, &person.ledger).await?;
        if !outbox(&self.browser, &tab).await?.is_empty() {
            if !person.is_told(&self.browser, &tab).await? {
                findings.push(Finding::Unsaid(plan.question.subject.clone()));
            }
            if !has_acted {
                person.act(&self.browser, &tab, Moment::After).await?;
            }
        }
        // And the last one, when nothing is in the way.
        self.proxy.disturb(Vec::new());
        self.proxy.close(false);
        self.close(&[tab]).await?;
        let tab = self.tab(&person, &page).await?;
        if !outbox(&self.browser, &tab).await?.is_empty() {
            person.try_again(&self.browser, &tab).await?;
        }
        let healed = Instant::now();
        while !outbox(&self.browser, &tab).await?.is_empty() {
            if healed.elapsed() > PATIENCE {
                findings.push(Finding::Stuck(plan.question.subject.clone()));
                break;
            }
            tokio::time::sleep(GLANCE).await;
        }
        findings.extend(self.judge(plan, &tab, &person.ledger).await?);
        self.close(&[tab]).await?;
        findings.dedup();
        Ok((person, findings))
    }

    async fn visit(&self, person: &Person<'_>, tabs: usize, page: &Site) -> Result<Vec<Tab>> {
        let mut opened = Vec::new();
        for _ in 0..tabs {
            opened.push(self.tab(person, page).await?);
        }
        Ok(opened)
    }

    async fn tab(&self, person: &Person<'_>, page: &Site) -> Result<Tab> {
        let tab = self.browser.open(&person.script()).await?;
        let address = json!({ "url": page.origin });
        self.browser.call(&tab, "Page.navigate", address).await?;
        let is_there = "(async () => { await hands.soon(() => document.readyState === 'complete'); return true; })()";
        while self.browser.evaluate(&tab, is_there).await.is_err() {
            tokio::time::sleep(GLANCE).await; // The page before this one has just gone.
        }
        Ok(tab)
    }

    /// The question is written in the first tab, and sent.
    async fn send(
        &self,
        plan: &Plan,
        page: &Site,
        tabs: &[Tab],
        person: &mut Person<'_>,
    ) -> Result<()> {
        if plan.storage == Storage::Full {
            let quota = json!({ "origin": page.origin, "quotaSize": 1 });
            let method = "Storage.overrideQuotaForOrigin";
            self.browser.call(&tabs[0], method, quota).await?;
        }
        self.proxy.disturb(plan.faults.clone());
        person.write(&self.browser, &tabs[0]).await?;
        if plan.network != Network::There {
            self.set_offline(tabs, true).await?;
        }
        person.send(&self.browser, &tabs[0]).await
    }

    /// The blow, with what the person does and is told around it. Whether there was a tab left to do something in afterwards.
    async fn disturb(
        &mut self,
        plan: &Plan,
        page: &Site,
        tabs: Vec<Tab>,
        person: &mut Person<'_>,
    ) -> Result<bool> {
        let first = &tabs[0];
        person.watch(&self.browser, first, plan.after).await?;
        for moment in [Moment::Before, Moment::During] {
            person.act(&self.browser, first, moment).await?;
        }
        if plan.network == Network::BackBefore {
            self.set_offline(&tabs, false).await?;
        }
        let left = self.strike(plan, page, tabs, person).await?;
        if let Some(tab) = left.first() {
            person.act(&self.browser, tab, Moment::After).await?;
            if plan.network == Network::BackAfter {
                self.set_offline(&left, false).await?;
            }
            let browser = &self.browser;
            person.watch(browser, tab, Some(AFTERWARDS)).await?;
        }
        self.close(&left).await?;
        Ok(!left.is_empty())
    }

    /// The blow; the tabs that are left.
    async fn strike(
        &mut self,
        plan: &Plan,
        page: &Site,
        mut tabs: Vec<Tab>,
        person: &Person<'_>,
    ) -> Result<Vec<Tab>> {
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
                    self.set_offline(&tabs, is_offline).await?;
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
            Blow::OtherTab => tabs.push(self.tab(person, page).await?),
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

    async fn set_offline(&self, tabs: &[Tab], offline: bool) -> Result<()> {
        let network = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        let method = "Network.emulateNetworkConditions";
        for tab in tabs {
            self.browser.call(tab, method, network.clone()).await?;
        }
        Ok(())
    }

    async fn close(&self, tabs: &[Tab]) -> Result<()> {
        for tab in tabs {
            self.browser.close(tab).await?;
        }
        Ok(())
    }

    async fn judge(&self, plan: &Plan, tab: &Tab, ledger: &Ledger) -> Result<Vec<Finding>> {
        // First the outbox: what leaves it meanwhile is in the desk.
        let outbox = outbox(&self.browser, tab).await?;
        let desk = self.proxy.desk.lock().await;
        let arrived = desk.questions(plan.question.mark()).await?;
        let of_it: Vec<Question> = arrived
            .into_iter()
            .filter(|question| question.mark() == plan.question.mark())
            .collect();
        Ok(ledger.findings(&of_it, &outbox))
    }
}
