//! The desk as a running server: routes, the order of what stands around them, start and end, and what it does daily.
//!
//! What each route reads, stores and shows is in the modules it calls.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_TYPE, LOCATION, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use guichet_wire::ticket::{Receipt, TicketId};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::answer::{Refusal, Refused, panicked};
use crate::attachments::{Received, StoredAttachment, SweepError};
use crate::config::{Config, Origin};
use crate::limits::{RateLimit, limit_rate, limit_time};
use crate::metrics::{self, Metrics};
use crate::store::{Acceptance, Store, StoreError};
use crate::suspicion::Suspicion;
use crate::token::StatusToken;
use crate::{connections, intake, refusal_page, refused_form, status};

/// Where the status page is, and where its forms go.
pub(crate) const TICKET: &str = "/tickets/{token}";
pub(crate) const REPLIES: &str = "/tickets/{token}/replies";
pub(crate) const RATING: &str = "/tickets/{token}/rating";

/// Between two looks for files that no ticket claims.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A desk with its database open.
#[derive(Clone)]
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) config: Arc<Config>,
    metrics: Arc<Metrics>,
}

impl Desk {
    /// Opens the database, which is made if there is none, and brings it up to date.
    pub async fn open(config: Config) -> Result<Self, StoreError> {
        let store = Store::create(&config.database).await?;
        Ok(Self {
            store,
            config: Arc::new(config),
            metrics: Arc::new(Metrics::new()),
        })
    }

    /// The tickets, for who answers them.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The desk's routes. To limit the rate by client, serve them with the connections' addresses
    /// (`into_make_service_with_connect_info::<SocketAddr>`); [`serve`](Self::serve) also limits the connections themselves.
    pub fn router(&self) -> Router {
        let limits = self.config.limits.clone();
        let rate = Arc::new(RateLimit::new(&self.config));
        Router::new()
            .route("/tickets", post(create))
            .route(TICKET, get(status::show))
            .route(REPLIES, post(status::reply))
            .route(RATING, post(status::rate))
            .route("/feedback", post(take_feedback))
            .layer(from_fn_with_state(rate, limit_rate))
            .route("/health", get(async || "ok\n"))
            .route("/ready", get(ready))
            .method_not_allowed_fallback(async || Refusal::MethodNotAllowed)
            .fallback(async || Refusal::NotFound)
            // `intake` has limits of its own.
            .layer(DefaultBodyLimit::disable())
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn_with_state(limits, limit_time))
            .layer(from_fn_with_state(self.clone(), refused_form::in_words))
            .layer(from_fn(refusal_page::in_words))
            .layer(from_fn_with_state(self.metrics.clone(), observe))
            // Outside of everything that can refuse, so that a page can read the refusal.
            .layer(cors(&self.config.allowed_origins))
            .with_state(self.clone())
    }

    /// Deletes what stands in the folder of attachments and belongs to no ticket, once it is a day old: uploads that broke off, and
    /// files whose ticket was never stored. Returns how many files. A desk that [serves](Self::serve) does this by itself.
    pub async fn sweep(&self) -> Result<usize, SweepError> {
        match &self.config.attachments {
            Some(folder) => folder.sweep(&self.store).await,
            None => Ok(0),
        }
    }

    async fn sweep_daily(self) {
        let mut days = tokio::time::interval(DAY);
        loop {
            days.tick().await;
            match self.sweep().await {
                Ok(0) => {}
                Ok(files) => tracing::info!(files, "deleted files that no ticket claims"),
                Err(error) => tracing::error!(%error, "files that no ticket claims may be left"),
            }
        }
    }

    /// Answers on `listener` until `shutdown` completes, then lets the requests under way finish and closes the database.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) {
        let limits = &self.config.limits;
        let sweeping = tokio::spawn(self.clone().sweep_daily());
        connections::serve(listener, self.router(), limits, shutdown).await;
        sweeping.abort();
        self.store.shut().await;
    }

    /// Answers `GET /metrics` on `listener`, for as long as it is polled. For the eyes of who runs the desk, not of customers.
    pub async fn serve_metrics(self, listener: TcpListener) {
        let metrics = self.metrics.clone();
        let show = async move || ([(CONTENT_TYPE, metrics::MEDIA_TYPE)], metrics.as_text());
        let router = Router::new().route("/metrics", get(show));
        let limits = &self.config.limits;
        connections::serve(listener, router, limits, std::future::pending()).await;
    }
}

