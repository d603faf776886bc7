//! Packs survive the round trip; damaged ones are refused, whatever was damaged.

use guichet_search::checksum;
use guichet_wire::document::{
    Alignment, Block, CalloutKind, Document, Image, Inline, LinkTarget, ListItem, MAX_DEPTH, Table,
};

use super::*;

fn say(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(say(text))
}

/// A document with every node that there is.
fn everything() -> Document {
    let link = |target| Inline::Link {
        target,
        content: say("link"),
    };
    let inlines = vec![
        Inline::Text("chữ".to_owned()),
        Inline::Emphasis(say("a")),
        Inline::Strong(say("b")),
        Inline::Strikethrough(say("c")),
        Inline::Code("d".to_owned()),
        Inline::Keyboard("Esc".to_owned()),
        link(LinkTarget::Article {
            id: "orders/track".to_owned(),
            anchor: "late".to_owned(),
        }),
        link(LinkTarget::External("https://example.org/?a=b".to_owned())),
        Inline::Image(Image {
            path: "media/lamp-0.svg".to_owned(),
            alt: "A lamp".to_owned(),
            width: 640,
            height: 360,
        }),
        Inline::FootnoteReference(1),
        Inline::LineBreak,
    ];
    let item = |task| ListItem {
        task,
        blocks: vec![paragraph("item")],
    };
    Document {
        blocks: vec![
            Block::Heading {
                level: 3,
                anchor: "fees".to_owned(),
                content: say("Fees"),
            },
            Block::Paragraph(inlines),
            Block::List {
                start: Some(0),
                items: vec![item(None), item(Some(false)), item(Some(true))],
            },
            Block::List {
                start: None,
                items: Vec::new(),
            },
            Block::Table(Table {
                columns: vec![Alignment::Start, Alignment::Center, Alignment::End],
                head: vec![say("a"), say("b"), say("c")],
                rows: vec![vec![say("1"), Vec::new(), say("3")]],
            }),
            Block::Code {
                language: "json".to_owned(),
                text: "{\n}".to_owned(),
            },
            Block::Quote(vec![paragraph("quoted")]),
            Block::Callout {
                kind: CalloutKind::Caution,
                blocks: vec![paragraph("hot")],
            },
            Block::Details {
                summary: say("more"),
                blocks: vec![paragraph("hidden")],
            },
            Block::Rule,
            Block::Footnote {
                number: 1,
                blocks: vec![paragraph("note")],
            },
        ],
    }
}

fn pack() -> Vec<u8> {
    let mut writer = PackWriter::default();
    writer.add("a/first", "vi", "Đầu tiên", &everything());
    writer.add("a/second", "en", "Second", &Document::default());
    writer.finish()
}

/// Opens and decodes everything, as a reader of all articles would.
fn read_all(bytes: Vec<u8>) -> Result<Vec<Article>, PackError> {
    let pack = Pack::open(bytes)?;
    let articles = pack.ids().map(|id| pack.article(id));
    articles.filter_map(Result::transpose).collect()
}

fn with_true_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = checksum(&bytes[HEADER..]);
    bytes[HEADER - 4..HEADER].copy_from_slice(&sum.to_le_bytes());
    bytes
}

#[test]
fn every_node_survives_the_round_trip() {
    let articles = read_all(pack()).unwrap();
    assert_eq!(articles[0].document, everything());
    assert_eq!(articles[0].title, "Đầu tiên");
    assert_eq!(articles[0].locale, "vi");
    assert_eq!(articles[1].document, Document::default());
}

#[test]
fn an_article_that_is_not_there_is_none() {
    let pack = Pack::open(pack()).unwrap();
    assert_eq!(pack.article("a/third"), Ok(None));
}

#[test]
fn a_pack_cut_at_any_byte_is_refused() {
    let bytes = pack();
    for end in 0..bytes.len() {
        assert!(Pack::open(bytes[..end].to_vec()).is_err(), "cut at {end}");
    }
}

#[test]
fn a_pack_with_any_bit_flipped_is_refused() {
    let bytes = pack();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert!(Pack::open(flipped).is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn flipped_bytes_under_a_true_checksum_never_panic() {
    let bytes = pack();
    let mut accepted = 0;
    for at in HEADER..bytes.len() {
        for value in [0x00, 0x01, 0x7f, 0x80, 0xff] {
            let mut flipped = bytes.clone();
            flipped[at] = value;
            accepted += usize::from(read_all(with_true_checksum(flipped)).is_ok());
        }
    }
    assert!(accepted > 0, "a changed letter is still a pack");
}

#[test]
fn a_document_nested_too_deeply_is_refused_instead_of_overflowing_the_stack() {
    let nested = |depth| {
        let wrap = |inner, _| Block::Quote(vec![inner]);
        Document {
            blocks: vec![(1..depth).fold(Block::Rule, wrap)],
        }
    };
    let read = |document: &Document| {
        let mut writer = PackWriter::default();
        writer.add("a", "en", "A", document);
        read_all(writer.finish())
    };
    assert!(read(&nested(MAX_DEPTH)).is_ok());
    assert_eq!(read(&nested(MAX_DEPTH + 1)), Err(PackError::TooDeep));
    assert_eq!(read(&nested(5_000)), Err(PackError::TooDeep));
}

#[test]
fn a_link_that_could_run_a_script_and_an_image_from_elsewhere_are_refused() {
    let read = |inline| {
        let mut writer = PackWriter::default();
        let blocks = vec![Block::Paragraph(vec![inline])];
        writer.add("a", "en", "A", &Document { blocks });
        read_all(writer.finish())
    };
    let link = |address: &str| Inline::Link {
        target: LinkTarget::External(address.to_owned()),
        content: say("x"),
    };
    let image = |path: &str| {
        Inline::Image(Image {
            path: path.to_owned(),
            alt: String::new(),
            width: 1,
            height: 1,
        })
    };
    assert!(read(link("mailto:a@example.org")).is_ok());
    for address in [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "",
        " https://x",
    ] {
        assert!(read(link(address)).is_err(), "{address}");
    }
    assert!(read(image("media/a.png")).is_ok());
    for path in [
        "https://example.org/a.png",
        "//example.org/a.png",
        "../a.png",
        "/a.png",
        "",
    ] {
        assert!(read(image(path)).is_err(), "{path}");
    }
}

#[test]
fn a_newer_version_says_so() {
    let mut bytes = pack();
    bytes[4] = 9;
    let error = Pack::open(bytes).unwrap_err();
    assert_eq!(error, PackError::Version { found: 9 });
    assert!(error.to_string().contains("update the widget"));
}
