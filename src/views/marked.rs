//! A text with the parts that match the query marked, isolated from the direction of the text around it.

use super::child::{Child, IntoChild};
use super::element::html;
use crate::state::Marked;

/// The text, with a `<mark>` around each match.
pub fn marked(text: Marked) -> Child {
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
    html::bdi().child(parts).into_child()
}
