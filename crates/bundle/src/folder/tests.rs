//! A bundle that was written can be opened; one that is not whole is refused with the name of the file at fault.

use std::fs;
use std::path::Path;

use guichet_search::{ArticleText, SectionText, SegmentWriter};
use guichet_wire::catalog::{ArticleEntry, Catalog, Category};
use guichet_wire::document::{Block, Document, Inline};
use guichet_wire::manifest::{FORMAT, FileRef, LocaleEntry, Manifest};
use guichet_wire::settings::Settings;

use super::*;
use crate::pack::PackWriter;

fn index(articles: usize) -> Vec<u8> {
    let mut writer = SegmentWriter::new("en");
    for _ in 0..articles {
        writer.add_article(&ArticleText {
            title: "Track an order",
            keywords: &["parcel".to_owned()],
            sections: &[SectionText {
                heading: "",
                body: "See where it is.",
            }],
            ..ArticleText::default()
        });
    }
    writer.finish()
}

fn catalog(pack: FileRef) -> Catalog {
    Catalog {
        locale: "en".to_owned(),
        categories: vec![Category {
            id: "orders".to_owned(),
            name: "Orders".to_owned(),
            description: String::new(),
            articles: 1,
            parent: None,
        }],
        articles: vec![ArticleEntry {
            id: "orders/track".to_owned(),
            title: "Track an order".to_owned(),
            description: String::new(),
            category: "orders".to_owned(),
            related: Vec::new(),
            written_in: None,
            updated: None,
            outdated: None,
            pack: 0,
            sections: Vec::new(),
        }],
        packs: vec![pack],
        pages: None,
    }
}

fn document() -> Document {
    let text = Inline::Text("See where it is.".to_owned());
    Document {
        blocks: vec![Block::Paragraph(vec![text])],
    }
}

/// Writes a bundle of one article whose index has `indexed` of them.
fn write(root: &Path, indexed: usize) -> Manifest {
    let writer = Writer::new(root).unwrap();
    let mut pack = PackWriter::default();
    pack.add("orders/track", "en", "Track an order", &document());
    let pack = writer.add_gzipped("en/pack", &pack.finish()).unwrap();
    let json = serde_json::to_vec(&catalog(pack)).unwrap();
    let manifest = Manifest {
        format: FORMAT,
        name: "Pinewick".to_owned(),
        default_locale: "en".to_owned(),
        locales: vec![LocaleEntry {
            tag: "en".to_owned(),
            fallback: Vec::new(),
            articles: 1,
            catalog: writer.add("en/catalog", "json", &json).unwrap(),
            index: writer.add_gzipped("en/index", &index(indexed)).unwrap(),
        }],
        reach: None,
        settings: Settings::default(),
    };
    writer.finish(&manifest).unwrap();
    manifest
}

#[test]
fn what_was_written_is_found_and_read() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), 1);
    let folder = Folder::open(dir.path()).unwrap();
    let locale = folder.locale("en").unwrap();
    let found = locale.search("track", 5);
    assert_eq!(found[0].article.id, "orders/track");
    let article = folder.article(&locale, "orders/track").unwrap().unwrap();
    assert_eq!(article.document, document());
    assert!(folder.article(&locale, "orders/lost").unwrap().is_none());
}

#[test]
fn files_of_the_bundle_before_go_and_those_of_somebody_else_stay() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::new(dir.path()).unwrap();
    writer.add_page("pages/old/gone.html", b"old").unwrap();
    let stale = writer.add("en/catalog", "json", b"{}").unwrap();
    let mut manifest = write(dir.path(), 1);
    manifest.name = "Before".to_owned();
    writer.finish(&manifest).unwrap();
    let mine = [
        "notes.txt",
        "pages/about.html",
        "en/pack-0123456789abcdef.bin",
    ];
    for path in mine {
        fs::write(dir.path().join(path), "mine").unwrap();
    }
    for _ in 0..2 {
        write(dir.path(), 1);
    }
    assert!(!dir.path().join(stale.path).exists());
    assert!(
        !dir.path().join("pages/old").exists(),
        "an empty folder goes too"
    );
    for path in mine {
        assert!(dir.path().join(path).exists(), "{path}");
    }
    assert!(Folder::open(dir.path()).unwrap().locale("en").is_ok());
}

