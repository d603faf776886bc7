//! Filters know what they were told, say so of hardly anything else, and are refused where they are damaged.

use guichet_search::{Known, checksum};

use super::*;

const NOTHING: Known = Known { words: 1, known: 0 };

fn reach() -> Vec<u8> {
    let mut writer = ReachWriter::default();
    writer.add("en", "how do i my", ["Change the password", "Wi-Fi"]);
    writer.add(
        "de",
        "wie ich mein",
        ["Passwort ändern", "Bildschirm sperren"],
    );
    writer.add("ja", "", ["パスワードの変更"]);
    writer.add("fr", "comment je mon", ["Verrouiller l’écran"]);
    writer.finish()
}

fn opened() -> Reach {
    Reach::open(&reach()).unwrap()
}

/// What is offered to somebody who reads Hungarian, where nothing of the query is known.
fn offered(query: &str) -> Vec<String> {
    let reach = opened();
    let tags = reach.locales(query, "hu", NOTHING);
    tags.map(str::to_owned).collect()
}

/// As the reader has it: the body behind a right header.
fn mended(body: &[u8]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend((body.len() as u32).to_le_bytes());
    file.extend(checksum(body).to_le_bytes());
    file.extend(body);
    file
}

#[test]
fn a_word_leads_to_the_language_that_has_it() {
    for (query, expected) in [
        ("Bildschirm", vec!["de"]),
        ("BILDSCHIRME", vec!["de"]),
        ("ecran", vec!["fr"]),
        ("wifi", vec!["en"]),
        ("wi-fi", vec!["en"]),
        ("変更", vec!["ja"]),
        ("kettle", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(offered(query), expected, "{query}");
    }
}

#[test]
fn the_language_that_is_shown_is_not_offered() {
    let reach = opened();
    assert_eq!(reach.locales("Bildschirm", "de", NOTHING).next(), None);
}

#[test]
fn function_words_count_only_beside_a_telling_one() {
    assert!(offered("wie ich mein").is_empty());
    assert_eq!(offered("wie ändere ich mein Dings"), ["de"]);
    assert!(offered("ändere Dings Bums").is_empty(), "one of three");
}

#[test]
fn nobody_is_sent_away_who_is_understood_here() {
    let reach = opened();
    let is_offered = |known, words| {
        let here = Known { known, words };
        reach
            .locales("Passwort ändern", "hu", here)
            .any(|tag| tag == "de")
    };
    assert!(is_offered(0, 2) && is_offered(1, 2));
    assert!(!is_offered(2, 2));
    assert!(
        is_offered(2, 3) && !is_offered(3, 4),
        "two thirds are the bound"
    );
    assert!(!is_offered(0, 0), "nothing was asked");
}

#[test]
fn a_word_that_was_not_told_is_hardly_ever_known() {
    let reach = opened();
    let unknown = (0..2000).map(|number| format!("{number}x"));
    let wrong = unknown.map(|word| reach.locales(&word, "hu", NOTHING).count());
    // Four filters, each wrong once in 256 times.
    assert!(wrong.sum::<usize>() < 2000 * 4 * 3 / 2 / 256);
}

#[test]
fn the_first_version_is_read_for_ever() {
    let fixture = include_bytes!("fixtures/version-1.bin");
    assert_eq!(
        fixture.as_slice(),
        reach(),
        "the format, the hash or the analysis has changed: raise the version"
    );
}

#[test]
fn a_reach_of_nothing_offers_nothing() {
    let reach = Reach::open(&ReachWriter::default().finish()).unwrap();
    assert_eq!(reach.locales("password", "hu", NOTHING).next(), None);
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused() {
    let file = reach();
    for end in 0..file.len() {
        let error = Reach::open(&file[..end]).unwrap_err();
        match end {
            0..4 => assert_eq!(error, ReachError::NotAReach),
            _ => assert!(matches!(error, ReachError::Length { .. }), "{end}: {error}"),
        }
    }
    // Between two filters nothing but the length tells.
    let cut = (HEADER..file.len()).filter(|end| Reach::open(&mended(&file[HEADER..*end])).is_ok());
    assert_eq!(cut.count(), 4);
}

#[test]
fn a_file_with_any_bit_flipped_is_refused() {
    let file = reach();
    for at in 0..file.len() * 8 {
        let mut flipped = file.clone();
        flipped[at / 8] ^= 1 << (at % 8);
        assert!(Reach::open(&flipped).is_err(), "bit {at}");
        // With a right checksum it is refused or answers something.
        if let Ok(reach) = Reach::open(&mended(&flipped[HEADER..])) {
            reach
                .locales("how do I change my password", "hu", NOTHING)
                .count();
        }
    }
}

#[test]
fn a_newer_version_says_what_to_do() {
    let mut newer = reach();
    newer[4] += 1;
    let error = Reach::open(&newer).unwrap_err();
    assert_eq!(error, ReachError::Version { found: VERSION + 1 });
    assert!(error.to_string().contains("update the widget"));
}

#[test]
fn a_filter_without_fingerprints_is_refused() {
    let body = [&[2][..], b"en", &[0; 12]].concat();
    assert_eq!(
        Reach::open(&mended(&body)).unwrap_err(),
        ReachError::Corrupt { at: HEADER }
    );
}
