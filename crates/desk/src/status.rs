//! What is asked and said behind a status link: see the ticket, write on, rate the help. The secret in the link is all it takes; a
//! form post from elsewhere would have to know it.
//!
//! How the page looks is in `status_page`; what a person sees when a form on it is not taken, in `refused_form`.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderMap, HeaderValue, LOCATION, REFERRER_POLICY, VARY};
use axum::response::{IntoResponse, Response};
use guichet_wire::ticket::ReplyId;

use crate::accept;
use crate::answer::Refusal;
use crate::intake::{self, Sent};
use crate::server::Desk;
use crate::status_page::{self, LAST, Page, RATING, Words};
use crate::store::{Link, Replied};
use crate::token::StatusToken;

/// What stands in the place of the token, if it is text at all.
pub(crate) type Token = Result<Path<String>, PathRejection>;

/// A token that is unknown, malformed or no longer valid gets the same answer as an address that does not exist.
pub(crate) async fn show(
    State(desk): State<Desk>,
    token: Token,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let link = link(&desk, token)?;
    let ticket = desk.store.follow(&link).await?.ok_or(Refusal::NotFound)?;
    let mut response = match accept::prefers_html(&headers) {
        true => {
            let page = Page {
                words: Words::of(&ticket.locale, &headers),
                token: &link.token.as_text(),
                ticket: Some(&ticket),
                refused: None,
            };
            status_page::response(&page, random_id()?)
        }
        false => Json(ticket.status).into_response(),
    };
    let vary = HeaderValue::from_static("accept, accept-language");
    response.headers_mut().append(VARY, vary);
    Ok(confidential(response))
}

pub(crate) async fn reply(
    State(desk): State<Desk>,
    token: Token,
    request: Request,
) -> Result<Response, Refusal> {
    let (reply, sent) = intake::reply(request, &desk.config.limits).await?;
    let link = link(&desk, token)?;
    let replied = desk.store.reply_by_link(&link, &reply).await?;
    let status = match replied.ok_or(Refusal::NotFound)? {
        Replied::New => StatusCode::CREATED,
        Replied::Known => StatusCode::OK,
        Replied::Conflict => return Err(Refusal::ReplyConflict),
    };
    taken(&desk, &link, (sent, LAST), status).await
}

pub(crate) async fn rate(
    State(desk): State<Desk>,
    token: Token,
    request: Request,
) -> Result<Response, Refusal> {
    let (rating, sent) = intake::rating(request, &desk.config.limits).await?;
    let link = link(&desk, token)?;
    match desk.store.rate(&link, &rating).await? {
        true => taken(&desk, &link, (sent, RATING), StatusCode::OK).await,
        false => Err(Refusal::NotFound),
    }
}

pub(crate) fn link(desk: &Desk, token: Token) -> Result<Link, Refusal> {
    let token = token.ok().and_then(|Path(text)| StatusToken::parse(&text));
    Ok(Link {
        token: token.ok_or(Refusal::NotFound)?,
        lifetime: desk.config.limits.link_lifetime,
    })
}

/// The answer to what has been stored: how the ticket stands now for a program, for a person the way back to the place on the page
/// where it can be seen.
async fn taken(
    desk: &Desk,
    link: &Link,
    (sent, place): (Sent, &str),
    status: StatusCode,
) -> Result<Response, Refusal> {
    let response = match sent {
        Sent::Json => {
            let ticket = desk.store.follow(link).await?.ok_or(Refusal::NotFound)?;
            (status, Json(ticket.status)).into_response()
        }
        // Relative, as the page's policy allows forms to lead to its own origin only.
        Sent::Form => {
            let page = format!("../{}#{place}", link.token.as_text());
            (StatusCode::SEE_OTHER, [(LOCATION, page)]).into_response()
        }
    };
    Ok(confidential(response))
}

/// An id for the reply that the person who looks at the page may write.
pub(crate) fn random_id() -> Result<ReplyId, Refusal> {
    let mut id = [0; 16];
    getrandom::fill(&mut id)?;
    Ok(ReplyId(id))
}

/// Neither kept by anybody on the way nor told to other sites.
pub(crate) fn confidential(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
