//! What the owner of a desk chooses, checked as soon as it is read.
//!
//! Where the choices come from (arguments, environment) is the command line's business.

use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use axum::http::{HeaderValue, Uri};

use crate::attachments::Attachments;
use crate::database::Database;

/// Everything a desk needs to know before it starts.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the tickets are kept.
    pub database: Database,
    /// Where the files that come with tickets are kept; without it, none are taken.
    pub attachments: Option<Attachments>,
    /// The address under which customers reach the desk; status links start with it.
    pub public_url: PublicUrl,
    /// The sites whose pages may talk to the desk.
    pub allowed_origins: Vec<Origin>,
    /// Whether a reverse proxy stands before the desk, so that `X-Forwarded-For` names the client.
    pub trust_proxy: bool,
    /// What clients may ask for.
    pub limits: Limits,
}

/// What clients may ask for, and for how long.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Requests that a client may make at once after a quiet time.
    pub burst: NonZeroU32,
    /// Requests a minute that a client may make for long.
    pub per_minute: NonZeroU32,
    /// Largest body of a request, in bytes.
    pub body: usize,
    /// Connections open at the same time, all clients together.
    pub connections: usize,
    /// Time for the head of a request to arrive.
    pub head_timeout: Duration,
    /// Time for a body to arrive.
    pub body_timeout: Duration,
    /// Files that a ticket may have.
    pub files: usize,
    /// Largest file, in bytes.
    pub file: u64,
    /// Time for a ticket with files to arrive.
    pub upload_timeout: Duration,
    /// Time for a request as a whole.
    pub request_timeout: Duration,
    /// Time that a client may leave an answer unread.
    pub unread_timeout: Duration,
    /// For how long a status link works after its ticket's last change.
    pub link_lifetime: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            burst: NonZeroU32::new(30).expect("30 is not zero"),
            per_minute: NonZeroU32::new(30).expect("30 is not zero"),
            body: 256 * 1024,
            // Below the 1,024 open files that most systems allow a process.
            connections: 900,
            head_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(10),
            files: 5,
            file: 10 * 1024 * 1024,
            // 50 MiB in that time is 1.4 Mbit/s, a poor mobile network.
            upload_timeout: Duration::from_secs(300),
            request_timeout: Duration::from_secs(30),
            unread_timeout: Duration::from_secs(30),
            link_lifetime: Duration::from_secs(365 * 24 * 60 * 60),
        }
    }
}

/// A choice that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The database is of a kind that the desk does not know.
    #[error(
        "expected a database such as sqlite:guichet-desk.db or postgres://desk@localhost/desk, found {0:?}"
    )]
    Database(String),
    /// The address of the PostgreSQL database cannot be read; why not, without the address.
    #[error("expected a PostgreSQL database such as postgres://desk@localhost/desk: {0}")]
    Postgres(String),
    /// The public address cannot start a link.
    #[error(
        "expected an address such as https://desk.example.org, without query or fragment, found {0:?}"
    )]
    PublicUrl(String),
    /// The origin is not one that a browser would send.
    #[error(
        "expected an origin as browsers send it, such as https://www.example.org (no path, no slash at the end, \
         no default port), or * for every site, found {0:?}"
    )]
    Origin(String),
}

/// The desk's address as customers see it, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// The address of the ticket that `token` opens.
    pub(crate) fn status_link(&self, token: &str) -> String {
        format!("{}/tickets/{token}", self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = || ConfigError::PublicUrl(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| malformed())?;
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        if !is_web || uri.query().is_some() || text.contains('#') {
            return Err(malformed());
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }
}

/// A site whose pages may talk to the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Every site.
    Any,
    /// The one site with exactly this `Origin` header.
    Exact(HeaderValue),
}

impl FromStr for Origin {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "*" {
            return Ok(Self::Any);
        }
        let malformed = || ConfigError::Origin(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| malformed())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(malformed());
        };
        let default_port = match scheme {
            "http" => 80,
            "https" => 443,
            _ => return Err(malformed()),
        };
        let origin = format!("{scheme}://{authority}").to_ascii_lowercase();
        let as_sent = origin == text.to_ascii_lowercase()
            && !origin.contains('@')
            && authority.port_u16() != Some(default_port);
        if !as_sent {
            return Err(malformed());
        }
        HeaderValue::try_from(origin)
            .map(Self::Exact)
            .map_err(|_| malformed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_link_has_one_slash_between_address_and_path() {
        for text in ["https://desk.example.org", "https://desk.example.org/"] {
            let url: PublicUrl = text.parse().unwrap();
            assert_eq!(
                url.status_link("abc"),
                "https://desk.example.org/tickets/abc"
            );
        }
        for text in [
            "desk.example.org",
            "ftp://a.example",
            "https://a.example/?q",
            "https://a.example/#a",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_origin_is_refused_unless_a_browser_would_send_it() {
        for text in [
            "https://shop.example",
            "http://127.0.0.1:4100",
            "http://[::1]:4100",
        ] {
            let expected = Origin::Exact(HeaderValue::from_static(text));
            assert_eq!(text.parse(), Ok(expected));
        }
        assert_eq!("*".parse(), Ok(Origin::Any));
        for text in [
            "shop.example",
            "https://shop.example/",
            "https://shop.example/help",
            "https://shop.example:443",
            "https://me@shop.example",
            "file:///tmp",
            "",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }
}
