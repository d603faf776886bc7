//! How far a long step is, on a terminal; nothing elsewhere.

use std::fmt::Write;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// A bar that counts `things` on standard error, which stays silent where that is not a terminal. It is empty and names no
/// number until its length is set.
pub fn bar(things: &'static str) -> ProgressBar {
    let counted = move |state: &ProgressState, text: &mut dyn Write| {
        if let Some(all) = state.len() {
            // The terminal's line is a string: writing to it does not fail.
            let _ = write!(text, "{}/{all} {things}", state.pos());
        }
    };
    let style = ProgressStyle::with_template("{msg:8} {bar:30} {counted}")
        .expect("the template is well formed")
        .with_key("counted", counted);
    ProgressBar::no_length().with_style(style)
}

/// Starts the next step of the same work.
pub fn step(bar: &ProgressBar, name: &'static str, things: usize) {
    bar.set_message(name);
    bar.set_length(things as u64);
    bar.set_position(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_has_no_length_before_the_things_are_counted() {
        assert_eq!(bar("articles").length(), None);
    }
}
