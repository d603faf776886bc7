//! Takes a multipart form apart as it arrives: text into memory, within the limit of a body, files into the folder of attachments.

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use http_body_util::Limited;

use super::{DRAIN, malformed};
use crate::answer::Refusal;
use crate::attachments::{Attachments, Received};
use crate::config::Limits;
use crate::plain_text;

/// What a field counts beside its name and text, so that a body of empty fields ends too.
const FIELD: usize = 100;

/// Names and values of a form's text.
type Pairs = Vec<(String, String)>;

/// The text and the files of a form. Without a folder for them, files are refused.
pub(super) async fn form(
    request: Request,
    limits: &Limits,
    attachments: Option<&Attachments>,
) -> Result<(Pairs, Vec<Received>), Refusal> {
    let files = match attachments {
        Some(_) => limits.files.saturating_mul(limits.file as usize),
        None => 0,
    };
    // What is too large is read to its end, within reason, as with other bodies.
    let most = limits.body.saturating_mul(DRAIN).saturating_add(files);
    let request = request.map(|body| Body::new(Limited::new(body, most)));
    let mut multipart = Multipart::from_request(request, &()).await?;
    let parts = parts(&mut multipart, limits, attachments).await;
    if parts.is_err() {
        while let Ok(Some(_)) = multipart.next_field().await {}
    }
    parts
}

async fn parts(
    multipart: &mut Multipart,
    limits: &Limits,
    attachments: Option<&Attachments>,
) -> Result<(Pairs, Vec<Received>), Refusal> {
    let (mut pairs, mut files, mut room) = (Vec::new(), Vec::new(), limits.body);
    while let Some(field) = multipart.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        charge(&mut room, name.len() + FIELD, limits)?;
        match (field.file_name().is_some(), attachments) {
            (false, _) => pairs.push((name, text(field, limits, &mut room).await?)),
            (true, Some(_)) if files.len() == limits.files => {
                return Err(Refusal::TooManyFiles(limits.files));
            }
            (true, Some(folder)) => files.extend(folder.receive(field, limits.file).await?),
            (true, None) => {
                // A file picker that was left empty: browsers send it as a file without name and content.
                if !text(field, limits, &mut room).await?.is_empty() {
                    return Err(Refusal::Attachment(plain_text::single_line(&name)));
                }
            }
        }
    }
    Ok((pairs, files))
}

/// A field's text, as long as there is room for it.
async fn text(mut field: Field<'_>, limits: &Limits, room: &mut usize) -> Result<String, Refusal> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await? {
        charge(room, chunk.len(), limits)?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Takes `bytes` from the room that is left.
fn charge(room: &mut usize, bytes: usize, limits: &Limits) -> Result<(), Refusal> {
    let left = room.checked_sub(bytes);
    *room = left.ok_or(Refusal::TooLarge(limits.body))?;
    Ok(())
}

impl From<MultipartRejection> for Refusal {
    fn from(error: MultipartRejection) -> Self {
        malformed(format!("Not multipart/form-data: {}.", error.body_text()))
    }
}

impl From<MultipartError> for Refusal {
    fn from(error: MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => malformed("The form is far larger than expected."),
            _ => malformed(format!("Not multipart/form-data: {}.", error.body_text())),
        }
    }
}
