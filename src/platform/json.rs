//! Reads and writes JSON values through the browser's own parser, typed field by field.
//!
//! The widget carries neither a JSON parser nor serde's generated readers: together they would be a fifth of what a visitor
//! downloads (docs/decisions/0003-widget.md). The shapes are those of `wire`; [`shapes`](super::shapes) says how they are read.

use js_sys::{Array, ArrayBuffer, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::state::LoadError;

/// A value of JSON whose type is not known yet.
pub(super) struct Json(JsValue);

/// The value, or the whole file is not what guichet writes.
pub(super) type Read<T> = Result<T, LoadError>;

impl Json {
    pub(super) fn new(value: JsValue) -> Self {
        Self(value)
    }

    /// The member `name`; one that reads as absent where there is none.
    pub(super) fn get(&self, name: &str) -> Self {
        let value = Reflect::get(&self.0, &JsValue::from_str(name));
        Self(value.unwrap_or(JsValue::UNDEFINED))
    }

    /// The value of the member `name`, which must be there, as text.
    pub(super) fn text(&self, name: &str) -> Read<String> {
        self.get(name).as_text().ok_or(LoadError::Damaged)
    }

    /// The member `name` as text; empty where it is absent.
    pub(super) fn text_or_empty(&self, name: &str) -> String {
        self.get(name).as_text().unwrap_or_default()
    }

    /// The member `name`, which must be there, as a whole number.
    pub(super) fn number(&self, name: &str) -> Read<u64> {
        let number = self.get(name).0.as_f64();
        let whole = number.filter(|number| *number >= 0.0 && number.fract() == 0.0);
        whole.map(|number| number as u64).ok_or(LoadError::Damaged)
    }

    /// The elements of the member `name`, each read by `element`; none where it is absent.
    pub(super) fn list<T>(&self, name: &str, element: fn(&Self) -> Read<T>) -> Read<Vec<T>> {
        let list = self.get(name);
        if list.is_absent() {
            return Ok(Vec::new());
        }
        list.items(element)
    }

    /// The elements of a list, each read by `element`.
    pub(super) fn items<T>(&self, element: fn(&Self) -> Read<T>) -> Read<Vec<T>> {
        let list: &Array = self.0.dyn_ref().ok_or(LoadError::Damaged)?;
        let mut elements = Vec::with_capacity(list.length() as usize);
        for value in list.iter() {
            elements.push(element(&Self(value))?);
        }
        Ok(elements)
    }

    /// The names and texts of an object's members, by name.
    pub(super) fn members(&self, name: &str) -> Read<Vec<(String, String)>> {
        let object = self.get(name);
        let object: &Object = object.0.dyn_ref().ok_or(LoadError::Damaged)?;
        let mut members = Vec::new();
        for member in Object::entries(object).iter() {
            let member = Array::from(&member);
            let text = |at| member.get(at).as_string().ok_or(LoadError::Damaged);
            members.push((text(0)?, text(1)?));
        }
        members.sort_unstable();
        Ok(members)
    }

    pub(super) fn as_text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// Bytes: no JSON, but what the outbox keeps has some.
    pub(super) fn as_bytes(&self) -> Option<ArrayBuffer> {
        self.0.clone().dyn_into().ok()
    }

    pub(super) fn is_true(&self) -> bool {
        self.0.as_bool() == Some(true)
    }

    pub(super) fn is_absent(&self) -> bool {
        self.0.is_undefined() || self.0.is_null()
    }
}

/// An object of texts and objects.
pub(super) fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        let set = Reflect::set(&object, &JsValue::from_str(name), value);
        debug_assert!(set.is_ok(), "a fresh object takes any member");
    }
    object.into()
}

/// The value as JSON text.
pub(super) fn written(value: &JsValue) -> Option<String> {
    JSON::stringify(value).ok().map(String::from)
}
