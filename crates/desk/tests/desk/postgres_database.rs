//! What is true of a PostgreSQL database only. Without a server these stories are empty; `postgres` tells them with one.

use std::fs;

use guichet_desk::{Database, Store, StoreError, Subject, TicketKey};
use sqlx::{Connection, Executor, PgConnection};

use crate::place::{Place, SERVER};
use crate::{Running, ticket};

#[tokio::test]
async fn what_was_erased_is_in_no_file_of_the_database() {
    let (desk, place) = Running::start().await;
    let Database::Postgres(address) = place.database() else {
        return;
    };
    desk.deliver(&ticket('a')).await;
    let key = TicketKey::Number(1001);
    let store = desk.desk.store();
    store.reply(key, "Pepper is on its way.").await.unwrap();
    let mut connection = PgConnection::connect(&address).await.unwrap();
    let folder = "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()";
    let folder: String = sqlx::query_scalar(folder)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let texts = ["Pepper is on its way", "ilze@example.org"];
    connection.execute("CHECKPOINT").await.unwrap();
    assert!(texts.iter().all(|text| is_below(&folder, text)));

    // Somebody looks at the database as it was.
    let mut other = PgConnection::connect(&address).await.unwrap();
    let looks = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1";
    other.execute(looks).await.unwrap();
    store.erase(&Subject::Ticket(key), None).await.unwrap();
    connection.execute("CHECKPOINT").await.unwrap();
    for text in texts {
        assert!(!is_below(&folder, text), "{text}");
    }
}

/// Whether a file in `folder` contains `text`.
fn is_below(folder: &str, text: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|file| {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}

#[tokio::test]
async fn a_database_that_is_not_there_is_named_with_the_cure() {
    let Ok(server) = std::env::var(SERVER) else {
        return;
    };
    let nowhere: Database = server.replace("/postgres?", "/nowhere?").parse().unwrap();
    let error = Store::open(&nowhere).await.err().unwrap();
    assert!(matches!(&error, StoreError::Unreachable { database, .. } if *database == nowhere));
    assert!(error.to_string().contains("/nowhere"), "{error}");
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_stays_as_it_is() {
    let place = Place::new().await;
    let Database::Postgres(address) = place.database() else {
        return;
    };
    let mut theirs = PgConnection::connect(&address).await.unwrap();
    theirs
        .execute("CREATE TABLE tickets (seat TEXT)")
        .await
        .unwrap();
    let error = Store::open(&place.database()).await.err().unwrap();
    assert!(matches!(error, StoreError::Foreign(_)), "{error}");
    let tables = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'";
    let tables: i64 = sqlx::query_scalar(tables)
        .fetch_one(&mut theirs)
        .await
        .unwrap();
    assert_eq!(tables, 1);
}

#[tokio::test]
async fn a_backup_is_left_to_pg_dump() {
    let (desk, place) = Running::start().await;
    if matches!(place.database(), Database::Postgres(_)) {
        let refused = desk.desk.store().backup(&place.folder().join("copy")).await;
        assert!(matches!(refused, Err(StoreError::BackupElsewhere)));
    }
}
