//! A ticket as people read it, for services that have no places for what else it says, and for the person's own copy.
//!
//! The labels are those of whoever answers, so they are not in the customer's language: field names, in English.

use guichet_wire::ticket::NewTicket;

use crate::state::File;

/// The message, and below it whatever else the ticket says. The last line is the ticket's id: a ticket that arrived twice can be told by it.
pub(super) fn body(ticket: &NewTicket) -> String {
    let mut text = ticket.message.clone() + "\n\n-- ";
    for answer in &ticket.answers {
        line(&mut text, &answer.label, &answer.value);
    }
    for (label, value) in context(ticket) {
        line(&mut text, label, &value);
    }
    line(&mut text, "Ticket", &ticket.id.to_string());
    text
}

/// The same with who asks and about what, and the names of the files.
pub(in crate::platform::contact) fn copy(ticket: &NewTicket, files: &[File]) -> String {
    let mut text = String::new();
    for (label, value) in [
        ("Name", &ticket.name),
        ("Email", &ticket.email),
        ("Subject", &ticket.subject),
    ] {
        if !value.is_empty() {
            text += label;
            text += ": ";
            text += value;
            text += "\n";
        }
    }
    text += "\n";
    text += &body(ticket);
    for file in files {
        line(&mut text, "Attachment", &file.name);
    }
    text + "\n"
}

/// What the ticket says of where it comes from, by label; only what there is.
pub(super) fn context(ticket: &NewTicket) -> Vec<(&'static str, String)> {
    let context = &ticket.context;
    let mut lines = vec![
        ("Page", ticket.page.clone()),
        ("Title", context.title.clone()),
        ("Language", ticket.locale.clone()),
        ("Searches", context.searches.join("; ")),
        ("Articles", context.articles.join("; ")),
        ("Window", context.viewport.clone()),
        ("Guichet", context.version.clone()),
    ];
    lines.retain(|(_, value)| !value.is_empty());
    lines
}

/// Adds a line; an answer of several begins on a line of its own.
fn line(text: &mut String, label: &str, value: &str) {
    *text += "\n";
    *text += label;
    *text += if value.contains('\n') { ":\n" } else { ": " };
    *text += value;
}

#[cfg(test)]
pub(super) mod tests {
    use guichet_wire::ticket::{Context, FormAnswer, TicketId};

    use super::*;

    /// A ticket that says a good deal.
    pub(in super::super) fn ticket() -> NewTicket {
        let answer = |id: &str, label: &str, value: &str| FormAnswer {
            id: id.to_owned(),
            label: label.to_owned(),
            value: value.to_owned(),
        };
        NewTicket {
            locale: "en".to_owned(),
            page: "https://shop.example.org/lamps".to_owned(),
            answers: vec![
                answer("order", "Order number", "4711"),
                answer(
                    "zendesk-360001",
                    "What was tried",
                    "Another bulb\nAnother room",
                ),
            ],
            context: Context {
                searches: vec!["lamp".to_owned(), "bulb".to_owned()],
                ..Context::default()
            },
            seconds: Some(40),
            ..NewTicket::new(
                TicketId([0xab; 16]),
                "ana@example.org",
                "Broken lamp",
                "It does not light.",
            )
        }
    }

    #[test]
    fn a_body_says_all_that_the_ticket_says_and_ends_with_its_id() {
        let expected = "It does not light.\n\n-- \nOrder number: 4711\nWhat was tried:\nAnother bulb\nAnother room\n\
                        Page: https://shop.example.org/lamps\nLanguage: en\nSearches: lamp; bulb\n\
                        Ticket: abababababababababababababababab";
        assert_eq!(body(&ticket()), expected);
    }

    #[test]
    fn a_copy_for_the_person_says_who_asks_what_too() {
        let file = File {
            key: 1,
            name: "lamp.jpg".to_owned(),
            media_type: "image/jpeg".to_owned(),
            bytes: 1,
            is_read: true,
        };
        let copy = copy(&ticket(), &[file]);
        assert!(copy.starts_with("Email: ana@example.org\nSubject: Broken lamp\n\nIt does not"));
        assert!(copy.ends_with("Attachment: lamp.jpg\n"), "{copy}");
    }
}
