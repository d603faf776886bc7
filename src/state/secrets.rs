//! What people write to a support team and would better not: card numbers, bank account numbers, passwords. It is looked for before a
//! ticket leaves, so that the person is asked once; whether it leaves is their decision.
//!
//! Wrong alarms are worse here than a secret that is missed: who is asked about every order number stops reading.

mod card;
mod iban;
mod password;

use guichet_wire::form::QuestionKind;

use super::{Effect, Field, Focus, Model};

/// Something that the endpoint has no use for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// The number of a payment card.
    Card,
    /// An international bank account number.
    Iban,
    /// A password.
    Password,
}

/// The first secret in a text.
pub(super) fn find(text: &str) -> Option<Secret> {
    let found = [
        (Secret::Iban, iban::is_in(text)),
        (Secret::Card, card::is_in(text)),
        (Secret::Password, password::is_in(text)),
    ];
    let found = found.into_iter().find(|(_, is_there)| *is_there);
    found.map(|(secret, _)| secret)
}

/// A secret in the draft, and the field that it is in.
pub(super) fn in_draft(model: &Model) -> Option<(Secret, Field)> {
    let questions = model.owners_form().questions.iter().filter(|question| {
        // What has a pattern is what the owner asks for.
        let is_free = matches!(question.kind, QuestionKind::Text | QuestionKind::LongText);
        is_free && question.pattern.is_none() && model.is_asked(question)
    });
    let fields = [Field::Subject, Field::Message].into_iter();
    let mut fields = fields.chain(questions.map(Field::Question));
    fields.find_map(|field| Some((find(model.form.text(field))?, field)))
}

/// Asks before a secret leaves; nothing where there is none.
pub(super) fn ask(model: &mut Model) -> Option<Effect> {
    model.form.secret = in_draft(model);
    model.form.secret.map(|_| Effect::Focus(Focus::Question))
}

/// The draft has changed: what is not in it any more is not asked about.
pub(super) fn look_again(model: &mut Model) {
    if model.form.secret.is_some() {
        model.form.secret = in_draft(model);
    }
}

/// Whether a character is a letter or a digit: beyond ASCII, whatever is not in the blocks of signs. Unicode's own tables would be 3 kB.
fn is_of_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '×' | '÷' | '،' | '؛' | '؟' => false,
        '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{303f}' => false,
        '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff5b}'..='\u{ff65}' => false,
        _ => true,
    }
}
