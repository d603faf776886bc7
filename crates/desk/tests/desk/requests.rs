//! Sending tickets: the forms they come in, what is refused and how, and that a ticket is stored once.

use guichet_desk::TicketKey;
use guichet_wire::problem::FieldCode;
use guichet_wire::ticket::Receipt;
use reqwest::multipart::{Form, Part};
use serde_json::json;

use crate::{Running, id, problem, ticket};

#[tokio::test]
async fn a_new_ticket_is_stored_and_answered_with_its_receipt() {
    let (desk, _place) = Running::start().await;
    let response = desk.send(&ticket('a')).await;
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let location = response.headers()["location"].to_str().unwrap().to_owned();
    let receipt: Receipt = response.json().await.unwrap();
    assert_eq!(receipt.id.to_string(), id('a'));
    assert_eq!(receipt.number, 1001);
    assert_eq!(receipt.status_url, location);
    assert!(
        location.starts_with(&format!("{}/tickets/", desk.base)),
        "{location}"
    );

    let stored = desk
        .desk
        .store()
        .show(TicketKey::Number(1001))
        .await
        .unwrap();
    assert_eq!(stored.summary.name, "Ilze Kalniņa");
    assert_eq!(stored.summary.email, "ilze@example.org");
    assert_eq!(stored.summary.locale, "lv");
    assert_eq!(stored.message, "Where is it?\nIt was due on Monday.");
    assert_eq!(stored.page, "https://shop.example/orders");
}

#[tokio::test]
async fn the_same_ticket_is_the_same_in_json_form_post_and_multipart() {
    let (desk, _place) = Running::start().await;
    let first = desk.deliver(&ticket('a')).await;
    // Browsers end the lines of a form's text with CR LF.
    let fields = [
        ("id", id('a')),
        ("name", "Ilze Kalniņa".to_owned()),
        ("email", "ilze@example.org".to_owned()),
        ("subject", "Late parcel".to_owned()),
        (
            "message",
            "Where is it?\r\nIt was due on Monday.".to_owned(),
        ),
        ("locale", "lv".to_owned()),
        ("page", "https://shop.example/orders".to_owned()),
    ];
    let url = format!("{}/tickets", desk.base);
    let urlencoded = desk.http.post(&url).form(&fields);
    let form = fields
        .into_iter()
        .fold(Form::new(), |form, (name, text)| form.text(name, text));
    // A file picker that was left empty.
    let form = form.part("file", Part::text("").file_name(""));
    let multipart = desk.http.post(&url).multipart(form);
    for request in [urlencoded, multipart] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        let again: Receipt = response.json().await.unwrap();
        assert_eq!((again.id, again.number), (first.id, first.number));
    }
    assert_eq!(desk.desk.store().list(None).await.unwrap().len(), 1);
}

#[tokio::test]
async fn twenty_deliveries_at_once_store_one_ticket() {
    let (desk, _place) = Running::start().await;
    let ticket = ticket('b');
    let deliveries: Vec<_> = (0..20)
        .map(|_| {
            desk.http
                .post(format!("{}/tickets", desk.base))
                .json(&ticket)
                .send()
        })
        .map(tokio::spawn)
        .collect();
    let mut created = 0;
    for delivery in deliveries {
        let response = delivery.await.unwrap().unwrap();
        created += usize::from(response.status() == 201);
        let receipt: Receipt = response.json().await.unwrap();
        assert_eq!(receipt.number, 1001);
    }
    assert_eq!(created, 1);
    assert_eq!(desk.desk.store().list(None).await.unwrap().len(), 1);
}

#[tokio::test]
async fn numbers_rise_from_ticket_to_ticket() {
    let (desk, _place) = Running::start().await;
    for (digit, number) in [('a', 1001), ('b', 1002), ('c', 1003)] {
        assert_eq!(desk.deliver(&ticket(digit)).await.number, number);
    }
}

#[tokio::test]
async fn an_id_with_other_content_is_a_conflict_and_changes_nothing() {
    let (desk, _place) = Running::start().await;
    desk.deliver(&ticket('a')).await;
    for field in ["name", "email", "subject", "message", "locale", "page"] {
        let mut other = ticket('a');
        other[field] = json!("someone.else@example.org");
        problem(desk.send(&other).await, 409, "id-taken").await;
    }
    let stored = desk.desk.store().list(None).await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].subject, "Late parcel");
}

#[tokio::test]
async fn every_field_at_fault_is_named_in_the_answer() {
    let (desk, _place) = Running::start().await;
    let response = desk
        .send(&json!({ "id": "nonsense", "email": "nobody", "message": "x".repeat(20_001) }))
        .await;
    let problem = problem(response, 422, "invalid-ticket").await;
    let found: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.field.as_str(), error.code))
        .collect();
    assert_eq!(
        found,
        [
            ("id", FieldCode::Malformed),
            ("subject", FieldCode::Required),
            ("message", FieldCode::TooLong),
            ("email", FieldCode::Malformed),
        ]
    );
    assert_eq!(desk.desk.store().list(None).await.unwrap(), []);
}

