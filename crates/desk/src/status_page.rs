//! A ticket's status for a person who opens the link: one page, no script, nothing fetched, and forms to write on and to rate the
//! help.
//!
//! Every text goes through maud, which escapes it. Which tickets may be shown is decided by the route, and so is what becomes of what
//! the forms send.

mod rating;

use std::sync::LazyLock;

use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use guichet_wire::ticket::{Author, MAX_MESSAGE, Reply, ReplyId, TicketState, TicketStatus};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("status_page.css");

/// Allows the page its one style sheet, named by its hash, and nothing else.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
});

/// The page as an answer, at the address that ends in `token`. A reply written on it has the id `reply`, so that a form sent twice is
/// stored once.
pub(crate) fn response(ticket: &TicketStatus, token: &str, reply: ReplyId) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, POLICY.as_str()),
    ];
    (headers, page(ticket, token, reply).into_string()).into_response()
}

/// Whether an `Accept` header asks for HTML rather than JSON; if it does not care, JSON it is.
pub(crate) fn prefers_html(accept: &str) -> bool {
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

fn page(ticket: &TicketStatus, token: &str, reply: ReplyId) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { "Ticket " (ticket.number) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    p.number { "Ticket " (ticket.number) }
                    h1 dir="auto" { (ticket.subject) }
                    p { span.state { (state(ticket.state)) } " · Received " (time(&ticket.created_at)) }
                    @if !ticket.attachments.is_empty() {
                        h2 { "Attachments" }
                        ul { @for file in &ticket.attachments {
                            li { bdi { (file.name) } " · " (size(file.size)) }
                        } }
                    }
                    h2 { "Conversation" }
                    @if ticket.replies.is_empty() {
                        p { "No answer yet. Keep this link: the answer will appear here." }
                    } @else {
                        ol { @for reply in &ticket.replies { (said(reply)) } }
                    }
                    (reply_form(ticket.state, token, reply))
                    @if ticket.state == TicketState::Solved {
                        (rating::form(ticket.rating.as_ref(), token))
                    }
                }
            }
        }
    }
}

fn said(reply: &Reply) -> Markup {
    let (class, author) = match reply.from {
        Author::Agent => ("support", "Support team"),
        Author::Customer => ("customer", "You"),
    };
    html! {
        li class=(class) {
            p.at { b { (author) } " · " (time(&reply.at)) }
            p.text dir="auto" { (reply.text) }
        }
    }
}

/// Addresses in the page are relative, so that it works below whatever path the desk is reached at.
fn reply_form(state: TicketState, token: &str, reply: ReplyId) -> Markup {
    html! {
        form method="post" action={ (token) "/replies" } {
            input type="hidden" name="id" value=(reply);
            label for="text" { "Your reply" }
            @if state == TicketState::Solved {
                p.at #reopens { "A reply opens this request again." }
            }
            textarea #text name="text" rows="5" maxlength=(MAX_MESSAGE) required dir="auto"
                aria-describedby=[(state == TicketState::Solved).then_some("reopens")] {}
            button { "Send reply" }
        }
    }
}

fn state(state: TicketState) -> &'static str {
    match state {
        TicketState::Open => "Waiting for our answer",
        TicketState::Waiting => "Answered",
        TicketState::Solved => "Solved",
    }
}

/// A size in bytes as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// `2026-03-01T09:30:00Z` as `2026-03-01 09:30 UTC`.
fn time(at: &str) -> Markup {
    let shown = match at.split_once('T') {
        Some((day, clock)) => format!("{day} {} UTC", clock.get(..5).unwrap_or(clock)),
        None => at.to_owned(),
    };
    html! { time datetime=(at) { (shown) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_page_and_a_program_gets_json() {
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
            assert_eq!(prefers_html(accept), expected, "{accept}");
        }
    }

    #[test]
    fn no_text_of_a_ticket_can_become_markup() {
        let hostile = "</h1><script>alert(1)</script>\"'&";
        let ticket = TicketStatus {
            number: 1001,
            subject: hostile.to_owned(),
            state: TicketState::Solved,
            created_at: hostile.to_owned(),
            replies: vec![Reply {
                at: hostile.to_owned(),
                text: hostile.to_owned(),
                from: Author::Customer,
            }],
            attachments: vec![guichet_wire::ticket::Attachment {
                name: hostile.to_owned(),
                media_type: hostile.to_owned(),
                size: 1_250_000,
            }],
            rating: Some(guichet_wire::ticket::Rating {
                comment: hostile.to_owned(),
                ..Default::default()
            }),
        };
        let page = page(&ticket, "token", ReplyId([7; 16])).into_string();
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("datetime=\"</h1>"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;").count(), 8, "{page}");
        assert!(page.contains("1.2 MB"), "{page}");
    }

    #[test]
    fn the_style_sheet_cannot_end_its_element() {
        assert!(!STYLE.contains('<'));
    }
}
