//! A text with the parts that match the query marked.

use super::child::{Child, IntoChild};
use super::element::html;
use crate::state::Marked;

/// The text, isolated from the direction of what is around it.
pub fn marked(text: Marked) -> Child {
    html::bdi().child(parts(text)).into_child()
}

/// The text with a `<mark>` around each match, for an element that takes its direction from it: `dir=auto` does not look into `<bdi>`.
pub fn parts(text: Marked) -> Child {
    let mut parts: Vec<Child> = Vec::new();
    let mut end = 0;
    for range in &text.marks {
        parts.push(text.text[end..range.start].to_owned().into_child());
        parts.push(
            html::mark()
                .child(text.text[range.clone()].to_owned())
                .into_child(),
        );
        end = range.end;
    }
    parts.push(text.text[end..].to_owned().into_child());
    parts.into_child()
}
