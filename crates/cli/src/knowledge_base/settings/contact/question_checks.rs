//! What is wrong with the owner's own questions although they can be read.
//!
//! Whether a pattern is a regular expression is for browsers to say: theirs is another dialect than Rust's.

use std::collections::BTreeSet;

use guichet_wire::form::{MAX_QUESTION_ID, MAX_QUESTIONS, QuestionKind};
use toml::Spanned;

use super::answer::is_line;
use super::question::{ConditionTable, OptionTable, QuestionTable};
use crate::knowledge_base::diagnostic::{Fault, did_you_mean};
use crate::knowledge_base::settings::checks::Check;

/// What else a ticket has, under these names: a service that takes a plain form post would mix them up.
const TAKEN: [&str; 11] = [
    "id", "name", "email", "subject", "message", "locale", "page", "answers", "context", "website",
    "seconds",
];

impl Check<'_> {
    pub(super) fn questions(&mut self, questions: &[QuestionTable], tags: &BTreeSet<&str>) {
        if let Some(over) = questions.get(MAX_QUESTIONS) {
            let found = questions.len();
            let message = format!("a form has at most {MAX_QUESTIONS} questions, found {found}");
            let cure = "ask what the answer depends on, and the rest in the reply";
            self.error(over.id.span().start, Fault::new(message, cure));
        }
        for (place, question) in questions.iter().enumerate() {
            let above = &questions[..place];
            self.id(&question.id, above);
            self.keys_fit_the_kind(question);
            self.options(question);
            self.texts(question, tags);
            self.first_answer_is_possible(question);
            if let Some(condition) = &question.when {
                self.condition(question, condition, above);
            }
        }
    }

    fn id(&mut self, id: &Spanned<String>, above: &[QuestionTable]) {
        let (text, at) = (id.get_ref().as_str(), id.span().start);
        let example = "choose another id, as in `id = \"order-number\"`";
        if !is_id(text) {
            let message = format!(
                "the id of a question should be a small letter, then small letters, digits, `-` and `_`, \
                 at most {MAX_QUESTION_ID}, found `{text}`"
            );
            self.error(at, Fault::new(message, example));
        } else if TAKEN.contains(&text) {
            let message =
                format!("the id of a question cannot be `{text}`, which every ticket has");
            self.error(at, Fault::new(message, example));
        } else if above.iter().any(|other| other.id.get_ref() == text) {
            let message = format!("the question `{text}` is there twice");
            self.error(
                at,
                Fault::new(message, "remove one of the two, or rename it"),
            );
        }
    }

    /// Which keys it lacks was said when it was read.
    fn keys_fit_the_kind(&mut self, question: &QuestionTable) {
        let Some(kind) = question.kind else {
            return;
        };
        if kind == QuestionKind::Hidden
            && let Some(required) = question.required.as_ref().filter(|it| *it.get_ref())
        {
            let cure = "remove it: a hidden question is answered by its `value`";
            self.unfit(question, "required", required.span().start, cure);
        }
        if kind != QuestionKind::Text
            && let Some(pattern) = &question.pattern
        {
            let cure = "remove it, or make the question a `text`";
            self.unfit(question, "pattern", pattern.span().start, cure);
        }
        if !matches!(kind, QuestionKind::Choice | QuestionKind::Choices)
            && let Some(option) = question.options.iter().flatten().next()
        {
            let cure = "remove them, or make the question a `choice` or `choices`";
            self.unfit(question, "options", option.value.span().start, cure);
        }
        if kind == QuestionKind::Consent
            && let Some(value) = &question.value
        {
            let cure = "remove it: a consent that is given beforehand is none";
            self.unfit(question, "value", value.span().start, cure);
        }
    }

    fn unfit(&mut self, question: &QuestionTable, key: &str, at: usize, cure: &str) {
        let id = question.id.get_ref();
        let message = format!("the question `{id}` is of a kind that has no `{key}`");
        self.error(at, Fault::new(message, cure));
    }

    fn options(&mut self, question: &QuestionTable) {
        let Some(options) = &question.options else {
            return;
        };
        let id = question.id.get_ref();
        if options.is_empty() {
            let message = format!("the question `{id}` has nothing to choose from");
            let cure = "add options, or make the question a `text`";
            self.error(question.id.span().start, Fault::new(message, cure));
        }
        let mut values = BTreeSet::new();
        for OptionTable { value, .. } in options {
            let (text, at) = (value.get_ref(), value.span().start);
            if text.trim().is_empty() || !is_line(text) {
                let message = format!("an option's value should be a line of text, found {text:?}");
                let cure = "write what the ticket should say, as in `value = \"return\"`";
                self.error(at, Fault::new(message, cure));
            } else if !values.insert(text) {
                let message = format!("the question `{id}` has the option `{text}` twice");
                let cure = "remove one of the two, or give it another value";
                self.error(at, Fault::new(message, cure));
            }
        }
    }

    fn texts(&mut self, question: &QuestionTable, tags: &BTreeSet<&str>) {
        let of = format!("of the question `{}`", question.id.get_ref());
        let own = [("label", &question.label), ("help", &question.help)];
        for (key, wording) in own {
            if let Some(wording) = wording {
                self.wording(&format!("the {key} {of}"), wording, tags);
            }
        }
        for option in question.options.iter().flatten() {
            let what = format!("the label of the option `{}` {of}", option.value.get_ref());
            self.wording(&what, &option.label, tags);
        }
    }

    fn first_answer_is_possible(&mut self, question: &QuestionTable) {
        let Some(value) = &question.value else {
            return;
        };
        let (id, answer) = (question.id.get_ref(), value.get_ref());
        if let Some((expected, cure)) = question.wanted(answer) {
            let message =
                format!("the value of the question `{id}` should be {expected}, found `{answer}`");
            self.error(value.span().start, Fault::new(message, cure));
        }
    }

    fn condition(
        &mut self,
        question: &QuestionTable,
        condition: &ConditionTable,
        above: &[QuestionTable],
    ) {
        let id = question.id.get_ref();
        let (name, at) = (
            condition.question.get_ref(),
            condition.question.span().start,
        );
        let ids = || above.iter().map(|question| question.id.get_ref().as_str());
        let Some(other) = above.iter().find(|question| question.id.get_ref() == name) else {
            let message =
                format!("the question `{id}` depends on `{name}`, which is no question above it");
            let cure = "name the id of a question that stands before this one";
            return self.error(at, Fault::new(message, did_you_mean(name, ids(), cure)));
        };
        if condition.is.is_empty() {
            let message = format!("the question `{id}` depends on no answer to `{name}`");
            self.error(
                at,
                Fault::new(message, "add answers to `is`, or remove `when`"),
            );
        }
        for answer in &condition.is {
            let text = answer.get_ref();
            if let Some((expected, cure)) = other.wanted(text) {
                let message =
                    format!("an answer to `{name}` is {expected}; `{id}` depends on `{text}`");
                self.error(answer.span().start, Fault::new(message, cure));
            }
        }
    }
}

fn is_id(text: &str) -> bool {
    let is_small = |c: char| c.is_ascii_lowercase();
    text.starts_with(is_small)
        && text.len() <= MAX_QUESTION_ID
        && text
            .chars()
            .all(|c| is_small(c) || c.is_ascii_digit() || "-_".contains(c))
}
