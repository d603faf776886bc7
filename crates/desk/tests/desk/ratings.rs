//! What customers say of the help they got: kept, replaced, refused beyond its scale, and counted.

use guichet_desk::{Ratings, Score, TicketKey};
use guichet_wire::problem::FieldCode;
use guichet_wire::ticket::{Rating, TicketStatus};
use reqwest::{Client, Response, redirect};
use serde_json::{Value, json};

use crate::{Running, problem, ticket};

async fn rate(desk: &Running, link: &str, rating: &Value) -> Response {
    let request = desk.http.post(format!("{link}/rating")).json(rating);
    request.send().await.unwrap()
}

/// Gives a rating that must be taken, and returns it as the desk has it then.
async fn rated(desk: &Running, link: &str, rating: Value) -> Option<Rating> {
    let response = rate(desk, link, &rating).await;
    assert_eq!(response.status(), 200);
    let status: TicketStatus = response.json().await.unwrap();
    status.rating
}

#[tokio::test]
async fn a_rating_replaces_the_one_before() {
    let (desk, _place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    let first = json!({ "csat": 1, "nps": 0, "comment": " Slow.\r\n\u{1b}[2J" });
    let expected = Rating {
        csat: Some(1),
        ces: None,
        nps: Some(0),
        comment: "Slow.\n[2J".to_owned(),
    };
    assert_eq!(rated(&desk, &link, first).await, Some(expected));
    let second = Rating {
        csat: Some(5),
        ces: Some(7),
        nps: Some(10),
        comment: String::new(),
    };
    let sent = serde_json::to_value(&second).unwrap();
    for _ in 0..2 {
        let kept = rated(&desk, &link, sent.clone()).await;
        assert_eq!(kept.as_ref(), Some(&second));
    }
    let stored = desk.desk.store().show(TicketKey::Number(1001));
    assert_eq!(stored.await.unwrap().rating, Some(second));
    // All taken back.
    assert_eq!(rated(&desk, &link, json!({})).await, None);
}

#[tokio::test]
async fn a_score_beyond_its_scale_is_refused_and_changes_nothing() {
    let (desk, _place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    let good = rated(&desk, &link, json!({ "csat": 4 })).await;
    let wrong = json!({ "csat": 0, "ces": 8, "nps": -1, "comment": "x".repeat(2_001) });
    let refused = problem(rate(&desk, &link, &wrong).await, 422, "invalid-rating").await;
    let found: Vec<_> = refused
        .errors
        .iter()
        .map(|error| (error.field.as_str(), error.code))
        .collect();
    assert_eq!(
        found,
        [
            ("csat", FieldCode::Malformed),
            ("ces", FieldCode::Malformed),
            ("nps", FieldCode::Malformed),
            ("comment", FieldCode::TooLong),
        ]
    );
    let words = json!({ "csat": "good" });
    problem(rate(&desk, &link, &words).await, 400, "malformed-request").await;
    let status: TicketStatus = desk
        .http
        .get(&link)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(status.rating, good);
}

#[tokio::test]
async fn a_person_rates_on_the_status_page_once_the_ticket_is_solved() {
    let (desk, _place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    desk.desk
        .store()
        .close(TicketKey::Number(1001))
        .await
        .unwrap();
    let page = async || {
        let request = desk.http.get(&link).header("accept", "text/html");
        request.send().await.unwrap().text().await.unwrap()
    };
    let before = page().await;
    assert!(before.contains("/rating\""), "{before}");
    assert_eq!(before.matches("type=\"radio\"").count(), 5 + 7 + 11);
    assert!(!before.contains(" checked"), "{before}");

    // A browser leaves out a question for which nothing was chosen.
    let browser = Client::builder().redirect(redirect::Policy::none());
    let browser = browser.build().unwrap();
    let request = browser.post(format!("{link}/rating"));
    let form = [("csat", "4"), ("nps", "9"), ("comment", "Quick.")];
    let response = request.form(&form).send().await.unwrap();
    assert_eq!(response.status(), 303);
    let after = page().await;
    for chosen in [
        "name=\"csat\" value=\"4\" checked",
        "name=\"nps\" value=\"9\" checked",
        ">Quick.</textarea>",
    ] {
        assert!(after.contains(chosen), "{chosen} {after}");
    }
    assert_eq!(after.matches(" checked").count(), 2);
}

#[tokio::test]
async fn each_question_is_counted_over_those_who_answered_it() {
    let (desk, _place) = Running::start().await;
    assert_eq!(
        desk.desk.store().ratings().await.unwrap(),
        Ratings::default()
    );
    for (digit, rating) in [
        ('1', json!({ "csat": 5, "nps": 10 })),
        ('2', json!({ "csat": 4, "nps": 9, "ces": 7 })),
        ('3', json!({ "nps": 8 })),
        ('4', json!({ "nps": 6, "comment": "Slow." })),
        ('5', json!({})),
    ] {
        let link = desk.deliver(&ticket(digit)).await.status_url;
        rated(&desk, &link, rating).await;
    }
    let score = |answers, score| Score {
        answers,
        score: Some(score),
    };
    let expected = Ratings {
        csat: score(2, 4.5),
        ces: score(1, 7.0),
        // Two promoters, one detractor, of four.
        nps: score(4, 25.0),
    };
    assert_eq!(desk.desk.store().ratings().await.unwrap(), expected);
}
