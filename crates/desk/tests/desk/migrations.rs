//! A database that an older desk has left behind, with tickets in it: it is brought up to date without being asked, and nothing in it
//! is lost.

use guichet_desk::{Database, TicketKey};
use guichet_wire::ticket::{Author, Context, TicketState, TicketStatus};
use serde_json::json;

use crate::place::Place;
use crate::{Running, id};

/// The last migration of the desk before customers could reply.
const BEFORE_REPLIES: i64 = 4;

/// SHA-256 of the content of the ticket below, as that desk made it.
const CONTENT: &str = "263b5ff0e044f6c81c4c187f219453fc30742ae981ca2c41e01dc61d60447265";

/// SHA-256 of a token of 24 bytes of zero, which stands in its link as 32 letters A.
const TOKEN: &str = "9d908ecfb6b256def8b49a7c504e6c889c4b0e41fe6ce3e01863dd7b61a20aa0";

/// A ticket as that desk stored it, with an answer and a link, and what was said of an article.
fn rows(place: &Place) -> [String; 4] {
    let bytes = |hex: &str| match place.database() {
        Database::Sqlite(_) => format!("x'{hex}'"),
        Database::Postgres(_) => format!("'\\x{hex}'"),
    };
    let (ticket, feedback) = (id('a'), id('b'));
    [
        format!(
            "INSERT INTO tickets
             (number, id, content_hash, state, created_at, name, email, subject, message, locale, page)
             VALUES (1001, '{ticket}', {}, 'waiting', '2025-03-01T09:30:00Z', '', 'ana@example.org', 'Late parcel',
             'Where is it?', 'en', '')",
            bytes(CONTENT)
        ),
        "INSERT INTO replies (ticket, at, text)
         VALUES (1001, '2025-03-01T10:05:00Z', 'It arrives tomorrow.')"
            .to_owned(),
        format!("INSERT INTO status_tokens (hash, ticket) VALUES ({}, 1001)", bytes(TOKEN)),
        format!(
            "INSERT INTO feedback (id, at, article, locale, helpful, reason, comment)
             VALUES ('{feedback}', '2025-03-01T09:30:00Z', 'orders/track', 'en', 0, NULL, '')"
        ),
    ]
}

#[tokio::test]
async fn a_database_of_the_last_version_keeps_its_tickets_links_and_hashes() {
    let place = Place::new().await;
    place.migrate_to(BEFORE_REPLIES).await;
    let rows = rows(&place);
    place.run(&rows.each_ref().map(String::as_str)).await;
    let desk = Running::start_in(&place, |_| {}).await;

    let store = desk.desk.store();
    let stored = store.show(TicketKey::Number(1001)).await.unwrap();
    assert_eq!(stored.message, "Where is it?");
    assert_eq!(stored.replies[0].from, Author::Agent);
    assert!(stored.answers.is_empty() && stored.context == Context::default());
    assert_eq!((stored.summary.suspicion, &stored.rating), (None, &None));
    let feedback = store.feedback().await.unwrap();
    assert_eq!((feedback.len(), feedback[0].tickets_avoided), (1, 0));

    // The hash of its content is what it was, so its next delivery is known; the link of old works, and takes what is new.
    let again = json!({ "id": id('a'), "email": "ana@example.org", "subject": "Late parcel",
        "message": "Where is it?", "locale": "en" });
    assert_eq!(desk.send(&again).await.status(), 200);
    let link = format!("{}/tickets/{}", desk.base, "A".repeat(32));
    let reply = json!({ "id": id('c'), "text": "It did not." });
    let request = desk.http.post(format!("{link}/replies")).json(&reply);
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 201);
    let status: TicketStatus = response.json().await.unwrap();
    assert_eq!(status.state, TicketState::Open);
    assert_eq!(status.message, "Where is it?");
    assert_eq!(status.replies.len(), 2);
    let rating = json!({ "nps": 3 });
    let request = desk.http.post(format!("{link}/rating")).json(&rating);
    assert_eq!(request.send().await.unwrap().status(), 200);
}
