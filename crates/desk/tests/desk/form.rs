//! What the owner's own form asks, and what the customer did before: taken in every form a ticket comes in, cleaned, checked, kept,
//! handed out and erased with the rest.

use guichet_desk::{StoredTicket, Subject, TicketKey};
use guichet_wire::problem::FieldCode;
use reqwest::multipart::Form;
use serde_json::{Value, json};

use crate::{Running, id, problem, ticket};

const FIRST: TicketKey = TicketKey::Number(1001);

/// A ticket of a form with two questions, from a customer who looked around first.
fn answered(digit: char) -> Value {
    let mut answered = ticket(digit);
    answered["answers"] = json!([
        { "id": "order", "label": "Order number", "value": "4711" },
        { "id": "wanted", "label": "What would help?", "value": "A refund\nA new one" },
    ]);
    answered["context"] = json!({
        "title": "Your orders",
        "searches": ["late parcel", "refund"],
        "articles": ["orders/track"],
        "version": "0.1.0",
        "viewport": "390x844",
    });
    answered["seconds"] = json!(42);
    answered
}

async fn stored(desk: &Running) -> StoredTicket {
    desk.desk.store().show(FIRST).await.unwrap()
}

#[tokio::test]
async fn answers_and_context_are_kept_and_are_the_same_in_json_form_post_and_multipart() {
    let (desk, _place) = Running::start().await;
    assert_eq!(desk.send(&answered('a')).await.status(), 201);
    let shown = serde_json::to_value(stored(&desk).await).unwrap();
    for field in ["answers", "context"] {
        assert_eq!(shown[field], answered('a')[field]);
    }

    // In a form, what is no text is JSON as text.
    let fields: Vec<(String, String)> = answered('a')
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| match value {
            Value::String(text) => (name.clone(), text.clone()),
            value => (name.clone(), value.to_string()),
        })
        .collect();
    let url = format!("{}/tickets", desk.base);
    let urlencoded = desk.http.post(&url).form(&fields);
    let multipart = fields
        .into_iter()
        .fold(Form::new(), |form, (name, text)| form.text(name, text));
    for request in [urlencoded, desk.http.post(&url).multipart(multipart)] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
    }
}

#[tokio::test]
async fn other_answers_or_another_context_are_another_ticket_but_not_another_time_to_write() {
    let (desk, _place) = Running::start().await;
    desk.deliver(&answered('a')).await;
    let mut later = answered('a');
    later["seconds"] = json!(2_000);
    assert_eq!(desk.send(&later).await.status(), 200);
    for (field, place, other) in [
        ("answers", "/answers/0/value", json!("4712")),
        ("answers", "/answers/1/label", json!("What do you want?")),
        ("context", "/context/searches", json!(["late parcel"])),
        ("context", "/context/title", json!("Your returns")),
    ] {
        let mut changed = answered('a');
        *changed.pointer_mut(place).unwrap() = other;
        problem(desk.send(&changed).await, 409, "id-taken").await;
        changed.as_object_mut().unwrap().remove(field);
        problem(desk.send(&changed).await, 409, "id-taken").await;
    }
}

#[tokio::test]
async fn what_is_at_fault_is_named_by_its_question() {
    let (desk, _place) = Running::start().await;
    let mut wrong = answered('a');
    wrong["answers"][0]["value"] = json!("x".repeat(5_001));
    wrong["context"]["searches"] = json!(vec!["parcel"; 21]);
    let problem = problem(desk.send(&wrong).await, 422, "invalid-ticket").await;
    let found: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.field.as_str(), error.code))
        .collect();
    assert_eq!(
        found,
        [
            ("order", FieldCode::TooLong),
            ("context", FieldCode::TooLong)
        ]
    );
}

#[tokio::test]
async fn a_field_that_is_not_the_json_it_should_be_is_named() {
    let (desk, _place) = Running::start().await;
    for (field, text) in [
        ("answers", "4711"),
        ("answers", "[{}]"),
        ("answers", "["),
        ("context", "\"parcel\""),
        ("seconds", "soon"),
    ] {
        let request = desk.http.post(format!("{}/tickets", desk.base));
        let request = request.form(&[("id", id('a')), (field, text.to_owned())]);
        let problem = problem(request.send().await.unwrap(), 400, "malformed-request").await;
        assert!(problem.detail.starts_with("Not a ticket: "), "{problem:?}");
    }
    // A field that was left empty is as good as none.
    let request = desk.http.post(format!("{}/tickets", desk.base));
    let empty = ["answers", "context", "seconds"].map(|field| (field, ""));
    let response = request.form(&empty).send().await.unwrap();
    problem(response, 422, "invalid-ticket").await;
}

#[tokio::test]
async fn control_characters_are_left_out_of_answers_and_context_too() {
    let (desk, _place) = Running::start().await;
    let mut hostile = answered('a');
    hostile["answers"] = json!([
        { "id": "order\u{1b}", "label": "Order\r\nBcc: all", "value": "one\u{1b}[2J\r\ntwo" }
    ]);
    hostile["context"] = json!({ "title": "a\u{7}b", "searches": ["c\nd"], "unknown": [1] });
    desk.deliver(&hostile).await;
    let shown = serde_json::to_value(stored(&desk).await).unwrap();
    assert_eq!(
        shown["answers"],
        json!([{ "id": "order", "label": "Order Bcc: all", "value": "one[2J\ntwo" }])
    );
    let context = json!({ "title": "a b", "searches": ["c d"] });
    assert_eq!(shown["context"], context);
}

#[tokio::test]
async fn answers_and_context_are_handed_out_and_erased_with_their_ticket() {
    let (desk, place) = Running::start().await;
    desk.deliver(&answered('a')).await;
    let store = desk.desk.store();
    let data = store.export("ilze@example.org").await.unwrap();
    let data = serde_json::to_value(data).unwrap();
    assert_eq!(data["tickets"][0]["answers"][0]["value"], "4711");
    assert_eq!(data["tickets"][0]["context"]["articles"][0], "orders/track");

    store.erase(&Subject::Ticket(FIRST), None).await.unwrap();
    let left = "SELECT COUNT(*) FROM tickets WHERE answers <> '[]' OR context <> '{}'";
    assert_eq!(place.count(left).await, 0);
    assert_eq!(place.count("SELECT COUNT(*) FROM tickets").await, 1);
}
