//! What can be an answer to a question of the owner's own: as its value at first, or as what another question depends on.

use guichet_wire::form::{MAX_ANSWER, QuestionKind};

use super::question::QuestionTable;
use crate::knowledge_base::diagnostic::did_you_mean;
use crate::knowledge_base::front_matter::is_day;

impl QuestionTable {
    /// What an answer to it is and how to write one, where `answer` can be none.
    pub(super) fn wanted(&self, answer: &str) -> Option<(&'static str, String)> {
        let (is_answer, wanted, cure) = match self.kind? {
            QuestionKind::Text | QuestionKind::Hidden => (
                is_line(answer),
                "a line of text",
                "remove line breaks, or shorten it",
            ),
            QuestionKind::LongText => return None,
            QuestionKind::Number => (
                answer.parse().is_ok_and(f64::is_finite),
                "a number",
                "write it with digits, as in `\"2.5\"`",
            ),
            QuestionKind::Date => (
                is_day(answer),
                "a day",
                "write year, month and day as in `\"2026-12-25\"`",
            ),
            QuestionKind::Choice => return self.option_wanted([answer]),
            QuestionKind::Choices => return self.option_wanted(answer.lines()),
            QuestionKind::Checkbox | QuestionKind::Consent => {
                (answer == "yes", "`yes` or nothing", "write `\"yes\"`")
            }
        };
        (!is_answer).then(|| (wanted, cure.to_owned()))
    }

    /// The same of answers that should all be options.
    fn option_wanted<'a>(
        &self,
        answers: impl IntoIterator<Item = &'a str>,
    ) -> Option<(&'static str, String)> {
        let options = self.options.as_ref()?.iter();
        let options: Vec<&str> = options
            .map(|option| option.value.get_ref().as_str())
            .collect();
        let other = answers
            .into_iter()
            .find(|answer| !options.contains(answer))?;
        let cure = format!("write one of: {}", options.join(", "));
        Some(("one of its options", did_you_mean(other, options, cure)))
    }
}

/// Whether it is one line, and not too long for an answer.
pub(super) fn is_line(text: &str) -> bool {
    !text.contains(char::is_control) && text.chars().count() <= MAX_ANSWER
}
