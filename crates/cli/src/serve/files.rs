//! The files of a folder over HTTP: their types, how long they may be kept, who may read them.
//!
//! Finding the file, ranges and validators are tower-http's business.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::services::ServeDir;

/// Smaller answers are not worth compressing: they fit into one packet.
const WORTH_COMPRESSING: u64 = 512;
/// Digits of the hash in the name of an immutable file.
const HASH_DIGITS: usize = 16;
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The files below `root`, whose addresses start with `prefix`.
pub fn folder(root: &Path, prefix: &str) -> Router {
    // Packs and indexes are application/octet-stream: they are compressed already.
    let worthwhile = SizeAbove::new(WORTH_COMPRESSING)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("font/woff"))
        .and(NotForContentType::const_new("video/"));
    let files = ServeDir::new(root)
        .redirect_path_prefix(prefix)
        .not_found_service(Router::new().fallback(missing));
    Router::new()
        .fallback_service(files)
        .layer(from_fn(describe))
        .layer(CompressionLayer::new().compress_when(worthwhile))
        .layer(from_fn(weaken))
}

/// What is said where a folder has neither a page nor a bundle.
pub fn nothing_to_show(dir: &Path) -> Response {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let text = format!(
        "There is no page to show yet: {name} holds neither index.html nor pages/index.html.\n"
    );
    (
        StatusCode::NOT_FOUND,
        [(header::CACHE_CONTROL, ASK_FIRST)],
        text,
    )
        .into_response()
}

async fn missing(uri: Uri) -> Response {
    (
        StatusCode::NOT_FOUND,
        format!("There is no file {} here.\n", uri.path()),
    )
        .into_response()
}

async fn describe(request: Request, next: Next) -> Response {
    let is_immutable = is_named_by_hash(request.uri().path());
    let mut response = next.run(request).await;
    let is_there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        if is_immutable && is_there {
            FOREVER
        } else {
            ASK_FIRST
        },
    );
    // A website loads the widget and its bundle from another origin.
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    name_charset(headers);
    response
}

/// All texts of ours are UTF-8; without a word about it, a browser may guess.
fn name_charset(headers: &mut HeaderMap) {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let Some(content_type) =
        content_type.filter(|text| text.starts_with("text/") && !text.contains(';'))
    else {
        return;
    };
    if let Ok(value) = HeaderValue::try_from(format!("{content_type}; charset=utf-8")) {
        headers.insert(header::CONTENT_TYPE, value);
    }
}

/// A compressed answer is not byte for byte the file, so its validator must be a weak one (RFC 9110, 8.8.3).
async fn weaken(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if headers.contains_key(header::CONTENT_ENCODING)
        && let Some(Ok(tag)) = headers.get(header::ETAG).map(|tag| tag.to_str())
        && !tag.starts_with("W/")
        && let Ok(weak) = HeaderValue::try_from(format!("W/{tag}"))
    {
        headers.insert(header::ETAG, weak);
    }
    response
}

/// `index-0123456789abcdef.bin`, `media/0123456789abcdef.svg`: other bytes would have another name.
fn is_named_by_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.rsplit('-').next().unwrap_or_default();
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    hash.len() == HASH_DIGITS && hash.chars().all(is_digit) && name.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for path in [
            "/en/index-0123456789abcdef.bin",
            "/media/0123456789abcdef.svg",
            "/app-00ff00ff00ff00ff_bg.wasm.js",
        ] {
            assert_eq!(is_named_by_hash(path), !path.contains("_bg"), "{path}");
        }
        for path in [
            "/",
            "/manifest.json",
            "/guichet.js",
            "/pages/en/decade.html",
            "/0123456789abcdef",
            "/a-0123456789ABCDEF.js",
        ] {
            assert!(!is_named_by_hash(path), "{path}");
        }
    }
}
