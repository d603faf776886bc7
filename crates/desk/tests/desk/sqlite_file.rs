//! What is true of an SQLite file only: that it is ours, whole, and nobody else's to read.

use std::path::PathBuf;

use guichet_desk::{Database, Store, StoreError, Subject, TicketKey};
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor};

use crate::place::Place;
use crate::{Running, ticket};

#[tokio::test]
async fn opening_a_database_that_does_not_exist_makes_none() {
    let place = Place::new().await;
    let opened = Store::open(&place.database()).await;
    assert!(matches!(opened, Err(StoreError::Missing(_))));
    assert_eq!(std::fs::read_dir(place.folder()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_named_and_stays_as_it_is() {
    let place = Place::new().await;
    let path = place.folder().join("desk.db");
    let text = "not a database".repeat(100);
    std::fs::write(&path, &text).unwrap();
    for opened in [
        Store::create(&place.database()).await,
        Store::open(&place.database()).await,
    ] {
        let error = opened.err().unwrap();
        assert!(matches!(&error, StoreError::NotADatabase(named) if *named == path));
        assert!(error.to_string().contains("--database"), "{error}");
        assert!(std::error::Error::source(&error).is_none());
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_stays_as_it_is() {
    let place = Place::new().await;
    let path = place.folder().join("desk.db");
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true);
    let mut theirs = options.connect().await.unwrap();
    for sql in [
        "CREATE TABLE tickets (seat TEXT)",
        "INSERT INTO tickets VALUES ('12A')",
    ] {
        theirs.execute(sql).await.unwrap();
    }
    theirs.close().await.unwrap();
    let before = std::fs::read(&path).unwrap();
    for opened in [
        Store::create(&place.database()).await,
        Store::open(&place.database()).await,
    ] {
        let error = opened.err().unwrap();
        assert!(matches!(&error, StoreError::Foreign(named) if *named == place.database()));
        assert!(error.to_string().contains("--database"), "{error}");
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(place.folder()).unwrap().count(), 1);
}

#[tokio::test]
async fn a_path_may_hold_what_has_a_meaning_in_an_address() {
    let place = Place::new().await;
    let path = place.folder().join("100% #1? ā.db");
    let database: Database = format!("sqlite:{}", path.display()).parse().unwrap();
    Store::create(&database).await.unwrap();
    assert!(path.is_file());
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_a_new_database() {
    use std::os::unix::fs::PermissionsExt;
    let (desk, place) = Running::start().await;
    desk.deliver(&ticket('a')).await;
    for file in std::fs::read_dir(place.folder()).unwrap() {
        let file = file.unwrap();
        assert_eq!(
            file.metadata().unwrap().permissions().mode() & 0o077,
            0,
            "{file:?}"
        );
    }
}

#[tokio::test]
async fn the_database_holds_no_token_that_opens_a_ticket() {
    let (desk, place) = Running::start().await;
    let link = desk.deliver(&ticket('a')).await.status_url;
    let token = link.rsplit('/').next().unwrap().to_owned();
    desk.stop().await;
    let bytes = std::fs::read(place.folder().join("desk.db")).unwrap();
    let contains = |text: &str| {
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(contains("Late parcel"), "the ticket is in the file");
    assert!(!contains(&token), "the token is not");
}

/// The files of `place` that contain `text`.
fn files_with(place: &Place, text: &str) -> Vec<PathBuf> {
    let files = std::fs::read_dir(place.folder()).unwrap();
    files
        .map(|file| file.unwrap().path())
        .filter(|path| {
            let bytes = std::fs::read(path).unwrap();
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
        .collect()
}

#[tokio::test]
async fn what_was_erased_is_in_none_of_the_database_s_files() {
    let (desk, place) = Running::start().await;
    // Long and short, so that the text lies in pages of its own as well as beside that of others.
    for (digit, length) in [('a', 1), ('b', 500), ('c', 1)] {
        let mut long = ticket(digit);
        long["message"] = json!("Where is Pepper? ".repeat(length));
        long["email"] = json!(if digit == 'c' {
            "ana@example.org"
        } else {
            "ilze@example.org"
        });
        desk.deliver(&long).await;
    }
    let agent = Store::open(&place.database()).await.unwrap();
    let key = TicketKey::Number(1001);
    agent
        .reply(key, "Pepper is on its way, Ilze.")
        .await
        .unwrap();
    assert!(!files_with(&place, "Pepper is on its way").is_empty());
    assert!(!files_with(&place, "ilze@example.org").is_empty());

    let ilze = Subject::Email("ilze@example.org".to_owned());
    agent.erase(&ilze, None).await.unwrap();
    for text in ["Pepper is on its way", "ilze@example.org"] {
        let files = files_with(&place, text);
        assert!(files.is_empty(), "{text}: {files:?}");
    }
    let kept = files_with(&place, "ana@example.org");
    assert!(!kept.is_empty(), "the other ticket is there");
    assert_eq!(desk.send(&ticket('d')).await.status(), 201);
}

#[tokio::test]
async fn a_backup_made_while_tickets_come_in_is_a_whole_database_with_all_that_was_acknowledged() {
    let (desk, place) = Running::start().await;
    for digit in ['1', '2', '3', '4'] {
        desk.deliver(&ticket(digit)).await;
    }
    let copy = Place::new().await;
    let file = copy.folder().join("desk.db");
    let (backup, ()) = tokio::join!(desk.desk.store().backup(&file), async {
        for digit in ['5', '6', '7', '8'] {
            desk.deliver(&ticket(digit)).await;
        }
    });
    backup.unwrap();
    desk.stop().await;
    drop(place);

    // Restored: the file stands where a desk looks for it.
    let restored = Running::start_in(&copy, |_| {}).await;
    for digit in ['1', '2', '3', '4'] {
        assert_eq!(restored.send(&ticket(digit)).await.status(), 200, "{digit}");
    }
    let mut reader = SqliteConnectOptions::new()
        .filename(&file)
        .connect()
        .await
        .unwrap();
    let check: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut reader)
        .await
        .unwrap();
    assert_eq!(check, "ok");
}

#[tokio::test]
async fn a_backup_overwrites_nothing_and_leaves_no_half_of_one() {
    let (desk, place) = Running::start().await;
    let taken = place.folder().join("taken.db");
    std::fs::write(&taken, "precious").unwrap();
    let nowhere = place.folder().join("nowhere").join("desk.db");
    for file in [&taken, &nowhere] {
        let error = desk.desk.store().backup(file).await.unwrap_err();
        assert!(matches!(&error, StoreError::Backup { path, .. } if path == file));
    }
    assert_eq!(std::fs::read_to_string(&taken).unwrap(), "precious");
    let names = std::fs::read_dir(place.folder()).unwrap();
    let ours = ["desk.db", "desk.db-wal", "desk.db-shm", "taken.db"];
    for file in names {
        let name = file.unwrap().file_name();
        assert!(ours.iter().any(|known| name == *known), "{name:?}");
    }
}
