//! A ticket as a browser posts it (`platform/contact/endpoints/guichet.rs`): alone as JSON, with files as a form.

use guichet_wire::ticket::NewTicket;
use serde_json::Value;

use crate::check::Attached;

const BOUNDARY: &str = "----the-boundary-of-a-form";

/// What is posted to a desk.
#[derive(Clone, Debug)]
pub struct Post {
    /// Of the body.
    pub content_type: String,
    /// All of it.
    pub body: Vec<u8>,
}

impl Post {
    /// A ticket with its files.
    pub fn of(ticket: &NewTicket, files: &[Attached]) -> Self {
        match files {
            [] => Self {
                content_type: "application/json".to_owned(),
                body: serde_json::to_vec(ticket).expect("a ticket is JSON"),
            },
            files => Self {
                content_type: format!("multipart/form-data; boundary={BOUNDARY}"),
                body: form(ticket, files),
            },
        }
    }
}

fn form(ticket: &NewTicket, files: &[Attached]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        let begin = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; {head}\r\n\r\n");
        body.extend_from_slice(begin.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    let fields = serde_json::to_value(ticket).expect("a ticket is JSON");
    for (name, value) in fields.as_object().into_iter().flatten() {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        part(format!("name=\"{name}\""), text.as_bytes());
    }
    for file in files {
        let (name, media_type) = (&file.name, &file.media_type);
        let head =
            format!("name=\"attachment\"; filename=\"{name}\"\r\ncontent-type: {media_type}");
        part(head, &file.content);
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}
