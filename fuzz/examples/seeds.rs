//! `cargo run --manifest-path fuzz/Cargo.toml --example seeds`, from the root, writes the seeds into corpus/ anew: files of the
//! real writers, and the same cut, flipped and doubled. What fuzzing found lies beside them, in files that do not begin with
//! `seed-`, and is left alone.

use std::fs;
use std::path::{Path, PathBuf};

use guichet_bundle::pack::PackWriter;
use guichet_search::{ArticleText, SectionText, SegmentWriter};
use guichet_wire::catalog::{ArticleEntry, Catalog, Category, SectionEntry};
use guichet_wire::document::{
    Alignment, Block, CalloutKind, Document, Image, Inline, LinkTarget, ListItem, Table,
};
use guichet_wire::manifest::{FORMAT, FileRef, LocaleEntry, Manifest};
use guichet_wire::settings::Settings;

/// An article in one locale: title, description, heading, text below it, words for a relation.
type Sample = (&'static str, [&'static str; 4], [&'static str; 2]);

const SAMPLES: &[Sample] = &[
    ("en", ["Track an order", "Where your parcel is", "Late parcels", "Orders of PW-48 are tracked; e-mail us, don't wait."], ["parcel", "package"]),
    ("de", ["Rücksendung", "So senden Sie zurück", "Größe der Straße", "Rücksendungen, Versandkostenpauschale, Straßen und Größen."], ["rücksendung", "retoure"]),
    ("hu", ["Rendelés követése", "Hol a csomag", "Késik", "A rendeléseket és a kártyákat követjük, pénztárcát nem."], ["kártya", "pénztárca"]),
    ("lv", ["Sūtījuma izsekošana", "Kur ir sūtījums", "Kavējas", "Sūtījumi, sūtījumiem, sūtījumu; piegādes un maksājumi."], ["sūtījums", "paka"]),
    ("vi", ["Theo dõi đơn hàng", "Đơn hàng ở đâu", "Bán và bạn", "Bạn bè bán bàn, bản, bận; trả hàng trong ba mươi ngày."], ["đơn hàng", "kiện"]),
    ("ar", ["تتبع الطلب", "أين طلبك", "تأخر", "العَرَبِيَّة والطلبات المتأخرة والدفع بالبطاقة."], ["طلب", "طرد"]),
    ("zh-CN", ["退货政策", "如何退货", "运费", "退货政策与运费,订单PW-48在三十天内可以退货。"], ["退货", "退款"]),
    ("ja", ["返品について", "返品の方法", "送料", "ご注文の商品はカートから返品できます。"], ["返品", "返却"]),
    ("th", ["ที่อยู่จัดส่ง", "เปลี่ยนที่อยู่", "จัดส่ง", "ที่อยู่ของคำสั่งซื้อเปลี่ยนได้ก่อนจัดส่ง"], ["ที่อยู่", "บ้าน"]),
    ("tr", ["Şık ısıtıcı", "Işık ve İstanbul", "ILIK", "Şıklar, ısıtıcılar, ışıklar; İADE ve iade."], ["iade", "geri"]),
];

fn main() -> std::io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for target in ["index", "pack", "manifest", "catalog"] {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder)?;
        for old in seeds_in(&folder)? {
            fs::remove_file(old)?;
        }
    }
    let write = |target: &str, name: &str, bytes: &[u8]| {
        fs::write(corpus.join(target).join(format!("seed-{name}")), bytes)
    };
    for sample in SAMPLES {
        let locale = sample.0;
        let (index, pack, catalog) = (index(sample), pack(sample), catalog(sample));
        write("index", locale, &index)?;
        write("pack", locale, &pack)?;
        let joined = [catalog.as_bytes(), &[0], &index].concat();
        write("catalog", locale, &joined)?;
        if ["en", "vi", "zh-CN"].contains(&locale) {
            for (damage, harm) in DAMAGES {
                write("index", &format!("{locale}-{damage}"), &harm(&index))?;
                write("pack", &format!("{locale}-{damage}"), &harm(&pack))?;
                write("catalog", &format!("{locale}-{damage}"), &harm(&joined))?;
            }
        }
    }
    write("index", "empty", &SegmentWriter::new("en").finish())?;
    write("pack", "empty", &PackWriter::default().finish())?;
    let manifests = [("one", 1), ("all", SAMPLES.len())];
    for (name, locales) in manifests {
        let json = manifest(&SAMPLES[..locales]);
        write("manifest", name, json.as_bytes())?;
        for (damage, harm) in DAMAGES {
            write("manifest", &format!("{name}-{damage}"), &harm(json.as_bytes()))?;
        }
    }
    Ok(())
}

fn seeds_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut files = files.collect::<std::io::Result<Vec<_>>>()?;
    let is_seed = |file: &PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("seed-"));
    files.retain(is_seed);
    Ok(files)
}

