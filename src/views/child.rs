//! What stands inside an element: text, elements, several of them, or a part that is drawn again when what it read changes.
//!
//! One type for all, where Leptos's own views have a type for each shape: a panel of a hundred shapes would weigh twice as much
//! (docs/decisions/0003-widget.md).

use leptos::prelude::{RenderEffect, StoredValue, document};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Comment, Node, Text};

use super::element::El;

/// A part of the view.
pub enum Child {
    /// Nothing to see.
    Nothing,
    /// Text; whatever is in it stays text.
    Text(String),
    /// An element.
    Element(El),
    /// One after the other.
    Several(Vec<Child>),
    /// Drawn again when a signal that was read changes.
    Live(Box<dyn Fn() -> Child>),
}

/// What can stand inside an element.
pub trait IntoChild {
    /// The same as a [`Child`].
    fn into_child(self) -> Child;
}

impl IntoChild for Child {
    fn into_child(self) -> Child {
        self
    }
}

impl IntoChild for El {
    fn into_child(self) -> Child {
        Child::Element(self)
    }
}

impl IntoChild for String {
    fn into_child(self) -> Child {
        Child::Text(self)
    }
}

impl IntoChild for &str {
    fn into_child(self) -> Child {
        Child::Text(self.to_owned())
    }
}

impl<T: IntoChild> IntoChild for Option<T> {
    fn into_child(self) -> Child {
        self.map_or(Child::Nothing, T::into_child)
    }
}

impl<T: IntoChild> IntoChild for Vec<T> {
    fn into_child(self) -> Child {
        Child::Several(self.into_iter().map(T::into_child).collect())
    }
}

impl<F, T> IntoChild for F
where
    F: Fn() -> T + 'static,
    T: IntoChild,
{
    fn into_child(self) -> Child {
        Child::Live(Box::new(move || self().into_child()))
    }
}

macro_rules! tuples {
    ($($name:ident)*) => {
        impl<$($name: IntoChild),*> IntoChild for ($($name,)*) {
            #[allow(non_snake_case, reason = "the types' names serve as the values' names")]
            fn into_child(self) -> Child {
                let ($($name,)*) = self;
                Child::Several(vec![$($name.into_child()),*])
            }
        }
    };
}
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);

impl Child {
    /// Puts the part into `parent`, before `next` or at the end.
    pub(super) fn insert(self, parent: &Node, next: Option<&Node>) {
        match self {
            Self::Nothing => {}
            Self::Text(text) => place(&document().create_text_node(&text), parent, next),
            Self::Element(element) => place(element.node(), parent, next),
            Self::Several(parts) => {
                for part in parts {
                    part.insert(parent, next);
                }
            }
            Self::Live(draw) => live(draw, parent, next),
        }
    }
}

/// Keeps `value` until what is drawn now is drawn again or taken away.
pub(super) fn keep<T: 'static>(value: T) {
    StoredValue::new_local(value);
}

/// What is drawn stands between two comments, so that a part inside it may grow and shrink by itself.
fn live(draw: Box<dyn Fn() -> Child>, parent: &Node, next: Option<&Node>) {
    let [start, end] = [(); 2].map(|()| document().create_comment(""));
    place(&start, parent, next);
    place(&end, parent, next);
    keep(RenderEffect::new(move |_| {
        draw_between(&start, &end, draw())
    }));
}

fn draw_between(start: &Comment, end: &Comment, content: Child) {
    let Some(parent) = end.parent_node() else {
        return;
    };
    let after = |node: &Node| {
        let next = node.next_sibling();
        next.filter(|next| !next.is_same_node(Some(end)))
    };
    let alone = after(start).filter(|old| after(old).is_none());
    if let (Child::Text(text), Some(old)) = (
        &content,
        alone.as_ref().and_then(|old| old.dyn_ref::<Text>()),
    ) {
        old.set_data(text); // The same node: what is selected or read aloud goes on.
        return;
    }
    while let Some(old) = after(start) {
        remove(&old, &parent);
    }
    content.insert(&parent, Some(end));
}

fn place(node: &Node, parent: &Node, next: Option<&Node>) {
    let placed = parent.insert_before(node, next);
    debug_assert!(
        placed.is_ok(),
        "a fresh node fits before a child of its parent"
    );
}

fn remove(node: &Node, parent: &Node) {
    let removed = parent.remove_child(node);
    debug_assert!(removed.is_ok(), "a sibling of a child is a child");
}
