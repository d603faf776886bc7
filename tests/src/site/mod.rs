//! The servers of a story, each on an origin of its own on loopback: the page, the help centre (widget and bundle), the desk.
//! A site notes what it is asked for, and can be told to answer wrongly.

mod bundle;
mod desk;
mod page;
mod shop;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use bundle::Bundle;
pub use desk::DeskSite;
pub use page::Page;
pub use shop::Shop;

use crate::Failure;

/// A server on an ephemeral port; dropping stops it.
#[derive(Debug)]
pub struct Site {
    /// Scheme, host and port.
    pub origin: String,
    traffic: Arc<Traffic>,
    server: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Traffic {
    requests: Mutex<Vec<String>>,
    faults: Mutex<Vec<Fault>>,
}

#[derive(Debug)]
struct Fault {
    path: String,
    left: usize,
    reply: Reply,
}

/// An answer written by a test.
#[derive(Clone, Debug)]
pub struct Reply {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Vec<u8>,
}

impl Reply {
    /// An answer of this status.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::from_u16(status).expect("tests answer with statuses that exist"),
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// The same with a header.
    pub fn header(mut self, name: &'static str, value: &'static str) -> Self {
        let (name, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        self.headers.push((name, value));
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        // Even a refusal can be read across origins; a page could not tell it from a dead host otherwise.
        for name in [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS] {
            headers.insert(name, HeaderValue::from_static("*"));
        }
        headers.extend(self.headers);
        response
    }
}

impl Site {
    /// Serves `router` on any free port.
    pub async fn start(router: Router) -> Result<Self, Failure> {
        Self::on(TcpListener::bind("127.0.0.1:0").await?, router)
    }

    /// Serves `router` on `listener`.
    pub fn on(listener: TcpListener, router: Router) -> Result<Self, Failure> {
        let origin = format!("http://{}", listener.local_addr()?);
        let traffic = Arc::new(Traffic::default());
        let router = router.layer(from_fn_with_state(Arc::clone(&traffic), watch));
        let server = tokio::spawn(async move {
            let served = axum::serve(listener, router).await;
            served.expect("a loopback listener accepts until it is dropped");
        });
        Ok(Self {
            origin,
            traffic,
            server,
        })
    }

    /// What was asked for since the start, as `GET /path`, without preflights.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.traffic.requests).clone()
    }

    /// Answers the next `times` requests for paths that contain `path` with `reply`.
    pub fn fail(&self, path: &str, times: usize, reply: Reply) {
        lock(&self.traffic.faults).push(Fault {
            path: path.to_owned(),
            left: times,
            reply,
        });
    }

    /// Answers rightly again.
    pub fn recover(&self) {
        lock(&self.traffic.faults).clear();
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn watch(State(traffic): State<Arc<Traffic>>, request: Request, next: Next) -> Response {
    // What a browser asks for by itself (preflights, an icon for its tab) is nobody's doing.
    let path = request.uri().path().to_owned();
    if request.method() == Method::OPTIONS || path == "/favicon.ico" {
        return next.run(request).await;
    }
    lock(&traffic.requests).push(format!("{} {path}", request.method()));
    match traffic.fault(&path) {
        Some(reply) => reply.into_response(),
        None => next.run(request).await,
    }
}

impl Traffic {
    fn fault(&self, path: &str) -> Option<Reply> {
        let mut faults = lock(&self.faults);
        let fault = faults
            .iter_mut()
            .find(|fault| fault.left > 0 && path.contains(&fault.path))?;
        fault.left -= 1;
        Some(fault.reply.clone())
    }
}

/// A story that panicked says why by itself; what it left in a list is still a list.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
