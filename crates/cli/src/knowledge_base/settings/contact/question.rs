//! A table `[[contact.questions]]`: what can be written in it, and what becomes of it.
//!
//! Whether it fits together is checked in `question_checks`.

use guichet_wire::form::{Condition, Question, QuestionKind, QuestionOption};
use toml::Spanned;
use toml::de::DeValue;

use crate::knowledge_base::settings::checks::Check;
use crate::knowledge_base::settings::fields::{Fields, Shape};
use crate::knowledge_base::settings::file::tables;
use crate::knowledge_base::settings::wording::Wording;

/// Lines that are right, for messages.
const LABEL: &str = "label = { en = \"Order number\" }";
const VALUE: &str = "value = \"yes\"";
const OPTIONS: &str = "options = [{ value = \"return\", label = { en = \"A return\" } }]";
const KINDS: &str =
    "`text`, `long-text`, `number`, `date`, `choice`, `choices`, `checkbox`, `consent` or `hidden`";

pub(super) struct QuestionTable {
    pub(super) id: Spanned<String>,
    /// `None` where it cannot be read.
    pub(super) kind: Option<QuestionKind>,
    pub(super) label: Option<Spanned<Wording>>,
    pub(super) help: Option<Spanned<Wording>>,
    pub(super) required: Option<Spanned<bool>>,
    pub(super) pattern: Option<Spanned<String>>,
    /// `None` where there are none, or some cannot be read.
    pub(super) options: Option<Vec<OptionTable>>,
    pub(super) value: Option<Spanned<String>>,
    pub(super) when: Option<ConditionTable>,
}

pub(super) struct OptionTable {
    pub(super) value: Spanned<String>,
    pub(super) label: Spanned<Wording>,
}

pub(super) struct ConditionTable {
    pub(super) question: Spanned<String>,
    pub(super) is: Vec<Spanned<String>>,
}

impl QuestionTable {
    pub(super) fn read(value: Spanned<DeValue>, check: &mut Check) -> Option<Self> {
        let path = "contact.questions".to_owned();
        let mut fields = Fields::of(path, value, "[[contact.questions]]", check)?;
        let id = Shape("a text", "id = \"order-number\"");
        let kind = Shape(KINDS, "kind = \"text\"");
        let help = Wording::shape("help = { en = \"It is in our e-mail.\" }");
        let required = Shape("`true` or `false`", "required = true");
        let pattern = Shape("a regular expression", "pattern = '[0-9]{6}'");
        let id = fields.require("id", id, check);
        let kind = fields.require("kind", kind, check);
        must_have_what_the_kind_needs(&mut fields, kind);
        let label = fields.take("label", Wording::shape(LABEL), check);
        let help = fields.take("help", help, check);
        let required = fields.take("required", required, check);
        let pattern = fields.take("pattern", pattern, check);
        let found = check.found.len();
        let options = tables(fields.value("options"), check, OptionTable::read);
        let options = options.filter(|_| check.found.len() == found);
        let value = fields.take("value", Shape("a text", VALUE), check);
        let when = fields.value("when");
        let when = when.and_then(|value| ConditionTable::read(value, check));
        fields.finish(check);
        Some(Self {
            id: id?,
            kind,
            label,
            help,
            required,
            pattern,
            options,
            value,
            when,
        })
    }

    /// As the widget reads it; `default` is the tag of texts that are for all languages.
    pub(super) fn question(self, default: &str) -> Question {
        let text = |text: Option<Spanned<String>>| text.map(Spanned::into_inner);
        let texts = |wording: Option<Spanned<Wording>>| {
            let wording = wording.map(Spanned::into_inner);
            wording
                .map(|wording| wording.texts(default))
                .unwrap_or_default()
        };
        let option = |option: OptionTable| QuestionOption {
            value: option.value.into_inner(),
            label: option.label.into_inner().texts(default),
        };
        Question {
            id: self.id.into_inner(),
            kind: self.kind.unwrap_or(QuestionKind::Text),
            label: texts(self.label),
            help: texts(self.help),
            required: self.required.is_some_and(Spanned::into_inner),
            pattern: text(self.pattern),
            options: self.options.into_iter().flatten().map(option).collect(),
            value: text(self.value).unwrap_or_default(),
            when: self.when.map(ConditionTable::condition),
        }
    }
}

fn must_have_what_the_kind_needs(fields: &mut Fields, kind: Option<QuestionKind>) {
    match kind {
        Some(QuestionKind::Hidden) => fields.must_have("value", VALUE),
        Some(_) => fields.must_have("label", LABEL),
        None => {}
    }
    if let Some(QuestionKind::Choice | QuestionKind::Choices) = kind {
        fields.must_have("options", OPTIONS);
    }
}

impl OptionTable {
    fn read(value: Spanned<DeValue>, check: &mut Check) -> Option<Self> {
        let path = "contact.questions.options".to_owned();
        let mut fields = Fields::of(path, value, OPTIONS, check)?;
        let value = Shape("a text", "value = \"return\"");
        let label = Wording::shape("label = { en = \"A return\" }");
        let value = fields.require("value", value, check);
        let label = fields.require("label", label, check);
        fields.finish(check);
        Some(Self {
            value: value?,
            label: label?,
        })
    }
}

impl ConditionTable {
    fn read(value: Spanned<DeValue>, check: &mut Check) -> Option<Self> {
        let example = "when = { question = \"topic\", is = [\"return\"] }";
        let path = "contact.questions.when".to_owned();
        let mut fields = Fields::of(path, value, example, check)?;
        let question = Shape("the id of another question", "question = \"topic\"");
        let is = Shape("a list of answers", "is = [\"return\"]");
        let question = fields.require("question", question, check);
        let is = fields.require("is", is, check);
        fields.finish(check);
        Some(Self {
            question: question?,
            is: is?,
        })
    }

    fn condition(self) -> Condition {
        Condition {
            question: self.question.into_inner(),
            is: self.is.into_iter().map(Spanned::into_inner).collect(),
        }
    }
}
