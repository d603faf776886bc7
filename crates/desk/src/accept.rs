//! What a client wants to be answered with: a page or JSON, and in which language.

use std::cmp::Reverse;

use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderMap, HeaderName};

/// How many languages of a reader are looked at; nobody reads more, and each costs a search.
const MOST_LANGUAGES: usize = 10;

/// Whether a request asks for HTML rather than JSON, as a person's browser does; if it does not care, JSON it is.
pub(crate) fn prefers_html(headers: &HeaderMap) -> bool {
    let accept = text(headers, ACCEPT);
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
    entries(accept)
        .filter_map(|(range, quality)| Some((specificity(&range.to_ascii_lowercase())?, quality)))
        .max_by_key(|(specificity, _)| *specificity)
        .map_or(0.0, |(_, quality)| quality)
}

/// The language tags that a reader wishes for, the best first (RFC 9110, 12.5.4). They may be any text.
pub(crate) fn languages(headers: &HeaderMap) -> Vec<&str> {
    let wishes = entries(text(headers, ACCEPT_LANGUAGE)).take(MOST_LANGUAGES);
    let mut wishes: Vec<_> = wishes
        .filter(|(tag, quality)| !tag.is_empty() && *quality > 0.0)
        .collect();
    wishes.sort_by_key(|(_, quality)| Reverse((quality * 1000.0) as u32));
    wishes.into_iter().map(|(tag, _)| tag).collect()
}

fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

/// What a list of wishes names, each with its quality.
fn entries(list: &str) -> impl Iterator<Item = (&str, f32)> {
    list.split(',').filter_map(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next()?;
        let quality = parts.find_map(|parameter| parameter.strip_prefix("q="));
        let quality = quality.map_or(1.0, |text| text.parse().unwrap_or(0.0));
        Some((named, quality))
    })
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

    #[test]
    fn languages_are_in_the_order_in_which_they_are_wished_for() {
        let languages_of = |list: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, list.parse().unwrap());
            languages(&headers).join(" ")
        };
        assert_eq!(languages(&HeaderMap::new()), [""; 0]);
        for (list, expected) in [
            ("lv", "lv"),
            ("lv-LV,lv;q=0.9, en-US;q=0.8,en;q=0.7", "lv-LV lv en-US en"),
            ("en;q=0.5, ar, fr;q=0.7", "ar fr en"),
            ("en;q=0, *;q=0.1", "*"),
            ("de;q=nonsense,\"><script>;q=2", "\"><script>"),
        ] {
            assert_eq!(languages_of(list), expected, "{list}");
        }
        assert_eq!(languages_of(&"aa,".repeat(4000)).len(), 29);
    }
}
