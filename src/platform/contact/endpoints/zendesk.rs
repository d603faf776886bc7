//! Zendesk's requests, as somebody without an account may make them. Nothing tells it a repeated request from a new one.

use guichet_wire::problem::{FieldCode, FieldProblem, Problem};
use guichet_wire::ticket::{FormAnswer, NewTicket};
use wasm_bindgen::JsValue;

use super::{NOT_NOW, at, failure, post_json, words};
use crate::platform::contact::shapes;
use crate::platform::json::{Json, object};
use crate::state::{Answer, Delivery};

pub(super) async fn send(delivery: &Delivery) -> Answer {
    let address = at(&delivery.endpoint, "/api/v2/requests.json");
    let Some(reply) = post_json(&address, &request(&delivery.ticket)).await else {
        return NOT_NOW; // Also what it refuses for want of permission or patience: those answers cannot be read by a page.
    };
    if reply.ok() {
        let number = reply.json().get("request").number("id");
        return Answer::Taken(number.ok()); // 201 says that there is a request, even where the rest was lost on the way.
    }
    match failure(&reply) {
        Answer::Refused(problem) => Answer::Refused(refusal(&reply.json(), problem)),
        other => other,
    }
}

fn request(ticket: &NewTicket) -> JsValue {
    let text = |text: &str| JsValue::from(text);
    let requester = object(&[("name", text(name(ticket))), ("email", text(&ticket.email))]);
    let comment = object(&[("body", text(&words::body(ticket)))]);
    let fields = ticket.answers.iter().filter_map(|answer| {
        let id = custom_field(answer)? as f64;
        Some(object(&[("id", id.into()), ("value", text(&answer.value))]))
    });
    let request = object(&[
        ("requester", requester),
        ("subject", text(&ticket.subject)),
        ("comment", comment),
        ("custom_fields", shapes::list(fields)),
    ]);
    object(&[("request", request)])
}

/// A requester whom Zendesk does not know yet must have a name.
fn name(ticket: &NewTicket) -> &str {
    match ticket.name.is_empty() {
        true => &ticket.email,
        false => &ticket.name,
    }
}

/// The number of Zendesk's own field that a question stands for: the question's id is `zendesk-` and that number.
fn custom_field(answer: &FormAnswer) -> Option<u64> {
    answer.id.strip_prefix("zendesk-")?.parse().ok()
}

/// What Zendesk finds wrong is said under the names of its own records.
fn refusal(json: &Json, problem: Problem) -> Problem {
    let details = json.get("details");
    let names = [
        ("requester", "email"),
        ("email", "email"),
        ("subject", "subject"),
    ];
    let wrong = names
        .iter()
        .find(|(theirs, _)| !details.get(theirs).is_absent());
    let errors = wrong.map(|(_, ours)| FieldProblem {
        field: (*ours).to_owned(),
        code: FieldCode::Malformed,
        detail: String::new(),
    });
    Problem {
        errors: errors.into_iter().collect(),
        detail: json.text_or_empty("description"),
        ..problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::contact::endpoints::words::tests::ticket;

    #[test]
    fn a_question_can_stand_for_a_field_of_zendesks() {
        let ticket = ticket();
        let fields = ticket.answers.iter().map(custom_field);
        assert_eq!(fields.collect::<Vec<_>>(), [None, Some(360_001)]);
    }

    #[test]
    fn who_gives_no_name_goes_by_the_address() {
        assert_eq!(name(&ticket()), "ana@example.org");
    }
}
