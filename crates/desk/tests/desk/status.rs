//! The status link: what its holder sees, and that nobody learns anything without it.

use std::num::NonZeroU32;
use std::time::Duration;

use guichet_desk::{Subject, TicketKey};
use guichet_wire::ticket::{TicketState, TicketStatus};
use reqwest::Response;
use serde_json::json;

use crate::{Running, fingerprint, ticket};

async fn open(desk: &Running, link: &str) -> TicketStatus {
    let response = desk.http.get(link).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["referrer-policy"], "no-referrer");
    assert_eq!(response.headers()["content-type"], "application/json");
    response.json().await.unwrap()
}

#[tokio::test]
async fn the_link_follows_the_ticket_from_open_to_solved() {
    let (desk, _place) = Running::start().await;
    let receipt = desk.deliver(&ticket('a')).await;
    let key = TicketKey::Number(receipt.number);
    let status = open(&desk, &receipt.status_url).await;
    assert_eq!(
        (status.number, status.subject.as_str()),
        (1001, "Late parcel")
    );
    assert_eq!((status.state, status.replies.len()), (TicketState::Open, 0));
    assert_eq!(status.message, "Where is it?\nIt was due on Monday.");

    desk.desk
        .store()
        .reply(key, "It arrives tomorrow.")
        .await
        .unwrap();
    desk.desk
        .store()
        .reply(key, "It is at the door.")
        .await
        .unwrap();
    let status = open(&desk, &receipt.status_url).await;
    assert_eq!(status.state, TicketState::Waiting);
    let texts: Vec<_> = status
        .replies
        .iter()
        .map(|reply| reply.text.as_str())
        .collect();
    assert_eq!(texts, ["It arrives tomorrow.", "It is at the door."]);

    desk.desk.store().close(key).await.unwrap();
    assert_eq!(
        open(&desk, &receipt.status_url).await.state,
        TicketState::Solved
    );
}

#[tokio::test]
async fn each_delivery_gives_a_link_of_its_own_and_the_ten_newest_work() {
    let (desk, _place) = Running::start().await;
    let mut links = Vec::new();
    for _ in 0..11 {
        links.push(desk.deliver(&ticket('a')).await.status_url);
    }
    assert_eq!(desk.http.get(&links[0]).send().await.unwrap().status(), 404);
    for link in &links[1..] {
        open(&desk, link).await;
    }
}

#[tokio::test]
async fn unknown_malformed_and_outdated_tokens_are_answered_alike_byte_for_byte() {
    let (desk, _place) = Running::start().await;
    let outdated = desk.deliver(&ticket('a')).await.status_url;
    for _ in 0..10 {
        desk.deliver(&ticket('a')).await;
    }
    let outdated = fingerprint(desk.http.get(outdated).send().await.unwrap()).await;
    assert_eq!(outdated.0, 404);
    let unknown = "A".repeat(32);
    for path in [
        unknown.as_str(),
        "",
        "1001",
        "%FF",
        "..%2f",
        &"A".repeat(31),
        &"A".repeat(5000),
    ] {
        let answer = fingerprint(desk.get(&format!("/tickets/{path}")).await).await;
        assert_eq!(answer, outdated, "{path}");
    }
}

