//! What the desk counts for whoever watches over it, in the text form that Prometheus reads. No label comes from a client:
//! none can tell of a person, or grow without end.

use std::time::Duration;

use axum::http::StatusCode;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::answer::Refused;
use crate::store::Acceptance;
use crate::suspicion::Suspicion;

/// The media type of [`Metrics::as_text`].
pub(crate) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper ends of the histogram's buckets, in seconds: around a write to a disk, up to the time limit of a request.
const BUCKETS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0,
];

/// Names and values.
type Labels<const N: usize> = [(&'static str, String); N];

/// What happened since the desk started.
pub(crate) struct Metrics {
    registry: Registry,
    tickets: Family<Labels<1>, Counter>,
    suspected: Family<Labels<1>, Counter>,
    avoided: Counter,
    refusals: Family<Labels<1>, Counter>,
    requests: Family<Labels<2>, Counter>,
    seconds: Family<Labels<1>, Histogram>,
    database_errors: Counter,
}

impl Metrics {
    /// All at zero.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("guichet");
        let tickets = Family::default();
        let help = "Tickets stored, and deliveries of a ticket that was stored before";
        registry.register("tickets", help, tickets.clone());
        let suspected = Family::default();
        let help = "Tickets stored that may be spam, by what speaks against them";
        registry.register("suspected_tickets", help, suspected.clone());
        let avoided = Counter::default();
        let help = "Tickets that were not sent because an article answered the question";
        registry.register("tickets_avoided", help, avoided.clone());
        let refusals = Family::default();
        let help = "Requests not granted, by the last part of the problem's type";
        registry.register("refusals", help, refusals.clone());
        let requests = Family::default();
        let help = "Requests answered, by route and class of status";
        registry.register("http_requests", help, requests.clone());
        let seconds = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> _);
        let help = "Time from a request's head to its answer";
        registry.register("http_request_duration_seconds", help, seconds.clone());
        let database_errors = Counter::default();
        let help = "Requests that failed because the database did";
        registry.register("database_errors", help, database_errors.clone());
        Self {
            registry,
            tickets,
            suspected,
            avoided,
            refusals,
            requests,
            seconds,
            database_errors,
        }
    }

    /// Counts what became of a ticket, and what speaks against it when it is new.
    pub fn delivered(&self, acceptance: Acceptance, suspicion: Option<Suspicion>) {
        let outcome = match acceptance {
            Acceptance::New(_) => "accepted",
            Acceptance::Known(_) => "repeated",
            // Refusals, counted as such.
            Acceptance::Conflict | Acceptance::Erased => return,
        };
        let labels = [("outcome", outcome.to_owned())];
        self.tickets.get_or_create(&labels).inc();
        if let (Acceptance::New(_), Some(suspicion)) = (acceptance, suspicion) {
            let labels = [("reason", suspicion.as_str().to_owned())];
            self.suspected.get_or_create(&labels).inc();
        }
    }

    /// Counts a ticket that an article made unnecessary.
    pub fn ticket_avoided(&self) {
        self.avoided.inc();
    }

    /// Counts an answer on `route` that took `elapsed`, and what stood in the way of a better one.
    pub fn answered(
        &self,
        route: &str,
        status: StatusCode,
        refused: Option<Refused>,
        elapsed: Duration,
    ) {
        if let Some(Refused { code, by_database }) = refused {
            let labels = [("code", code.to_owned())];
            self.refusals.get_or_create(&labels).inc();
            self.database_errors.inc_by(u64::from(by_database));
        }
        let class = format!("{}xx", status.as_u16() / 100);
        let labels = [("route", route.to_owned()), ("status", class)];
        self.requests.get_or_create(&labels).inc();
        let labels = [("route", route.to_owned())];
        let seconds = self.seconds.get_or_create(&labels);
        seconds.observe(elapsed.as_secs_f64());
    }

    /// Everything counted so far, as [`MEDIA_TYPE`].
    pub fn as_text(&self) -> String {
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("writing to a string cannot fail");
        text
    }
}