type Damage = (&'static str, fn(&[u8]) -> Vec<u8>);

/// What happens to files. The targets make lengths and checksums right again.
const DAMAGES: &[Damage] = &[
    ("cut", |file| file[..file.len() * 2 / 3].to_vec()),
    ("flipped", |file| {
        let mut flipped = file.to_vec();
        flipped.iter_mut().step_by(61).skip(1).for_each(|byte| *byte ^= 1);
        flipped
    }),
    ("doubled", |file| {
        let half = file.len() / 2;
        [&file[..half], &file[half - 16..]].concat()
    }),
];

fn index((locale, [title, description, heading, body], [from, to]): &Sample) -> Vec<u8> {
    let mut writer = SegmentWriter::new(locale);
    let sections = [SectionText { heading: "", body: description }, SectionText { heading, body }];
    writer.add_article(&ArticleText {
        title,
        keywords: &[(*to).to_owned()],
        questions: &[(*description).to_owned()],
        anchors: &[(*heading).to_owned()],
        elsewhere: &["PW-48".to_owned()],
        description,
        sections: &sections,
        weight: 2.0,
    });
    writer.add_article(&ArticleText { title: heading, sections: &sections[1..], ..ArticleText::default() });
    writer.relate(&[from, heading], &[to, title], 0.5);
    writer.relate(&[to, from], &[to, from], 1.0);
    writer.finish()
}

fn catalog((locale, [title, description, heading, _], _): &Sample) -> String {
    let entry = |id: &str, title: &str, sections: Vec<SectionEntry>| ArticleEntry {
        id: id.to_owned(),
        title: title.to_owned(),
        description: (*description).to_owned(),
        category: "orders".to_owned(),
        related: vec!["orders/late".to_owned()],
        written_in: (id == "orders/late").then(|| "en".to_owned()),
        pack: 0,
        sections,
    };
    let section = SectionEntry { anchor: "late".to_owned(), heading: (*heading).to_owned() };
    to_json(&Catalog {
        locale: (*locale).to_owned(),
        categories: vec![Category {
            id: "orders".to_owned(),
            name: (*title).to_owned(),
            description: (*description).to_owned(),
        }],
        articles: vec![entry("orders/track", title, vec![section]), entry("orders/late", heading, vec![])],
        packs: vec![file(&format!("{locale}/pack-0.bin"))],
    })
}

fn manifest(samples: &[Sample]) -> String {
    let locales = samples.iter().map(|(tag, ..)| LocaleEntry {
        tag: (*tag).to_owned(),
        fallback: vec!["en".to_owned()],
        articles: 2,
        catalog: file(&format!("{tag}/catalog-0.json")),
        index: file(&format!("{tag}/index-0.bin")),
    });
    to_json(&Manifest {
        format: FORMAT,
        name: "Pinewick".to_owned(),
        default_locale: "en".to_owned(),
        locales: locales.collect(),
        settings: Settings::default(),
    })
}

fn file(path: &str) -> FileRef {
    let integrity = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".to_owned();
    FileRef { path: path.to_owned(), bytes: 4096, integrity }
}

fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("the keys of the wire types are texts")
}

fn pack((locale, [title, description, heading, body], _): &Sample) -> Vec<u8> {
    let mut writer = PackWriter::default();
    writer.add("orders/track", locale, title, &every_node(heading, body));
    let only_text = Document { blocks: vec![Block::Paragraph(say(description))] };
    writer.add("orders/late", "en", heading, &only_text);
    writer.finish()
}

fn say(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn every_node(heading: &str, body: &str) -> Document {
    let paragraph = || vec![Block::Paragraph(every_inline(body))];
    let item = |task| ListItem { task, blocks: vec![Block::Paragraph(say(heading))] };
    Document {
        blocks: vec![
            Block::Paragraph(say(body)),
            Block::Heading { level: 2, anchor: "late".to_owned(), content: say(heading) },
            Block::List { start: None, items: vec![item(None), item(Some(true))] },
            Block::List { start: Some(1), items: vec![item(Some(false))] },
            Block::Table(Table {
                columns: vec![Alignment::Start, Alignment::End],
                head: vec![say(heading), vec![]],
                rows: vec![vec![say(heading), say("12")], vec![vec![], vec![Inline::LineBreak]]],
            }),
            Block::Code { language: "json".to_owned(), text: "{}\n[]".to_owned() },
            Block::Quote(vec![Block::Quote(paragraph())]),
            Block::Callout { kind: CalloutKind::Warning, blocks: paragraph() },
            Block::Details { summary: say(heading), blocks: vec![Block::Rule] },
            Block::Footnote { number: 1, blocks: vec![Block::Rule] },
        ],
    }
}

fn every_inline(text: &str) -> Vec<Inline> {
    let text = || say(text);
    let article = LinkTarget::Article { id: "orders/late".to_owned(), anchor: "late".to_owned() };
    let external = LinkTarget::External("mailto:help@example.org".to_owned());
    vec![
        Inline::Emphasis(vec![Inline::Strong(text())]),
        Inline::Strikethrough(say("x")),
        Inline::Code("y".to_owned()),
        Inline::Keyboard("Esc".to_owned()),
        Inline::Link { target: article, content: say("1") },
        Inline::Link { target: external, content: say("2") },
        Inline::Image(Image { path: "media/lamp-0.svg".to_owned(), alt: "A lamp".to_owned(), width: 640, height: 360 }),
        Inline::FootnoteReference(1),
        Inline::LineBreak,
    ]
}
