//! Problem details for HTTP APIs (RFC 9457), as the desk answers and the widget reads them.

use serde::{Deserialize, Serialize};

/// An `application/problem+json` document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Names the kind of problem; the kinds of the desk are listed in `docs/formats/tickets.md`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words, the same for each occurrence.
    pub title: String,
    /// The HTTP status code.
    pub status: u16,
    /// What happened this time and how to mend it; never internals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The fields at fault, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name in the request's JSON.
    pub field: String,
    /// A code to translate.
    pub code: FieldCode,
    /// The same in English words.
    pub detail: String,
}

impl FieldProblem {
    pub(crate) fn new(field: &str, code: FieldCode, detail: &str) -> Self {
        Self {
            field: field.to_owned(),
            code,
            detail: detail.to_owned(),
        }
    }
}

/// Adds a problem where `text` is blank or has more than `max` characters.
pub(crate) fn require(problems: &mut Vec<FieldProblem>, field: &str, text: &str, max: usize) {
    if text.trim().is_empty() {
        let detail = "must not be empty";
        problems.push(FieldProblem::new(field, FieldCode::Required, detail));
    } else {
        limit(problems, field, text, max);
    }
}

/// Adds a problem where `text` has more than `max` characters.
pub(crate) fn limit(problems: &mut Vec<FieldProblem>, field: &str, text: &str, max: usize) {
    let found = text.chars().count();
    if found > max {
        let detail = format!("expected at most {max} characters, found {found}");
        problems.push(FieldProblem::new(field, FieldCode::TooLong, &detail));
    }
}

/// Why a field was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldCode {
    /// A required field is missing or blank.
    Required,
    /// Longer than the field may be.
    TooLong,
    /// Not of the field's form.
    Malformed,
}
