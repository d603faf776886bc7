//! A ticket's status for a person who opens the link, in the language of the ticket: one page, no script, nothing fetched, and forms to
//! write on and to rate the help.
//!
//! Every text goes through maud, which escapes it. Which tickets may be shown is decided by the route, and so is what becomes of what
//! the forms send; `refused_form` has the page shown again when they are not taken.

mod rating;
mod reply;
mod words;

use std::sync::LazyLock;

use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use guichet_wire::ticket::{Author, Rating, Reply, ReplyId, TicketState, TicketStatus};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

pub(crate) use self::words::Words;
use crate::store::Followed;

/// Where on the page a person finds what became of what they sent: their reply, what they said of the help.
pub(crate) const LAST: &str = "last";
pub(crate) const RATING: &str = "rating";

const STYLE: &str = include_str!("status_page.css");

/// Allows the page its one style sheet, named by its hash, and nothing else.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
});

/// What is shown behind a status link.
pub(crate) struct Page<'a> {
    /// The language that the page speaks.
    pub words: &'static Words,
    /// The last part of the link.
    pub token: &'a str,
    /// The ticket; nothing where it is not a good moment to ask for it.
    pub ticket: Option<&'a Followed>,
    /// What was sent from the page and not taken.
    pub refused: Option<NotTaken>,
}

/// A form of the page that was not taken.
pub(crate) struct NotTaken {
    /// What was written on it, for whoever sent it to send again.
    pub written: Written,
    /// Why it was not taken: one of the interface's texts.
    pub why: &'static str,
}

/// What a form of the page holds.
pub(crate) enum Written {
    /// The text of a reply.
    Reply(String),
    /// What somebody says of the help.
    Rating(Rating),
}

/// The page as an answer. A reply written on it has the id `reply`, so that a form sent twice is stored once.
pub(crate) fn response(page: &Page<'_>, reply: ReplyId) -> Response {
    answer(page.markup(reply))
}

/// A page that says one thing only: one of the interface's texts. Where that may change, there is a way to look again.
pub(crate) fn notice(words: &Words, said: &str, may_change: bool) -> Response {
    let said = words.say(said);
    answer(document(
        words,
        said,
        html! {
            div.notice {
                h1 { (said) }
                @if may_change { a.button href="" { (words.say("trouble.again")) } }
            }
        },
    ))
}

fn answer(page: Markup) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, POLICY.as_str()),
    ];
    (headers, page.into_string()).into_response()
}

fn document(words: &Words, title: &str, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(words.tag) dir=(words.dir) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (content) } }
        }
    }
}

impl Page<'_> {
    /// Where the form `name` goes, relative to where the page is, so that it works below whatever path the desk is reached at. In the
    /// place of a refusal the page is where the refused form went.
    fn action(&self, name: &str) -> String {
        match self.refused {
            Some(_) => name.to_owned(),
            None => format!("{}/{name}", self.token),
        }
    }

    fn state(&self) -> Option<TicketState> {
        Some(self.ticket?.status.state)
    }

    fn markup(&self, reply: ReplyId) -> Markup {
        let words = self.words;
        let title = match self.ticket {
            Some(ticket) => words.number("ticket.number", ticket.status.number),
            None => words.say("ticket.failed").to_owned(),
        };
        let content = html! {
            @if let Some(ticket) = self.ticket { (told(words, &ticket.status)) }
            @if self.shows_reply_form() { (reply::form(self, reply)) }
            @if self.shows_rating_form() { (rating::form(self)) }
        };
        document(words, &title, content)
    }

    /// Without the ticket the page is there for the form that was refused, and for nothing else.
    fn shows_reply_form(&self) -> bool {
        self.ticket.is_some() || !self.refuses_rating()
    }

    fn shows_rating_form(&self) -> bool {
        self.state() == Some(TicketState::Solved) || self.refuses_rating()
    }

    fn refuses_rating(&self) -> bool {
        let written = self.refused.as_ref().map(|refused| &refused.written);
        matches!(written, Some(Written::Rating(_)))
    }
}

/// The ticket: where it stands, its files, and all that was said.
fn told(words: &Words, ticket: &TicketStatus) -> Markup {
    html! {
        p.at { (words.number("ticket.number", ticket.number)) }
        h1 { bdi { (ticket.subject) } }
        p.standing {
            span.state data-state=(ticket.state.as_str()) { (words.say(state(ticket.state))) }
            (time(&ticket.created_at))
        }
        @if !ticket.attachments.is_empty() {
            h2 { (words.say("contact.attachments")) }
            ul { @for file in &ticket.attachments {
                li { bdi { (file.name) } " · " (size(file.size)) }
            } }
        }
        @let conversation = ticket.conversation();
        @let last = conversation.last();
        ol { @for reply in &conversation { (said(words, reply, last == Some(reply))) } }
    }
}

