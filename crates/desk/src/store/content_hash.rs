//! What tells one ticket's content from another's. The hash is stored with every ticket, so what is here may grow but never change.

use guichet_wire::ticket::NewTicket;
use sha2::{Digest, Sha256};

use crate::attachments::StoredAttachment;

/// SHA-256 over name, length and text of each part that is not empty, in this order. A part that is added later goes to the end, so
/// that the hashes of older tickets stay what they are. A file counts by its name and its hash. What only tells a program from a
/// person (`seconds`, `website`) is no content.
pub(super) fn content_hash(ticket: &NewTicket, files: &[StoredAttachment]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (name, text) in [
        ("name", &ticket.name),
        ("email", &ticket.email),
        ("subject", &ticket.subject),
        ("message", &ticket.message),
        ("locale", &ticket.locale),
        ("page", &ticket.page),
    ] {
        add(&mut hash, name, text);
    }
    for StoredAttachment { attachment, sha256 } in files {
        let name = &attachment.name;
        hash.update(format!("attachment\0{}\0{name}{sha256}", name.len()));
    }
    for answer in &ticket.answers {
        add(&mut hash, "answer", &answer.id);
        add(&mut hash, "label", &answer.label);
        add(&mut hash, "value", &answer.value);
    }
    let context = &ticket.context;
    add(&mut hash, "title", &context.title);
    for search in &context.searches {
        add(&mut hash, "search", search);
    }
    for article in &context.articles {
        add(&mut hash, "article", article);
    }
    add(&mut hash, "version", &context.version);
    add(&mut hash, "viewport", &context.viewport);
    hash.finalize().into()
}

/// Adds a part, unless it is empty.
fn add(hash: &mut Sha256, name: &str, text: &str) {
    if !text.is_empty() {
        hash.update(format!("{name}\0{}\0", text.len()));
        hash.update(text);
    }
}

#[cfg(test)]
mod tests {
    use guichet_wire::ticket::{FormAnswer, TicketId};

    use super::*;

    fn ticket() -> NewTicket {
        NewTicket {
            locale: "en".to_owned(),
            ..NewTicket::new(
                TicketId([7; 16]),
                "ana@example.org",
                "Late parcel",
                "Where is it?",
            )
        }
    }

    #[test]
    fn the_content_hash_never_changes_between_versions() {
        let hash: String = content_hash(&ticket(), &[])
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            hash,
            "263b5ff0e044f6c81c4c187f219453fc30742ae981ca2c41e01dc61d60447265"
        );
    }

    #[test]
    fn text_that_moves_from_one_field_to_the_next_changes_the_hash() {
        let mut moved = ticket();
        moved.subject = "Late parce".to_owned();
        moved.message = "lWhere is it?".to_owned();
        assert_ne!(content_hash(&moved, &[]), content_hash(&ticket(), &[]));
    }

    #[test]
    fn answers_and_context_are_content_and_what_tells_programs_from_people_is_not() {
        let plain = content_hash(&ticket(), &[]);
        let mut marked = ticket();
        (marked.seconds, marked.website) = (Some(1), "https://spam.example".to_owned());
        assert_eq!(content_hash(&marked, &[]), plain);

        let mut answered = ticket();
        answered.answers = vec![FormAnswer {
            id: "order".to_owned(),
            label: "Order number".to_owned(),
            value: "4711".to_owned(),
        }];
        let (mut searched, mut read) = (ticket(), ticket());
        searched.context.searches = vec!["parcel".to_owned()];
        read.context.articles = vec!["parcel".to_owned()];
        let hashes = [answered, searched, read].map(|ticket| content_hash(&ticket, &[]));
        assert!(!hashes.contains(&plain));
        assert_ne!(hashes[1], hashes[2]);
    }
}
