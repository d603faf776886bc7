//! A table of `guichet.toml` whose keys are taken one by one: what is wrong with one hides no other.
//!
//! Which keys there are, and what they mean, is the caller's business.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::checks::Check;
use crate::knowledge_base::diagnostic::{Fault, closest, did_you_mean};

/// What of a table has not been taken yet.
pub(super) struct Fields<'i> {
    /// What stands before its keys in messages, such as `theme.`; empty for the file itself.
    path: String,
    at: usize,
    table: DeTable<'i>,
    asked: Vec<&'static str>,
    /// Keys that must be there and are not, each with a line that would be right.
    missing: Vec<(&'static str, &'static str)>,
}

/// What a key should hold, and a line that is right. Words between backticks in the shape are the only ones allowed.
pub(super) struct Shape(pub(super) &'static str, pub(super) &'static str);

impl<'i> Fields<'i> {
    pub(super) fn new(path: impl Into<String>, table: Spanned<DeTable<'i>>) -> Self {
        Self {
            path: path.into(),
            at: table.span().start,
            table: table.into_inner(),
            asked: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// The fields of a value that should be a table.
    pub(super) fn of(
        path: String,
        value: Spanned<DeValue<'i>>,
        example: &'static str,
        check: &mut Check,
    ) -> Option<Self> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Some(Self::new(format!("{path}."), Spanned::new(span, table))),
            other => {
                let other = Spanned::new(span, other);
                check.unexpected(&path, &other, &Shape("a table", example));
                None
            }
        }
    }

    /// The value of a key, or `None` if it is not there or not as it should be.
    pub(super) fn take<T: Deserialize<'i>>(
        &mut self,
        key: &'static str,
        shape: Shape,
        check: &mut Check,
    ) -> Option<T> {
        let value = self.value(key)?;
        check.shaped(&format!("{}{key}", self.path), value, &shape)
    }

    /// Like [`take`](Self::take), of a key that must be there.
    pub(super) fn require<T: Deserialize<'i>>(
        &mut self,
        key: &'static str,
        shape: Shape,
        check: &mut Check,
    ) -> Option<T> {
        self.must_have(key, shape.1);
        self.take(key, shape, check)
    }

    /// The fields of the table at a key; none if it is not there.
    pub(super) fn table(
        &mut self,
        key: &'static str,
        example: &'static str,
        check: &mut Check,
    ) -> Self {
        let path = format!("{}{key}", self.path);
        let table = self
            .value(key)
            .and_then(|value| Self::of(path, value, example, check));
        table.unwrap_or_else(|| Self::new("", Spanned::new(0..0, DeTable::new())))
    }

    /// The value as it was written.
    pub(super) fn value(&mut self, key: &'static str) -> Option<Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.remove(key)
    }

    /// Notes that a key is missing, if it is.
    pub(super) fn must_have(&mut self, key: &'static str, example: &'static str) {
        if !self.table.contains_key(key) {
            self.missing.push((key, example));
        }
    }

    /// All that is left, with its keys: each value should be of the same shape.
    pub(super) fn each<T: Deserialize<'i>>(
        self,
        shape: &Shape,
        check: &mut Check,
    ) -> BTreeMap<Spanned<String>, T> {
        let path = self.path.clone();
        let read = |(key, value): (Spanned<String>, _)| {
            let value = check.shaped(&format!("{path}{}", key.get_ref()), value, shape)?;
            Some((key, value))
        };
        self.rest().filter_map(read).collect()
    }

    /// All that is left, with its keys.
    pub(super) fn rest(self) -> impl Iterator<Item = (Spanned<String>, Spanned<DeValue<'i>>)> {
        self.table.into_iter().map(|(key, value)| {
            let span = key.span();
            (Spanned::new(span, key.into_inner().into_owned()), value)
        })
    }

    /// What is left is unknown; a missing key that it is a misspelling of is not said as well.
    pub(super) fn finish(self, check: &mut Check) {
        let place = match self.path.trim_end_matches('.') {
            "" => super::FILE.to_owned(),
            table => format!("`{table}`"),
        };
        for (key, example) in &self.missing {
            let mut left = self.table.keys();
            if left.any(|left| closest(left.get_ref(), [*key]).is_some()) {
                continue;
            }
            let message = format!("{place} has no `{key}`");
            check.missing(self.at, Fault::new(message, format!("add `{example}`")));
        }
        for key in self.table.keys() {
            let name = key.get_ref();
            let message = format!("{place} cannot have the key `{name}`");
            let cure = format!("remove it, or use one of: {}", self.asked.join(", "));
            let cure = did_you_mean(name, self.asked.iter().copied(), cure);
            check.error(key.span().start, Fault::new(message, cure));
        }
    }
}

impl Check<'_> {
    fn shaped<'i, T: Deserialize<'i>>(
        &mut self,
        path: &str,
        value: Spanned<DeValue<'i>>,
        shape: &Shape,
    ) -> Option<T> {
        let shaped = T::deserialize(ValueDeserializer::from(value.clone())).ok();
        if shaped.is_none() {
            self.unexpected(path, &value, shape);
        }
        shaped
    }

    fn unexpected(&mut self, path: &str, value: &Spanned<DeValue>, shape: &Shape) {
        let Shape(expected, example) = shape;
        let written = self.text.get(value.span()).unwrap_or_default();
        let found = value.get_ref().as_str().unwrap_or(written);
        let found = match found.lines().next() {
            None => "nothing".to_owned(),
            Some(line) if line.len() == found.len() => format!("`{line}`"),
            Some(line) => format!("`{line} …`"),
        };
        let message = format!("`{path}` should be {expected}, found {found}");
        let words = expected.split('`').skip(1).step_by(2);
        let cure = format!("write it as in `{example}`");
        let cure = did_you_mean(found.trim_matches('`'), words, cure);
        self.error(value.span().start, Fault::new(message, cure));
    }
}
