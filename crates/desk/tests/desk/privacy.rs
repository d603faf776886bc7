//! A person's data: handed out in one piece, erased for good, kept for so long only.

use std::time::Duration;

use guichet_desk::{Erased, StoreError, Subject, TicketKey};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{Running, id, problem, ticket};

fn email(text: &str) -> Subject {
    Subject::Email(text.to_owned())
}

/// A ticket of somebody else.
fn of_another(digit: char) -> Value {
    let mut other = ticket(digit);
    other["email"] = "ana@example.org".into();
    other["name"] = "Ana".into();
    other
}

/// Says of an article what names a person.
async fn comment(desk: &Running, digit: char, text: &str) {
    let feedback =
        json!({ "id": id(digit), "article": "orders/track", "helpful": false, "comment": text });
    let request = desk.http.post(format!("{}/feedback", desk.base));
    let response = request.json(&feedback).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
}

/// A desk with two tickets of Ilze's and one of Ana's.
async fn with_three(desk: &Running) {
    desk.deliver(&ticket('a')).await;
    desk.deliver(&of_another('b')).await;
    let mut shouted = ticket('c');
    shouted["email"] = "ILZE@example.org".into();
    desk.deliver(&shouted).await;
    let key = TicketKey::Number(1001);
    desk.desk.store().reply(key, "Tomorrow.").await.unwrap();
    comment(desk, 'd', "Write to Ilze@Example.org!").await;
    comment(desk, 'e', "Unclear.").await;
}

#[tokio::test]
async fn everything_of_a_person_comes_in_one_piece_and_nothing_of_another() {
    let (desk, _place) = Running::start().await;
    with_three(&desk).await;
    let data = desk.desk.store().export("ilze@EXAMPLE.org").await.unwrap();
    let data = serde_json::to_value(data).unwrap();
    assert_eq!(data["tickets"][0]["message"], ticket('a')["message"]);
    assert_eq!(data["tickets"][0]["replies"][0]["text"], "Tomorrow.");
    assert_eq!(data["tickets"][1]["number"], 1003);
    assert_eq!(data["tickets"].as_array().unwrap().len(), 2);
    assert_eq!(data["feedback"][0]["text"], "Write to Ilze@Example.org!");
    assert_eq!(data["feedback"][0]["article"], "orders/track");
    assert_eq!(data["feedback"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_erased_person_is_gone_and_others_stay() {
    let (desk, _place) = Running::start().await;
    with_three(&desk).await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    let store = desk.desk.store();
    let erased = store.erase(&email("ilze@example.org"), None).await.unwrap();
    assert_eq!(
        erased,
        Erased {
            tickets: vec![1001, 1003],
            feedback: 1
        }
    );
    let left = store.list(None).await.unwrap();
    assert_eq!((left.len(), left[0].number), (1, 1002));
    let data = store.export("ilze@example.org").await.unwrap();
    assert!(data.tickets.is_empty() && data.feedback.is_empty());
    assert_eq!(desk.http.get(link).send().await.unwrap().status(), 404);
    let gone = store.show(TicketKey::Number(1001)).await;
    assert!(matches!(gone, Err(StoreError::NoTicket(_))));
    let reply = store.reply(TicketKey::Number(1001), "Hello").await;
    assert!(matches!(reply, Err(StoreError::NoTicket(_))));
}

#[tokio::test]
async fn an_erased_ticket_that_is_sent_again_is_not_stored_again() {
    let (desk, _place) = Running::start().await;
    desk.deliver(&ticket('a')).await;
    let store = desk.desk.store();
    let subject = Subject::Ticket(TicketKey::Id(id('a').parse().unwrap()));
    assert_eq!(store.erase(&subject, None).await.unwrap().tickets, [1001]);
    for ticket in [ticket('a'), of_another('a')] {
        problem(desk.send(&ticket).await, 410, "erased").await;
    }
    assert_eq!(store.list(None).await.unwrap(), []);
    // Who erases once more is told the same.
    assert_eq!(store.erase(&subject, None).await.unwrap().tickets, [1001]);
    assert!(desk.deliver(&ticket('b')).await.number > 1001);
}

#[tokio::test]
async fn nobody_is_erased_by_less_than_an_address() {
    let (desk, _place) = Running::start().await;
    with_three(&desk).await;
    let store = desk.desk.store();
    for text in ["", "@", "example.org", " "] {
        let refused = store.erase(&email(text), None).await;
        assert!(
            matches!(refused, Err(StoreError::NotAnAddress(_))),
            "{text}"
        );
        assert!(store.export(text).await.is_err());
    }
    let unknown = Subject::Ticket(TicketKey::Number(1));
    let refused = store.erase(&unknown, None).await;
    assert!(matches!(refused, Err(StoreError::NoTicket(_))));
    assert_eq!(
        store
            .erase(&email("nobody@example.org"), None)
            .await
            .unwrap(),
        Erased::default()
    );
    assert_eq!(store.list(None).await.unwrap().len(), 3);
}

#[tokio::test]
async fn only_tickets_that_were_solved_long_ago_are_not_kept() {
    let (desk, _place) = Running::start().await;
    with_three(&desk).await;
    let store = desk.desk.store();
    store.close(TicketKey::Number(1002)).await.unwrap();
    let day = Duration::from_secs(24 * 60 * 60);
    assert_eq!(store.retain(day, None).await.unwrap(), Erased::default());
    // Answered once more after it was solved: it waits for the customer.
    store.close(TicketKey::Number(1001)).await.unwrap();
    let key = TicketKey::Number(1001);
    store.reply(key, "It is at the door.").await.unwrap();
    let erased = store.retain(Duration::ZERO, None).await.unwrap();
    assert_eq!(erased.tickets, [1002]);
    let left = store.list(None).await.unwrap();
    let numbers: Vec<_> = left.iter().map(|ticket| ticket.number).collect();
    assert_eq!(numbers, [1001, 1003]);
    assert_eq!(
        store.retain(Duration::MAX, None).await.unwrap(),
        Erased::default()
    );
}
