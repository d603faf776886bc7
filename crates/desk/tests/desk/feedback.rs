//! What is said of articles: what is taken, what is refused and how, that a second word replaces the first, and the counts.

use guichet_desk::Store;
use guichet_wire::feedback::Reason;
use guichet_wire::problem::FieldCode;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::operations::metrics;
use crate::{Running, id, problem};

async fn tell(desk: &Running, feedback: &Value) -> Response {
    let request = desk.http.post(format!("{}/feedback", desk.base));
    request.json(feedback).send().await.unwrap()
}

/// Says something that must be taken.
async fn say(desk: &Running, feedback: Value) {
    let response = tell(desk, &feedback).await;
    assert_eq!(response.status(), 204, "{}", response.text().await.unwrap());
    assert_eq!(response.headers()["cache-control"], "no-store");
}

fn no(digit: char) -> Value {
    json!({ "id": id(digit), "article": "orders/track", "locale": "lv", "helpful": false })
}

#[tokio::test]
async fn what_is_said_again_under_an_id_replaces_what_was_said_before() {
    let (desk, _place) = Running::start().await;
    say(&desk, no('a')).await;
    let mut why = no('a');
    why["reason"] = json!("unclear");
    why["comment"] = json!("Which number?\r\nThere are two.");
    for _ in 0..3 {
        say(&desk, why.clone()).await;
    }
    let [article] = &desk.desk.store().feedback().await.unwrap()[..] else {
        panic!("one article")
    };
    assert_eq!((article.helpful, article.not_helpful), (0, 1));
    assert_eq!(article.reasons, [(Reason::Unclear, 1)].into());
    let [comment] = &article.comments[..] else {
        panic!("{article:?}")
    };
    assert_eq!(comment.text, "Which number?\nThere are two.");
    assert_eq!((comment.locale.as_str(), comment.helpful), ("lv", false));

    let mut after_all = no('a');
    after_all["helpful"] = json!(true);
    say(&desk, after_all).await;
    let [article] = &desk.desk.store().feedback().await.unwrap()[..] else {
        panic!("one article")
    };
    assert_eq!((article.helpful, article.not_helpful), (1, 0));
    assert!(article.reasons.is_empty() && article.comments.is_empty());
}

#[tokio::test]
async fn counts_stand_by_article_and_those_that_help_least_come_first() {
    let (desk, place) = Running::start().await;
    for (digit, article, helpful, reason) in [
        ('1', "a", true, None),
        ('2', "a", false, Some("wrong")),
        ('3', "b", false, Some("wrong")),
        ('4', "b", false, Some("incomplete")),
        ('5', "b", false, Some("wrong")),
        ('6', "c", true, None),
    ] {
        let said = json!({ "id": id(digit), "article": article, "helpful": helpful, "reason": reason,
            "comment": format!("comment {digit}") });
        say(&desk, said).await;
    }
    let agent = Store::open(&place.database()).await.unwrap();
    let found = agent.feedback().await.unwrap();
    let counts = found
        .iter()
        .map(|one| (one.article.as_str(), one.helpful, one.not_helpful));
    assert_eq!(
        counts.collect::<Vec<_>>(),
        [("b", 0, 3), ("a", 1, 1), ("c", 1, 0)]
    );
    assert_eq!(
        found[0].reasons,
        [(Reason::Incomplete, 1), (Reason::Wrong, 2)].into()
    );
    let comments = found[0].comments.iter().map(|one| one.text.as_str());
    assert_eq!(
        comments.collect::<Vec<_>>(),
        ["comment 5", "comment 4", "comment 3"]
    );
}

#[tokio::test]
async fn a_ticket_avoided_is_counted_once_and_for_the_article_that_avoided_it() {
    let (desk, _place) = Running::start().await;
    let avoided = json!({ "id": id('1'), "article": "a", "helpful": true, "ticketAvoided": true });
    let helped = json!({ "id": id('2'), "article": "a", "helpful": true });
    for said in [&avoided, &avoided, &helped] {
        say(&desk, said.clone()).await;
    }
    let counted = "guichet_tickets_avoided_total 1";
    let text = metrics(&desk).await;
    assert!(text.lines().any(|line| line == counted), "{text}");
    let counts = async || {
        let found = desk.desk.store().feedback().await.unwrap();
        (found[0].helpful, found[0].tickets_avoided)
    };
    assert_eq!(counts().await, (2, 1));
    let mut after_all = avoided.clone();
    after_all["ticketAvoided"] = json!(false);
    say(&desk, after_all).await;
    assert_eq!(counts().await, (2, 0));

    let mut absurd = avoided;
    absurd["helpful"] = json!(false);
    let problem = problem(tell(&desk, &absurd).await, 422, "invalid-feedback").await;
    assert_eq!(problem.errors[0].field, "ticketAvoided");
}

