//! What becomes of requests: where they stand, replies to them, what is said of the help (`docs/formats/tickets.md`); and the links
//! that this browser remembers, one text in the page's origin that is there only while the person wants it.

use guichet_wire::ticket::{NewReply, Rating};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Headers, RequestInit};

use super::shapes;
use crate::platform::fetch::{json, request, successful};
use crate::platform::json::{Json, written};
use crate::platform::storage::{REQUESTS, texts};
use crate::state::{Bookmark, Inquiry};

/// How many requests are remembered; the oldest give way.
const MOST: usize = 20;

/// Where the ticket stands that `link` leads to.
pub(super) async fn look(link: &str) -> Inquiry {
    inquire(link, None).await
}

/// Adds a reply to it.
pub(super) async fn reply(link: &str, reply: &NewReply) -> Inquiry {
    let address = format!("{link}/replies");
    inquire(&address, Some(shapes::reply(reply))).await
}

/// Says what the person thinks of the help.
pub(super) async fn rate(link: &str, rating: &Rating) -> Inquiry {
    let address = format!("{link}/rating");
    inquire(&address, Some(shapes::rating(rating))).await
}

/// Asks, or sends `body`; either way the answer is where the ticket stands.
async fn inquire(address: &str, body: Option<JsValue>) -> Inquiry {
    let Some(init) = init(body) else {
        return Inquiry::Failed;
    };
    match request(address, &init).await {
        Ok(response) if matches!(response.status(), 404 | 410) => Inquiry::Gone,
        Ok(response) => match successful(response) {
            Ok(response) => {
                let status = json(response).await.and_then(|json| shapes::status(&json));
                status.map_or(Inquiry::Failed, Inquiry::Known)
            }
            Err(_) => Inquiry::Failed,
        },
        Err(_) => Inquiry::Failed,
    }
}

fn init(body: Option<JsValue>) -> Option<RequestInit> {
    const JSON: &str = "application/json";
    let headers = Headers::new().ok()?;
    headers.set("accept", JSON).ok()?;
    let init = RequestInit::new();
    if let Some(body) = body {
        headers.set("content-type", JSON).ok()?;
        init.set_method("POST");
        init.set_body(&JsValue::from(written(&body)?));
    }
    init.set_headers(&headers);
    Some(init)
}

/// What is remembered, newest first; `None` where nothing can be. Whatever is not a bookmark is passed over.
pub(super) fn bookmarks() -> Option<Vec<Bookmark>> {
    let kept = Reflect::get(&texts().ok()?, &REQUESTS.into()).ok()?;
    let list = kept.as_string().and_then(|text| JSON::parse(&text).ok());
    let list = list.and_then(|list| list.dyn_into::<Array>().ok());
    let list = list.unwrap_or_default();
    let kept = list.iter().take(MOST);
    let bookmarks = kept.filter_map(|kept| shapes::bookmark(&Json::new(kept)).ok());
    Some(bookmarks.collect())
}

/// Remembers one more; what is remembered then.
pub(super) fn remember(bookmark: Bookmark) -> Option<Vec<Bookmark>> {
    let mut all = bookmarks()?;
    all.retain(|other| other.status_url != bookmark.status_url);
    all.insert(0, bookmark);
    keep(&all);
    bookmarks()
}

/// Forgets the one with this link; what is remembered then.
pub(super) fn forget(link: &str) -> Option<Vec<Bookmark>> {
    let mut all = bookmarks()?;
    all.retain(|other| other.status_url != link);
    keep(&all);
    bookmarks()
}

/// Whether it worked is seen by reading it again.
fn keep(bookmarks: &[Bookmark]) -> Option<()> {
    let texts = texts().ok()?;
    if bookmarks.is_empty() {
        Reflect::delete_property(texts.unchecked_ref::<Object>(), &REQUESTS.into()).ok()?;
        return Some(());
    }
    let list = shapes::list(bookmarks.iter().take(MOST).map(shapes::kept_bookmark));
    let text = written(&list)?;
    Reflect::set(&texts, &REQUESTS.into(), &text.into()).ok()?;
    Some(())
}
