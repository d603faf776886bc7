//! Files that no ticket claims: they go when they are a day old, and no other file ever does.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::attachments::{desk, entries, place_of, send};
use crate::place::Place;
use crate::{Running, id, problem, ticket};

const FILE: (&str, &[u8]) = ("parcel.png", b"PNG");

/// Makes a file or folder look as if nobody had touched it for a day and a bit.
fn age(path: &Path) {
    let written = SystemTime::now() - Duration::from_secs(25 * 60 * 60);
    File::open(path).unwrap().set_modified(written).unwrap();
}

/// Makes the first ticket older than all the files here.
async fn first_ticket_of_long_ago(desk: &Running, place: &Place) {
    assert_eq!(send(desk, &ticket('1'), &[]).await.status(), 201);
    let aged = "UPDATE tickets SET created_at = '2020-01-01T00:00:00Z'";
    place.run(&[aged]).await;
}

/// A file of a ticket that was never stored: the desk was killed when it had kept the file.
fn orphan(folder: &Path, digit: char, content: &[u8]) -> PathBuf {
    let place = place_of(folder, digit, content);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(&place, content).unwrap();
    place
}

#[tokio::test]
async fn old_files_of_tickets_never_stored_and_old_unfinished_uploads_go() {
    let (desk, place, folder) = desk().await;
    first_ticket_of_long_ago(&desk, &place).await;
    let folder = folder.path();
    assert_eq!(send(&desk, &ticket('a'), &[FILE]).await.status(), 201);
    let claimed = place_of(folder, 'a', FILE.1);
    let (old, new) = (orphan(folder, 'b', b"old"), orphan(folder, 'c', b"new"));
    let (broken_off, on_its_way) = (folder.join(".tmpAbCdEf"), folder.join(".tmpGhIjKl"));
    let theirs = folder.join("notes.txt");
    for file in [&broken_off, &on_its_way, &theirs] {
        fs::write(file, "PN").unwrap();
    }
    for file in [&claimed, &old, &broken_off, &theirs] {
        age(file);
    }
    assert_eq!(desk.desk.sweep().await.unwrap(), 2);
    assert!(!old.parent().unwrap().exists() && !broken_off.exists());
    for file in [&claimed, &new, &on_its_way, &theirs] {
        assert!(file.is_file(), "{file:?}");
    }
    assert_eq!(entries(folder), 4, "nothing is left of the work");
    assert_eq!(desk.desk.sweep().await.unwrap(), 0);
}

#[tokio::test]
async fn a_file_of_a_refused_delivery_goes_and_those_of_its_ticket_stay() {
    let (desk, place, folder) = desk().await;
    first_ticket_of_long_ago(&desk, &place).await;
    assert_eq!(send(&desk, &ticket('a'), &[FILE]).await.status(), 201);
    let other: (&str, &[u8]) = ("parcel.png", b"GIF");
    problem(send(&desk, &ticket('a'), &[other]).await, 409, "id-taken").await;
    let refused = place_of(folder.path(), 'a', other.1);
    for file in [&refused, &place_of(folder.path(), 'a', FILE.1)] {
        age(file);
    }
    assert_eq!(desk.desk.sweep().await.unwrap(), 1);
    assert!(!refused.exists());
    assert!(place_of(folder.path(), 'a', FILE.1).is_file());
    assert_eq!(send(&desk, &ticket('a'), &[FILE]).await.status(), 200);
}

#[tokio::test]
async fn a_delivery_makes_a_file_of_long_ago_new_again() {
    let (desk, place, folder) = desk().await;
    first_ticket_of_long_ago(&desk, &place).await;
    let left = orphan(folder.path(), 'a', FILE.1);
    age(&left);
    assert_eq!(send(&desk, &ticket('a'), &[FILE]).await.status(), 201);
    let written = fs::metadata(&left).unwrap().modified().unwrap();
    assert!(written.elapsed().unwrap() < Duration::from_secs(60 * 60));
    assert_eq!(desk.desk.sweep().await.unwrap(), 0);
    assert_eq!(fs::read(left).unwrap(), FILE.1);
}

#[tokio::test]
async fn the_folder_of_another_desk_is_left_as_it_is() {
    let (desk, _place, folder) = desk().await;
    let theirs = orphan(folder.path(), 'a', FILE.1);
    age(&theirs);
    age(theirs.parent().unwrap());
    assert_eq!(desk.desk.sweep().await.unwrap(), 0);
    assert_eq!(send(&desk, &ticket('b'), &[FILE]).await.status(), 201);
    assert_eq!(desk.desk.sweep().await.unwrap(), 0);
    assert!(theirs.is_file());
}

#[tokio::test]
async fn a_desk_sweeps_when_it_starts() {
    let (first, place, folder) = desk().await;
    first_ticket_of_long_ago(&first, &place).await;
    first.stop().await;
    let old = orphan(folder.path(), 'a', b"old");
    age(&old);
    let attachments = guichet_desk::Attachments::open(folder.path()).unwrap();
    let desk = Running::start_in(&place, |config| config.attachments = Some(attachments)).await;
    let swept = async {
        while folder.path().join(id('a')).exists() {
            desk.get("/health").await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), swept)
        .await
        .expect("the desk has looked");
}
