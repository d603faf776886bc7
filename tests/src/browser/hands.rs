//! Pointer and keyboard: real input events, which the browser itself directs to what is under the pointer or has the focus.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use thirtyfour::Key;
use thirtyfour::action_chain::ActionChain;

use super::{Browser, Target};
use crate::Failure;

/// A point in the window, in CSS pixels.
#[derive(Clone, Copy, Deserialize)]
struct Point {
    x: i64,
    y: i64,
}

impl Browser {
    /// Clicks the target as soon as it stands still with nothing over it.
    pub async fn click(&self, target: &Target) -> Result<(), Failure> {
        let Point { x, y } = self.point(target).await?;
        Ok(self.hands().move_to(x, y).click().perform().await?)
    }

    /// Moves the pointer over the target.
    pub async fn hover(&self, target: &Target) -> Result<(), Failure> {
        let Point { x, y } = self.point(target).await?;
        Ok(self.hands().move_to(x, y).perform().await?)
    }

    /// Drags the target by so many CSS pixels to the right and down.
    pub async fn drag(&self, target: &Target, right: i64, down: i64) -> Result<(), Failure> {
        let Point { x, y } = self.point(target).await?;
        let chain = self.hands().move_to(x, y).click_and_hold();
        let chain = chain.move_to(x + right, y + down).release();
        Ok(chain.perform().await?)
    }

    /// Clicks a field and types into it.
    pub async fn fill(&self, target: &Target, text: &str) -> Result<(), Failure> {
        self.click(target).await?;
        self.see_focus_on(target).await?;
        self.type_text(text).await
    }

    /// Types where the focus is; lines end with the Enter key.
    pub async fn type_text(&self, text: &str) -> Result<(), Failure> {
        let keys = text.replace('\n', &Key::Enter.value().to_string());
        Ok(self.hands().send_keys(keys).perform().await?)
    }

    /// Chooses files in the system's window for that, which opens where the target is clicked.
    pub async fn choose_files(&self, target: &Target, files: &[PathBuf]) -> Result<(), Failure> {
        self.see(target).await?;
        let session = &self.running.session;
        // An element is known only inside its own frame.
        session.enter_frame(0).await?;
        let script = "return parent.stage.find(arguments[0])[0]";
        let input = session.execute(script, vec![json!(target)]).await?;
        let paths: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        input.element()?.send_keys(paths.join("\n")).await?;
        Ok(session.enter_default_frame().await?)
    }

    /// Presses and releases a key.
    pub async fn press(&self, key: Key) -> Result<(), Failure> {
        Ok(self.hands().send_keys(key).perform().await?)
    }

    /// Presses and releases a key while another one is held.
    pub async fn press_with(&self, held: Key, key: Key) -> Result<(), Failure> {
        let chain = self.hands().key_down(held.clone()).send_keys(key);
        Ok(chain.key_up(held).perform().await?)
    }

    /// Chooses an entry of a list field by the letters that it begins with.
    pub async fn choose(&self, target: &Target, letters: &str) -> Result<(), Failure> {
        self.see(target).await?;
        self.evaluate::<()>(&format!("stage.find({})[0].focus()", json!(target)))
            .await?;
        self.type_text(letters).await
    }

    /// Deletes what the focused field holds, as a person does: all of it is marked, then deleted.
    pub async fn clear_field(&self) -> Result<(), Failure> {
        let chain = self
            .hands()
            .key_down(Key::Control)
            .send_keys("a")
            .key_up(Key::Control);
        Ok(chain.send_keys(Key::Delete).perform().await?)
    }

    /// Puts what is in the clipboard into the focused field.
    pub async fn paste(&self) -> Result<(), Failure> {
        let chain = self.hands().key_down(Key::Control).send_keys("v");
        Ok(chain.key_up(Key::Control).perform().await?)
    }

    /// Lets go of every key and button and takes the pointer to the window's corner.
    pub async fn rest(&self) -> Result<(), Failure> {
        let hands = self.hands();
        hands.reset_actions().await?;
        Ok(hands.move_to(0, 0).perform().await?)
    }

    async fn point(&self, target: &Target) -> Result<Point, Failure> {
        let wanted = format!("{target}, free to be clicked");
        let point = self
            .wait(&wanted, "stage.point(target)", json!(target))
            .await?;
        Ok(serde_json::from_value(point)?)
    }

    fn hands(&self) -> ActionChain {
        let at_once = Some(Duration::ZERO);
        self.running
            .session
            .action_chain_with_delay(at_once, at_once)
    }
}
