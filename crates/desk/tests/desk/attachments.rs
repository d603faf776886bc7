//! Files with tickets: whole on the disk before the receipt, within limits, and erased with their ticket.

use std::fs;
use std::path::{Path, PathBuf};

use guichet_desk::{Attachments, StoreError, Subject, TicketKey};
use reqwest::Response;
use reqwest::multipart::{Form, Part};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::place::Place;
use crate::{Running, id, problem, ticket};

/// A desk that takes files, and the folder they go to.
pub async fn desk() -> (Running, Place, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let attachments = Attachments::open(folder.path()).unwrap();
    let (desk, place) = Running::start_with(|config| {
        config.attachments = Some(attachments);
        config.limits.files = 2;
        config.limits.file = 1024 * 1024;
    })
    .await;
    (desk, place, folder)
}

/// Sends the ticket with these files, by name and content; the files come first.
pub async fn send(desk: &Running, ticket: &Value, files: &[(&str, &[u8])]) -> Response {
    let mut form = Form::new();
    for (name, content) in files {
        let part = Part::bytes(content.to_vec()).file_name(name.to_string());
        form = form.part("files", part.mime_str("image/png").unwrap());
    }
    for (name, value) in ticket.as_object().unwrap() {
        form = form.text(name.clone(), value.as_str().unwrap().to_owned());
    }
    let request = desk.http.post(format!("{}/tickets", desk.base));
    request.multipart(form).send().await.unwrap()
}

/// Where a file of the ticket with this digit must stand.
pub fn place_of(folder: &Path, digit: char, content: &[u8]) -> PathBuf {
    let hash = Sha256::digest(content);
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    folder.join(id(digit)).join(hash)
}

/// How many files and folders are directly in `folder`.
pub fn entries(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[tokio::test]
async fn files_are_kept_byte_for_byte_and_listed_with_the_ticket() {
    let (desk, _place, folder) = desk().await;
    let large: Vec<u8> = (0..1024 * 1024_u32)
        .map(|place| (place % 251) as u8)
        .collect();
    let files: [(&str, &[u8]); 2] = [("parcel.png", &large), ("../../ā.txt", b"two")];
    let response = send(&desk, &ticket('a'), &files).await;
    assert_eq!(response.status(), 201);
    for (_, content) in files {
        assert_eq!(
            fs::read(place_of(folder.path(), 'a', content)).unwrap(),
            content
        );
    }
    assert_eq!(entries(folder.path()), 1, "nothing is left of the writing");

    let link: Value = response.json().await.unwrap();
    let link = link["statusUrl"].as_str().unwrap();
    let status: Value = desk
        .http
        .get(link)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(status["attachments"][0]["name"], "parcel.png");
    assert_eq!(status["attachments"][0]["size"], large.len());
    assert_eq!(status["attachments"][1]["name"], "../../ā.txt");
    assert_eq!(status["attachments"][1]["mediaType"], "image/png");
    let page = desk
        .http
        .get(link)
        .header("accept", "text/html")
        .send()
        .await
        .unwrap();
    assert!(page.text().await.unwrap().contains("parcel.png"));
    let stored = desk
        .desk
        .store()
        .show(TicketKey::Number(1001))
        .await
        .unwrap();
    assert_eq!(stored.attachments.len(), 2);
}

#[tokio::test]
async fn the_same_ticket_with_the_same_files_is_stored_once_and_with_others_is_a_conflict() {
    let (desk, _place, folder) = desk().await;
    let file: (&str, &[u8]) = ("parcel.png", b"PNG");
    assert_eq!(send(&desk, &ticket('a'), &[file]).await.status(), 201);
    assert_eq!(send(&desk, &ticket('a'), &[file]).await.status(), 200);
    let others: [&[(&str, &[u8])]; 4] = [
        &[],
        &[("parcel.png", b"GIF")],
        &[("other.png", b"PNG")],
        &[file, file],
    ];
    for other in others {
        problem(send(&desk, &ticket('a'), other).await, 409, "id-taken").await;
    }
    problem(desk.send(&ticket('a')).await, 409, "id-taken").await;
    assert!(place_of(folder.path(), 'a', b"PNG").is_file());
    let stored = desk
        .desk
        .store()
        .show(TicketKey::Number(1001))
        .await
        .unwrap();
    assert_eq!(stored.attachments.len(), 1);
}

#[tokio::test]
async fn what_is_too_large_or_too_much_or_of_no_ticket_leaves_nothing() {
    let (desk, _place, folder) = desk().await;
    let large = vec![7; 1024 * 1024 + 1];
    let response = send(&desk, &ticket('a'), &[("large.png", &large)]).await;
    problem(response, 413, "too-large").await;
    let three: [(&str, &[u8]); 3] = [("1", b"1"), ("2", b"2"), ("3", b"3")];
    problem(send(&desk, &ticket('a'), &three).await, 413, "too-large").await;
    let mut wordy = ticket('a');
    wordy["page"] = "x".repeat(256 * 1024).into();
    problem(send(&desk, &wordy, &[]).await, 413, "too-large").await;
    let mut nobody = ticket('a');
    nobody["email"] = "nobody".into();
    let response = send(&desk, &nobody, &[("1", b"1")]).await;
    problem(response, 422, "invalid-ticket").await;
    assert_eq!(entries(folder.path()), 0);
    assert_eq!(desk.desk.store().list(None).await.unwrap(), []);
    assert_eq!(send(&desk, &ticket('a'), &three[..2]).await.status(), 201);
}

#[tokio::test]
async fn a_form_without_end_of_empty_fields_is_given_up() {
    let (desk, _place, _folder) = desk().await;
    let field = "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\"\r\n\r\n\r\n";
    let request = desk.http.post(format!("{}/tickets", desk.base));
    let request = request
        .header("content-type", "multipart/form-data; boundary=b")
        .body(field.repeat(10_000) + "--b--\r\n");
    problem(request.send().await.unwrap(), 413, "too-large").await;
}

#[tokio::test]
async fn files_are_erased_with_their_ticket_and_do_not_come_back() {
    let (desk, _place, folder) = desk().await;
    let attachments = Attachments::open(folder.path()).unwrap();
    let file: (&str, &[u8]) = ("parcel.png", b"PNG");
    for digit in ['a', 'b'] {
        assert_eq!(send(&desk, &ticket(digit), &[file]).await.status(), 201);
    }
    let store = desk.desk.store();
    let first = Subject::Ticket(TicketKey::Number(1001));
    let blind = store.erase(&first, None).await;
    assert!(matches!(blind, Err(StoreError::NoAttachmentsFolder)));
    store.show(TicketKey::Number(1001)).await.unwrap();

    store.erase(&first, Some(&attachments)).await.unwrap();
    assert!(!folder.path().join(id('a')).exists());
    assert!(place_of(folder.path(), 'b', b"PNG").is_file());
    problem(send(&desk, &ticket('a'), &[file]).await, 410, "erased").await;
    assert!(!folder.path().join(id('a')).exists());
}
