//! The desk as a running server: routes, the order of what stands around them, start and end.
//!
//! What each route reads, stores and shows is in the modules it calls.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::rejection::PathRejection;
use axum::extract::{MatchedPath, Path, Request, State};
use axum::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, LOCATION, REFERRER_POLICY,
};
use axum::http::header::{RETRY_AFTER, VARY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use guichet_wire::ticket::Receipt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::answer::{Refusal, panicked};
use crate::config::{Config, Origin};
use crate::limits::{RateLimit, limit_rate, limit_time};
use crate::store::{Acceptance, Store, StoreError};
use crate::token::StatusToken;
use crate::{intake, status_page};

/// How long open connections may take to finish after the desk was told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// A desk with its database open.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    config: Arc<Config>,
}

/// Why a desk could not start or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The database could not be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The listener failed.
    #[error("the desk can no longer accept connections")]
    Listener(#[source] std::io::Error),
}

impl Desk {
    /// Opens the database, which is made if there is none, and brings it up to date.
    pub async fn open(config: Config) -> Result<Self, DeskError> {
        let store = Store::create(&config.database).await?;
        Ok(Self {
            store,
            config: Arc::new(config),
        })
    }

    /// The tickets, for who answers them.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The desk's routes. To limit the rate by client, serve them with the connections' addresses
    /// (`into_make_service_with_connect_info::<SocketAddr>`), as [`serve`](Self::serve) does.
    pub fn router(&self) -> Router {
        let limits = self.config.limits.clone();
        let rate = Arc::new(RateLimit::new(&self.config));
        Router::new()
            .route("/tickets", post(create))
            .route("/tickets/{token}", get(status))
            .layer(from_fn_with_state(rate, limit_rate))
            .route("/health", get(health))
            .method_not_allowed_fallback(async || Refusal::MethodNotAllowed)
            .fallback(async || Refusal::NotFound)
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn_with_state(limits, limit_time))
            .layer(from_fn(log))
            // Outside of everything that can refuse, so that a page can read the refusal.
            .layer(cors(&self.config.allowed_origins))
            .with_state(self.clone())
    }

    /// Answers on `listener` until `shutdown` completes, then lets the requests under way finish and closes the database.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), DeskError> {
        let service = self
            .router()
            .into_make_service_with_connect_info::<SocketAddr>();
        let (told_to_stop, stopping) = oneshot::channel();
        let server = axum::serve(listener, service).with_graceful_shutdown(async move {
            shutdown.await;
            // Nobody listens any more when the server has ended by itself.
            let _ = told_to_stop.send(());
        });
        let out_of_patience = async {
            match stopping.await {
                Ok(()) => tokio::time::sleep(GRACE).await,
                Err(_) => std::future::pending().await,
            }
        };
        let served = tokio::select! {
            ended = server.into_future() => ended.map_err(DeskError::Listener),
            () = out_of_patience => {
                tracing::warn!("connections were still open {GRACE:?} after the signal to stop; closed them");
                Ok(())
            }
        };
        self.store.shut().await;
        served
    }
}

async fn create(State(desk): State<Desk>, request: Request) -> Result<Response, Refusal> {
    let ticket = intake::ticket(request, &desk.config.limits).await?;
    let token = StatusToken::random()?;
    let (status, number) = match desk.store.accept(&ticket, &token).await? {
        Acceptance::New(number) => (StatusCode::CREATED, number),
        Acceptance::Known(number) => (StatusCode::OK, number),
        Acceptance::Conflict => return Err(Refusal::Conflict),
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

/// A token that is unknown, malformed or no longer valid gets the same answer as an address that does not exist.
async fn status(
    State(desk): State<Desk>,
    token: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let token = token.ok().and_then(|Path(text)| StatusToken::parse(&text));
    let token = token.ok_or(Refusal::NotFound)?;
    let ticket = desk.store.status(&token).await?.ok_or(Refusal::NotFound)?;
    let accept = headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut response = match status_page::prefers_html(accept) {
        true => status_page::response(&ticket),
        false => Json(ticket).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.append(VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

async fn health(State(desk): State<Desk>) -> Result<&'static str, Refusal> {
    desk.store.ping().await.map_err(|error| {
        tracing::error!(?error, "the database cannot be read or written to");
        Refusal::Unavailable
    })?;
    Ok("ok\n")
}

/// One line a request. The route stands for the address: a status link's token must not get into a log.
async fn log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let status = response.status().as_u16();
    tracing::info!(%method, route, status, elapsed = ?started.elapsed(), "request");
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