fn said(words: &Words, reply: &Reply, is_last: bool) -> Markup {
    let (class, author) = match reply.from {
        Author::Agent => ("support", "ticket.support"),
        Author::Customer => ("customer", "ticket.you"),
    };
    html! {
        li class=(class) id=[is_last.then_some(LAST)] {
            p.at { b { (words.say(author)) } " · " (time(&reply.at)) }
            p.text dir="auto" { (reply.text) }
        }
    }
}

/// Why a form was not taken, above the field that names it as its description.
fn trouble(words: &Words, why: &'static str) -> Markup {
    html! { p #trouble role="alert" { (words.say(why)) } }
}

fn state(state: TicketState) -> &'static str {
    match state {
        TicketState::Open => "ticket.open",
        TicketState::Waiting => "ticket.answered",
        TicketState::Solved => "ticket.solved",
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
    // Its parts keep their order among words from right to left.
    html! { time datetime=(at) dir="ltr" { (shown) } }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    const HOSTILE: &str = "</h1></textarea><script>alert(1)</script>\"'&";
    const REPLY: ReplyId = ReplyId([7; 16]);

    /// A ticket in which `text` stands wherever somebody could have written it.
    fn filled_with(text: &str, locale: &str) -> Followed {
        let rating = Rating {
            comment: text.to_owned(),
            ..Rating::default()
        };
        let status = TicketStatus {
            number: 1001,
            subject: text.to_owned(),
            message: text.to_owned(),
            state: TicketState::Solved,
            created_at: text.to_owned(),
            replies: vec![Reply {
                at: text.to_owned(),
                text: text.to_owned(),
                from: Author::Agent,
            }],
            attachments: vec![guichet_wire::ticket::Attachment {
                name: text.to_owned(),
                media_type: text.to_owned(),
                size: 1_250_000,
            }],
            rating: Some(rating),
        };
        let locale = locale.to_owned();
        Followed { status, locale }
    }

    fn shown(ticket: Option<&Followed>, written: Option<Written>) -> String {
        let why = "ticket.failed";
        let refused = written.map(|written| NotTaken { written, why });
        let page = Page {
            words: Words::of(
                ticket.map_or("", |ticket| &ticket.locale),
                &HeaderMap::new(),
            ),
            token: "token",
            ticket,
            refused,
        };
        page.markup(REPLY).into_string()
    }

    #[test]
    fn no_text_of_a_ticket_can_become_markup() {
        let ticket = filled_with(HOSTILE, HOSTILE);
        let page = shown(Some(&ticket), None);
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("datetime=\"</h1>"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;").count(), 11, "{page}");
        assert!(page.contains("1.2 MB"), "{page}");
    }

    #[test]
    fn no_text_of_a_form_that_was_refused_can_become_markup() {
        let ticket = filled_with("", "en");
        let rating = Rating {
            nps: Some(10),
            comment: HOSTILE.to_owned(),
            ..Rating::default()
        };
        for ticket in [None, Some(&ticket)] {
            for written in [
                Written::Reply(HOSTILE.to_owned()),
                Written::Rating(rating.clone()),
            ] {
                let page = shown(ticket, Some(written));
                assert!(!page.contains("<script"), "{page}");
                let kept = ">&lt;/h1&gt;&lt;/textarea&gt;&lt;script&gt;";
                assert_eq!(page.matches(kept).count(), 1, "{page}");
            }
        }
    }

    #[test]
    fn the_ticket_s_language_is_spoken_from_end_to_end() {
        for words in Words::all() {
            let ticket = filled_with("", &words.tag);
            for (ticket, written) in [
                (&ticket, None),
                (&ticket, Some(Written::Rating(Rating::default()))),
                (&ticket, Some(Written::Reply(String::new()))),
            ] {
                let page = shown(Some(ticket), written);
                let start = format!(
                    "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\">",
                    words.tag, words.dir
                );
                assert!(page.starts_with(&start), "{page}");
                assert!(page.contains("1001"), "{page}");
                // The name of a text stands where there is no such text.
                for lacking in [">ticket.", ">contact.", ">article.", " ticket."] {
                    assert!(!page.contains(lacking), "{page}");
                }
            }
        }
    }

    #[test]
    fn the_style_sheet_cannot_end_its_element() {
        assert!(!STYLE.contains('<'));
    }
}
