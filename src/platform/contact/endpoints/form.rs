//! A service that takes a plain form post and passes it on, such as Formspree or Netlify Forms. It cannot tell a repeated post from a new
//! one; the ticket's id is among the fields, so that the owner can.

use guichet_wire::problem::{FieldCode, FieldProblem, Problem};
use guichet_wire::ticket::NewTicket;

use super::{NOT_NOW, failure, post_form, words};
use crate::platform::contact::upload::Reply;
use crate::platform::json::{Json, Read};
use crate::state::{Answer, Delivery};

pub(super) async fn send(delivery: &Delivery) -> Answer {
    match posted(delivery).await {
        // Each service says "yes" in its own words, and some by a page: the status is what they share.
        Some(reply) if reply.ok() => Answer::Taken(None),
        Some(reply) => match failure(&reply) {
            Answer::Refused(problem) => Answer::Refused(refusal(&reply.json(), problem)),
            other => other,
        },
        None => NOT_NOW,
    }
}

async fn posted(delivery: &Delivery) -> Option<Reply> {
    let id = delivery.ticket.id.to_string();
    let context = words::context(&delivery.ticket);
    let fields = fields(&delivery.ticket, &id, &context);
    let files = ("attachment", &*delivery.files);
    post_form(&delivery.endpoint, &fields, files, None).await
}

/// The fields, empty ones left out. The owner's questions go by their ids, which is also how a service is told what it has to know: a hidden
/// question `form-name` is Netlify's. What fills in the trap goes by the name that Formspree has for it.
fn fields<'a>(
    ticket: &'a NewTicket,
    id: &'a str,
    context: &'a [(&'static str, String)],
) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = vec![
        ("name", &ticket.name),
        ("email", &ticket.email),
        ("subject", &ticket.subject),
        ("message", &ticket.message),
    ];
    let answers = ticket.answers.iter();
    fields.extend(answers.map(|answer| (&*answer.id, &*answer.value)));
    fields.extend(context.iter().map(|(label, value)| (*label, &**value)));
    fields.extend([("_gotcha", &*ticket.website), ("ticket", id)]);
    fields.retain(|(_, text)| !text.is_empty());
    fields
}

/// Formspree's errors name the field; its codes are in capitals.
fn refusal(json: &Json, problem: Problem) -> Problem {
    let errors = json.list("errors", |error| {
        let code = error.text_or_empty("code");
        Ok(FieldProblem {
            field: error.text("field")?,
            code: match code.starts_with("REQUIRED") {
                true => FieldCode::Required,
                false => FieldCode::Malformed,
            },
            detail: error.text_or_empty("message"),
        })
    });
    let errors: Read<Vec<FieldProblem>> = errors;
    Problem {
        errors: errors.unwrap_or_default(),
        detail: json.text_or_empty("error"),
        ..problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::contact::endpoints::words::tests::ticket;

    #[test]
    fn a_form_has_a_field_for_all_that_the_ticket_says_and_none_for_what_it_does_not() {
        let ticket = ticket();
        let id = ticket.id.to_string();
        let context = words::context(&ticket);
        let fields = fields(&ticket, &id, &context);
        let text = |name| {
            fields
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, text)| *text)
        };
        assert_eq!(text("message"), Some("It does not light."));
        assert_eq!(text("order"), Some("4711"));
        assert_eq!(text("Page"), Some("https://shop.example.org/lamps"));
        assert_eq!(text("ticket"), Some(&*id));
        assert_eq!(text("name"), None);
        assert_eq!(text("_gotcha"), None);
    }

    #[test]
    fn what_a_program_filled_in_is_handed_on_as_that() {
        let mut ticket = ticket();
        ticket.website = "https://spam.example".to_owned();
        let fields = fields(&ticket, "", &[]);
        assert!(fields.contains(&("_gotcha", "https://spam.example")));
    }
}
