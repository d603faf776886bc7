//! Tickets that a program may have sent: taken and acknowledged like any other, and marked for agents.

use guichet_desk::{StoreError, Suspicion, TicketKey};
use serde_json::{Value, json};

use crate::operations::metrics;
use crate::{Running, ticket};

const FIRST: TicketKey = TicketKey::Number(1001);

/// A ticket with a field that only programs fill in.
fn filled_in(digit: char) -> Value {
    let mut filled_in = ticket(digit);
    filled_in["website"] = json!("https://spam.example");
    filled_in["seconds"] = json!(60);
    filled_in
}

async fn suspicion(desk: &Running, key: TicketKey) -> Option<Suspicion> {
    let ticket = desk.desk.store().show(key).await.unwrap();
    ticket.summary.suspicion
}

#[tokio::test]
async fn what_a_program_may_have_sent_is_taken_like_any_other_and_marked() {
    let (desk, _place) = Running::start().await;
    let mut hasty = ticket('b');
    hasty["seconds"] = json!(2);
    let mut both = filled_in('c');
    both["seconds"] = json!(0);
    let mut calm = ticket('d');
    calm["seconds"] = json!(3);
    // Empty to the eye, and longer than a text may be: no reason to lose somebody's ticket.
    calm["website"] = json!(" \n");
    let mut long = filled_in('e');
    long["website"] = json!("x".repeat(10_000));
    let cases = [
        (ticket('1'), None),
        (filled_in('a'), Some(Suspicion::HiddenField)),
        (hasty, Some(Suspicion::TooFast)),
        (both, Some(Suspicion::HiddenField)),
        (calm, None),
        (long, Some(Suspicion::HiddenField)),
    ];
    for (ticket, expected) in cases {
        let response = desk.send(&ticket).await;
        assert_eq!(response.status(), 201);
        let receipt: Value = response.json().await.unwrap();
        let mut names: Vec<_> = receipt.as_object().unwrap().keys().collect();
        names.sort();
        assert_eq!(names, ["id", "number", "statusUrl"]);
        let key = TicketKey::Number(receipt["number"].as_u64().unwrap());
        assert_eq!(suspicion(&desk, key).await, expected, "{ticket}");
        let link = receipt["statusUrl"].as_str().unwrap();
        let status = desk.http.get(link).send().await.unwrap();
        assert!(!status.text().await.unwrap().contains("suspicion"));
    }
    assert_eq!(desk.desk.store().list(None).await.unwrap().len(), 6);
}

#[tokio::test]
async fn what_marks_a_ticket_is_no_part_of_its_content() {
    let (desk, _place) = Running::start().await;
    desk.deliver(&filled_in('a')).await;
    assert_eq!(desk.send(&ticket('a')).await.status(), 200);
    assert_eq!(suspicion(&desk, FIRST).await, Some(Suspicion::HiddenField));
}

#[tokio::test]
async fn an_agent_takes_the_mark_away_or_answers() {
    let (desk, _place) = Running::start().await;
    for digit in ['a', 'b', 'c'] {
        desk.deliver(&filled_in(digit)).await;
    }
    let store = desk.desk.store();
    store.trust(FIRST).await.unwrap();
    store.reply(TicketKey::Number(1002), "Yes?").await.unwrap();
    store.close(TicketKey::Number(1003)).await.unwrap();
    let listed = store.list(None).await.unwrap();
    let marks: Vec<_> = listed.iter().map(|ticket| ticket.suspicion).collect();
    assert_eq!(marks, [None, None, Some(Suspicion::HiddenField)]);
    let nobody = store.trust(TicketKey::Number(1)).await;
    assert!(matches!(nobody, Err(StoreError::NoTicket(_))));
}

#[tokio::test]
async fn marked_tickets_are_counted_once() {
    let (desk, _place) = Running::start().await;
    desk.deliver(&ticket('a')).await;
    for _ in 0..2 {
        desk.deliver(&filled_in('b')).await;
    }
    let text = metrics(&desk).await;
    let line = r#"guichet_suspected_tickets_total{reason="hidden-field"} 1"#;
    assert!(text.lines().any(|found| found == line), "{text}");
}
