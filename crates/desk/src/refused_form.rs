//! A form of the status page that was not taken, for whatever reason: the person's browser gets the page again, with what was wrong in
//! words and what they wrote still in its field. Programs get the problem document.
//!
//! Stands outside of all that can refuse, so that neither too many requests nor a database that is away cost anybody their text. Status
//! and `Retry-After` are those of the refusal.

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use guichet_wire::problem::{FieldCode, FieldProblem, Problem};
use guichet_wire::ticket::{Rating, ReplyId};

use crate::answer::{Refusal, Refused};
use crate::server::{Desk, RATING, REPLIES};
use crate::status::{self, Token};
use crate::status_page::{self, NotTaken, Page, Words, Written};
use crate::store::Link;
use crate::{accept, intake, plain_text};

/// The forms of the page.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Reply,
    Rating,
}

/// Puts the page in the place of a refusal where a person's browser has sent one of its forms.
pub(crate) async fn in_words(
    State(desk): State<Desk>,
    token: Token,
    request: Request,
    next: Next,
) -> Response {
    let (Some(form), Ok(link)) = (sent(&request), status::link(&desk, token)) else {
        return next.run(request).await;
    };
    let headers = request.headers().clone();
    let (answer, body) = match intake::received(request, &desk.config.limits).await {
        Ok((parts, body)) => {
            let request = Request::from_parts(parts, Body::from(body.clone()));
            (next.run(request).await, body)
        }
        Err(refusal) => (refusal.into_response(), Bytes::new()),
    };
    let Some(problem) = answer.extensions().get::<Problem>().cloned() else {
        return answer;
    };
    match page(&desk, &link, &headers, (form, &body), &problem).await {
        Some(page) => in_place_of(&answer, page),
        None => answer,
    }
}

/// Which form of the page a person has sent, if it is one.
pub(crate) fn sent(request: &Request) -> Option<Form> {
    let headers = request.headers();
    let by_person = request.method() == Method::POST
        && intake::media_type(headers) == "application/x-www-form-urlencoded"
        && accept::prefers_html(headers);
    let route = request.extensions().get::<MatchedPath>()?;
    match route.as_str() {
        REPLIES if by_person => Some(Form::Reply),
        RATING if by_person => Some(Form::Rating),
        _ => None,
    }
}

/// The page that tells of a problem. Nothing where the link leads nowhere: that is answered to all alike.
async fn page(
    desk: &Desk,
    link: &Link,
    headers: &HeaderMap,
    (form, body): (Form, &[u8]),
    problem: &Problem,
) -> Option<Response> {
    let ticket = match problem.status {
        // The client has asked enough, or the database has trouble enough.
        429 | 500.. => None,
        _ => {
            let followed = desk.store.follow(link);
            match tokio::time::timeout(desk.config.limits.request_timeout, followed).await {
                Ok(Ok(ticket)) => Some(ticket?),
                Ok(Err(_)) | Err(_) => None,
            }
        }
    };
    let page = Page {
        words: Words::of(ticket.as_ref().map_or("", |ticket| &ticket.locale), headers),
        token: &link.token.as_text(),
        ticket: ticket.as_ref(),
        refused: Some(NotTaken {
            written: written(form, body),
            why: why(problem),
        }),
    };
    let id = reply_id(body, problem).ok()?;
    Some(status_page::response(&page, id))
}

/// `page` with all that the refusal tells programs and those who count.
pub(crate) fn in_place_of(refusal: &Response, mut page: Response) -> Response {
    *page.status_mut() = refusal.status();
    if let Some(wait) = refusal.headers().get(RETRY_AFTER) {
        page.headers_mut().insert(RETRY_AFTER, wait.clone());
    }
    if let Some(refused) = refusal.extensions().get::<Refused>() {
        page.extensions_mut().insert(*refused);
    }
    status::confidential(page)
}

/// What the person wrote, as far as it can be shown on the form again.
fn written(form: Form, body: &[u8]) -> Written {
    let text = |name| plain_text::lines(&field(body, name));
    let score = |name| field(body, name).parse().ok();
    match form {
        Form::Reply => Written::Reply(text("text")),
        Form::Rating => Written::Rating(Rating {
            csat: score("csat"),
            ces: score("ces"),
            nps: score("nps"),
            comment: text("comment"),
        }),
    }
}

/// Why it was not taken: one of the interface's texts. What is wrong with anything but the text that the person wrote is nothing that
/// they could mend.
fn why(problem: &Problem) -> &'static str {
    let of_text = |error: &&FieldProblem| matches!(error.field.as_str(), "text" | "comment");
    let fault = problem.errors.iter().find(of_text);
    match fault.map(|error| error.code) {
        Some(FieldCode::Required) => "contact.required",
        Some(FieldCode::TooLong) => "contact.too-long",
        None if problem.status == 413 => "contact.too-long",
        _ => "ticket.failed",
    }
}

/// The id for the reply on the page: the one that was sent, which may have been stored, unless another reply has it.
fn reply_id(body: &[u8], problem: &Problem) -> Result<ReplyId, Refusal> {
    let sent = field(body, "id").parse().ok();
    let free = sent.filter(|_| problem.status != 409);
    free.map_or_else(status::random_id, Ok)
}

/// A field of the form; empty where it has none of this name.
fn field(body: &[u8], name: &str) -> String {
    let mut fields = form_urlencoded::parse(body);
    let found = fields.find(|(found, _)| found == name);
    found.map_or_else(String::new, |(_, text)| text.into_owned())
}
