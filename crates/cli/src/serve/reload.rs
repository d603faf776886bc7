//! Tells open pages that the bundle has changed.
//!
//! A page that shows the bundle's articles gets a script that waits for the news. The script is a file of its own, so that
//! a policy that allows scripts of the page's origin allows it.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http_body_util::BodyExt;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// Where pages wait for changes.
const EVENTS: &str = "/__guichet/reload";
const SCRIPT: &str = "/__guichet/reload.js";
const SCRIPT_TEXT: &str =
    "new EventSource(\"/__guichet/reload\").onmessage = () => location.reload();\n";
const SCRIPT_ELEMENT: &str = "<script src=\"/__guichet/reload.js\" async></script>";

/// The routes, for a bundle whose builds are counted by `changes`.
pub fn routes(changes: watch::Receiver<u64>) -> Router {
    let script = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Router::new()
        .route(EVENTS, get(events).with_state(changes))
        .route(SCRIPT, get(async move || (script, SCRIPT_TEXT)))
}

/// One event a build, from now on. The stream ends with the watcher.
async fn events(
    State(changes): State<watch::Receiver<u64>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let builds = WatchStream::from_changes(changes);
    let events = builds.map(|build| Ok(Event::default().data(build.to_string())));
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// Adds the script to whole pages.
pub async fn inject(mut request: Request, next: Next) -> Response {
    let is_get = request.method() == Method::GET;
    let is_page = request.uri().path().ends_with(['/']) || request.uri().path().ends_with(".html");
    if !(is_get && is_page) {
        return next.run(request).await;
    }
    // A page is small: it is sent whole, so that the script can be put into it.
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    request.headers_mut().remove(header::RANGE);
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = body.collect().await else {
        return (
            StatusCode::INTERNAL_SERVER_ERROR,
            "The page changed while it was read; load it again.\n",
        )
            .into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(with_script(body.to_bytes().into())))
}

fn with_script(mut page: Vec<u8>) -> Vec<u8> {
    let end = b"</body>";
    let at = page
        .windows(end.len())
        .rposition(|bytes| bytes == end)
        .unwrap_or(page.len());
    page.splice(at..at, SCRIPT_ELEMENT.bytes());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_page() {
        let page = |text: &str| String::from_utf8(with_script(text.into())).unwrap();
        assert_eq!(
            page("<body>a</body></html>"),
            format!("<body>a{SCRIPT_ELEMENT}</body></html>")
        );
        assert_eq!(page("<p>a"), format!("<p>a{SCRIPT_ELEMENT}"));
        assert!(SCRIPT_ELEMENT.contains(SCRIPT) && SCRIPT_TEXT.contains(EVENTS));
    }
}
