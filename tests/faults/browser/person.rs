//! The person of a run in a browser: what they do in the panel, and what they are told there. What strikes meanwhile is not known here.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use guichet_tests::Words;
use serde::Deserialize;
use serde_json::{Value, json};

use super::devtools::{Chromium, Tab};
use super::plan::{Deed, Moment, Plan};
use crate::check::{Attached, Ledger, Promise, Question};

/// Between two looks at the page.
pub const GLANCE: Duration = Duration::from_millis(15);
/// How long something is waited for that the page may say, or may not: a request may hang.
const UNTIL_SAID: Duration = Duration::from_secs(3);

/// Who sits before the browser.
pub struct Person<'a> {
    /// What was promised.
    pub ledger: Ledger,
    /// What was done, where the panel offered it.
    pub deeds: Vec<(Deed, Moment)>,
    plan: &'a Plan,
    words: Value,
    /// What was sent, oldest first.
    written: Vec<Question>,
}

/// What the panel says, and of which question.
#[derive(Deserialize)]
struct Told {
    kept: bool,
    unsaved: bool,
    sent: bool,
    subject: Option<String>,
}

impl<'a> Person<'a> {
    /// Who lives through this run.
    pub fn of(plan: &'a Plan) -> Result<Self> {
        let words = Words::of("en")?;
        let say = |key| words.say(key);
        let words = json!({
            "panel": say("panel.name"),
            "contact": say("home.contact"),
            "send": say("contact.send"),
            "remove": say("contact.remove"),
            "edit": say("outgoing.edit"),
            "retry": say("outgoing.retry"),
            "discard": say("outgoing.discard"),
            "sure": say("outgoing.discard-sure"),
            "kept": say("outgoing.kept"),
            "attention": say("outgoing.attention"),
            "unsaved": say("outgoing.unsaved"),
            "sent": say("ticket.title"),
            "first": [say("contact.first-sent"), say("contact.first-gone")],
        });
        Ok(Self {
            ledger: Ledger::default(),
            deeds: Vec::new(),
            plan,
            words,
            written: Vec::new(),
        })
    }

    /// What has to run in a page before its own scripts.
    pub fn script(&self) -> String {
        self.plan.script(&self.words)
    }

    /// Opens the panel and fills in the form.
    pub async fn write(&self, browser: &Chromium, tab: &Tab) -> Result<()> {
        let question = &self.plan.question;
        let script = format!("hands.write({})", draft(question, &question.files));
        browser.evaluate(tab, &script).await.map(drop)
    }

    /// Sends the form.
    pub async fn send(&mut self, browser: &Chromium, tab: &Tab) -> Result<()> {
        let is_sent = self.submit(browser, tab, self.plan.question.clone());
        anyhow::ensure!(is_sent.await?, "the form cannot be sent");
        Ok(())
    }

    async fn submit(&mut self, browser: &Chromium, tab: &Tab, as_it_is: Question) -> Result<bool> {
        let is_sent = browser.evaluate(tab, "hands.send()").await? == true;
        if is_sent {
            self.ledger.write(as_it_is.clone());
            self.written.push(as_it_is);
        }
        Ok(is_sent)
    }

    /// Looks at the page for so many milliseconds, or until it says something, and notes that.
    pub async fn watch(&mut self, browser: &Chromium, tab: &Tab, long: Option<u64>) -> Result<()> {
        let started = Instant::now();
        let longest = long.map_or(UNTIL_SAID, Duration::from_millis);
        while started.elapsed() < longest {
            let heard = self.hear(browser, tab).await?;
            let is_enough = long.is_none() && heard.is_some();
            if is_enough || heard == Some(Promise::Accepted) {
                break;
            }
            tokio::time::sleep(GLANCE.min(longest)).await;
        }
        Ok(())
    }

    /// What is promised at this moment of the wording that is shown. Who is told that a question has arrived sent it last.
    async fn hear(&mut self, browser: &Chromium, tab: &Tab) -> Result<Option<Promise>> {
        let told = told(browser, tab).await?;
        let shown = self.shown(&told);
        let (promise, question) = match (told.sent, shown) {
            (true, _) => (Promise::Accepted, self.written.last()),
            (false, shown) if told.kept => (Promise::Saved, shown),
            (false, shown) if told.unsaved => (Promise::Nothing, shown),
            (false, _) => return Ok(None),
        };
        if let Some(question) = question {
            self.ledger.note(promise, question.clone());
        }
        Ok(Some(promise))
    }

