//! What a client wants to be answered with: a page or JSON.

use axum::http::header::{ACCEPT, HeaderMap};

/// Whether a request asks for HTML rather than JSON, as a person's browser does; if it does not care, JSON it is.
pub(crate) fn prefers_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    let accept = accept.unwrap_or_default();
    quality(accept, "text/html") > quality(accept, "application/json")
}

/// How much `accept` wants `media_type`, from 0 to 1: the quality of the most specific range that covers it (RFC 9110, 12.5.1).
fn quality(accept: &str, media_type: &str) -> f32 {
    let group = media_type.split('/').next().unwrap_or_default();
    let specificity = |range: &str| match range {
        "*/*" => Some(0),
        _ if range.strip_suffix("/*") == Some(group) => Some(1),
        _ if range == media_type => Some(2),
        _ => None,
    };
    accept
        .split(',')
        .filter_map(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            let specificity = specificity(&parts.next()?.to_ascii_lowercase())?;
            let quality = parts.find_map(|parameter| parameter.strip_prefix("q="));
            Some((
                specificity,
                quality.map_or(1.0, |text| text.parse().unwrap_or(0.0)),
            ))
        })
        .max_by_key(|(specificity, _)| *specificity)
        .map_or(0.0, |(_, quality)| quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_page_and_a_program_gets_json() {
        assert!(!prefers_html(&HeaderMap::new()));
        for (accept, expected) in [
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                true,
            ),
            ("text/html", true),
            ("application/json;q=0.5, text/*", true),
            ("TEXT/HTML; q=0.9, application/json; q=0.8", true),
            ("", false),
            ("*/*", false),
            ("application/json", false),
            ("application/json, text/html", false),
            ("text/html;q=0, */*", false),
            ("text/html;q=nonsense", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, accept.parse().unwrap());
            assert_eq!(prefers_html(&headers), expected, "{accept}");
        }
    }
}
