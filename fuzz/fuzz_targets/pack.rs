//! Any bytes are a pack whose articles can be read, or a typed error; and what was read can be written and read again.

#![no_main]

use std::collections::BTreeSet;

use guichet_bundle::pack::{Article, Pack, PackWriter};
use guichet_fuzz::{PACK, within};
use guichet_wire::document;
use libfuzzer_sys::fuzz_target;

/// Bytes of memory for each byte of the file, all its articles read (docs/formats/fuzzing.md says where they go).
const FACTOR: usize = 256;

fuzz_target!(|file: &[u8]| {
    for article in within(FACTOR, file, || read(file)) {
        std::hint::black_box(document::sections(&article.document));
        write_and_read(&article);
    }
});

fn read(file: &[u8]) -> Vec<Article> {
    let _ = Pack::open(file.to_vec());
    let Some(Ok(pack)) = PACK.mend(file).map(Pack::open) else {
        return Vec::new();
    };
    let ids: BTreeSet<_> = pack.ids().collect();
    let articles = ids.into_iter().filter_map(|id| pack.article(id).ok());
    articles
        .map(|article| article.expect("the pack has named it"))
        .collect()
}

fn write_and_read(article: &Article) {
    let mut writer = PackWriter::default();
    writer.add(
        &article.id,
        &article.locale,
        &article.title,
        &article.document,
    );
    let pack = Pack::open(writer.finish()).expect("the writer writes packs");
    assert_eq!(pack.article(&article.id), Ok(Some(article.clone())));
}