    fn shown(&self, told: &Told) -> Option<&Question> {
        let subject = told.subject.as_ref()?;
        self.written
            .iter()
            .find(|question| question.subject == *subject)
    }

    /// Whether the panel says that a message waits.
    pub async fn is_told(&self, browser: &Chromium, tab: &Tab) -> Result<bool> {
        Ok(browser.evaluate(tab, "hands.isSaid()").await? == true)
    }

    /// Has a message sent again that was refused: it waits for that.
    pub async fn try_again(&self, browser: &Chromium, tab: &Tab) -> Result<()> {
        browser.evaluate(tab, "hands.tryAgain()").await.map(drop)
    }

    /// Does what the plan wants at this moment, if the panel offers it.
    pub async fn act(&mut self, browser: &Chromium, tab: &Tab, at: Moment) -> Result<()> {
        let told = told(browser, tab).await?;
        let (Some(deed), Some(shown)) = (self.plan.deed(at), self.shown(&told)) else {
            return Ok(());
        };
        let shown = shown.clone();
        let is_done = match deed {
            Deed::Edit => self.edit(browser, tab, &shown).await?,
            Deed::Discard => self.discard(browser, tab, &shown).await?,
        };
        if !is_done {
            return Ok(());
        }
        self.deeds.push((deed, at));
        match (at, deed) {
            (Moment::During, _) => {
                tokio::time::sleep(Duration::from_millis(self.plan.pause)).await;
                Ok(())
            }
            (_, Deed::Edit) => self.watch(browser, tab, None).await,
            (_, Deed::Discard) => self.see_removed(browser, tab, shown).await,
        }
    }

    /// Changes a question that waits, and sends it. Whether it could be.
    async fn edit(&mut self, browser: &Chromium, tab: &Tab, old: &Question) -> Result<bool> {
        let edited = self.plan.edited(old);
        let without = |files: &[Attached], others: &[Attached]| -> Vec<Attached> {
            let files = files.iter().filter(|file| !others.contains(file));
            files.cloned().collect()
        };
        let removed = without(&old.files, &edited.files);
        let removed: Vec<&str> = removed.iter().map(|file| &*file.name).collect();
        let added = without(&edited.files, &old.files);
        let script = format!("hands.edit({}, {})", draft(&edited, &added), json!(removed));
        let is_written = browser.evaluate(tab, &script).await? == true;
        Ok(is_written && self.submit(browser, tab, edited).await?)
    }

    /// Throws a question away. Whether that could be done.
    async fn discard(&mut self, browser: &Chromium, tab: &Tab, old: &Question) -> Result<bool> {
        if browser.evaluate(tab, "hands.discard()").await? != true {
            return Ok(false);
        }
        let is_discarded = browser.evaluate(tab, "hands.confirm()").await? == true;
        if is_discarded {
            self.ledger.discard(old.mark());
        }
        Ok(is_discarded)
    }

    /// What the panel does not show any more, it has asked the browser to remove; it has done so when somebody else has had a turn at the
    /// outbox.
    async fn see_removed(&mut self, browser: &Chromium, tab: &Tab, old: Question) -> Result<()> {
        let script = format!("hands.isGone({})", json!(old.subject));
        if browser.evaluate(tab, &script).await? == true {
            outbox(browser, tab).await?;
            self.ledger.remove(old);
        }
        Ok(())
    }
}

async fn told(browser: &Chromium, tab: &Tab) -> Result<Told> {
    let told = browser.evaluate(tab, "hands.told()").await?;
    Ok(serde_json::from_value(told)?)
}

/// What the outbox holds, when no tab is at it.
pub async fn outbox(browser: &Chromium, tab: &Tab) -> Result<Vec<Question>> {
    let kept = browser.evaluate(tab, "hands.outbox()").await?;
    let kept: Vec<Kept> = serde_json::from_value(kept)?;
    kept.into_iter().map(Kept::question).collect()
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

/// A question as `hands.js` fills it in, with the files that are to be added.
fn draft(question: &Question, files: &[Attached]) -> Value {
    let files = files.iter().map(|file| {
        json!({ "name": file.name, "type": file.media_type, "content": base64(&file.content) })
    });
    let files: Vec<Value> = files.collect();
    json!({ "subject": question.subject, "message": question.message, "files": files })
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::prelude::BASE64_STANDARD.encode(bytes)
}

fn from_base64(text: &str) -> Result<Vec<u8>> {
    use base64::Engine;
    Ok(base64::prelude::BASE64_STANDARD.decode(text)?)
}