#[tokio::test]
async fn a_request_that_is_no_ticket_gets_a_problem_that_says_why() {
    let (desk, _place) = Running::start().await;
    let json = "application/json";
    let form = "application/x-www-form-urlencoded";
    let multipart = "multipart/form-data; boundary=b";
    let open_part = "--b\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\ncut off";
    for (content_type, body, status, kind) in [
        (json, "", 400, "malformed-request"),
        (json, "{", 400, "malformed-request"),
        (json, "null", 400, "malformed-request"),
        (json, "[\"a\",\"b\"]", 400, "malformed-request"),
        (json, "{\"subject\":5}", 400, "malformed-request"),
        (json, "{\"subject\":\"\\ud800\"}", 400, "malformed-request"),
        (json, "{} {}", 400, "malformed-request"),
        (json, "{}", 422, "invalid-ticket"),
        (
            "application/json; charset=utf-8",
            "{}",
            422,
            "invalid-ticket",
        ),
        (form, "", 422, "invalid-ticket"),
        (form, "subject=a&subject=b", 400, "malformed-request"),
        ("multipart/form-data", "", 400, "malformed-request"),
        (multipart, "nonsense", 400, "malformed-request"),
        (multipart, open_part, 400, "malformed-request"),
        (multipart, "--b--\r\n", 422, "invalid-ticket"),
        ("text/plain", "{}", 415, "unsupported-media-type"),
        ("", "{}", 415, "unsupported-media-type"),
    ] {
        let request = desk.http.post(format!("{}/tickets", desk.base));
        let request = request.header("content-type", content_type).body(body);
        println!("{content_type:?} {body:?}");
        problem(request.send().await.unwrap(), status, kind).await;
    }
    assert_eq!(desk.desk.store().list(None).await.unwrap(), []);
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_named_or_pointed_at() {
    let (desk, _place) = Running::start().await;
    let json = "application/json";
    let form = "application/x-www-form-urlencoded";
    for (content_type, body, expected) in [
        (
            json,
            "{\"subject\":\"a\",\"subject\":\"b\"}",
            "duplicate field `subject` at line 1 column 24",
        ),
        (form, "subject=a&subject=b", "duplicate field `subject`"),
        (json, "{\n  \"subject\": 5\n}", "line 2 column 14"),
        (json, "[\"a\"]", "expected a JSON object"),
    ] {
        let request = desk.http.post(format!("{}/tickets", desk.base));
        let request = request.header("content-type", content_type).body(body);
        let problem = problem(request.send().await.unwrap(), 400, "malformed-request").await;
        assert!(problem.detail.contains(expected), "{}", problem.detail);
    }
}

#[tokio::test]
async fn json_that_is_not_utf_8_is_malformed() {
    let (desk, _place) = Running::start().await;
    let request = desk.http.post(format!("{}/tickets", desk.base));
    let request = request
        .header("content-type", "application/json")
        .body(&b"{\"subject\":\"\xff\"}"[..]);
    problem(request.send().await.unwrap(), 400, "malformed-request").await;
}

#[tokio::test]
async fn a_file_is_refused_by_name() {
    let (desk, _place) = Running::start().await;
    let form = Form::new().part(
        "photo",
        Part::bytes(b"\x89PNG".to_vec()).file_name("parcel.png"),
    );
    let request = desk
        .http
        .post(format!("{}/tickets", desk.base))
        .multipart(form);
    let problem = problem(
        request.send().await.unwrap(),
        415,
        "attachments-unsupported",
    )
    .await;
    assert!(problem.detail.contains("\"photo\""), "{}", problem.detail);
}

#[tokio::test]
async fn unknown_addresses_and_methods_get_problems_too() {
    let (desk, _place) = Running::start().await;
    problem(desk.get("/").await, 404, "not-found").await;
    problem(desk.get("/tickets/a/b").await, 404, "not-found").await;
    let response = desk.get("/tickets").await;
    assert_eq!(response.headers()["allow"], "POST");
    problem(response, 405, "method-not-allowed").await;
    let delete = desk
        .http
        .delete(format!("{}/tickets/a", desk.base))
        .send()
        .await
        .unwrap();
    problem(delete, 405, "method-not-allowed").await;
}

#[tokio::test]
async fn a_single_line_cannot_smuggle_in_another() {
    let (desk, _place) = Running::start().await;
    let mut hostile = ticket('a');
    hostile["subject"] = json!("Late\r\nBcc: all@example.org\u{1b}[2J");
    hostile["name"] = json!("\u{9b}31mIlze");
    hostile["message"] = json!("one\u{1b}]0;title\u{7}\r\ntwo");
    let number = desk.deliver(&hostile).await.number;
    let stored = desk
        .desk
        .store()
        .show(TicketKey::Number(number))
        .await
        .unwrap();
    assert_eq!(stored.summary.subject, "Late Bcc: all@example.org [2J");
    assert_eq!(stored.summary.name, "31mIlze");
    assert_eq!(stored.message, "one]0;title\ntwo");

    hostile["id"] = json!(id('b'));
    hostile["email"] = json!("a@example.org\r\nBcc: all@example.org");
    problem(desk.send(&hostile).await, 422, "invalid-ticket").await;
}

#[tokio::test]
async fn a_field_that_the_desk_does_not_know_is_ignored() {
    let (desk, _place) = Running::start().await;
    let mut newer = ticket('a');
    newer["fromTheFuture"] = json!({ "a": [1, 2, 3] });
    assert_eq!(desk.send(&newer).await.status(), 201);
}