/// What a person's browser is answered.
async fn opened(desk: &Running, link: &str, languages: &str) -> Response {
    let request = desk.http.get(link).header("accept-language", languages);
    let request = request.header("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    request.send().await.unwrap()
}

#[tokio::test]
async fn a_person_reads_in_their_own_language_that_a_link_leads_nowhere_and_not_why() {
    let (desk, place) = Running::start().await;
    let expired = desk.deliver(&ticket('a')).await.status_url;
    place.run(&AGED).await;
    let erased = desk.deliver(&ticket('b')).await;
    let key = Subject::Ticket(TicketKey::Number(erased.number));
    desk.desk.store().erase(&key, None).await.unwrap();
    let unknown = format!("{}/tickets/{}", desk.base, "A".repeat(32));
    for (languages, start, said) in [
        (
            "lv, en;q=0.5",
            "lv\" dir=\"ltr",
            "Šo pieteikumu vairs nevar atvērt.",
        ),
        (
            "tlh, ar;q=0.5",
            "ar\" dir=\"rtl",
            "لم يعد من الممكن فتح هذا الطلب.",
        ),
        (
            "",
            "en\" dir=\"ltr",
            "This request can’t be opened any more.",
        ),
    ] {
        let response = opened(&desk, &unknown, languages).await;
        assert!(response.headers().contains_key("content-security-policy"));
        let answer = fingerprint(response).await;
        let page = String::from_utf8(answer.2.clone()).unwrap();
        assert_eq!(answer.0, 404);
        assert!(page.contains(&format!("<html lang=\"{start}\">")), "{page}");
        assert!(page.contains(&format!("<h1>{said}</h1>")), "{page}");
        assert!(!page.contains("<a"), "there is no use in looking again");
        let malformed = format!("{}/tickets/1001", desk.base);
        let nowhere = format!("{}/tickets/", desk.base);
        for link in [&expired, &erased.status_url, &malformed, &nowhere] {
            let other = fingerprint(opened(&desk, link, languages).await).await;
            assert_eq!(other, answer, "{link}");
        }
    }
}

#[tokio::test]
async fn a_person_reads_in_their_own_language_that_the_desk_has_no_time_and_can_look_again() {
    let (desk, place) = Running::start_with(|config| {
        config.limits.burst = NonZeroU32::new(2).unwrap();
        config.limits.per_minute = NonZeroU32::MIN;
    })
    .await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    place
        .run(&["ALTER TABLE status_tokens RENAME TO away"])
        .await;
    for status in [500, 429] {
        let response = opened(&desk, &link, "hu").await;
        assert_eq!(response.status(), status);
        assert!(response.headers().contains_key("retry-after"));
        let page = response.text().await.unwrap();
        assert!(
            page.starts_with("<!DOCTYPE html><html lang=\"hu\""),
            "{page}"
        );
        assert!(
            page.contains("<a class=\"button\" href=\"\">Újra</a>"),
            "{page}"
        );
        assert!(
            page.contains("<h1>Az aktuális állapot most nem tölthető be.</h1>"),
            "{page}"
        );
    }
}

/// Makes the ticket and its links as old as the first desk.
const AGED: [&str; 2] = [
    "UPDATE tickets SET changed_at = '2020-01-01T00:00:00Z'",
    "UPDATE status_tokens SET issued_at = '2020-01-01T00:00:00Z'",
];

#[tokio::test]
async fn a_link_that_has_expired_is_answered_like_one_that_never_was() {
    let (desk, place) = Running::start().await;
    let unknown = desk.get(&format!("/tickets/{}", "A".repeat(32))).await;
    let unknown = fingerprint(unknown).await;
    let old = desk.deliver(&ticket('a')).await.status_url;
    place.run(&AGED).await;
    assert_eq!(
        fingerprint(desk.http.get(&old).send().await.unwrap()).await,
        unknown
    );
    let reply = json!({ "id": "e".repeat(32), "text": "Hello?" });
    for (path, body) in [("replies", reply), ("rating", json!({ "csat": 5 }))] {
        let request = desk.http.post(format!("{old}/{path}")).json(&body);
        let answer = fingerprint(request.send().await.unwrap()).await;
        assert_eq!(answer, unknown, "{path}");
    }
    // The ticket is there still, and who delivers it again gets a link of today.
    let new = desk.deliver(&ticket('a')).await.status_url;
    assert!(open(&desk, &new).await.replies.is_empty());
    assert_eq!(desk.http.get(&old).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn a_link_counts_from_the_last_change_of_its_ticket() {
    let (desk, place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    let (store, key) = (desk.desk.store(), TicketKey::Number(1001));
    place.run(&AGED).await;
    store.reply(key, "It arrives tomorrow.").await.unwrap();
    open(&desk, &link).await;
    place.run(&AGED).await;
    store.close(key).await.unwrap();
    open(&desk, &link).await;
}

#[tokio::test]
async fn the_owner_says_for_how_long_links_work() {
    let (desk, _place) =
        Running::start_with(|config| config.limits.link_lifetime = Duration::ZERO).await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    assert_eq!(desk.http.get(link).send().await.unwrap().status(), 404);
    let (desk, place) =
        Running::start_with(|config| config.limits.link_lifetime = Duration::MAX).await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    place.run(&AGED).await;
    open(&desk, &link).await;
}

#[tokio::test]
async fn a_browser_gets_a_page_on_which_nothing_of_the_ticket_acts() {
    let (desk, _place) = Running::start().await;
    let mut hostile = ticket('a');
    hostile["subject"] = json!("</title><script>alert(1)</script>");
    hostile["message"] = json!("</p><script>alert(2)</script>");
    hostile["locale"] = json!("\"><script>alert(3)</script>");
    let receipt = desk.deliver(&hostile).await;
    let reply = "<img src=x onerror=alert(1)> & more";
    desk.desk
        .store()
        .reply(TicketKey::Number(receipt.number), reply)
        .await
        .unwrap();
    let request = desk
        .http
        .get(&receipt.status_url)
        .header("accept", "text/html,*/*;q=0.8");
    let response = request.send().await.unwrap();
    let header = |name| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "text/html; charset=utf-8");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("referrer-policy"), "no-referrer");
    let policy = header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe"), "{policy}");
    let page = response.text().await.unwrap();
    assert!(
        !page.contains("<script") && !page.contains("<img"),
        "{page}"
    );
    assert!(
        page.contains("&lt;img src=x onerror=alert(1)&gt; &amp; more"),
        "{page}"
    );
    assert!(page.contains("&lt;script&gt;alert(2)"), "{page}");
}

#[tokio::test]
async fn a_browser_gets_the_page_in_the_language_of_the_ticket() {
    let (desk, _place) = Running::start().await;
    for (digit, locale, start, standing) in [
        (
            'a',
            "en-GB",
            "<html lang=\"en\" dir=\"ltr\">",
            "Waiting for our reply",
        ),
        (
            'b',
            "lv",
            "<html lang=\"lv\" dir=\"ltr\">",
            "Gaida mūsu atbildi",
        ),
        (
            'c',
            "ar",
            "<html lang=\"ar\" dir=\"rtl\">",
            "في انتظار ردنا",
        ),
        (
            'd',
            "tlh",
            "<html lang=\"en\" dir=\"ltr\">",
            "Waiting for our reply",
        ),
    ] {
        let mut ticket = ticket(digit);
        ticket["locale"] = json!(locale);
        let link = desk.deliver(&ticket).await.status_url;
        let request = desk.http.get(&link).header("accept", "text/html");
        let page = request.send().await.unwrap().text().await.unwrap();
        assert!(page.contains(start), "{page}");
        let standing = format!("<span class=\"state\" data-state=\"open\">{standing}</span>");
        assert!(page.contains(&standing), "{page}");
    }
}
