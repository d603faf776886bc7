//! Chromium, driven by its DevTools protocol over two pipes: unlike WebDriver it can crash a tab, and start again with the profile of a
//! browser that was killed. What is done with it is not known here.

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use guichet_tests::Engine;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::oneshot;

/// How long an answer of the browser may take.
const PATIENCE: Duration = Duration::from_secs(20);

type Waiting = Arc<Mutex<HashMap<u64, oneshot::Sender<Value>>>>;

/// A browser with a profile.
pub struct Chromium {
    child: Child,
    input: tokio::sync::Mutex<ChildStdin>,
    waiting: Waiting,
    last: AtomicU64,
}

/// A tab of it.
#[derive(Clone, Debug)]
pub struct Tab {
    target: String,
    session: String,
}

impl Chromium {
    /// Starts it with the profile in this folder, whoever had it before.
    pub async fn start(profile: &Path) -> Result<Self> {
        let program = Engine::Chromium.programs()?.browser;
        // The link to whom the profile belongs outlives a browser that was killed.
        let _ = std::fs::remove_file(profile.join("SingletonLock"));
        // The protocol is spoken on the third and fourth file, which a shell can make of the first two.
        let script = "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1";
        let mut child = Command::new("sh")
            .args(["-c", script])
            .arg(program)
            .args(ARGUMENTS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .env("TMPDIR", profile) // What a killed browser leaves goes with the profile.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let input = child.stdin.take().context("its input is piped")?;
        let output = child.stdout.take().context("its output is piped")?;
        let waiting = Waiting::default();
        let answered = Arc::clone(&waiting);
        tokio::spawn(async move {
            let mut output = BufReader::new(output);
            let mut message = Vec::new();
            while output
                .read_until(0, &mut message)
                .await
                .is_ok_and(|read| read > 0)
            {
                message.pop();
                let answer: Value = serde_json::from_slice(&message).unwrap_or_default();
                let asked = answer["id"].as_u64();
                let asked = asked.and_then(|id| lock(&answered).remove(&id));
                if let Some(asked) = asked {
                    let _ = asked.send(answer); // Who does not wait any more misses nothing.
                }
                message.clear();
            }
            lock(&answered).clear();
        });
        Ok(Self {
            child,
            input: tokio::sync::Mutex::new(input),
            waiting,
            last: AtomicU64::new(0),
        })
    }

    /// Ends it at once: SIGKILL.
    pub async fn kill(&mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }

    /// Opens a tab, in which `script` runs before any script of a page.
    pub async fn open(&self, script: &str) -> Result<Tab> {
        let target = self
            .browser("Target.createTarget", json!({ "url": "about:blank" }))
            .await?;
        let target = target["targetId"].as_str().unwrap_or_default().to_owned();
        let attach = json!({ "targetId": target, "flatten": true });
        let session = self.browser("Target.attachToTarget", attach).await?;
        let session = session["sessionId"].as_str().unwrap_or_default().to_owned();
        let tab = Tab { target, session };
        let source = json!({ "source": script });
        self.call(&tab, "Page.enable", json!({})).await?;
        self.call(&tab, "Network.enable", json!({})).await?;
        self.call(&tab, "Page.addScriptToEvaluateOnNewDocument", source)
            .await?;
        Ok(tab)
    }

    /// Closes a tab.
    pub async fn close(&self, tab: &Tab) -> Result<()> {
        self.browser("Target.closeTarget", json!({ "targetId": tab.target }))
            .await?;
        Ok(())
    }

    /// The tab's process crashes; nobody answers that.
    pub async fn crash(&self, tab: &Tab) -> Result<()> {
        self.send(Some(&tab.session), "Page.crash", json!({}))
            .await?;
        Ok(())
    }

    /// The value of a JavaScript expression in the tab's page; a promise is waited for.
    pub async fn evaluate(&self, tab: &Tab, expression: &str) -> Result<Value> {
        let call = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let outcome = self.call(tab, "Runtime.evaluate", call).await?;
        if let Some(thrown) = outcome.get("exceptionDetails") {
            bail!("{expression} threw {thrown}");
        }
        Ok(outcome["result"]["value"].clone())
    }

    /// Calls a method of a tab.
    pub async fn call(&self, tab: &Tab, method: &str, parameters: Value) -> Result<Value> {
        self.answer(Some(&tab.session), method, parameters).await
    }

    async fn browser(&self, method: &str, parameters: Value) -> Result<Value> {
        self.answer(None, method, parameters).await
    }

    async fn answer(
        &self,
        session: Option<&str>,
        method: &str,
        parameters: Value,
    ) -> Result<Value> {
        let answer = self.send(session, method, parameters).await?;
        let answer = tokio::time::timeout(PATIENCE, answer).await;
        let mut answer = answer.with_context(|| format!("{method} was not answered"))??;
        match answer.get("error") {
            Some(error) => bail!("{method} failed: {error}"),
            None => Ok(answer["result"].take()),
        }
    }

    async fn send(
        &self,
        session: Option<&str>,
        method: &str,
        parameters: Value,
    ) -> Result<oneshot::Receiver<Value>> {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let (done, answer) = oneshot::channel();
        lock(&self.waiting).insert(id, done);
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        let mut message = message.to_string().into_bytes();
        message.push(0);
        self.input.lock().await.write_all(&message).await?;
        Ok(answer)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// No sandbox, because containers run tests as root; nothing that talks to the network by itself; hidden tabs are not slowed down.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--window-size=1000,900",
];