#[test]
fn files_come_from_several_threads_and_each_is_counted_once() {
    let dir = tempfile::tempdir().unwrap();
    let manifest = write(dir.path(), 1);
    let before = dir.path().join("manifest.json").metadata().unwrap().len();
    let writer = Writer::new(dir.path()).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let writer = &writer;
            scope.spawn(move || {
                for page in 0..50 {
                    let path = format!("pages/{}/{page}.html", (thread + page) % 2);
                    writer.add_page(&path, b"0123456789").unwrap();
                }
            });
        }
    });
    assert_eq!(writer.finish(&manifest).unwrap(), 100 * 10 + before);
    assert!(dir.path().join("pages/1/49.html").exists());
}

#[test]
fn a_listing_that_leads_out_of_the_folder_deletes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (out, beside) = (dir.path().join("bundle"), dir.path().join("photo.jpg"));
    fs::write(&beside, "mine").unwrap();
    write(&out, 1);
    let listing = format!("../photo.jpg\n{}\n", beside.display());
    fs::write(out.join(".guichet-files"), listing).unwrap();
    write(&out, 1);
    assert!(beside.exists());
}

#[test]
fn changed_and_missing_files_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let manifest = write(dir.path(), 1);
    let index = dir.path().join(&manifest.locales[0].index.path);
    fs::write(&index, "other bytes").unwrap();
    let error = Folder::open(dir.path()).unwrap().locale("en").unwrap_err();
    assert!(matches!(error, FolderError::Integrity { .. }), "{error}");
    assert!(error.to_string().contains(&manifest.locales[0].index.path));
    fs::remove_file(&index).unwrap();
    let error = Folder::open(dir.path()).unwrap().locale("en").unwrap_err();
    assert!(matches!(error, FolderError::Read { .. }), "{error}");
}

#[test]
fn an_index_of_another_catalog_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), 2);
    let error = Folder::open(dir.path()).unwrap().locale("en").unwrap_err();
    assert!(
        error.to_string().contains("1 articles listed, 2 indexed"),
        "{error}"
    );
}

#[test]
fn a_manifest_that_is_none_and_one_from_the_future_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(
        Folder::open(dir.path()),
        Err(FolderError::Read { .. })
    ));
    let path = dir.path().join(MANIFEST);
    fs::write(&path, "<html>").unwrap();
    assert!(matches!(
        Folder::open(dir.path()),
        Err(FolderError::Json { .. })
    ));
    let mut manifest = write(dir.path(), 1);
    manifest.format.major += 1;
    fs::write(&path, serde_json::to_vec(&manifest).unwrap()).unwrap();
    assert!(matches!(
        Folder::open(dir.path()),
        Err(FolderError::Version(_))
    ));
}

#[test]
fn a_manifest_that_leads_out_of_the_folder_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("bundle");
    for path in ["../secret.json", "/etc/secret.json", ""] {
        let mut manifest = write(&out, 1);
        manifest.locales[0].catalog.path = path.to_owned();
        let json = serde_json::to_vec(&manifest).unwrap();
        fs::write(out.join(MANIFEST), json).unwrap();
        let error = Folder::open(&out).unwrap().locale("en").unwrap_err();
        assert!(
            matches!(error, FolderError::Outside { .. }),
            "{path}: {error}"
        );
    }
}

#[test]
fn an_unknown_locale_names_those_there_are() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), 1);
    let error = Folder::open(dir.path()).unwrap().locale("hu").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the bundle has no locale \"hu\"; it has en"
    );
}

#[test]
fn the_same_input_makes_the_same_bytes() {
    let read = || {
        let dir = tempfile::tempdir().unwrap();
        let manifest = write(dir.path(), 1);
        (manifest, fs::read(dir.path().join(MANIFEST)).unwrap())
    };
    assert_eq!(read(), read());
}
