//! Chatwoot's public API: a contact, a conversation of theirs, a message in it. Each of the three steps may fail, or succeed without our
//! learning of it. So the contact bears the ticket's id, which makes the first step repeatable, and before the others Chatwoot is
//! asked what of them is done: that is known even where the last answer was lost, and nothing has to be remembered here.

use guichet_wire::ticket::NewTicket;
use wasm_bindgen::JsValue;
use web_sys::RequestInit;

use super::{NOT_NOW, at, failure, post_form, post_json, words};
use crate::platform::contact::upload::{OnProgress, Reply};
use crate::platform::fetch;
use crate::platform::json::{Json, Read, object};
use crate::state::{Answer, Delivery};

pub(super) async fn send(delivery: &Delivery, progress: OnProgress) -> Answer {
    let sent = steps(delivery, progress).await;
    sent.map_or_else(|failure| failure, |number| Answer::Taken(Some(number)))
}

/// The conversation's number; or why there is none with the message in it.
async fn steps(delivery: &Delivery, progress: OnProgress) -> Result<u64, Answer> {
    let (contacts, ticket) = (at(&delivery.endpoint, "/contacts"), &delivery.ticket);
    let id = ticket.id.to_string();
    let person = [
        ("source_id", &*id),
        ("name", &ticket.name),
        ("email", &ticket.email),
    ];
    let contact = posted(&contacts, &person).await?;
    let contact = contact.text("source_id").map_err(|_| NOT_NOW)?;
    let conversations = format!("{contacts}/{contact}/conversations");
    let number = match begun(&conversations, &id).await.map_err(|_| NOT_NOW)? {
        Some(Begun {
            number,
            is_told: true,
        }) => return Ok(number),
        Some(Begun { number, .. }) => number,
        None => {
            let conversation = posted(&conversations, &[]).await?;
            conversation.number("id").map_err(|_| NOT_NOW)?
        }
    };
    let messages = format!("{conversations}/{number}/messages");
    let content = [("content", &*content(ticket))];
    let files = ("attachments[]", &*delivery.files);
    taken(post_form(&messages, &content, files, Some(progress)).await)?;
    Ok(number)
}

/// A conversation that an earlier attempt has begun.
struct Begun {
    number: u64,
    /// Whether the message is in it.
    is_told: bool,
}

async fn begun(conversations: &str, id: &str) -> Read<Option<Begun>> {
    let answer = fetch::request(conversations, &RequestInit::new()).await?;
    let answer = fetch::json(fetch::successful(answer)?).await?;
    let mut begun = answer.items(|conversation| {
        let messages =
            conversation.list("messages", |message| Ok(message.text_or_empty("content")))?;
        Ok((conversation.number("id")?, messages))
    })?;
    Ok(begun.pop().map(|(number, messages)| Begun {
        number,
        is_told: messages.iter().any(|message| message.contains(id)),
    }))
}

async fn posted(address: &str, fields: &[(&'static str, &str)]) -> Result<Json, Answer> {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, text)| (*name, JsValue::from(*text)))
        .collect();
    taken(post_json(address, &object(&fields)).await)
}

fn taken(reply: Option<Reply>) -> Result<Json, Answer> {
    match reply {
        Some(reply) if reply.ok() => Ok(reply.json()),
        Some(reply) => Err(failure(&reply)),
        None => Err(NOT_NOW),
    }
}

/// A conversation has no subject, so the message begins with it.
fn content(ticket: &NewTicket) -> String {
    format!("{}\n\n{}", ticket.subject, words::body(ticket))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::contact::endpoints::words::tests::ticket;

    #[test]
    fn a_message_has_the_subject_and_the_id_that_it_is_known_by() {
        let content = content(&ticket());
        assert!(content.starts_with("Broken lamp\n\nIt does not light."));
        assert!(content.contains(&ticket().id.to_string()));
    }
}