async fn create(State(desk): State<Desk>, request: Request) -> Result<Response, Refusal> {
    let Config {
        limits,
        attachments,
        ..
    } = &*desk.config;
    let (ticket, files) = intake::ticket(request, limits, attachments.as_ref()).await?;
    let token = StatusToken::random()?;
    let files = keep(&desk, ticket.id, files).await?;
    let acceptance = desk.store.accept(&ticket, &files, &token).await?;
    desk.metrics.delivered(acceptance, Suspicion::of(&ticket));
    let (status, number) = match acceptance {
        Acceptance::New(number) => (StatusCode::CREATED, number),
        Acceptance::Known(number) => (StatusCode::OK, number),
        Acceptance::Conflict => return Err(Refusal::Conflict),
        Acceptance::Erased => {
            // They came once more, too.
            remove(&desk, ticket.id).await?;
            return Err(Refusal::Erased);
        }
    };
    let status_url = desk.config.public_url.status_link(&token.as_text());
    let headers = [
        (LOCATION, status_url.clone()),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    let receipt = Receipt {
        id: ticket.id,
        number,
        status_url,
    };
    Ok((status, headers, Json(receipt)).into_response())
}

/// Puts a ticket's files in their place, off the threads that answer requests.
async fn keep(
    desk: &Desk,
    ticket: TicketId,
    files: Vec<Received>,
) -> Result<Vec<StoredAttachment>, Refusal> {
    match desk.config.attachments.clone() {
        Some(folder) if !files.is_empty() => blocking(move || folder.keep(ticket, files)).await,
        _ => Ok(Vec::new()),
    }
}

async fn remove(desk: &Desk, ticket: TicketId) -> Result<(), Refusal> {
    match desk.config.attachments.clone() {
        Some(folder) => blocking(move || folder.remove(ticket)).await,
        None => Ok(()),
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Refusal> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|_| Refusal::Internal)??)
}

async fn take_feedback(State(desk): State<Desk>, request: Request) -> Result<Response, Refusal> {
    let feedback = intake::feedback(request, &desk.config.limits).await?;
    if desk.store.take(&feedback).await? {
        desk.metrics.ticket_avoided();
    }
    let headers = [(CACHE_CONTROL, "no-store")];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}

/// Whether the desk can do its work. `/health` only says that it is there: a desk that is started anew does not mend its database.
async fn ready(State(desk): State<Desk>) -> Result<&'static str, Refusal> {
    desk.store.ping().await.map_err(|error| {
        tracing::error!(%error, "the database cannot be read or written to");
        Refusal::Unavailable
    })?;
    Ok("ready\n")
}

/// One line in the log a request, and one more in the metrics. The route stands for the address: a status link's token must not get
/// into a log.
async fn observe(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let (status, elapsed) = (response.status(), started.elapsed());
    let refused = response.extensions().get::<Refused>().copied();
    metrics.answered(route, status, refused, elapsed);
    let (status, ms) = (status.as_u16(), elapsed.as_secs_f64() * 1000.0);
    let code = refused.map(|refused| refused.code);
    tracing::info!(%method, route, status, code, ms, "request");
    let nosniff = HeaderValue::from_static("nosniff");
    response
        .headers_mut()
        .insert(X_CONTENT_TYPE_OPTIONS, nosniff);
    response
}

fn cors(origins: &[Origin]) -> CorsLayer {
    let exact = origins.iter().filter_map(|origin| match origin {
        Origin::Any => None,
        Origin::Exact(value) => Some(value.clone()),
    });
    let allowed = match origins.contains(&Origin::Any) {
        true => AllowOrigin::any(),
        false => AllowOrigin::list(exact),
    };
    CorsLayer::new()
        .allow_origin(allowed)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([ACCEPT, CONTENT_TYPE])
        .expose_headers([RETRY_AFTER, LOCATION])
        .max_age(Duration::from_secs(3600))
}
