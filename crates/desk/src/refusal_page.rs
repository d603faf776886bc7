//! A refusal for a person: where their browser asks for a ticket, or has sent a form, and there is no ticket to be shown, it gets a page
//! that says so in the reader's language. Programs get the problem document. A form whose ticket can be shown comes back with what
//! was written on it, by `refused_form`.
//!
//! What is said depends on the request's headers and the refusal's status alone: a link that never was cannot be told from one that
//! has expired.

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use guichet_wire::problem::Problem;

use crate::accept;
use crate::refused_form::{self, in_place_of};
use crate::server::TICKET;
use crate::status_page::{self, Words};

/// Puts the page in the place of a refusal where a person reads it.
pub(crate) async fn in_words(request: Request, next: Next) -> Response {
    let asks = asks_for_ticket(&request);
    let reads = asks || refused_form::sent(&request).is_some();
    let headers = reads.then(|| request.headers().clone());
    let answer = next.run(request).await;
    let problem = answer.extensions().get::<Problem>();
    let (Some(headers), Some(problem)) = (headers, problem) else {
        return answer;
    };
    let said = match problem.status {
        404 => "ticket.gone",
        _ if asks => "ticket.unreachable",
        _ => "ticket.failed",
    };
    let may_change = asks && problem.status != 404;
    let page = status_page::notice(Words::of("", &headers), said, may_change);
    in_place_of(&answer, page)
}

/// Whether a person has opened a link; also one that leads to nothing that there is.
fn asks_for_ticket(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>();
    let leads_here = route.is_none_or(|route| route.as_str() == TICKET);
    let gets = matches!(*request.method(), Method::GET | Method::HEAD);
    gets && leads_here && accept::prefers_html(request.headers())
}
