//! The owner's contact form: own questions, attachments, opening hours. A file of the bundle of its own, fetched only when
//! somebody may want to write (`docs/formats/bundle.md`).
//!
//! What a customer answered is in [`ticket`](crate::ticket). Texts are here in every language that the owner gave: there are few.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Most questions of the owner's own.
pub const MAX_QUESTIONS: usize = 50;
/// Longest answer to one of them, in characters.
pub const MAX_ANSWER: usize = 5_000;
/// Longest id of a question, in characters.
pub const MAX_QUESTION_ID: usize = 40;

/// A text by BCP 47 tag.
pub type Texts = BTreeMap<String, String>;

/// What the owner wants to know, and promises, beside name, e-mail, subject and message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContactForm {
    /// The owner's own questions, in the order of the form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// What may be attached; `None` where nothing can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<AttachmentRules>,
    /// When somebody answers; `None` where nothing is promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<OpeningHours>,
}

/// A question of the owner's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// Its name in the ticket: a small letter, then small letters, digits, `-` and `_`; no other question has it.
    pub id: String,
    /// What kind of answer is wanted.
    pub kind: QuestionKind,
    /// The question; empty only where it is [hidden](QuestionKind::Hidden).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Texts,
    /// A line below it that helps to answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub help: Texts,
    /// Whether it has to be answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// What the whole answer has to look like: a regular expression as HTML's `pattern` has it. Lines only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// What there is to choose from. Choices only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<QuestionOption>,
    /// The answer of a hidden question, the first answer of any other.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// Only ask where another question, above this one, has one of these answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// What kind of answer a question wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// A line.
    Text,
    /// Several lines.
    LongText,
    /// A number, written with digits, `.` and `-` whatever the language.
    Number,
    /// A day, as `2026-03-01`.
    Date,
    /// One of the options.
    Choice,
    /// Any of the options; the answer has a line for each that was chosen.
    Choices,
    /// Yes or nothing: the answer is `yes` or empty.
    Checkbox,
    /// As a checkbox, but without it nothing is sent.
    Consent,
    /// Not asked: its `value` is the answer.
    Hidden,
}

/// One of the answers that a question offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionOption {
    /// The answer as the ticket has it: one line.
    pub value: String,
    /// The answer as the customer reads it.
    pub label: Texts,
}

/// When a question is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The id of another question.
    pub question: String,
    /// Its answers that call for this one.
    pub is: Vec<String>,
}

/// What may be attached to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentRules {
    /// How many files.
    pub files: u32,
    /// The size of each, in bytes.
    pub bytes: u64,
    /// Which kinds, as HTML's `accept` has them: `image/*`, `.pdf`; all where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<String>,
}

/// When somebody answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpeningHours {
    /// IANA name of the zone that the times below are in: `Europe/Riga`.
    pub time_zone: String,
    /// When it is open, by day and time, not overlapping.
    pub open: Vec<OpenTime>,
    /// Days on which it is closed all the same, as `2026-12-25`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
    /// After how many minutes of open time a reply can be expected.
    pub reply_within: u32,
}

/// A time of a day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OpenTime {
    /// 1 for Monday to 7 for Sunday (ISO 8601).
    pub day: u8,
    /// Opens so many minutes after midnight.
    pub from: u16,
    /// Closes so many minutes after midnight, at most 1,440.
    pub to: u16,
}

/// The text in the first of `tags` that it is in, after that tag; failing these, in whatever language there is.
pub fn text_in<'a>(texts: &'a Texts, tags: &[&str]) -> Option<(&'a str, &'a str)> {
    let mut wanted = tags.iter().filter_map(|tag| texts.get_key_value(*tag));
    let (tag, text) = wanted.next().or_else(|| texts.iter().next())?;
    Some((tag, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_in_the_best_language_that_there_is() {
        let texts: Texts = [("en", "Order"), ("lv", "Pasūtījums")]
            .map(|(tag, text)| (tag.to_owned(), text.to_owned()))
            .into();
        let (english, latvian) = (("en", "Order"), ("lv", "Pasūtījums"));
        assert_eq!(text_in(&texts, &["lv", "en"]), Some(latvian));
        assert_eq!(text_in(&texts, &["fr", "lv"]), Some(latvian));
        assert_eq!(text_in(&texts, &["fr"]), Some(english));
        assert_eq!(text_in(&Texts::new(), &["fr"]), None);
    }

    #[test]
    fn a_form_of_defaults_is_an_empty_object() {
        let json = serde_json::to_string(&ContactForm::default()).unwrap();
        assert_eq!(json, "{}");
        let form: ContactForm = serde_json::from_str(&json).unwrap();
        assert_eq!(form, ContactForm::default());
    }
}
