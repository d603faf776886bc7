//! Deque's axe-core in the page under test: the accessibility rules that a machine can check, and what of its doubts is explained.

use std::fs;

use serde::Deserialize;

use crate::{Browser, Failure, repository};

/// A rule that the page breaks, or may break: what axe-core calls incomplete is a fault until it is explained.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub id: String,
    /// What it asks for.
    pub help: String,
    /// The elements at fault, and why.
    pub nodes: Vec<String>,
}

/// What axe-core cannot decide and need not: the rule, the key of its message, and which elements.
const EXPLAINED: &[(&str, &str, &str)] = &[
    // A number of one digit may be an ornament, says axe-core. Longer texts of the same colour stand on the same ground.
    ("color-contrast", "shortTextContent", ".row-count *"),
    ("color-contrast", "shortTextContent", ".note-mark"),
    // Nobody sees it: on a phone the panel covers it altogether.
    (
        "color-contrast",
        "bgOverlap",
        ".launcher[aria-expanded=true]",
    ),
    // Letters of some scripts are higher than their lines, so the boxes of two lines overlap; so does what a snippet cuts off.
    // Both lines stand on the ground of their row, on which other texts are measured.
    ("color-contrast", "bgOverlap", ".row *"),
    ("color-contrast", "elmPartiallyObscuring", ".row *"),
];

/// The page's own content is not under test, only what stands inside the widget's element. A panel that is still fading in
/// has other colours than it will have, so movements that come to an end are waited for. What sticks to an edge covers a part of what
/// scrolls below it, whose ground axe-core could not tell: for the time of the check it stands where it is written. Forced colours are
/// the system's own, and scripts are told those that the page had asked for, so contrast is not measured there.
const CHECK: &str = r#"(async () => {
  const whole = page.document.querySelector("WHOLE");
  const moving = (whole.shadowRoot ?? page.document).getAnimations();
  const ending = moving.filter((movement) => movement.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map((movement) => movement.finished));
  const all = [...stage.elements()];
  const sticky = all.filter((element) => page.getComputedStyle(element).position === "sticky");
  for (const element of sticky) element.style.position = "static";
  // What a modal dialog covers is out of reach while it is open.
  const modal = all.some((element) => element.matches("dialog:modal")) ? ["dialog"] : [];
  const { violations, incomplete } = await page.axe.run({ include: [["WHOLE", ...modal]] }, {
    resultTypes: ["violations", "incomplete"],
    elementRef: true,
    rules: { "color-contrast": { enabled: !page.matchMedia("(forced-colors: active)").matches } },
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  for (const element of sticky) element.style.position = "";
  const keys = ({ any, all, none }) => [...any, ...all, ...none].map(({ data }) => data?.messageKey);
  const isExplained = (id, node) =>
    EXPLAINED.some(([rule, key, which]) => rule === id && keys(node).includes(key) && node.element.matches(which));
  for (const rule of incomplete) rule.nodes = rule.nodes.filter((node) => !isExplained(rule.id, node));
  const sentence = (node) => `${node.target.flat().join(" ")}: ${node.failureSummary} (${keys(node)}: ${node.any.flatMap(({ relatedNodes }) => relatedNodes.map(({ target }) => target.flat().join(" ")))})`;
  return [...violations, ...incomplete]
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(sentence) }));
})()"#;

impl Browser {
    /// What axe-core finds wrong with the widget as it is now, or cannot decide.
    pub async fn accessibility_violations(&self) -> Result<Vec<Violation>, Failure> {
        self.violations_in("guichet-help").await
    }

    /// The same of a page that has no widget.
    pub async fn page_violations(&self) -> Result<Vec<Violation>, Failure> {
        self.violations_in("html").await
    }

    async fn violations_in(&self, whole: &str) -> Result<Vec<Violation>, Failure> {
        if !self.evaluate::<bool>("'axe' in page").await? {
            let axe = fs::read_to_string(repository::built("node_modules/axe-core/axe.min.js")?)?;
            self.run_in_page(axe).await?;
        }
        let explained = serde_json::to_string(EXPLAINED)?;
        let check = CHECK.replace("EXPLAINED", &explained);
        self.evaluate(&check.replace("WHOLE", whole)).await
    }
}