#[tokio::test]
async fn of_many_comments_the_newest_are_shown() {
    let (desk, _place) = Running::start().await;
    for digit in ('0'..='9').chain('a'..='b') {
        let mut said = no(digit);
        said["comment"] = json!(format!("comment {digit}"));
        say(&desk, said).await;
    }
    let found = desk.desk.store().feedback().await.unwrap();
    assert_eq!(found[0].not_helpful, 12);
    let comments = found[0].comments.iter().map(|one| one.text.as_str());
    assert_eq!(
        comments.collect::<Vec<_>>(),
        ["b", "a", "9", "8", "7"].map(|digit| format!("comment {digit}"))
    );
}

#[tokio::test]
async fn every_field_at_fault_is_named_in_the_answer() {
    let (desk, _place) = Running::start().await;
    let wrong = json!({ "id": "nonsense", "article": "\u{1b}", "reason": "dull", "comment": "x".repeat(2_001) });
    let problem = problem(tell(&desk, &wrong).await, 422, "invalid-feedback").await;
    let found: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.field.as_str(), error.code))
        .collect();
    assert_eq!(
        found,
        [
            ("id", FieldCode::Malformed),
            ("article", FieldCode::Required),
            ("comment", FieldCode::TooLong),
            ("helpful", FieldCode::Required),
            ("reason", FieldCode::Malformed),
        ]
    );
    assert_eq!(desk.desk.store().feedback().await.unwrap(), []);
}

#[tokio::test]
async fn a_request_that_is_no_feedback_gets_a_problem_that_says_why() {
    let (desk, _place) = Running::start().await;
    let json = "application/json";
    for (content_type, body, status, kind) in [
        (json, "", 400, "malformed-request"),
        (json, "[true]", 400, "malformed-request"),
        (json, "{\"helpful\":\"yes\"}", 400, "malformed-request"),
        (json, "{\"ticketAvoided\":1}", 400, "malformed-request"),
        (json, "{}", 422, "invalid-feedback"),
        ("text/plain", "{}", 415, "unsupported-media-type"),
        (
            "application/x-www-form-urlencoded",
            "helpful=true",
            415,
            "unsupported-media-type",
        ),
    ] {
        let request = desk.http.post(format!("{}/feedback", desk.base));
        let request = request.header("content-type", content_type).body(body);
        println!("{content_type:?} {body:?}");
        problem(request.send().await.unwrap(), status, kind).await;
    }
    let response = desk.get("/feedback").await;
    assert_eq!(response.headers()["allow"], "POST");
    problem(response, 405, "method-not-allowed").await;
}

#[tokio::test]
async fn control_characters_and_unknown_members_are_left_out() {
    let (desk, _place) = Running::start().await;
    let mut hostile = no('a');
    hostile["article"] = json!("orders/track\r\n\u{1b}[2J");
    hostile["comment"] = json!("one\u{1b}]0;title\u{7}\r\ntwo");
    hostile["fromTheFuture"] = json!({ "a": [1, 2, 3] });
    say(&desk, hostile).await;
    let found = desk.desk.store().feedback().await.unwrap();
    assert_eq!(found[0].article, "orders/track [2J");
    assert_eq!(found[0].comments[0].text, "one]0;title\ntwo");
}

#[tokio::test]
async fn a_page_of_an_allowed_site_may_send_feedback() {
    const SHOP: &str = "https://shop.example";
    let (desk, _place) =
        Running::start_with(|config| config.allowed_origins = vec![SHOP.parse().unwrap()]).await;
    let url = format!("{}/feedback", desk.base);
    let preflight = desk
        .http
        .request(Method::OPTIONS, &url)
        .header("origin", SHOP)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type");
    let post = desk.http.post(&url).header("origin", SHOP).json(&no('a'));
    for (request, status) in [(preflight, 200), (post, 204)] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["access-control-allow-origin"], SHOP);
    }
}

#[tokio::test]
async fn feedback_survives_a_restart() {
    let (first, place) = Running::start().await;
    say(&first, no('a')).await;
    first.stop().await;
    let second = Running::start_in(&place, |_| {}).await;
    say(&second, no('a')).await;
    assert_eq!(
        second.desk.store().feedback().await.unwrap()[0].not_helpful,
        1
    );
}
