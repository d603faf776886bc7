//! Any bytes are a pack whose articles can be read, or a typed error; and what was read can be written and read again.

#![no_main]

use std::collections::BTreeSet;

use guichet_bundle::pack::{Article, Pack, PackWriter};
use guichet_fuzz::{PACK, within};
use guichet_wire::document;
use libfuzzer_sys::fuzz_target;

/// Bytes of memory for each byte of the file: a node of a document has one byte in a pack and about a hundred in memory.
const FACTOR: usize = 512;

fuzz_target!(|file: &[u8]| {
    within(FACTOR, file, || {
        let _ = Pack::open(file.to_vec());
        let Some(mended) = PACK.mend(file) else { return };
        let Ok(pack) = Pack::open(mended) else { return };
        for id in pack.ids().collect::<BTreeSet<_>>() {
            let article = pack.article(id);
            if let Some(article) = article.ok().map(|article| article.expect("the pack has named it")) {
                use_it(&article);
            }
        }
    });
});

fn use_it(article: &Article) {
    let Article { id, locale, title, document } = article;
    for section in document::sections(document) {
        std::hint::black_box(section);
    }
    let mut writer = PackWriter::default();
    writer.add(id, locale, title, document);
    let pack = Pack::open(writer.finish()).expect("the writer writes packs");
    assert_eq!(pack.article(id), Ok(Some(article.clone())));
}
