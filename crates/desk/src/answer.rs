//! Everything the desk answers instead of what was asked for: one enum, each case a problem document (RFC 9457).
//!
//! The tables for readers are in `docs/formats/tickets.md` and `docs/formats/feedback.md`. Internals are logged here and never
//! answered.

use std::any::Any;
use std::time::Duration;

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use guichet_wire::problem::{FieldProblem, Problem};

use crate::store::StoreError;

/// After a failure of the desk's own, when a client may try again.
const RETRY_FAILURE: Duration = Duration::from_secs(5);

/// Why a request is not granted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("{0}")]
    Malformed(String),
    #[error("There is nothing at this address.")]
    NotFound,
    #[error("The ticket with this id was erased. Do not send it again.")]
    Erased,
    #[error("This address exists, but not for this method; see the Allow header.")]
    MethodNotAllowed,
    #[error("The body of the request took too long to arrive. Send it again.")]
    BodyTimeout,
    #[error("Another ticket has this id. Choose a new random id for a new ticket.")]
    Conflict,
    #[error("Another reply to this ticket has this id. Choose a new random id for a new reply.")]
    ReplyConflict,
    #[error("Expected a body of at most {0} bytes. Shorten the message.")]
    TooLarge(usize),
    #[error("Expected files of at most {0} bytes each. Send the ticket without the larger ones.")]
    FileTooLarge(u64),
    #[error("Expected at most {0} files. Send the ticket with fewer of them.")]
    TooManyFiles(usize),
    #[error(
        "Expected Content-Type application/json, application/x-www-form-urlencoded or multipart/form-data."
    )]
    UnsupportedMediaType,
    #[error("Expected Content-Type application/json.")]
    NotJson,
    #[error("Expected Content-Type application/json or application/x-www-form-urlencoded.")]
    NotJsonOrForm,
    #[error("This desk takes no files; {0:?} is one. Send the ticket without it.")]
    Attachment(String),
    #[error("Some fields cannot be accepted; errors names them.")]
    Fields(Vec<FieldProblem>),
    #[error("Some fields cannot be accepted; errors names them.")]
    InvalidFeedback(Vec<FieldProblem>),
    #[error("Some fields cannot be accepted; errors names them.")]
    InvalidReply(Vec<FieldProblem>),
    #[error("Some fields cannot be accepted; errors names them.")]
    InvalidRating(Vec<FieldProblem>),
    #[error(
        "Too many requests from this address. Retry-After says in how many seconds to try again."
    )]
    TooManyRequests(Duration),
    #[error("The desk is too slow at the moment. Try again; the same id is safe to send twice.")]
    Overloaded,
    #[error("The desk cannot read its database or write to it. Its log says why.")]
    Unavailable,
    #[error("Something failed at the desk. Try again; the same id is safe to send twice.")]
    Internal,
    #[error("Something failed at the desk. Try again; the same id is safe to send twice.")]
    Database,
}

/// What a refusal leaves with its answer for those who count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused {
    /// The last part of the problem's type.
    pub code: &'static str,
    /// Whether the database is to blame.
    pub by_database: bool,
}

impl Refusal {
    /// Status, the last part of the problem's type, and its title.
    fn kind(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::Malformed(_) => (
                StatusCode::BAD_REQUEST,
                "malformed-request",
                "Malformed request",
            ),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found", "Not found"),
            Self::MethodNotAllowed => (
                StatusCode::METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "Method not allowed",
            ),
            Self::BodyTimeout => (
                StatusCode::REQUEST_TIMEOUT,
                "request-timeout",
                "Request timeout",
            ),
            Self::Erased => (StatusCode::GONE, "erased", "Ticket erased"),
            Self::Conflict => (StatusCode::CONFLICT, "id-taken", "Ticket id taken"),
            Self::ReplyConflict => (StatusCode::CONFLICT, "id-taken", "Reply id taken"),
            Self::TooLarge(_) | Self::FileTooLarge(_) | Self::TooManyFiles(_) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-large",
                "Request too large",
            ),
            Self::UnsupportedMediaType | Self::NotJson | Self::NotJsonOrForm => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "Unsupported media type",
            ),
            Self::Attachment(_) => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "attachments-unsupported",
                "Attachments not accepted",
            ),
            Self::Fields(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid-ticket",
                "Invalid ticket",
            ),
            Self::InvalidFeedback(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid-feedback",
                "Invalid feedback",
            ),
            Self::InvalidReply(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid-reply",
                "Invalid reply",
            ),
            Self::InvalidRating(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid-rating",
                "Invalid rating",
            ),
            Self::TooManyRequests(_) => (
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-requests",
                "Too many requests",
            ),
            Self::Overloaded => (
                StatusCode::SERVICE_UNAVAILABLE,
                "overloaded",
                "Desk overloaded",
            ),
            Self::Unavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "Desk unavailable",
            ),
            Self::Internal | Self::Database => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal",
                "Internal error",
            ),
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooManyRequests(wait) => Some(*wait),
            Self::BodyTimeout
            | Self::Overloaded
            | Self::Unavailable
            | Self::Internal
            | Self::Database => Some(RETRY_FAILURE),
            _ => None,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, name, title) = self.kind();
        let retry_after = self.retry_after();
        let refused = Refused {
            code: name,
            by_database: matches!(self, Self::Unavailable | Self::Database),
        };
        let problem = Problem {
            kind: format!("urn:guichet:problem:{name}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: self.to_string(),
            errors: match self {
                Self::Fields(errors)
                | Self::InvalidFeedback(errors)
                | Self::InvalidReply(errors)
                | Self::InvalidRating(errors) => errors,
                _ => Vec::new(),
            },
        };
        let mut response = (status, Json(&problem)).into_response();
        response.extensions_mut().insert(refused);
        response.extensions_mut().insert(problem);
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(wait) = retry_after {
            // Rounded up, so that a client who obeys to the second is not early.
            let seconds = wait.as_millis().div_ceil(1000) as u64;
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        response
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        // Not its Debug form: there PostgreSQL may quote the row, and with it the person.
        tracing::error!(%error, "the store failed");
        Self::Database
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        tracing::error!(%error, "an attachment could not be written");
        Self::Internal
    }
}

impl From<getrandom::Error> for Refusal {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "the operating system gave no random bytes");
        Self::Internal
    }
}

/// The answer to a request whose handling panicked. What the panic said is on standard error already.
pub(crate) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request's handler panicked");
    Refusal::Internal.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_is_rounded_up_to_whole_seconds() {
        for (wait, seconds) in [(0, "1"), (1, "1"), (1000, "1"), (1001, "2")] {
            let refusal = Refusal::TooManyRequests(Duration::from_millis(wait));
            assert_eq!(refusal.into_response().headers()[RETRY_AFTER], seconds);
        }
    }
}
