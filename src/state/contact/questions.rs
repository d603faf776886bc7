//! The owner's own questions: getting them, which of them are asked, in which words, and what was answered. What is wrong with an
//! answer is said in [`check`](super::check).

use guichet_wire::form::{ContactForm, Question, QuestionKind, QuestionOption, Texts, text_in};
use guichet_wire::ticket::{FormAnswer, MAX_SUBJECT};

use super::{Form, short};
use crate::state::{Effect, LoadError, Loading, Model};

/// The form where the owner has nothing to add.
static STANDARD: ContactForm = ContactForm {
    questions: Vec::new(),
    attachments: None,
    hours: None,
};

/// An owner's text as it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The text; empty where there is none.
    pub text: &'static str,
    /// The language that it is in, where that is not the panel's.
    pub language: Option<&'static str>,
}

/// Asks for the owner's part of the form, once: where it does not come, the standard form that is shown then is not taken away again.
pub(in crate::state) fn want_form(model: &mut Model) -> Option<Effect> {
    if !matches!(model.contact_form, Loading::Absent) {
        return None;
    }
    let manifest = model.manifest.ready()?;
    let Some(file) = manifest.settings.contact.form.clone() else {
        model.contact_form = Loading::Ready(&STANDARD);
        return None;
    };
    model.contact_form = Loading::Pending;
    Some(Effect::LoadContactForm(file))
}

/// Without the owner's part there is the standard form: a ticket beats completeness.
pub(in crate::state) fn form_arrived(
    model: &mut Model,
    result: Result<&'static ContactForm, LoadError>,
) -> Vec<Effect> {
    model.contact_form = result.map_or_else(Loading::Failed, Loading::Ready);
    Vec::new()
}

impl Model {
    /// The owner's part of the contact form; nothing while or if it is not there.
    pub fn owners_form(&self) -> &'static ContactForm {
        self.contact_form.ready().copied().unwrap_or(&STANDARD)
    }

    /// Whether the form cannot be shown yet, because the owner may have more to ask.
    pub fn awaits_form(&self) -> bool {
        let manifest = self.manifest.ready();
        let has_more = manifest.is_some_and(|manifest| manifest.settings.contact.form.is_some());
        has_more && matches!(self.contact_form, Loading::Absent | Loading::Pending)
    }

    /// An owner's text in the language of the panel or, where it is not in that, in the next best.
    pub fn words(&self, texts: &'static Texts) -> Words {
        let manifest = self.manifest.ready();
        let entry = manifest.and_then(|manifest| manifest.locale(&self.locale));
        let mut tags = vec![self.strings.tag.as_str(), &self.locale];
        tags.extend(
            entry
                .into_iter()
                .flat_map(|entry| entry.fallback.iter().map(String::as_str)),
        );
        tags.extend(manifest.map(|manifest| manifest.default_locale.as_str()));
        let Some((language, text)) = text_in(texts, &tags) else {
            return Words::default();
        };
        Words {
            text,
            language: Some(language).filter(|language| *language != self.strings.tag),
        }
    }

    /// Whether a question is asked, as the answers above it stand.
    pub fn is_asked(&self, question: &Question) -> bool {
        let Some(when) = &question.when else {
            return true;
        };
        let questions = &self.owners_form().questions;
        let above = questions.iter().take_while(|other| other.id != question.id);
        let mut above = above.filter(|other| other.id == when.question);
        above.next().is_some_and(|other| {
            let mut answers = self.form.answer(other).lines();
            self.is_asked(other) && answers.any(|answer| when.is.iter().any(|is| is == answer))
        })
    }

    /// The answers for the ticket: of the questions that were asked, those that were not left open.
    pub(super) fn answers(&self) -> Vec<FormAnswer> {
        let questions = self.owners_form().questions.iter();
        let asked = questions.filter(|question| self.is_asked(question));
        let answers = asked.map(|question| {
            let label = match self.words(&question.label).text {
                "" => &question.id,
                label => label,
            };
            FormAnswer {
                id: question.id.clone(),
                label: short(label, MAX_SUBJECT),
                value: self.form.answer(question).trim().to_owned(),
            }
        });
        answers.filter(|answer| !answer.value.is_empty()).collect()
    }
}

impl Form {
    /// The answer to a question: what was given or, as long as nothing was, what the owner proposes.
    pub fn answer<'a>(&'a self, question: &'a Question) -> &'a str {
        if question.kind == QuestionKind::Hidden {
            return &question.value;
        }
        let given = self.answers.iter().find(|(id, _)| *id == question.id);
        match given {
            Some((_, answer)) => answer,
            None if self.mends.is_some() => "", // It was left open.
            None => &question.value,
        }
    }

    pub(super) fn answer_mut(&mut self, question: &Question) -> &mut String {
        let given = self.answers.iter().position(|(id, _)| *id == question.id);
        let place = given.unwrap_or(self.answers.len());
        if given.is_none() {
            self.answers.push((question.id.clone(), String::new()));
        }
        &mut self.answers[place].1
    }
}

/// The answer `chosen` to a question of several choices with the option `value` added or taken away, in the options' order.
pub fn with_choice(options: &[QuestionOption], chosen: &str, value: &str, is_on: bool) -> String {
    let is_chosen = |option: &&QuestionOption| match option.value == value {
        true => is_on,
        false => chosen.lines().any(|line| line == option.value),
    };
    let chosen = options.iter().filter(is_chosen);
    let lines: Vec<&str> = chosen.map(|option| option.value.as_str()).collect();
    lines.join("\n")
}
