//! How far a long step is, on a terminal; nothing elsewhere.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts `things` on standard error, which stays silent where that is not a terminal.
pub fn bar(things: &'static str) -> ProgressBar {
    let template = format!("{{msg:8}} {{bar:30}} {{pos}}/{{len}} {things}");
    let style = ProgressStyle::with_template(&template).expect("the template is well formed");
    ProgressBar::new(0).with_style(style)
}
