//! A form of the status page that the desk does not take: a person gets the page again, with what was wrong and all that they wrote; the
//! status is the one that a program gets with its problem document.

use std::num::NonZeroU32;

use guichet_desk::TicketKey;
use guichet_wire::ticket::Reply;
use reqwest::{Client, Response, redirect};
use serde_json::json;

use crate::operations::metrics;
use crate::{Running, fingerprint, id, problem, ticket};

const FIRST: TicketKey = TicketKey::Number(1001);
const HOSTILE: &str = "</textarea><script>alert(1)</script>\"'&";
const MISSING: &str = "Please fill this in.";
const LONG: &str = "This is too long. Please shorten it.";
const GONE: &str = "This request can’t be opened any more.";
const FAILED: &str = "This could not be sent. Please try again.";

/// A desk with one ticket in English, and the ticket's link.
async fn with_ticket(desk: &Running) -> String {
    let mut ticket = ticket('a');
    ticket["locale"] = json!("en");
    desk.deliver(&ticket).await.status_url
}

/// Sends a form of the page as a browser does.
async fn post(link: &str, path: &str, form: &[(&str, &str)]) -> Response {
    let browser = Client::builder().redirect(redirect::Policy::none());
    let request = browser.build().unwrap().post(format!("{link}/{path}"));
    let request = request.header("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    request.form(form).send().await.unwrap()
}

/// The page that a form is refused with.
async fn refused(response: Response, status: u16, why: &str) -> String {
    assert_eq!(response.status(), status);
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(response.headers()[name], value);
    }
    assert!(response.headers().contains_key("content-security-policy"));
    let page = response.text().await.unwrap();
    let why = format!("<p id=\"trouble\" role=\"alert\">{why}</p>");
    assert!(page.contains(&why), "{page}");
    page
}

/// The id that the page gives to a reply.
fn reply_id(page: &str) -> &str {
    let (_, rest) = page.split_once("name=\"id\" value=\"").expect(page);
    &rest[..32]
}

/// Checks that each form of a page which the browser has from `path` goes where it should.
fn see_forms_go_home(page: &str, link: &str, path: &str) {
    let at: reqwest::Url = format!("{link}/{path}").parse().unwrap();
    let forms = page.split("<form method=\"post\" action=\"").skip(1);
    for form in forms {
        let (action, _) = form.split_once('"').expect(page);
        let goes = at.join(action).unwrap();
        let home = [format!("{link}/replies"), format!("{link}/rating")];
        assert!(home.iter().any(|home| home == goes.as_str()), "{goes}");
    }
}

#[tokio::test]
async fn a_reply_that_is_empty_or_too_long_comes_back_on_the_page() {
    let (desk, _place) = Running::start().await;
    let link = with_ticket(&desk).await;
    let sent = id('1');
    let empty = post(&link, "replies", &[("id", &sent), ("text", " \r\n")]).await;
    let page = refused(empty, 422, MISSING).await;
    assert!(
        page.contains("Where is it?\nIt was due on Monday."),
        "{page}"
    );
    assert_eq!(reply_id(&page), sent);

    let long = format!("Hello?\n{}", "x".repeat(20_000));
    let response = post(&link, "replies", &[("id", &sent), ("text", &long)]).await;
    let page = refused(response, 422, LONG).await;
    assert!(page.contains(&format!(">{long}</textarea>")));
    let text = metrics(&desk).await;
    let counted = r#"guichet_refusals_total{code="invalid-reply"} 2"#;
    assert!(text.lines().any(|line| line == counted), "{text}");

    let short = post(&link, "replies", &[("id", &sent), ("text", "Hello?")]).await;
    assert_eq!(short.status(), 303);
}

#[tokio::test]
async fn nothing_that_was_written_acts_on_the_page() {
    let (desk, _place) = Running::start().await;
    let link = with_ticket(&desk).await;
    desk.desk.store().close(FIRST).await.unwrap();
    let hostile = HOSTILE.repeat(600);
    let reply = [("id", HOSTILE), ("text", &hostile)];
    let rating = [("csat", "5"), ("comment", &hostile)];
    for (path, form) in [("replies", reply), ("rating", rating)] {
        let page = refused(post(&link, path, &form).await, 422, LONG).await;
        see_forms_go_home(&page, &link, path);
        assert!(!page.contains("<script"), "{page}");
        let kept = "&lt;/textarea&gt;&lt;script&gt;";
        assert_eq!(page.matches(kept).count(), 600, "{path}");
    }
}

#[tokio::test]
async fn another_text_under_an_id_that_is_taken_can_be_sent_as_another_reply() {
    let (desk, _place) = Running::start().await;
    let link = with_ticket(&desk).await;
    let sent = id('1');
    let first = post(&link, "replies", &[("id", &sent), ("text", "Hello?")]).await;
    assert_eq!(first.status(), 303);
    let second = post(&link, "replies", &[("id", &sent), ("text", "Anybody?")]).await;
    let page = refused(second, 409, FAILED).await;
    assert!(page.contains(">Anybody?</textarea>"), "{page}");
    let fresh = reply_id(&page);
    assert_ne!(fresh, sent);
    let again = post(&link, "replies", &[("id", fresh), ("text", "Anybody?")]).await;
    assert_eq!(again.status(), 303);
    let replies = desk.desk.store().show(FIRST).await.unwrap().replies;
    let texts = replies.into_iter().map(|Reply { text, .. }| text);
    assert_eq!(texts.collect::<Vec<_>>(), ["Hello?", "Anybody?"]);
}

