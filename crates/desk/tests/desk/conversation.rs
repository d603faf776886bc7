//! What customers write after they sent a ticket: stored once for its id, opens the ticket again, and can be written on the status
//! page without a script.

use guichet_desk::{StoreError, Subject, TicketKey};
use guichet_wire::problem::FieldCode;
use guichet_wire::ticket::{Author, TicketState, TicketStatus};
use reqwest::{Client, Method, Response, redirect};
use serde_json::{Value, json};

use crate::{Running, fingerprint, id, problem, ticket};

const FIRST: TicketKey = TicketKey::Number(1001);

fn said(digit: char, text: &str) -> Value {
    json!({ "id": id(digit), "text": text })
}

async fn reply(desk: &Running, link: &str, reply: &Value) -> Response {
    let request = desk.http.post(format!("{link}/replies")).json(reply);
    request.send().await.unwrap()
}

/// The status page as a person sees it.
async fn page(desk: &Running, link: &str) -> String {
    let request = desk.http.get(link).header("accept", "text/html");
    request.send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn a_reply_opens_a_waiting_or_solved_ticket_again_and_is_seen_by_both_sides() {
    let (desk, _place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    let store = desk.desk.store();
    store.reply(FIRST, "It arrives tomorrow.").await.unwrap();
    let response = reply(
        &desk,
        &link,
        &said('1', " It did not.\r\n\u{1b}[2JWhere is it? "),
    )
    .await;
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["referrer-policy"], "no-referrer");
    let status: TicketStatus = response.json().await.unwrap();
    assert_eq!(status.state, TicketState::Open);
    let replies: Vec<_> = status
        .replies
        .iter()
        .map(|reply| (reply.from, reply.text.as_str()))
        .collect();
    assert_eq!(
        replies,
        [
            (Author::Agent, "It arrives tomorrow."),
            (Author::Customer, "It did not.\n[2JWhere is it?"),
        ]
    );
    let stored = store.show(FIRST).await.unwrap();
    assert_eq!(stored.replies, status.replies);

    store.close(FIRST).await.unwrap();
    let response = reply(&desk, &link, &said('2', "One more thing.")).await;
    let status: TicketStatus = response.json().await.unwrap();
    assert_eq!((status.state, status.replies.len()), (TicketState::Open, 3));
    // It is not solved any more, so it is kept.
    let erased = store.retain(std::time::Duration::ZERO, None).await.unwrap();
    assert!(erased.tickets.is_empty());
}

#[tokio::test]
async fn a_reply_sent_again_is_stored_once_and_does_not_open_the_ticket_again() {
    let (desk, _place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    let hello = said('1', "Hello?");
    let sending = (0..10).map(|_| {
        let request = desk.http.post(format!("{link}/replies")).json(&hello);
        tokio::spawn(request.send())
    });
    let mut created = 0;
    for sent in sending.collect::<Vec<_>>() {
        let status = sent.await.unwrap().unwrap().status();
        assert!(status.is_success(), "{status}");
        created += usize::from(status == 201);
    }
    assert_eq!(created, 1);

    desk.desk.store().close(FIRST).await.unwrap();
    let response = reply(&desk, &link, &hello).await;
    assert_eq!(response.status(), 200);
    let status: TicketStatus = response.json().await.unwrap();
    assert_eq!(
        (status.state, status.replies.len()),
        (TicketState::Solved, 1)
    );
    problem(
        reply(&desk, &link, &said('1', "Hello!")).await,
        409,
        "id-taken",
    )
    .await;
}

#[tokio::test]
async fn an_id_is_taken_within_its_own_ticket_only() {
    let (desk, _place) = Running::start().await;
    for digit in ['a', 'b'] {
        let link = desk.deliver(&ticket(digit)).await.status_url;
        let response = reply(&desk, &link, &said('1', &format!("Reply to {digit}"))).await;
        assert_eq!(response.status(), 201);
    }
}

#[tokio::test]
async fn what_is_no_reply_gets_a_problem_that_says_why() {
    let (desk, _place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    let empty = problem(
        reply(&desk, &link, &said('1', " \n\u{1b}")).await,
        422,
        "invalid-reply",
    );
    let empty = empty.await.errors;
    assert_eq!(
        (empty[0].field.as_str(), empty[0].code),
        ("text", FieldCode::Required)
    );
    let nameless = problem(
        reply(&desk, &link, &json!({ "text": "Hello?" })).await,
        422,
        "invalid-reply",
    );
    let nameless = nameless.await.errors;
    assert_eq!(
        (nameless[0].field.as_str(), nameless[0].code),
        ("id", FieldCode::Required)
    );
    let long = said('1', &"x".repeat(20_001));
    problem(reply(&desk, &link, &long).await, 422, "invalid-reply").await;
    problem(
        reply(&desk, &link, &json!([])).await,
        400,
        "malformed-request",
    )
    .await;
    let request = desk.http.post(format!("{link}/replies")).body("Hello?");
    problem(request.send().await.unwrap(), 415, "unsupported-media-type").await;
    let response = desk
        .http
        .get(format!("{link}/replies"))
        .send()
        .await
        .unwrap();
    assert_eq!(response.headers()["allow"], "POST");
    problem(response, 405, "method-not-allowed").await;
    assert!(
        desk.desk
            .store()
            .show(FIRST)
            .await
            .unwrap()
            .replies
            .is_empty()
    );
}

#[tokio::test]
async fn without_a_link_that_works_nothing_is_stored_and_nothing_told() {
    let (desk, _place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    let store = desk.desk.store();
    store.erase(&Subject::Ticket(FIRST), None).await.unwrap();
    let nowhere = fingerprint(desk.get("/nowhere").await).await;
    let unknown = format!("{}/tickets/{}", desk.base, "A".repeat(32));
    for base in [link, unknown, format!("{}/tickets/1001", desk.base)] {
        for (path, body) in [("replies", said('1', "Hello?")), ("rating", json!({}))] {
            let request = desk.http.post(format!("{base}/{path}"));
            let json = request.try_clone().unwrap().json(&body);
            let form = request.form(&body);
            for request in [json, form] {
                assert_eq!(fingerprint(request.send().await.unwrap()).await, nowhere);
            }
        }
    }
}

#[tokio::test]
async fn a_person_writes_on_the_status_page_without_a_script() {
    let (desk, _place) = Running::start().await;
    let mut english = ticket('a');
    english["locale"] = json!("en");
    let link = desk.deliver(&english).await.status_url;
    let store = desk.desk.store();
    store.reply(FIRST, "It arrives tomorrow.").await.unwrap();
    let before = page(&desk, &link).await;
    let token = link.rsplit('/').next().unwrap();
    let form = format!("<form method=\"post\" action=\"{token}/replies\">");
    assert!(before.contains(&form), "{before}");
    assert!(!before.contains("/rating\""), "not solved yet: {before}");
    let (_, rest) = before.split_once("name=\"id\" value=\"").unwrap();
    let id = &rest[..32];
    assert!(
        !page(&desk, &link).await.contains(id),
        "each page has its own id"
    );

    let browser = Client::builder().redirect(redirect::Policy::none());
    let browser = browser.build().unwrap();
    for _ in 0..2 {
        let request = browser.post(format!("{link}/replies"));
        let request = request.form(&[("id", id), ("text", "It did not.\r\nWhere is it?")]);
        let response = request.header("origin", "null").send().await.unwrap();
        assert_eq!(response.status(), 303);
        let back = response
            .url()
            .join(response.headers()["location"].to_str().unwrap());
        assert_eq!(back.unwrap().as_str(), format!("{link}#last"));
    }
    let after = page(&desk, &link).await;
    assert!(after.contains("Waiting for our reply"), "{after}");
    assert_eq!(after.matches("id=\"last\"").count(), 1, "{after}");
    let mut rest = after.as_str();
    for (author, text) in [
        ("You", "Where is it?\nIt was due on Monday."),
        ("Support team", "It arrives tomorrow."),
        ("You", "It did not.\nWhere is it?"),
    ] {
        let said = format!("<b>{author}</b>");
        (_, rest) = rest.split_once(&said).expect(author);
        let (_, own) = rest.split_once("dir=\"auto\">").expect(author);
        assert!(own.starts_with(text), "{after}");
    }
    assert_eq!(store.show(FIRST).await.unwrap().replies.len(), 2);
}

#[tokio::test]
async fn a_page_of_an_allowed_site_may_send_replies_and_ratings() {
    const SHOP: &str = "https://shop.example";
    let (desk, _place) =
        Running::start_with(|config| config.allowed_origins = vec![SHOP.parse().unwrap()]).await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    for (path, body, status) in [
        ("replies", said('1', "Hello?"), 201),
        ("rating", json!({ "csat": 5 }), 200),
    ] {
        let url = format!("{link}/{path}");
        let preflight = desk
            .http
            .request(Method::OPTIONS, &url)
            .header("origin", SHOP)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type");
        let post = desk.http.post(&url).header("origin", SHOP).json(&body);
        for (request, status) in [(preflight, 200), (post, status)] {
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), status, "{path}");
            assert_eq!(response.headers()["access-control-allow-origin"], SHOP);
        }
    }
}

#[tokio::test]
async fn replies_count_towards_a_client_s_rate() {
    let (desk, _place) = Running::start_with(|config| {
        config.limits.burst = std::num::NonZeroU32::new(2).unwrap();
        config.limits.per_minute = std::num::NonZeroU32::MIN;
    })
    .await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    assert_eq!(reply(&desk, &link, &said('1', "One")).await.status(), 201);
    problem(
        reply(&desk, &link, &said('2', "Two")).await,
        429,
        "too-many-requests",
    )
    .await;
}

#[tokio::test]
async fn what_a_customer_wrote_is_handed_out_and_erased_with_the_ticket() {
    let (desk, place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    reply(&desk, &link, &said('1', "My number is 4711.")).await;
    let rating = json!({ "csat": 2, "comment": "Slow, says Ilze." });
    let request = desk.http.post(format!("{link}/rating")).json(&rating);
    assert_eq!(request.send().await.unwrap().status(), 200);
    let store = desk.desk.store();
    let data = store.export("ilze@example.org").await.unwrap();
    let data = serde_json::to_value(data).unwrap();
    let exported = &data["tickets"][0];
    assert_eq!(exported["replies"][0]["text"], "My number is 4711.");
    assert_eq!(exported["replies"][0]["from"], "customer");
    assert_eq!(exported["rating"], rating);

    store.erase(&Subject::Ticket(FIRST), None).await.unwrap();
    for left in [
        "SELECT COUNT(*) FROM replies",
        "SELECT COUNT(*) FROM ratings",
    ] {
        assert_eq!(place.count(left).await, 0, "{left}");
    }
    assert!(matches!(
        store.show(FIRST).await,
        Err(StoreError::NoTicket(_))
    ));
}
