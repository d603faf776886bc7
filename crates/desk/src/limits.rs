//! What keeps one client, or one slow request, from taking the desk away from the others.
//!
//! The limit on a body's size and time is in `intake`, where bodies are read. Buckets are kept in this process's memory: two
//! desks side by side each count for themselves (docs/decisions/0004-desk.md).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::answer::Refusal;
use crate::config::{Config, Limits};

/// Buckets that are full again are forgotten once there are this many, so that memory stays bounded by the clients of the
/// last minutes.
const MANY_BUCKETS: usize = 10_000;

/// One token bucket a client address.
pub(crate) struct RateLimit {
    buckets: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    trust_proxy: bool,
}

impl RateLimit {
    /// Every bucket full.
    pub fn new(config: &Config) -> Self {
        let Limits {
            per_minute, burst, ..
        } = config.limits;
        Self {
            buckets: RateLimiter::keyed(Quota::per_minute(per_minute).allow_burst(burst)),
            clock: DefaultClock::default(),
            trust_proxy: config.trust_proxy,
        }
    }

    fn check(&self, client: IpAddr) -> Result<(), Refusal> {
        if self.buckets.len() > MANY_BUCKETS {
            self.buckets.retain_recent();
        }
        self.buckets
            .check_key(&bucket(client))
            .map_err(|until| Refusal::TooManyRequests(until.wait_time_from(self.clock.now())))
    }
}

/// Refuses the requests of a client whose bucket is empty.
pub(crate) async fn limit_rate(
    State(limit): State<Arc<RateLimit>>,
    request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let client = client(request.headers(), peer, limit.trust_proxy);
    match limit.check(client) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// Answers for a request whose handling takes too long.
pub(crate) async fn limit_time(
    State(limits): State<Limits>,
    request: Request,
    next: Next,
) -> Response {
    let uploads = request
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"multipart/"));
    let time = match uploads {
        true => limits.request_timeout + limits.upload_timeout,
        false => limits.request_timeout,
    };
    tokio::time::timeout(time, next.run(request))
        .await
        .unwrap_or_else(|_| Refusal::Overloaded.into_response())
}

/// Who sent a request. Behind a proxy it is the last address of `X-Forwarded-For`, the one that the proxy itself has added:
/// those before it are whatever the client wrote.
fn client(headers: &HeaderMap, peer: Option<IpAddr>, trust_proxy: bool) -> IpAddr {
    let forwarded = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?;
        last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let named = if trust_proxy { forwarded() } else { None };
    named.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// The address that stands for a client's bucket: a household or a rented machine has a whole IPv6 /64 to itself.
fn bucket(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => {
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn the_forwarded_address_counts_only_behind_a_trusted_proxy() {
        let peer = Some(ip("192.0.2.1"));
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "10.0.0.9, 198.51.100.7".parse().unwrap());
        assert_eq!(client(&headers, peer, false), ip("192.0.2.1"));
        assert_eq!(client(&headers, peer, true), ip("198.51.100.7"));
        headers.append("x-forwarded-for", "2001:db8::1".parse().unwrap());
        assert_eq!(client(&headers, peer, true), ip("2001:db8::1"));
    }

    #[test]
    fn a_forwarded_address_that_is_none_leaves_the_connection_s() {
        let peer = Some(ip("192.0.2.1"));
        assert_eq!(client(&HeaderMap::new(), peer, true), ip("192.0.2.1"));
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "unknown".parse().unwrap());
        assert_eq!(client(&headers, peer, true), ip("192.0.2.1"));
    }

    #[test]
    fn one_network_shares_one_bucket() {
        assert_eq!(bucket(ip("2001:db8::1")), bucket(ip("2001:db8::ffff:1")));
        assert_ne!(bucket(ip("2001:db8::1")), bucket(ip("2001:db8:0:1::1")));
        assert_eq!(bucket(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
        assert_ne!(bucket(ip("192.0.2.1")), bucket(ip("192.0.2.2")));
    }
}
