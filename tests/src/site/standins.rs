//! Stand-ins for the services that a ticket can be sent to without a desk. They answer as their makers document (`docs/endpoints.md` names
//! the sources): what they ask for, how they refuse, what a page of another origin may read of it. What has arrived can be looked at.

use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tower_http::cors::CorsLayer;

use super::{Site, lock};
use crate::Failure;

/// A service that takes tickets.
pub struct Standin {
    /// What the owner writes into the settings.
    pub endpoint: String,
    /// The running server, to look at its requests and to make it fail.
    pub site: Site,
    arrived: Arrived,
}

/// What has arrived, oldest first.
type Arrived = Arc<Mutex<Vec<Value>>>;

impl Standin {
    /// A service for plain forms, in the manner of Formspree: it says JSON only to who accepts it, and gives no permission in advance, so
    /// the post has to be one that needs none.
    pub async fn form() -> Result<Self, Failure> {
        Self::start("/f/help", Router::new().route("/f/help", post(form))).await
    }

    /// Zendesk's requests. Only what goes well can be read by a page.
    pub async fn zendesk() -> Result<Self, Failure> {
        let cors = CorsLayer::permissive();
        let requests = post(zendesk).layer(cors);
        Self::start("", Router::new().route("/api/v2/requests.json", requests)).await
    }

    /// Chatwoot's public API. What has arrived is a conversation each, with its messages.
    pub async fn chatwoot() -> Result<Self, Failure> {
        const INBOX: &str = "/public/api/v1/inboxes/inbox";
        let api = Router::new()
            .route("/contacts", post(chatwoot_contact))
            .route(
                "/contacts/{source}/conversations",
                get(chatwoot_conversations).post(chatwoot_conversation),
            )
            .route(
                "/contacts/{source}/conversations/{number}/messages",
                post(chatwoot_message),
            )
            .layer(CorsLayer::permissive());
        Self::start(INBOX, Router::new().nest(INBOX, api)).await
    }

    /// Zammad's web form. Like [`form`](Self::form) it gives no permission in advance.
    pub async fn zammad() -> Result<Self, Failure> {
        let api = Router::new()
            .route("/api/v1/form_config", post(zammad_config))
            .route("/api/v1/form_submit", post(zammad_submit));
        Self::start("", api).await
    }

    async fn start(path: &str, router: Router<Arrived>) -> Result<Self, Failure> {
        let arrived = Arrived::default();
        let site = Site::start(router.with_state(Arc::clone(&arrived))).await?;
        Ok(Self {
            endpoint: format!("{}{path}", site.origin),
            site,
            arrived,
        })
    }

    /// What has arrived, oldest first.
    pub fn arrived(&self) -> Vec<Value> {
        lock(&self.arrived).clone()
    }
}

