//! Samples → files, by the writers that `guichet build` uses.

use guichet_bundle::pack::PackWriter;
use guichet_bundle::reach::ReachWriter;
use guichet_search::{ArticleText, Cutting, Index, SectionText, SegmentWriter};
use guichet_wire::catalog::{ArticleEntry, Catalog, Category, SectionEntry};
use guichet_wire::document::{Block, Document};
use guichet_wire::manifest::{FORMAT, FileRef, LocaleEntry, Manifest};
use guichet_wire::settings::Settings;

use super::document::{every_node, say};
use super::samples::Sample;

/// Length of the directory, directory, first shard.
pub fn shards(sample: &Sample) -> Vec<u8> {
    let cutting = Cutting {
        whole: 0,
        shard: 64,
    };
    let Index { head, shards } = writer(sample).finish_cut(&cutting);
    [&(head.len() as u16).to_le_bytes()[..], &head, &shards[0]].concat()
}

pub fn index(sample: &Sample) -> Vec<u8> {
    writer(sample).finish()
}

fn writer((locale, [title, description, heading, body], [from, to]): &Sample) -> SegmentWriter {
    let mut writer = SegmentWriter::new(locale);
    let sections = [
        SectionText {
            heading: "",
            body: description,
        },
        SectionText { heading, body },
    ];
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
    writer.add_article(&ArticleText {
        title: heading,
        sections: &sections[1..],
        ..ArticleText::default()
    });
    writer.relate(&[from, heading], &[to, title], 0.5);
    writer.relate(&[to, from], &[to, from], 1.0);
    writer
}

/// A relation of many words with many words, all of which begin with what a query asks for.
pub fn many_relations() -> Vec<u8> {
    let digits =
        |number: usize| [number / 20, number % 20].map(|digit| char::from(b'b' + digit as u8));
    let words: Vec<String> = (0..400)
        .map(|number| format!("b{}", String::from_iter(digits(number))))
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let body = words.join(" ");
    let sections = [SectionText {
        heading: "",
        body: &body,
    }];
    let mut writer = SegmentWriter::new("und");
    writer.add_article(&ArticleText {
        title: "b",
        sections: &sections,
        ..ArticleText::default()
    });
    writer.relate(&words, &words, 1.0);
    writer.finish()
}

pub fn catalog((locale, [title, description, heading, _], _): &Sample) -> String {
    let entry = |id: &str, title: &str, sections: Vec<SectionEntry>| ArticleEntry {
        id: id.to_owned(),
        title: title.to_owned(),
        description: (*description).to_owned(),
        category: "orders".to_owned(),
        related: vec!["orders/late".to_owned()],
        written_in: (id == "orders/late").then(|| "en".to_owned()),
        updated: None,
        outdated: None,
        pack: 0,
        sections,
    };
    let section = SectionEntry {
        anchor: "late".to_owned(),
        heading: (*heading).to_owned(),
    };
    to_json(&Catalog {
        locale: (*locale).to_owned(),
        categories: vec![Category {
            id: "orders".to_owned(),
            name: (*title).to_owned(),
            description: (*description).to_owned(),
            articles: 2,
            parent: None,
        }],
        articles: vec![
            entry("orders/track", title, vec![section]),
            entry("orders/late", heading, vec![]),
        ],
        packs: vec![file(&format!("{locale}/pack-0.bin"))],
        pages: None,
    })
}

pub fn manifest(samples: &[Sample]) -> String {
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
        reach: (samples.len() > 1).then(|| file("reach-0.bin")),
        settings: Settings::default(),
    })
}

fn file(path: &str) -> FileRef {
    let integrity = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".to_owned();
    FileRef {
        path: path.to_owned(),
        bytes: 4096,
        integrity,
    }
}

fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("the keys of the wire types are texts")
}

pub fn pack((locale, [title, description, heading, body], _): &Sample) -> Vec<u8> {
    let mut writer = PackWriter::default();
    writer.add("orders/track", locale, title, &every_node(heading, body));
    let only_text = Document {
        blocks: vec![Block::Paragraph(say(description))],
    };
    writer.add("orders/late", "en", heading, &only_text);
    writer.finish()
}

pub fn reach(samples: &[Sample]) -> Vec<u8> {
    let mut writer = ReachWriter::default();
    for (tag, [title, description, heading, _], [from, to]) in samples {
        writer.add(tag, from, [*title, heading, description, to]);
    }
    writer.finish()
}
