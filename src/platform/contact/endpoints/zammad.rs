//! Zammad's web form: a token first, then the ticket. It answers 200 to what it refuses as well, so the body decides. Nothing tells it a
//! repeated ticket from a new one.

use guichet_wire::problem::{FieldCode, FieldProblem, Problem};
use guichet_wire::ticket::NewTicket;

use super::{NOT_NOW, at, failure, post_fields, post_form, words};
use crate::platform::contact::upload::Reply;
use crate::platform::json::Json;
use crate::state::{Answer, Delivery};

/// Zammad's names for the fields of a ticket, and ours.
const FIELDS: [(&str, &str); 4] = [
    ("name", "name"),
    ("email", "email"),
    ("title", "subject"),
    ("body", "message"),
];

pub(super) async fn send(delivery: &Delivery) -> Answer {
    match submitted(delivery).await {
        Some(reply) if reply.ok() => answer(&reply.json()),
        Some(reply) => failure(&reply),
        None => NOT_NOW,
    }
}

/// The answer to the ticket; or to the request for a token, if there was none to be had.
async fn submitted(delivery: &Delivery) -> Option<Reply> {
    let (endpoint, ticket) = (&delivery.endpoint, &delivery.ticket);
    let id = ticket.id.to_string();
    // The token is bound to this, whatever it is; it has to have more than 30 characters.
    let fingerprint = ("fingerprint", &*id);
    let config = post_fields(&at(endpoint, "/api/v1/form_config"), &[fingerprint]).await?;
    if !config.ok() {
        return Some(config);
    }
    let token = config.json().text("token").ok()?;
    let body = words::body(ticket);
    let texts = [name(ticket), &ticket.email, &ticket.subject, &body];
    let mut fields = vec![fingerprint, ("token", &*token)];
    fields.extend(
        FIELDS
            .iter()
            .zip(texts)
            .map(|((theirs, _), text)| (*theirs, text)),
    );
    let files = ("file[]", &*delivery.files);
    post_form(&at(endpoint, "/api/v1/form_submit"), &fields, files, None).await
}

/// Zammad wants a name in any case.
fn name(ticket: &NewTicket) -> &str {
    match ticket.name.is_empty() {
        true => &ticket.email,
        false => &ticket.name,
    }
}

fn answer(json: &Json) -> Answer {
    let ticket = json.get("ticket");
    if !ticket.is_absent() {
        let number = ticket.text("number").ok();
        return Answer::Taken(number.and_then(|number| number.parse().ok()));
    }
    let wrong = json.get("errors");
    if wrong.is_absent() {
        return NOT_NOW; // Neither yes nor no: part of an answer, or somebody else's.
    }
    let fields = FIELDS
        .iter()
        .filter_map(|(theirs, ours)| Some(fault(ours, &wrong.get(theirs).as_text()?)));
    Answer::Refused(Problem {
        kind: String::new(),
        title: String::new(),
        status: 422,
        detail: wrong.text_or_empty("spam"),
        errors: fields.collect(),
    })
}

fn fault(field: &str, word: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        code: match word {
            "required" => FieldCode::Required,
            _ => FieldCode::Malformed,
        },
        detail: word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_zammad_finds_wrong_is_told_at_the_field() {
        assert_eq!(fault("email", "invalid").code, FieldCode::Malformed);
        assert_eq!(fault("subject", "required").code, FieldCode::Required);
    }
}
