//! What is wrong with the draft, field by field: one judgement for a field that was left and for the form that is sent.
//!
//! Patterns, numbers and days are judged by the browser; here is only known what it said.

use guichet_wire::form::QuestionKind;
use guichet_wire::problem::{FieldCode, FieldProblem};
use guichet_wire::settings::FieldRule;
use guichet_wire::ticket::NewTicket;

use super::Field;
use crate::state::Model;

/// The faults of the draft that would be sent as `ticket`, in the order of the form.
pub(super) fn faults(model: &Model, ticket: &NewTicket) -> Vec<(Field, FieldCode)> {
    let problems = ticket.problems();
    let fault = |field: Field| {
        if model.form.unfit.contains(&field) {
            return Some(FieldCode::Malformed);
        }
        let is_missing = is_required(model, field) && model.form.text(field).trim().is_empty();
        match is_missing {
            true => Some(FieldCode::Required),
            false => code(&problems, field),
        }
    };
    let fields = fields(model).into_iter();
    fields
        .filter_map(|field| Some((field, fault(field)?)))
        .collect()
}

/// The faults that the endpoint has found, as far as they are in fields of the form.
pub(super) fn found(model: &Model, problems: &[FieldProblem]) -> Vec<(Field, FieldCode)> {
    let fields = fields(model).into_iter();
    fields
        .filter_map(|field| Some((field, code(problems, field)?)))
        .collect()
}

fn code(problems: &[FieldProblem], field: Field) -> Option<FieldCode> {
    let mut problems = problems.iter();
    let problem = problems.find(|problem| problem.field == field.name())?;
    Some(problem.code)
}

/// The fields that the form shows now, in its order.
pub(super) fn fields(model: &Model) -> Vec<Field> {
    let questions = model.owners_form().questions.iter();
    let asked = questions
        .filter(|question| question.kind != QuestionKind::Hidden && model.is_asked(question));
    let name = model.settings().contact.name != FieldRule::Hidden;
    let mut fields: Vec<Field> = name.then_some(Field::Name).into_iter().collect();
    fields.extend([Field::Email, Field::Subject, Field::Message]);
    fields.extend(asked.map(Field::Question));
    fields
}

fn is_required(model: &Model, field: Field) -> bool {
    match field {
        Field::Name => model.settings().contact.name == FieldRule::Required,
        Field::Question(question) => question.required || question.kind == QuestionKind::Consent,
        Field::Website => false,
        _ => true,
    }
}