#[tokio::test]
async fn a_rating_that_was_not_taken_keeps_what_was_chosen() {
    let (desk, _place) = Running::start().await;
    let link = with_ticket(&desk).await;
    desk.desk.store().close(FIRST).await.unwrap();
    let long = "ā".repeat(2_001);
    let form = [("csat", "4"), ("nps", "0"), ("comment", &long)];
    let page = refused(post(&link, "rating", &form).await, 422, LONG).await;
    for kept in [
        "name=\"csat\" value=\"4\" checked",
        "name=\"nps\" value=\"0\" checked",
        &format!(">{long}</textarea>"),
    ] {
        assert!(page.contains(kept), "{kept} {page}");
    }
    assert_eq!(page.matches(" checked").count(), 2);
    // No browser makes this of the form.
    let form = [("csat", "good"), ("comment", "Quick.")];
    let page = refused(post(&link, "rating", &form).await, 400, FAILED).await;
    assert!(page.contains(">Quick.</textarea>"), "{page}");
    assert_eq!(desk.desk.store().show(FIRST).await.unwrap().rating, None);
}

#[tokio::test]
async fn too_many_requests_cost_nobody_their_text() {
    let (desk, _place) = Running::start_with(|config| {
        config.limits.burst = NonZeroU32::MIN;
        config.limits.per_minute = NonZeroU32::MIN;
    })
    .await;
    let link = with_ticket(&desk).await;
    let sent = id('1');
    let response = post(&link, "replies", &[("id", &sent), ("text", "Hello?")]).await;
    assert!(response.headers().contains_key("retry-after"));
    let page = refused(response, 429, FAILED).await;
    assert!(page.contains(">Hello?</textarea>"), "{page}");
    assert_eq!(reply_id(&page), sent);
    assert!(
        !page.contains("Late parcel"),
        "nobody asked for the ticket: {page}"
    );
}

#[tokio::test]
async fn a_database_that_is_away_costs_nobody_their_text() {
    let (desk, place) = Running::start().await;
    let link = with_ticket(&desk).await;
    place
        .run(&["ALTER TABLE status_tokens RENAME TO away"])
        .await;
    let sent = id('1');
    let reply = [("id", sent.as_str()), ("text", "Hello?")];
    let response = post(&link, "replies", &reply).await;
    assert_eq!(response.headers()["retry-after"], "5");
    let page = refused(response, 500, FAILED).await;
    assert!(page.contains(">Hello?</textarea>"), "{page}");
    assert!(!page.contains("/rating\""), "{page}");
    let rating = [("nps", "10"), ("comment", "Quick.")];
    let page = refused(post(&link, "rating", &rating).await, 500, FAILED).await;
    assert!(page.contains(">Quick.</textarea>"), "{page}");
    assert!(!page.contains("/replies\""), "{page}");

    place
        .run(&["ALTER TABLE away RENAME TO status_tokens"])
        .await;
    let response = post(&link, "replies", &reply).await;
    assert_eq!(response.status(), 303);
}

#[tokio::test]
async fn a_form_behind_a_link_that_leads_nowhere_is_answered_alike_and_in_words() {
    let (desk, place) = Running::start().await;
    let expired = with_ticket(&desk).await;
    place
        .run(&[
            "UPDATE tickets SET changed_at = '2020-01-01T00:00:00Z'",
            "UPDATE status_tokens SET issued_at = '2020-01-01T00:00:00Z'",
        ])
        .await;
    let unknown = format!("{}/tickets/{}", desk.base, "A".repeat(32));
    let sent = id('1');
    let nowhere = desk.http.get(&unknown).header("accept", "text/html");
    let nowhere = fingerprint(nowhere.send().await.unwrap()).await;
    assert!(String::from_utf8_lossy(&nowhere.2).contains(GONE));
    let mut empties = Vec::new();
    for link in [expired, unknown, format!("{}/tickets/1001", desk.base)] {
        let reply = post(&link, "replies", &[("id", &sent), ("text", "Hello?")]).await;
        assert_eq!(fingerprint(reply).await, nowhere, "{link}");
        let rating = post(&link, "rating", &[("csat", "5")]).await;
        assert_eq!(fingerprint(rating).await, nowhere, "{link}");
        let empty = post(&link, "replies", &[("id", &sent)]).await;
        assert_eq!(empty.status(), 422);
        empties.push(fingerprint(empty).await);
    }
    assert!(String::from_utf8_lossy(&empties[0].2).contains(FAILED));
    empties.dedup();
    assert_eq!(empties.len(), 1);
}

#[tokio::test]
async fn a_program_gets_the_problem_document_of_a_form_too() {
    let (desk, _place) = Running::start().await;
    let link = with_ticket(&desk).await;
    let url = format!("{link}/replies");
    let form = desk.http.post(&url).form(&[("id", id('1'))]);
    let json = desk.http.post(&url).header("accept", "text/html");
    let json = json.json(&json!({ "id": id('1') }));
    for request in [form, json] {
        let response = request.send().await.unwrap();
        problem(response, 422, "invalid-reply").await;
    }
}
