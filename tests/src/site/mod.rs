//! The servers of a story, each on an origin of its own on loopback: the page, the help centre (widget and bundle), the desk.
//! A site notes what it is asked for, and can be told to answer wrongly.

mod bundle;
mod desk;
mod page;
mod shop;
mod standins;

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CONTENT_TYPE,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_stream::wrappers::ReceiverStream;

pub use bundle::Bundle;
pub use desk::DeskSite;
pub use page::Page;
pub use shop::Shop;
pub use standins::Standin;

use crate::Failure;
use crate::browser::STAGE;

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
    /// The request has its effect all the same: only the answer is another.
    late: bool,
}

/// An answer written by a test.
#[derive(Clone, Debug)]
pub struct Reply {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Vec<u8>,
    readable: bool,
    whole: bool,
}

impl Reply {
    /// An answer of this status.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::from_u16(status).expect("tests answer with statuses that exist"),
            headers: Vec::new(),
            body: body.into(),
            readable: true,
            whole: true,
        }
    }

    /// The same, but a page of another origin may not read it: to that, nobody has answered.
    pub fn unreadable(self) -> Self {
        Self {
            readable: false,
            ..self
        }
    }

    /// The same, but the connection breaks off where the body ends.
    pub fn broken_off(self) -> Self {
        Self {
            whole: false,
            ..self
        }
    }

    /// The same with a header.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).expect("tests write headers in ASCII");
        let name = HeaderName::from_static(name);
        self.headers.push((name, value));
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let body = match self.whole {
            true => Body::from(self.body),
            false => broken_off(self.body),
        };
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        // Even a refusal can be read across origins; a page could not tell it from a dead host otherwise.
        if self.readable {
            for name in [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS] {
                headers.insert(name, HeaderValue::from_static("*"));
            }
        }
        headers.extend(self.headers);
        response
    }
}

/// The same site with the stage that frames its pages.
fn with_stage(router: Router) -> Router {
    STAGE
        .into_iter()
        .fold(router, |router, (path, kind, text)| {
            router.route(path, get(async move || ([(CONTENT_TYPE, kind)], text)))
        })
}

/// A body after which the connection breaks off, once it has left.
fn broken_off(bytes: Vec<u8>) -> Body {
    let (part, parts) = mpsc::channel(1);
    tokio::spawn(async move {
        // Who listens no more misses nothing.
        let _ = part.send(Ok(bytes)).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        let end = Err(io::Error::from(io::ErrorKind::BrokenPipe));
        let _ = part.send(end).await;
    });
    Body::from_stream(ReceiverStream::new(parts))
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

    /// Answers the next `times` requests that contain `path` with `reply`; a request is written as `POST /path`.
    pub fn fail(&self, path: &str, times: usize, reply: Reply) {
        self.disturb(path, times, reply, false);
    }

    /// The same, but the requests have their effect: only the answers are lost.
    pub fn mumble(&self, path: &str, times: usize, reply: Reply) {
        self.disturb(path, times, reply, true);
    }

    fn disturb(&self, path: &str, times: usize, reply: Reply, late: bool) {
        lock(&self.traffic.faults).push(Fault {
            path: path.to_owned(),
            left: times,
            reply,
            late,
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
    let asked = format!("{} {path}", request.method());
    lock(&traffic.requests).push(asked.clone());
    match traffic.fault(&asked) {
        Some((reply, false)) => reply.into_response(),
        Some((reply, true)) => {
            drop(next.run(request).await);
            reply.into_response()
        }
        None => next.run(request).await,
    }
}

impl Traffic {
    fn fault(&self, asked: &str) -> Option<(Reply, bool)> {
        let mut faults = lock(&self.faults);
        let fault = faults
            .iter_mut()
            .find(|fault| fault.left > 0 && asked.contains(&fault.path))?;
        fault.left -= 1;
        Some((fault.reply.clone(), fault.late))
    }
}

/// A story that panicked says why by itself; what it left in a list is still a list.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
