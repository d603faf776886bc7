//! Which sites' pages may talk to the desk.

use reqwest::{Method, Response};

use crate::{Running, ticket};

const SHOP: &str = "https://shop.example";

async fn preflight(desk: &Running, origin: &str) -> Response {
    let request = desk
        .http
        .request(Method::OPTIONS, format!("{}/tickets", desk.base))
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type");
    request.send().await.unwrap()
}

fn allowed(response: &Response) -> Option<&str> {
    response
        .headers()
        .get("access-control-allow-origin")
        .map(|value| value.to_str().unwrap())
}

fn varies_by_origin(response: &Response) -> bool {
    let values = response.headers().get_all("vary").iter();
    values
        .flat_map(|value| value.to_str().unwrap().split(','))
        .any(|name| name.trim() == "origin")
}

#[tokio::test]
async fn a_listed_site_is_allowed_and_may_read_what_the_widget_needs() {
    let (desk, _place) = Running::start_with(|config| {
        config.allowed_origins = vec![
            SHOP.parse().unwrap(),
            "http://127.0.0.1:4100".parse().unwrap(),
        ];
    })
    .await;
    let response = preflight(&desk, SHOP).await;
    assert_eq!(response.status(), 200);
    assert_eq!(allowed(&response), Some(SHOP));
    assert!(varies_by_origin(&response));
    let header = |name| {
        response.headers()[name]
            .to_str()
            .unwrap()
            .to_ascii_lowercase()
    };
    assert!(header("access-control-allow-methods").contains("post"));
    assert!(header("access-control-allow-headers").contains("content-type"));

    let url = format!("{}/tickets", desk.base);
    let post = desk
        .http
        .post(url)
        .header("origin", SHOP)
        .json(&ticket('a'))
        .send()
        .await
        .unwrap();
    assert_eq!(allowed(&post), Some(SHOP));
    assert!(varies_by_origin(&post));
    let exposed = post.headers()["access-control-expose-headers"]
        .to_str()
        .unwrap()
        .to_ascii_lowercase();
    assert!(
        exposed.contains("retry-after") && exposed.contains("location"),
        "{exposed}"
    );
}

#[tokio::test]
async fn a_refusal_can_be_read_by_the_listed_site() {
    let (desk, _place) =
        Running::start_with(|config| config.allowed_origins = vec![SHOP.parse().unwrap()]).await;
    for path in ["/tickets", "/tickets/unknown", "/nowhere"] {
        let request = desk
            .http
            .get(format!("{}{path}", desk.base))
            .header("origin", SHOP);
        assert_eq!(
            allowed(&request.send().await.unwrap()),
            Some(SHOP),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_unlisted_site_is_not_allowed() {
    let (desk, _place) =
        Running::start_with(|config| config.allowed_origins = vec![SHOP.parse().unwrap()]).await;
    for origin in [
        "https://shop.example.evil.example",
        "http://shop.example",
        "https://shop.example:8443",
        "null",
    ] {
        let response = preflight(&desk, origin).await;
        assert_eq!(allowed(&response), None, "{origin}");
        assert!(varies_by_origin(&response));
    }
}

#[tokio::test]
async fn without_a_list_no_site_is_allowed_and_with_a_star_every_one() {
    let (closed, _place) = Running::start().await;
    assert_eq!(allowed(&preflight(&closed, SHOP).await), None);
    let (open, _place) =
        Running::start_with(|config| config.allowed_origins = vec!["*".parse().unwrap()]).await;
    assert_eq!(allowed(&preflight(&open, SHOP).await), Some("*"));
}