/// An answer that any page may read.
fn readable(status: u16, body: Value) -> Response {
    let status = StatusCode::from_u16(status).expect("the stand-ins' statuses exist");
    (
        status,
        [(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")],
        Json(body),
    )
        .into_response()
}

/// The fields of a form's body: one that a browser sends without asking first. Files are lists, by the names of their parts.
async fn fields(request: Request) -> Value {
    let kind = request.headers().get(header::CONTENT_TYPE).cloned();
    let kind = kind.unwrap_or_else(|| HeaderValue::from_static(""));
    if kind.as_bytes().starts_with(b"multipart/form-data") {
        return parts(request).await;
    }
    assert_eq!(kind, "application/x-www-form-urlencoded");
    let body = Bytes::from_request(request, &()).await;
    let body = body.expect("browsers send the whole of a form");
    let pairs = form_urlencoded::parse(&body).into_owned();
    pairs
        .map(|(name, text)| (name, Value::from(text)))
        .collect()
}

async fn parts(request: Request) -> Value {
    const WHOLE: &str = "browsers send whole forms, and each part has a name";
    let mut form = Multipart::from_request(request, &()).await.expect(WHOLE);
    let mut fields = json!({});
    while let Some(part) = form.next_field().await.expect(WHOLE) {
        let name = part.name().expect(WHOLE).to_owned();
        let Some(file) = part.file_name().map(str::to_owned) else {
            fields[name] = part.text().await.expect(WHOLE).into();
            continue;
        };
        let content = STANDARD.encode(part.bytes().await.expect(WHOLE));
        let file = json!({ "name": file, "content": content });
        match fields[&name].as_array_mut() {
            Some(files) => files.push(file),
            None => fields[name] = json!([file]),
        }
    }
    fields
}

async fn form(State(arrived): State<Arrived>, request: Request) -> Response {
    let accepts = request.headers().get(header::ACCEPT);
    if accepts.is_none_or(|accepts| accepts != "application/json") {
        return (StatusCode::FOUND, [(header::LOCATION, "/thanks")]).into_response();
    }
    let fields = fields(request).await;
    if fields["email"] == "nobody@example.org" {
        let error =
            json!({ "code": "TYPE_EMAIL", "field": "email", "message": "should be an email" });
        return readable(
            422,
            json!({ "error": "Validation errors", "errors": [error] }),
        );
    }
    lock(&arrived).push(fields);
    readable(200, json!({ "next": "/thanks", "ok": true }))
}

/// What is missing or refused has no header that would let a page read it.
async fn zendesk(State(arrived): State<Arrived>, Json(body): Json<Value>) -> Response {
    let request = &body["request"];
    let texts = [
        "/requester/name",
        "/requester/email",
        "/subject",
        "/comment/body",
    ];
    let is_empty = |at: &&str| {
        request
            .pointer(at)
            .and_then(Value::as_str)
            .is_none_or(str::is_empty)
    };
    if let Some(missing) = texts.iter().find(|at| is_empty(at)) {
        return (StatusCode::UNPROCESSABLE_ENTITY, *missing).into_response();
    }
    let mut arrived = lock(&arrived);
    if arrived.len() == 5 {
        let wait = [(header::RETRY_AFTER, "3600")];
        return (StatusCode::TOO_MANY_REQUESTS, wait).into_response();
    }
    arrived.push(request.clone());
    let id = 35_435 + arrived.len();
    (
        StatusCode::CREATED,
        Json(json!({ "request": { "id": id } })),
    )
        .into_response()
}

async fn chatwoot_contact(Json(body): Json<Value>) -> Json<Value> {
    // A known source_id is the same contact.
    Json(json!({ "id": 1, "source_id": body["source_id"], "email": body["email"] }))
}

async fn chatwoot_conversations(
    State(arrived): State<Arrived>,
    Path(source): Path<String>,
) -> Json<Value> {
    let all = lock(&arrived).clone();
    let theirs = all
        .into_iter()
        .filter(|conversation| conversation["source"] == source);
    Json(theirs.collect())
}

async fn chatwoot_conversation(
    State(arrived): State<Arrived>,
    Path(source): Path<String>,
) -> Json<Value> {
    let mut arrived = lock(&arrived);
    let conversation = json!({ "id": arrived.len() + 12, "source": source, "messages": [] });
    arrived.push(conversation.clone());
    Json(conversation)
}

async fn chatwoot_message(
    State(arrived): State<Arrived>,
    Path((source, number)): Path<(String, u64)>,
    request: Request,
) -> Response {
    let message = fields(request).await;
    let mut arrived = lock(&arrived);
    let is_it = |conversation: &&mut Value| {
        conversation["id"] == number && conversation["source"] == source
    };
    let Some(conversation) = arrived.iter_mut().find(is_it) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let messages = conversation["messages"].as_array_mut();
    messages
        .expect("it was made with a list")
        .push(message.clone());
    Json(message).into_response()
}

async fn zammad_config(request: Request) -> Response {
    let fields = fields(request).await;
    let fingerprint = fields["fingerprint"].as_str().unwrap_or_default();
    if fingerprint.len() <= 30 {
        return readable(403, json!({ "error": "Not authorized" }));
    }
    readable(
        200,
        json!({ "enabled": true, "endpoint": "/api/v1/form_submit", "token": token(fingerprint) }),
    )
}

async fn zammad_submit(State(arrived): State<Arrived>, request: Request) -> Response {
    let fields = fields(request).await;
    let text = |name: &str| fields[name].as_str().unwrap_or_default();
    if text("token") != token(text("fingerprint")) {
        return readable(401, json!({ "error": "Authorization failed" }));
    }
    let mut errors = json!({});
    for name in ["name", "title", "body", "email"] {
        if text(name).trim().is_empty() {
            errors[name] = json!("required");
        }
    }
    if text("email") == "nobody@example.org" {
        errors["email"] = json!("invalid");
    }
    if errors != json!({}) {
        return readable(200, json!({ "errors": errors }));
    }
    let mut arrived = lock(&arrived);
    arrived.push(fields.clone());
    let number = (61_000 + arrived.len()).to_string();
    readable(
        200,
        json!({ "ticket": { "id": arrived.len(), "number": number } }),
    )
}

/// It is good for one fingerprint.
fn token(fingerprint: &str) -> String {
    format!("token of {fingerprint}")
}
