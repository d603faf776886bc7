//! What is true of an SQLite file only: that it is ours, whole, and nobody else's to read.

use guichet_desk::{Database, Store, StoreError};
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
