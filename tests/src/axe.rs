//! Deque's axe-core in the page under test: the accessibility rules that a machine can check.

use std::fs;

use serde::Deserialize;

use crate::{Browser, Failure, repository};

/// A rule that the page breaks.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub id: String,
    /// What it asks for.
    pub help: String,
    /// The elements at fault, and why.
    pub nodes: Vec<String>,
}

/// The page's own content is not under test, only what stands inside the widget's element. A panel that is still fading in
/// has other colours than it will have, so movements that come to an end are waited for.
const CHECK: &str = r#"(async () => {
  const moving = page.document.querySelector("guichet-help").shadowRoot.getAnimations();
  const ending = moving.filter((movement) => movement.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map((movement) => movement.finished));
  const results = await page.axe.run({ include: [["guichet-help"]] }, { resultTypes: ["violations"] });
  return results.violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map((node) => `${node.target.flat().join(" ")}: ${node.failureSummary}`),
  }));
})()"#;

impl Browser {
    /// What axe-core finds wrong with the widget as it is now.
    pub async fn accessibility_violations(&self) -> Result<Vec<Violation>, Failure> {
        if !self.evaluate::<bool>("'axe' in page").await? {
            let axe = fs::read_to_string(repository::built("node_modules/axe-core/axe.min.js")?)?;
            let axe = serde_json::to_string(&axe)?;
            self.evaluate::<()>(&format!("void page.eval({axe})"))
                .await?;
        }
        self.evaluate(CHECK).await
    }
}
