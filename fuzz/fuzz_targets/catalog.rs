//! Any bytes are a catalog or an error; with any index it makes a locale that answers, or an error.
//!
//! The input is a catalog, a zero byte (JSON has none), an index.

#![no_main]

use guichet_bundle::Locale;
use guichet_fuzz::{INDEX, within, words_of};
use guichet_search::Segment;
use guichet_wire::catalog::Catalog;
use guichet_wire::manifest::{FileRef, LocaleEntry};
use libfuzzer_sys::fuzz_target;

/// Bytes of memory for each byte of the file.
const FACTOR: usize = 512;

fuzz_target!(|file: &[u8]| {
    within(FACTOR, file, || {
        let zero = file
            .iter()
            .position(|byte| *byte == 0)
            .unwrap_or(file.len());
        let (json, index) = (&file[..zero], file.get(zero + 1..).unwrap_or_default());
        let Ok(catalog) = serde_json::from_slice::<Catalog>(json) else {
            return;
        };
        let again = serde_json::to_string(&catalog).expect("its keys are texts");
        assert_eq!(
            serde_json::from_str::<Catalog>(&again).ok().as_ref(),
            Some(&catalog)
        );
        let segment = INDEX
            .mend(index)
            .and_then(|index| Segment::open(&index).ok());
        if let Some(Ok(locale)) = segment.map(|segment| Locale::new(&entry(), catalog, segment)) {
            ask(&locale, index);
        }
    });
});

fn ask(locale: &Locale, index: &[u8]) {
    for query in words_of(index)
        .iter()
        .map(String::as_str)
        .chain(["order ", "b"])
    {
        for found in locale.search(query, 5) {
            assert_eq!(found.section_entry().is_some(), found.section > 0);
            assert!(locale.article(&found.article.id).is_some());
        }
    }
    for category in locale.categories() {
        let _ = locale.articles_in(&category.id, u32::MAX).count();
        let _ = locale.wanted_by_category(&category.id, 50);
    }
    let _ = locale.wanted_by_article("orders/late");
}

/// What the manifest says of the files.
fn entry() -> LocaleEntry {
    let file = FileRef {
        path: "en/file.bin".to_owned(),
        bytes: 0,
        integrity: String::new(),
    };
    LocaleEntry {
        tag: "en".to_owned(),
        fallback: Vec::new(),
        articles: 0,
        catalog: file.clone(),
        index: file,
    }
}
