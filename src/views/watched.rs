//! A part of the model that a view reads: whoever reads it is drawn again when that part changes, and not when others do.
//!
//! It is a memo. Leptos makes the code of a memo anew for each type of value, and views read two dozen types; so there is one memo
//! here, of values whose type is known only to those who put them in and take them out.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

use crate::state::Model;

/// A part of the model.
pub struct Watched<T> {
    memo: Memo<Value>,
    is: PhantomData<fn() -> T>,
}

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Watched<T> {}

/// A value that can be compared with others of its type.
#[derive(Clone)]
struct Value(Arc<dyn Comparable>);

trait Comparable: Any + Send + Sync {
    fn is_same(&self, other: &dyn Any) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<T: PartialEq + Send + Sync + 'static> Comparable for T {
    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same((*other.0).as_any())
    }
}

impl<T: PartialEq + Send + Sync + 'static> Watched<T> {
    /// What `part` says of the model.
    pub fn new(
        model: ReadSignal<Model>,
        part: impl Fn(&Model) -> T + Send + Sync + 'static,
    ) -> Self {
        let value = move |model: &Model| Value(Arc::new(part(model)));
        Self {
            memo: memo(model, Box::new(value)),
            is: PhantomData,
        }
    }

    /// Shows it to `look`.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let value = self.memo.get();
        let value = (*value.0).as_any().downcast_ref();
        look(value.expect("it is what was put in"))
    }

    /// A copy of it.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }
}

fn memo(
    model: ReadSignal<Model>,
    value: Box<dyn Fn(&Model) -> Value + Send + Sync>,
) -> Memo<Value> {
    Memo::new(move |_| model.with(&value))
}
